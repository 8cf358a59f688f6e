"""Two people act on the same thing at the same moment, on two connections: one is heard and the other is
told, or both are heard, one after the other.
"""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import transaction

from conftest import SUNDAY
from ongikar.books.register_files import REGISTER_SHEET
from ongikar.cases import actions
from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.charter.models import ReviewDecision, Upload
from ongikar.charter.review.actions import Officer, Overtaken, open_review, record_decisions
from ongikar.charter.review.ingest import ingest_in_process
from ongikar.charter.review.publishing import WrongDay, publish
from ongikar.charter.tests.reviewing import newest, settle
from ongikar.clock.watch import watch_clocks
from ongikar.exports.export_process import lease_next_export
from ongikar.exports.orders import order_export
from ongikar.grievances.actions import SameComplaint, file_appeal, file_complaint, withdraw_complaint
from ongikar.grievances.models import Grievance, Stage
from ongikar.journal.actions import record
from ongikar.journal.models import Entry
from ongikar.journal.outbox import BATCH, lease_entries
from ongikar.offices.serials import next_number
from ongikar.rules.case_transitions import TransitionFault
from ongikar.rules.charter.review import Decision
from tests.at_once import one_of_two

KARIM, SHIRIN = ("user", 1), ("user", 2)
CHARTER = "\n".join(
    [
        "সিটিজেন চার্টার",
        "২.১) নাগরিক সেবা",
        "ক্রমিক\tসেবার নাম\tসেবা প্রদানের সর্বোচ্চ সময়\tপ্রয়োজনীয় কাগজপত্র\tআবেদন ফরম প্রাপ্তিস্থান"
        "\tসেবার মূল্য এবং পরিশোধ পদ্ধতি\tদায়িত্বপ্রাপ্ত কর্মকর্তা\tঊর্ধ্বতন কর্মকর্তা",
        "১\tমৎস্যচাষি নিবন্ধন\t৭ কার্যদিবস\tআবেদনপত্র\tকার্যালয়\tবিনামূল্যে"
        "\tউপজেলা আইসিটি অফিসার ফোন: ০১৭০০০০০০০১\tজেলা আইসিটি অফিসার ফোন: ০১৭০০০০০০০২",
    ]
)


@pytest.fixture
def desk(two, signed_in, karim):
    """Karim at the charter's desk."""
    with time_machine.travel(SUNDAY, tick=False):
        yield signed_in(karim)


def test_of_keeping_and_refusing_one_case_only_one_is_done(two, receive, now):
    case = receive("citizen-1")
    mine, yours = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    # The state has been read.
    two.meet("ongikar.rules.case_transitions.may_follow")
    results = two.run(
        lambda: actions.keep(mine, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now),
        lambda: actions.refuse(yours, reason="এই তথ্য এ কার্যালয়ে নেই।", actor=SHIRIN, now=now),
    )
    done, state = ("refuse", "refused") if results[0] else ("keep", "kept")
    assert isinstance(one_of_two(results)[1], TransitionFault)
    stored = Case.objects.get(pk=case.pk)
    assert [act.name for act in stored.acts.order_by("id")] == ["receive", done]
    assert (stored.state, stored.clock.outcome, bool(stored.memo_number)) == (state, state, True)
    assert stored.clock.facts.filter(kind="stopped").count() == 1
    entries = Entry.objects.filter(subject_type="case", subject_id=case.pk).order_by("id")
    assert [entry.verb for entry in entries] == ["case.received", f"case.{state}"]


def test_a_button_pressed_twice_at_once_makes_one_case(two, receive):
    first = receive()
    two.meet("ongikar.cases.actions.case.assign_number")
    pressed = two.run(lambda: receive(submission="pressed"), lambda: receive(submission="pressed"))
    assert pressed[0].pk == pressed[1].pk
    assert Case.objects.filter(submission="pressed").count() == 1
    # The press that made no case gave its numbers back.
    assert numbers(receive()) == [number + 2 for number in numbers(first)]


