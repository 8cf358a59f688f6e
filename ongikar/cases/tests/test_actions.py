"""The acts of a case, each whole or not at all."""

from datetime import timedelta

import pytest

from ongikar.cases import actions
from ongikar.cases.models import Act, Case
from ongikar.clock.actions import refresh_caches
from ongikar.journal.models import Entry
from ongikar.rules import case_transitions
from ongikar.rules.clock.fold import LedgerFault

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)


def verbs(case):
    return list(
        Entry.objects.filter(subject_type="case", subject_id=case.pk)
        .order_by("id")
        .values_list("verb", flat=True)
    )


def test_a_receipt_has_a_number_a_due_day_and_an_entry(receive):
    case = receive("citizen-1")
    assert case.number.startswith("8549-26-")
    assert case.clock.due_at.isoformat() == "2026-11-29T17:00:00+06:00"
    assert verbs(case) == ["case.received"]
    assert case.state == case_transitions.RECEIVED


def test_numbers_and_book_lines_have_no_gaps(receive):
    cases = [receive("citizen-2") for _ in range(4)]
    serials = [int(case.short_number) for case in cases]
    assert serials == list(range(serials[0], serials[0] + 4))
    lines = [case.book_serial for case in cases]
    assert lines == list(range(lines[0], lines[0] + 4))


def test_a_receipt_that_fails_gives_its_number_back(receive, monkeypatch):
    first = receive("citizen-1")
    monkeypatch.setattr("ongikar.cases.actions.case.record_act", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive("citizen-1")
    monkeypatch.undo()
    assert int(receive("citizen-1").short_number) == int(first.short_number) + 1


def test_a_double_press_makes_one_case(receive):
    first, second = receive(submission="same"), receive(submission="same")
    assert first.pk == second.pk
    assert Case.objects.filter(submission="same").count() == 1


def test_acceptance_may_name_an_earlier_day(receive, now):
    case = receive("citizen-2")
    actions.accept(case, actor=KARIM, now=now + timedelta(hours=1), day=(now + timedelta(days=2)).date())
    assert case.state == case_transitions.ACCEPTED
    assert case.clock.due_at.isoformat() == "2026-11-24T17:00:00+06:00"


def test_acceptance_never_names_a_later_day_and_then_nothing_is_written(receive, now):
    case = receive("citizen-1")
    acts, due_at = case.acts.count(), case.clock.due_at
    with pytest.raises(LedgerFault):
        actions.accept(case, actor=KARIM, now=now, day=(now + timedelta(days=60)).date())
    fresh = Case.objects.get(pk=case.pk)
    assert (fresh.acts.count(), fresh.clock.due_at, fresh.state) == (acts, due_at, case_transitions.RECEIVED)


def test_without_a_ceiling_accepting_is_itself_a_promise(receive, service, now):
    row = service("citizen-1")
    type(row).objects.filter(pk=row.pk).update(ceiling=None)
    case = receive("citizen-1")
    # Before the close of the next working day: Monday 23 November.
    assert case.clock.due_at.isoformat() == "2026-11-23T17:00:00+06:00"
    actions.accept(case, actor=KARIM, now=now + timedelta(hours=3), day=(now + timedelta(days=10)).date())
    assert case.clock.due_at.isoformat() == "2026-12-02T17:00:00+06:00"


def test_the_clock_waits_for_a_paper_and_runs_again(receive, now):
    case = receive("citizen-1")
    due_at = case.clock.due_at
    actions.ask_for_papers(
        case,
        missing=["জাতীয় পরিচয়পত্র"],
        words="উল্টো পিঠের ছবি দিন",
        actor=KARIM,
        now=now + timedelta(hours=1),
    )
    assert case.state == case_transitions.WAITING
    assert case.clock.look_at is None
    actions.answer(case, words="দিলাম", papers=[], now=now + timedelta(days=2))
    assert case.state == case_transitions.ANSWERED
    # Owed at the close of Sunday and Monday: two working days later.
    assert case.clock.due_at == due_at + timedelta(days=2)


def test_a_kept_promise_stops_the_clock_and_gets_a_memo_number(receive, now):
    case = receive("citizen-1")
    actions.keep(case, outcome={"words": "৭টি ল্যাব চালু আছে।"}, actor=KARIM, now=now + timedelta(days=1))
    fresh = Case.objects.select_related("clock").get(pk=case.pk)
    assert (fresh.state, fresh.clock.outcome) == (case_transitions.KEPT, "kept")
    assert fresh.memo_number.startswith("8549.2627.")
    assert not fresh.clock.is_late(now + timedelta(days=90))


def test_a_withdrawal_gets_no_memo_number(receive, now):
    case = receive("citizen-1")
    actions.withdraw(case, words="লাগবে না", now=now)
    assert case.memo_number == ""


def test_a_closed_case_takes_no_further_act(receive, now):
    case = receive("citizen-1")
    actions.refuse(case, reason="এই তথ্য এ কার্যালয়ে নেই।", actor=KARIM, now=now)
    with pytest.raises(case_transitions.TransitionFault):
        actions.keep(case, outcome={"words": "x"}, actor=KARIM, now=now)


def test_an_officer_whose_page_is_old_acts_on_the_case_as_it_stands_now(receive, now):
    """Of two at the same moment: tests/test_at_once.py."""
    case = receive("citizen-1")
    mine, yours = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    actions.keep(mine, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now)
    with pytest.raises(case_transitions.TransitionFault):
        actions.refuse(yours, reason="না", actor=("user", 2), now=now)
    assert list(case.acts.values_list("name", flat=True)) == ["receive", "keep"]
    assert Case.objects.get(pk=case.pk).outcome["words"] == "দেওয়া হলো"


def test_rating_is_given_once(receive, now):
    case = receive("citizen-1")
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now)
    actions.rate(case, stars=5, words="ধন্যবাদ", now=now)
    assert Case.objects.get(pk=case.pk).rating == 5
    with pytest.raises(case_transitions.TransitionFault):
        actions.rate(case, stars=1, words="", now=now)


