"""What the office owes by itself is dropped only by somebody else's post above, and is
counted all the same.
"""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ongikar.books.account import month_account
from ongikar.books.service_lines import ServiceLines
from ongikar.cases import actions
from ongikar.cases.actions import drops
from ongikar.cases.citizen.pdfs import result_pdf
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.grievances.actions import file_complaint
from ongikar.grievances.rights import may_decide
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.people.post_holders import holder_of
from ongikar.rules import case_transitions
from ongikar.rules.account import Account

pytestmark = pytest.mark.django_db
REASON = "কমিটির সভাপতি বিদেশে, কোরাম হবে না।"
CODE = "institutional-11"


@pytest.fixture
def now():
    return datetime.fromisoformat("2026-11-22T10:00:00+06:00")


@pytest.fixture
def meeting(service, office, now):
    (case,) = kind_of(service(CODE)).open_due_cases(now=now)
    return Case.objects.with_related().get(pk=case.pk)


@pytest.fixture
def asked(meeting, karim, now):
    drops.ask_drop(meeting, reason=REASON, actor=("user", karim.pk), now=now)
    return Case.objects.with_related().get(pk=meeting.pk)


def at_desk(user, now):
    return holder_of(User.objects.get(pk=user.pk), now.date())


def also_holds(user, office, slug, since=date(2026, 11, 1), **fields):
    return Holding.objects.create(user=user, post=office.posts.get(slug=slug), since=since, **fields)


@pytest.mark.parametrize("act", ["refuse", "redirect", "withdraw", "ask_for_papers"])
def test_the_monthly_meeting_has_no_side_door(meeting, karim, now, act, signed_in, time_machine):
    time_machine.move_to(now, tick=False)
    facts = {
        "refuse": {"reason": REASON},
        "redirect": {"to": "জেলা কার্যালয়"},
        "withdraw": {"words": ""},
        "ask_for_papers": {"missing": ["আবেদনপত্র"], "words": "দিন"},
    }[act]
    actor = {} if act == "withdraw" else {"actor": ("user", karim.pk)}
    with pytest.raises(case_transitions.TransitionFault):
        getattr(actions, act)(meeting, now=now, **facts, **actor)
    desk = signed_in(karim)
    page = desk.get(f"/desk/cases/{meeting.number}/").content.decode()
    assert f"/desk/cases/{meeting.number}/{act}/" not in page
    desk.post(f"/desk/cases/{meeting.number}/{act}/", {"reason": REASON, "to": "জেলা কার্যালয়"})
    assert Case.objects.get(pk=meeting.pk).state == case_transitions.RECEIVED


def test_asking_changes_nothing_and_tells_the_post_above(asked, now):
    assert (asked.state, asked.clock.stopped_at) == (case_transitions.RECEIVED, None)
    run_due_entries(now)
    message = Message.objects.get(outbox_entry__entry__verb="case.drop_asked")
    assert message.person == f"post:{Post.objects.get(slug='district-ict-officer').pk}"
    assert "/desk/drops/" in message.body


def test_what_was_dropped_is_shown_as_owed_and_dropped(asked, office, salma, now):
    drops.drop(asked, reason="সভাপতির চিঠি মিলিয়ে দেখা হলো।", holder=at_desk(salma, now), now=now)
    case = Case.objects.get(pk=asked.pk)
    assert (case.state, case.clock.outcome, case.memo_number) == (case_transitions.DROPPED, "dropped", "")
    account = month_account(office, date(2026, 11, 1), now + timedelta(days=20))
    assert account == Account(dropped=1)
    assert (account.promised, account.percent) == (1, 0)
    line = next(iter(ServiceLines(office, 2026, now)))
    assert not line.struck
    assert "বাদ" in [str(cell) for cell in line.cells]
    assert "সভাপতির চিঠি মিলিয়ে দেখা হলো।" in [str(cell) for cell in line.cells]
    assert "জেলা আইসিটি অফিসার" in dict(kind_of(case.row).result(case).parts).values()
    assert result_pdf(case).startswith(b"%PDF-")


