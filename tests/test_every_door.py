"""Every door of the site, tried by everybody: what the program answers is what the table in doors.py says."""

import io
from datetime import timedelta
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, resolve, reverse
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from ongikar.books.registry import books
from ongikar.cases.models import Case
from ongikar.clock.models import Clock
from ongikar.frame.public import MARK
from ongikar.grievances.actions import file_appeal
from ongikar.grievances.models import Grievance
from ongikar.papers.links import link_for
from ongikar.people import password_links
from ongikar.people.models import Applicant, User
from ongikar.rules.bangla import latin_digits

from .doors import DOORS, PEOPLE
from .scene import CONTACT, NOW, QUESTIONS, Belongings, follower, officer_of, row_counts

pytestmark = pytest.mark.django_db
YEAR = 2026


def citizens_key(paper) -> str:
    """What the address of a paper is signed with for somebody who is not signed in."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return link_for(request, paper).rstrip("/").rsplit("/", 1)[1]


# For each address that leads to a thing: which thing of an office's.
THINGS = {
    "service": lambda has: {"code": "citizen-1"},
    "account_month": lambda has: {"year": YEAR, "month": 11},
    "calendar_year": lambda has: {"year": YEAR},
    "apply": lambda has: {"code": "citizen-1"},
    "apply_step": lambda has: {"token": has.draft.token, "name": "check"},
    "receipt": lambda has: {"token": has.received.submission},
    "receipt_paper": lambda has: {"token": has.received.submission},
    "track_case": lambda has: {"number": has.received.number},
    "track_days": lambda has: {"number": has.received.number},
    "track_answer": lambda has: {"number": has.waiting.number},
    "track_rate": lambda has: {"number": has.kept.number},
    "track_withdraw": lambda has: {"number": has.received.number},
    "track_result": lambda has: {"number": has.kept.number},
    "grievance_about": lambda has: {"number": has.broken.number},
    "grievance": lambda has: {"number": has.complained.number},
    "offer": lambda has: {"offer_id": has.offer.pk},
    "offer_file": lambda has: {"offer_id": has.offer.pk},
    "paper": lambda has: {"paper_id": has.paper.pk},
    "paper:complained": lambda has: {"paper_id": has.complained_paper.pk},
    "paper_file": lambda has: {"paper_id": has.paper.pk, "key": citizens_key(has.paper)},
    "paper_file:complained": lambda has: {
        "paper_id": has.complained_paper.pk,
        "key": citizens_key(has.complained_paper),
    },
    "track_held": lambda has: {"number": has.received.number},
    "case_identity": lambda has: {"number": has.received.number},
    "case": lambda has: {"number": has.received.number},
    "case_days": lambda has: {"number": has.received.number},
    "case_result": lambda has: {"number": has.kept.number},
    "case_receipt": lambda has: {"number": has.received.number},
    "case_act": lambda has: {"number": has.received.number, "act": "accept"},
    "book": lambda has: {"slug": "services", "fiscal_year": YEAR},
    "book_sheet": lambda has: {"slug": "services", "fiscal_year": YEAR},
    "book_pdf": lambda has: {"slug": "services", "fiscal_year": YEAR},
    "desk_people_end": lambda has: {"holding_id": has.cover.pk},
    "agent_case": lambda has: {"number": has.brought.number},
    "agent_receipt": lambda has: {"number": has.brought.number},
    "mine_case": lambda has: {"number": has.received.number},
    "mine_grievance": lambda has: {"number": has.complained.number},
    "mfa_remove_webauthn": lambda has: {"pk": 1},
    "end_sign_in": lambda has: {"sign_in_id": 1},
    "new_password": lambda has: link_of(officer_of(has.office)),
    "charter_review": lambda has: {"upload_id": has.upload.pk},
    "charter_document": lambda has: {"upload_id": has.upload.pk},
    "charter_file": lambda has: {"upload_id": has.upload.pk},
    "charter_publish": lambda has: {"upload_id": has.upload.pk},
    "charter_as_before": lambda has: {"upload_id": has.upload.pk},
    "charter_drop": lambda has: {"upload_id": has.upload.pk},
    "charter_part": lambda has: {"upload_id": has.upload.pk, "code": "citizen-1"},
    "desk_grievance": lambda has: {"number": has.complained.number},
    "desk_grievance_act": lambda has: {"number": has.complained.number, "name": "note"},
    "desk_complaint": lambda has: {"number": has.complained.number},
    "desk_complaint_appeal": lambda has: {"number": has.decided.number},
}
# What is sent is right, so that only the person can be the reason of a refusal.
SENT = {
    "apply": lambda has: QUESTIONS,
    "track": lambda has: {"number": has.received.number, "last_four": "0001"},
    "track_answer": lambda has: {"words": "কপি নিয়ে এসেছি।"},
    "track_rate": lambda has: {"stars": "5"},
    "track_withdraw": lambda has: {"sure": "on"},
    "track_held": lambda has: {"field": "name", "new": "রহিমা বেগম"},
    "case_identity": lambda has: {"why": "compare"},
    "grievance_new": lambda has: {
        "about": "unlawful", "respondent": "not_known", "text": "টাকা চাওয়া হয়েছে।", "kind": "citizen", "who": "anonymous",
    },
    "grievance_about": lambda has: {"about": "delay", "text": "উত্তর পাইনি।"},
    "offer": lambda has: {"text": "উত্তর পাইনি।"},
    "offer_file": lambda has: {"text": "উত্তর পাইনি।"},
    "accept_several": lambda has: {"case": has.received.pk},
    "counter": lambda has: {
        "name": CONTACT["name"], "channel": "counter", "service": "citizen-1", "asked": "কয়টি ল্যাব?", "outcome": "taken",
        "token": "pressed-at-the-counter",
    },
    "desk_grievance_act": lambda has: {"words": "নথি চেয়েছি।"},
    "desk_complaint": lambda has: {"words": "কাগজ আসতে দেরি হয়েছে।"},
    "desk_complaint_appeal": lambda has: {"words": "সিদ্ধান্তটি আবার দেখুন।"},
    "desk_people_give": lambda has: {
        "post": has.office.posts.get(role="assistant").pk, "person": User.objects.get(username="former").pk, "charge": "cover",
        "since": "2026-12-07", "until": "2026-12-08",
    },
    "agent_new": lambda has: {
        "mobile": "01700000001", "name": CONTACT["name"], "service": "citizen-1", "asked": "কয়টি ল্যাব?", "consent": "on",
        "token": "pressed-at-the-centre", "papers_of": "citizen-1", "show-1": "on",
    },
    "mine": lambda has: {"mobile": "01700000001"},
    "account_login": lambda has: {"login": "karim", "password": "ongikar-demo"},
}  # fmt: skip
# What is known by its key alone: whoever has the key has the thing, and no key opens another office's.
BY_OBJECT = {"token", "number", "paper_id", "offer_id", "holding_id", "upload_id"}


def link_of(user: User) -> dict[str, str]:
    """What stands in the link to a new password."""
    return resolve(urlsplit(password_links.link_for(user)).path).kwargs


def patterns(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from patterns(entry)
        else:
            yield entry


def address_of(name: str, has: Belongings) -> str:
    return reverse(pattern_of(name), kwargs=THINGS[name](has) if name in THINGS else {})


def pattern_of(row: str) -> str:
    """The address of a row: "paper:complained" is "paper", leading to another thing."""
    return row.partition(":")[0]


def try_door(client, name: str, how: str, has: Belongings, *, is_kept: bool = False) -> HttpResponse:
    """Knock, and leave everything as it was; `is_kept`: leave what was written, if anything."""
    with transaction.atomic():
        sent = SENT[name](has) if how == "POST" and name in SENT else {}
        response = getattr(client, how.lower())(address_of(name, has), sent)
        transaction.set_rollback(not is_kept)
    return response


REFUSALS = {401: "sign", 403: "shut", 404: "none", 405: "405"}


def told(response: HttpResponse, how: str) -> str:
    """The answer as the table names it; an answer it has no name for is told by its figure."""
    if response.status_code == 302:
        target = response["Location"].removeprefix("/en")
        if target.startswith("/sign-in/"):
            return "sign"
        if target.startswith("/track/?number="):
            return "track"
        return "open" if how == "POST" else "away"
    if response.status_code in (200, 422):
        return "open"
    return REFUSALS.get(response.status_code, str(response.status_code))


def test_every_address_has_its_rows_and_every_row_its_address():
    names = {pattern.name for pattern in patterns()}
    assert None not in names
    assert {(name, how) for name in names for how in ("GET", "POST")} == {
        (pattern_of(name), how) for name, how in DOORS
    }


def test_every_thing_an_address_leads_to_is_on_the_scene():
    assert {pattern.name for pattern in patterns() if pattern.pattern.converters} == set(
        map(pattern_of, THINGS)
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_the_doors_stand_as_the_table_says_and_a_refusal_writes_nothing(person, scene):
    surprises = {}
    client = scene.browser(person)
    cookies, before = client.cookies.copy(), row_counts()
    for tongue, ((name, how), answers) in product(("bn", "en"), DOORS.items()):
        client.cookies = cookies.copy()
        with override(tongue):
            response = try_door(client, name, how, scene.ours, is_kept=answers[person] != "open")
        if (answer := told(response, how)) != answers[person]:
            surprises[f"{how} {name} {tongue}"] = f"{answer}, not {answers[person]}"
    assert surprises == {}
    assert row_counts() == before


def test_what_is_not_open_to_all_is_never_kept_by_the_page_cache(scene):
    for person in ("citizen", "officer", "gro"):
        client = scene.browser(person)
        for (name, how), answers in DOORS.items():
            if how == "GET" and set(answers.values()) != {"open"}:
                assert MARK not in try_door(client, name, how, scene.ours), f"{name} for {person}"


def by_object():
    """The doors that lead to one thing, by its number or its key."""
    names = {pattern.name for pattern in patterns() if BY_OBJECT & set(pattern.pattern.converters)}
    return [(name, how) for name, how in DOORS if pattern_of(name) in names]


@pytest.mark.parametrize("person", PEOPLE)
def test_the_things_of_another_office_are_as_unknown_as_those_that_are_not_there(person, scene):
    client = scene.browser(person)
    cookies, before = client.cookies.copy(), row_counts()
    for name, how in by_object():
        client.cookies = cookies.copy()
        stated, answer = DOORS[name, how][person], told(try_door(client, name, how, scene.theirs), how)
        if stated == "open":
            assert answer in ("none", "track"), f"{how} {name}: {answer}"
        else:
            assert answer in ("none", stated), f"{how} {name}: {answer}"
    assert row_counts() == before


def test_whoever_follows_a_case_of_another_office_opens_nothing_of_it_here(scene):
    for name, how in by_object():
        answer = told(try_door(follower(scene.theirs.cases), name, how, scene.theirs), how)
        assert answer in ("none", "track", "sign", "405"), f"{how} {name}: {answer}"


def test_the_deciders_post_in_another_office_opens_no_desk_here(scene):
    client = scene.browser("hearer")
    for name in ("desk_grievances", "desk_complaints", "messages", "today", "books"):
        assert client.get(reverse(name)).status_code == 403


def test_lists_tell_only_of_this_office(scene):
    """Queue, Today, search, counter, books and messages: the numbers and people of another office are not in them."""
    foreign = [case.number for case in scene.theirs.cases]
    foreign += [scene.theirs.complained.number, scene.theirs.decided.number]
    own = {case.number for case in scene.ours.cases}
    Applicant.objects.filter(office=scene.theirs.office).update(name="একটি অচেনা নাম")
    pages = [
        reverse(name)
        for name in ("today", "queue", "counter", "messages", "desk_grievances", "desk_complaints")
    ]
    pages += [f"{reverse('queue')}?tab={tab}" for tab in ("received", "waiting", "late", "closed", "all")]
    pages += [f"{reverse('queue')}?q={number}" for number in foreign]
    pages += [reverse("book", args=[book.slug, YEAR]) for book in books()]
    for person in ("officer", "assist", "gro"):
        client = scene.browser(person)
        for page in pages:
            shown = latin_digits(client.get(page).content.decode())
            # The queue repeats what was typed into it.
            seen = [number for number in foreign if number in shown and not page.endswith(f"?q={number}")]
            assert seen == [], page
            assert "একটি অচেনা নাম" not in shown
            own -= {number for number in own if number in shown}
    assert own == set(), "the pages do tell of our own"


def test_a_sheet_holds_the_lines_of_this_office_only(scene):
    client = scene.browser("officer")
    for book in books():
        content = client.get(reverse("book_sheet", args=[book.slug, YEAR])).content
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        cells = latin_digits(" ".join(str(cell) for row in rows for cell in row))
        assert not [case.number for case in scene.theirs.cases if case.number in cells], book.slug


def test_the_case_of_another_office_cannot_be_accepted_from_the_queue(scene):
    scene.browser("officer").post(reverse("accept_several"), {"case": [scene.theirs.received.pk]})
    assert Case.objects.get(pk=scene.theirs.received.pk).state == "received"


def test_the_number_of_another_office_and_wrong_figures_get_the_same_answer(scene):
    client = scene.browser("nobody")
    answers = [
        client.post(reverse("track"), {"number": number, "last_four": figures})
        for number, figures in (
            (scene.theirs.received.number, "0001"), (scene.ours.received.number, "9999"), ("8549-26-99999", "0001"),
        )
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [422] * 3
    assert len({tuple(answer.context["form"].non_field_errors()) for answer in answers}) == 1


def test_nobody_files_a_complaint_under_the_key_of_an_offer_and_so_sees_it(scene):
    """The keys the office makes itself can be guessed; a form may bring only its own."""
    scene.browser("citizen").post(reverse("offer_file", args=[scene.ours.offer.pk]), {"text": "উত্তর পাইনি।"})
    filed = Grievance.objects.get(case=scene.ours.broken)
    stranger = scene.browser("nobody")
    sent = SENT["grievance_new"](scene.ours) | {"submission": filed.submission}
    stranger.post(reverse("grievance_new"), sent)
    assert told(stranger.get(reverse("grievance", args=[filed.number])), "GET") == "track"
    assert Grievance.objects.exclude(pk=filed.pk).filter(case=None).count() == 1


def test_the_account_counts_only_what_this_office_promised(scene, client):
    pages = [reverse("account"), reverse("account_month", args=[YEAR, 11]), reverse("home")]
    shown = [client.get(page).content for page in pages]
    Clock.objects.filter(office=scene.theirs.office).update(due_at=NOW - timedelta(days=400))
    assert [client.get(page).content for page in pages] == shown


def test_the_counter_knows_nobody_who_came_to_another_office(scene):
    people = Applicant.objects.filter(office=scene.theirs.office)
    people.update(name="একটি অচেনা নাম", mobile="+8801799999999")
    shown = scene.browser("officer").get(reverse("counter"), {"mobile": "০১৭৯৯৯৯৯৯৯৯"}).content.decode()
    assert "একটি অচেনা নাম" not in shown


def test_a_tier_that_has_been_passed_may_still_read_but_no_longer_decide(scene):
    decided = scene.ours.decided
    file_appeal(grievance=decided, words="সিদ্ধান্তটি মানি না।", now=NOW)
    gro, appeal = scene.browser("gro"), scene.browser("appeal")
    for name, args in (
        ("desk_grievance", [decided.number]),
        ("desk_grievance_act", [decided.number, "decide"]),
    ):
        answers = [told(client.get(reverse(name, args=args)), "GET") for client in (gro, appeal)]
        assert answers == (["open", "open"] if name == "desk_grievance" else ["shut", "open"])


def test_a_person_switched_off_by_the_administrator_is_asked_to_sign_in(scene):
    client = scene.browser("officer")
    User.objects.filter(username="karim").update(is_active=False)
    assert told(client.get(reverse("queue")), "GET") == "sign"


def test_other_ways_of_asking_change_nothing_and_never_fail(scene):
    for person in ("nobody", "citizen", "officer"):
        client = scene.browser(person)
        before = row_counts()
        for name, how in product({name for name, _ in DOORS}, ("put", "patch", "delete", "options", "trace")):
            answer = getattr(client, how)(address_of(name, scene.ours))
            assert answer.status_code < 500, f"{how} {name}"
        assert row_counts() == before