def test_two_applications_at_once_have_the_next_two_numbers(two, receive):
    first = receive()
    two.meet("ongikar.cases.actions.case.assign_number")
    cases = two.run(lambda: receive(submission="hers"), lambda: receive(submission="his"))
    serials, lines = zip(*map(numbers, cases), strict=True)
    serial, line = numbers(first)
    assert sorted(serials) == [serial + 1, serial + 2]
    assert sorted(lines) == [line + 1, line + 2]


def numbers(case: Case) -> list[int]:
    """Its serial of the year, and its line in the register."""
    return [int(case.short_number), case.book_serial]


# Serials


def test_two_serials_at_once_are_the_next_two(two, office):
    two.meet("ongikar.offices.serials.fetch_after_waiting")
    take = transaction.atomic(lambda: next_number(office, "services", 2031))
    assert sorted(two.run(take, take)) == [1, 2]


def test_who_waits_for_a_serial_gets_the_one_that_is_given_back(two, office):
    taken = []

    def take():
        with transaction.atomic():
            taken.append(next_number(office, "services", 2032))
            if len(taken) == 1:
                raise ZeroDivisionError
            return taken[-1]

    two.meet("ongikar.offices.serials.fetch_after_waiting")
    number, refusal = one_of_two(two.run(take, take))
    assert isinstance(refusal, ZeroDivisionError)
    assert (number, taken) == (1, [1, 1])


# Grievances


def test_of_two_appeals_against_one_stage_only_one_is_filed(two, receive, salma):
    case = receive("citizen-1")
    watch_clocks(SUNDAY + timedelta(days=14))
    grievance = file_complaint(
        office=case.office, case=case, text="সেবা পাইনি।", submission="late", now=SUNDAY + timedelta(days=14)
    )
    late = grievance.stages.get().clock.due_at + timedelta(minutes=1)
    appeal = partial(file_appeal, grievance=grievance, words="আপিল করছি।", now=late)
    # The stage that stands has been read.
    two.meet("ongikar.grievances.citizen.filing.next_tier")
    filed, refusal = one_of_two(two.run(appeal, appeal))
    assert isinstance(refusal, TransitionFault)
    assert "still has time" in str(refusal)
    assert [stage.pk for stage in Stage.objects.filter(grievance=grievance, number__gt=1)] == [filed.pk]
    assert grievance.acts.filter(name="appeal").count() == 1


def test_of_the_same_complaint_sent_twice_at_once_one_is_filed(two, office):
    person = Person(name="রহিমা খাতুন", mobile="+8801700000001")
    respondent = office.posts.get(slug="upazila-ict-officer")
    complain = [
        partial(
            file_complaint,
            office=office,
            person=person,
            respondent=respondent,
            text="টাকা চাওয়া হয়েছে।",
            is_once=True,
            submission=submission,
            now=SUNDAY,
        )
        for submission in ("one", "two")
    ]
    # Neither has found another before its number is drawn.
    two.meet("ongikar.grievances.citizen.filing.create_complainant")
    filed, refusal = one_of_two(two.run(*complain))
    assert isinstance(refusal, SameComplaint)
    assert refusal.known == filed
    assert Grievance.objects.get() == filed


def test_withdrawn_twice_at_once_is_withdrawn_once(two, receive):
    case = receive("citizen-1")
    grievance = file_complaint(
        office=case.office, case=case, text="সেবা পাইনি।", submission="open", now=SUNDAY + timedelta(hours=2)
    )
    withdraw = partial(withdraw_complaint, grievance=grievance, now=SUNDAY + timedelta(hours=3))
    # The state that stands has been read.
    two.meet("ongikar.grievances.citizen.party_acts.lock_grievance")
    _, refusal = one_of_two(two.run(withdraw, withdraw))
    assert isinstance(refusal, TransitionFault)
    assert grievance.acts.filter(name="withdraw").count() == 1


# Charters