def test_dropped_after_its_day_the_breach_is_still_told(asked, office, salma):
    after = asked.clock.due_at + timedelta(days=2)
    drops.drop(asked, reason="সভাপতির চিঠি মিলিয়ে দেখা হলো।", holder=at_desk(salma, after), now=after)
    case = Case.objects.get(pk=asked.pk)
    assert case.breaches(after) == [asked.clock.due_at]
    assert month_account(office, date(2026, 11, 1), after).percent == 0


def test_refused_it_stays_owed_and_may_be_asked_again(asked, salma, karim, now):
    drops.refuse_drop(asked, reason="সহসভাপতি সভা করতে পারেন।", holder=at_desk(salma, now), now=now)
    assert Case.objects.get(pk=asked.pk).is_open
    with pytest.raises(case_transitions.TransitionFault):
        drops.drop(Case.objects.get(pk=asked.pk), reason=REASON, holder=at_desk(salma, now), now=now)
    drops.ask_drop(Case.objects.get(pk=asked.pk), reason=REASON, actor=("user", karim.pk), now=now)


def test_nobody_decides_for_themselves(asked, karim, shirin, now):
    for user in (karim, shirin):
        with pytest.raises(PermissionDenied):
            drops.drop(asked, reason=REASON, holder=at_desk(user, now), now=now)


@pytest.mark.parametrize("charge", [Holding.ADDITIONAL, Holding.ACTING])
def test_whoever_holds_both_posts_is_oneself(asked, office, karim, now, charge):
    also_holds(karim, office, "district-ict-officer", charge=charge)
    with pytest.raises(PermissionDenied):
        drops.drop(asked, reason=REASON, holder=at_desk(karim, now), now=now)


def test_the_last_officer_leaves_and_whoever_stands_in_from_above_is_oneself(
    asked, office, karim, salma, now
):
    karim.holdings.update(until=now.date() - timedelta(days=1))
    also_holds(salma, office, "upazila-ict-officer", since=now.date(), charge=Holding.ADDITIONAL)
    with pytest.raises(PermissionDenied):
        drops.drop(asked, reason=REASON, holder=at_desk(salma, now), now=now)
    assert month_account(office, date(2026, 11, 1), asked.clock.due_at + timedelta(days=1)) == Account(
        open_late=1
    )


def test_whoever_owed_it_and_has_risen_since_is_oneself(asked, office, karim, salma, now):
    """A promotion does not let the officer forgive the work of the post just left."""
    salma.holdings.update(until=now.date())
    karim.holdings.update(until=now.date())
    tomorrow = now + timedelta(days=1)
    also_holds(karim, office, "district-ict-officer", since=tomorrow.date())
    with pytest.raises(PermissionDenied):
        drops.drop(asked, reason=REASON, holder=at_desk(karim, tomorrow), now=tomorrow)


@pytest.mark.parametrize("superior", [None, "upazila-ict-officer"])
def test_a_post_without_one_above_or_over_itself_can_drop_nothing(
    meeting, office, karim, now, signed_in, superior
):
    """The charter of the sample office names the officer as his own superior in every row."""
    post = office.posts.get(slug="upazila-ict-officer")
    post.superior = superior and office.posts.get(slug=superior)
    post.save(update_fields=["superior"])
    with pytest.raises(case_transitions.TransitionFault):
        drops.ask_drop(meeting, reason=REASON, actor=("user", karim.pk), now=now)
    desk = signed_in(karim)
    answer = desk.post(f"/desk/cases/{meeting.number}/ask_drop/", {"reason": REASON})
    assert answer.status_code == 422
    assert "এই পদের ওপরে কোনো পদ লেখা নেই" in answer.content.decode()
    assert "বাদও দেওয়া যায় না" in desk.get(f"/desk/cases/{meeting.number}/").content.decode()


def test_a_post_above_in_another_office_is_asked_and_an_auditor_there_is_not(meeting, office):
    elsewhere = Office.objects.create(slug="above", name_bn="ওপরের", name_en="Above", geocode="1234")
    above = elsewhere.posts.create(slug="head", role=Post.OFFICER, title_bn="প্রধান", title_en="Head")
    office.posts.filter(slug="upazila-ict-officer").update(superior=above)
    assert drops.deciding_posts(meeting) == [above]
    elsewhere.posts.update(role=Post.AUDITOR)
    assert drops.deciding_posts(meeting) == []