def test_the_journal_holds_no_personal_data(receive, rahima, now):
    case = receive("citizen-1")
    actions.refuse(case, reason="রহিমা খাতুন, এই তথ্য নেই।", actor=KARIM, now=now)
    dumped = str(list(Entry.objects.values()))
    assert rahima.name not in dumped
    assert rahima.mobile not in dumped


def test_a_replay_of_the_acts_gives_the_stored_state(receive, now):
    case = receive("citizen-1")
    actions.accept(case, actor=KARIM, now=now)
    actions.ask_for_papers(case, missing=["x"], words="x দিন", actor=KARIM, now=now)
    actions.answer(case, words="", papers=[], now=now + timedelta(days=1))
    actions.add_note(case, words="দেখেছি", actor=KARIM, now=now)
    assert actions.replayed_state(case) == case.state == case_transitions.ANSWERED
    assert refresh_caches(case.clock) is False


def test_acts_are_only_added(receive, now):
    case = receive("citizen-1")
    actions.accept(case, actor=KARIM, now=now)
    assert list(Act.objects.filter(case=case).values_list("name", flat=True)) == ["receive", "accept"]


def test_a_running_case_keeps_the_promise_it_was_given(receive, office, office_files, now):
    from ongikar.office_files import importing

    case = receive("citizen-1")
    files = office_files()
    files.charter["charter"]["title_en"] += " (changed)"
    files.services[0]["ceiling"] = {"unit": "working_days", "amount": 1}
    importing.load_office(files, now=now + timedelta(days=1), is_demo=True)
    fresh = Case.objects.select_related("clock", "service__version").get(pk=case.pk)
    assert fresh.service.version.number == 1
    assert fresh.clock.due_at == case.clock.due_at
    assert office.charters.count() == 2