def test_of_two_officers_who_decide_on_one_part_the_second_is_told(two, office, officer):
    upload = opened(office, officer)
    decide = [
        partial(
            record_decisions,
            upload,
            [Decision("citizen-1/short_bn", "correct", text=words, reason="সংক্ষেপে")],
            part="citizen-1",
            seen=upload.seen_of("citizen-1"),
            officer=officer,
            now=SUNDAY,
        )
        for words in ("নিবন্ধন", "মাছচাষি")
    ]
    two.meet("ongikar.charter.review.actions.lock_upload")
    count, refusal = one_of_two(two.run(*decide))
    assert (count, type(refusal)) == (1, Overtaken)
    assert ReviewDecision.objects.filter(upload=upload, where="citizen-1/short_bn").count() == 1


@pytest.mark.parametrize(
    ("is_same", "fault"), [(True, Overtaken), (False, WrongDay)], ids=["one review", "two reviews"]
)
def test_of_two_publications_for_one_day_only_one_is_made(two, desk, office, officer, is_same, fault):
    upload = opened(office, officer)
    settle(desk, upload)
    upload = newest(upload)
    uploads = [upload, upload if is_same else brought_again(upload)]
    versions, rows = office.charters.count(), office.charters.latest("number").services.count()
    publications = [
        partial(
            publish,
            each,
            begins=SUNDAY.date() + timedelta(days=1),
            seen=each.newest_decision,
            removed=rows,
            officer=officer,
            now=SUNDAY,
        )
        for each in uploads
    ]
    # The version before has been read.
    two.meet("ongikar.charter.review.publishing.check_day")
    version, refusal = one_of_two(two.run(*publications))
    assert isinstance(refusal, fault), refusal
    assert office.charters.count() == versions + 1
    assert version.services.count() == 1


@pytest.fixture
def officer(office, karim):
    return Officer(("user", karim.pk), office.posts.get(slug="upazila-ict-officer"), {"bn": "", "en": ""})


def opened(office, officer) -> Upload:
    document = ingest_in_process(CHARTER.encode(), "charter.txt")
    return open_review(office=office, document=document, key="first", officer=officer, now=SUNDAY)[0]


@transaction.atomic
def brought_again(upload: Upload) -> Upload:
    """Another review of the same document, with the same decisions."""
    again = Upload.objects.get(pk=upload.pk)
    again.pk, again.key = None, "again"
    again._state.adding = True
    again.save()
    for decision in ReviewDecision.objects.filter(upload=upload).order_by("pk"):
        decision.pk, decision.upload = None, again
        decision._state.adding = True
        decision.save()
    return newest(again)


def test_a_file_ordered_twice_at_once_is_one_export_with_one_entry(two, office, karim):
    order = partial(
        order_export,
        maker=REGISTER_SHEET,
        arguments={"slug": "services", "year": "2026"},
        title=("সেবা রেজিস্টার", "Service register"),
        lines=1,
        office=office,
        user=karim,
        now=SUNDAY,
    )
    two.meet("ongikar.exports.orders.find_same_order")
    first, second = two.run(order, order)
    assert first == second
    assert Entry.objects.filter(verb="export.asked").count() == 1


def test_two_workers_at_once_never_make_the_same_export(two, office, karim):
    order_export(
        maker=REGISTER_SHEET,
        arguments={"slug": "services", "year": "2026"},
        title=("সেবা রেজিস্টার", "Service register"),
        lines=1,
        office=office,
        user=karim,
        now=SUNDAY,
    )
    leased = two.run(lambda: lease_next_export(SUNDAY), lambda: lease_next_export(SUNDAY))
    assert sorted(each is None for each in leased) == [False, True]


def test_two_workers_take_different_work_and_neither_goes_without(two):
    """More is due than either takes in hand, of two offices."""
    with transaction.atomic():
        for n in range(60):
            record("mobile_code.asked", subject=("case", n), actor=KARIM, office_id=1 + n % 2, now=SUNDAY)
    both = two.run(*[partial(lease_entries, SUNDAY)] * 2)
    keys = [{outbox_entry.pk for outbox_entry in taken} for taken in both]
    assert [len(each) for each in keys] == [BATCH, BATCH]
    assert not keys[0] & keys[1]