def test_two_posts_over_each_other_can_drop_nothing(meeting, office, karim, salma, now):
    low, high = (office.posts.get(slug=slug) for slug in ("upazila-ict-officer", "district-ict-officer"))
    high.superior = low
    high.save(update_fields=["superior"])
    drops.ask_drop(meeting, reason=REASON, actor=("user", karim.pk), now=now)
    with pytest.raises(PermissionDenied):
        drops.drop(Case.objects.get(pk=meeting.pk), reason=REASON, holder=at_desk(salma, now), now=now)


def test_whoever_allowed_a_drop_decides_no_complaint_about_it(asked, office, salma, rafiq, now):
    drops.drop(asked, reason="সভাপতির চিঠি মিলিয়ে দেখা হলো।", holder=at_desk(salma, now), now=now)
    grievance = file_complaint(
        office=office, case=Case.objects.get(pk=asked.pk), text="সভা হয়নি।", submission="drop", now=now
    )
    stage = grievance.stages.get()
    # The first tier is hers, so the ladder passes her by.
    assert stage.post.slug == "deputy-director-admin"
    assert may_decide(at_desk(rafiq, now), stage)
    assert not may_decide(at_desk(salma, now), stage)


def test_whoever_allowed_it_decides_no_complaint_from_a_later_post_either(asked, office, salma, now):
    drops.drop(asked, reason="সভাপতির চিঠি মিলিয়ে দেখা হলো।", holder=at_desk(salma, now), now=now)
    grievance = file_complaint(
        office=office, case=Case.objects.get(pk=asked.pk), text="সভা হয়নি।", submission="drop", now=now
    )
    salma.holdings.update(until=now.date())
    tomorrow = now + timedelta(days=1)
    also_holds(
        salma,
        office,
        "deputy-director-admin",
        since=tomorrow.date(),
        charge=Holding.COVER,
        until=tomorrow.date(),
    )
    assert not may_decide(at_desk(salma, tomorrow), grievance.stages.get())


def test_what_somebody_asked_for_is_never_dropped(receive, karim, salma, now):
    case = receive("citizen-1", now=now)
    with pytest.raises(case_transitions.TransitionFault):
        drops.ask_drop(case, reason=REASON, actor=("user", karim.pk), now=now)


@pytest.mark.parametrize(("root", "button"), [("", "সিদ্ধান্ত লিখুন"), ("/en", "Write the decision")])
def test_the_post_above_decides_on_its_page(asked, signed_in, salma, karim, root, button, now, time_machine):
    time_machine.move_to(now, tick=False)
    desk = signed_in(salma)
    page = desk.get(f"{root}/desk/drops/").content.decode()
    assert REASON in page
    page = desk.get(f"{root}/desk/drops/{asked.number}/").content.decode()
    assert button in page
    assert "checked" not in page
    assert (
        desk.post(f"{root}/desk/drops/{asked.number}/", {"ruling": "allow", "reason": "না"}).status_code == 422
    )
    desk.post(
        f"{root}/desk/drops/{asked.number}/", {"ruling": "allow", "reason": "সভাপতির চিঠি মিলিয়ে দেখা হলো।"}
    )
    assert Case.objects.get(pk=asked.pk).state == case_transitions.DROPPED
    assert timezone.now() == now
    again = desk.post(
        f"{root}/desk/drops/{asked.number}/", {"ruling": "allow", "reason": "সভাপতির চিঠি মিলিয়ে দেখা হলো।"}
    )
    assert (again.status_code, again.url) == (302, f"{root}/desk/drops/")
    assert signed_in(karim).get(f"{root}/desk/drops/{asked.number}/").status_code == 404


@pytest.mark.parametrize(
    ("root", "mine", "not_mine"),
    [
        ("", "এখন কোনো সিদ্ধান্ত বাকি নেই", "আপনার পদের নিচে কোনো পদ নেই"),
        ("/en", "Nothing waits for your decision", "No post stands below yours"),
    ],
)
def test_who_stands_above_nobody_is_told_no_decision(signed_in, office, salma, shirin, root, mine, not_mine):
    for person, says, says_not in ((salma, mine, not_mine), (shirin, not_mine, mine)):
        page = signed_in(person).get(f"{root}/desk/drops/").content.decode()
        assert says in page
        assert says_not not in page
        assert "for you to decide" not in page
        assert "সিদ্ধান্ত আপনার।" not in page
