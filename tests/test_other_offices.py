"""Another office on the same installation: what is its own is as unknown here as what is not there."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from ongikar.books.registry import books
from ongikar.cases.models import Case
from ongikar.clock.models import Clock
from ongikar.people.models import Applicant
from ongikar.rules.bangla.text import latin_digits

from .access_matrix import ACCESS_MATRIX, PEOPLE
from .endpoint_requests import YEAR, answer_name, endpoints_of_objects, send_request
from .scene import NOW, browser_of_applicant, row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("person", PEOPLE)
def test_the_things_of_another_office_are_as_unknown_as_those_that_are_not_there(person, scene):
    client = scene.browser(person)
    cookies, before = client.cookies.copy(), row_counts()
    for name, how in endpoints_of_objects():
        client.cookies = cookies.copy()
        stated, answer = (
            ACCESS_MATRIX[name, how][person],
            answer_name(send_request(client, name, how, scene.theirs), how),
        )
        # Of a case that is known by its number alone a proof is asked for, whether there is one or not.
        if stated in ("open", "away", "none"):
            assert answer in ("none", "track"), f"{how} {name}: {answer}"
        else:
            assert answer in ("none", stated), f"{how} {name}: {answer}"
    assert row_counts() == before


def test_whoever_follows_a_case_of_another_office_opens_nothing_of_it_here(scene):
    for name, how in endpoints_of_objects():
        answer = answer_name(
            send_request(browser_of_applicant(scene.theirs.cases), name, how, scene.theirs), how
        )
        assert answer in ("none", "track", "sign", "405"), f"{how} {name}: {answer}"


def test_the_deciders_post_in_another_office_opens_no_desk_here(scene):
    client = scene.browser("hearer")
    for name in ("desk_grievances", "desk_complaints", "messages", "today", "books"):
        assert client.get(reverse(name)).status_code == 403


def test_lists_tell_only_of_this_office(scene):
    """Queue, Today, search, counter, books and messages: the numbers and people of another office are not in
    them.
    """
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
    scene.browser("officer").post(reverse("accept_several"), {"record": [scene.theirs.received.pk]})
    assert Case.objects.get(pk=scene.theirs.received.pk).state == "received"


def test_the_number_of_another_office_and_wrong_figures_get_the_same_answer(scene):
    client = scene.browser("nobody")
    answers = [
        client.post(reverse("track"), {"number": number, "last_four": figures})
        for number, figures in (
            (scene.theirs.received.number, "0001"),
            (scene.ours.received.number, "9999"),
            ("8549-26-99999", "0001"),
        )
    ]
    assert [answer.status_code for answer in answers] == [422] * 3
    assert len({tuple(answer.context["form"].non_field_errors()) for answer in answers}) == 1


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
