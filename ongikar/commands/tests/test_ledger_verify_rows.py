"""`ongikar ledger verify` names whose row it is, the field, both values and the day, in both languages."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction

from ongikar.cases.actions import clock as clock_acts
from ongikar.cases.models import Act, Case, EarlierEnding
from ongikar.charter.models import Service
from ongikar.clock.models import Clock, Fact
from ongikar.commands.ledger import verify_ledger
from ongikar.commands.ledger_rows import value_words
from ongikar.demo.tests.demo_stage import TUESDAY_NOON
from ongikar.grievances.models import Stage
from ongikar.journal.actions import seal_rest
from ongikar.journal.models import Entry
from ongikar.journal.raw_reads import as_micros
from ongikar.journal.seal_adoption import adopt_columns, adopted_columns, wanted_columns
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.offices.models import Serial
from ongikar.rules.bangla.text import digits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forty_cases", "papers_of_forty_cases")]


def said(capsys, language="en", *words):
    seal_rest()
    status = verify_ledger(["--language", language, *words])
    return status, capsys.readouterr().out.splitlines()


def straight(model, key, **values):
    """Straight in the database, past every act."""
    sets = ", ".join(f'"{name}" = %s' for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {sets} WHERE id = %s", [*values.values(), key])


def test_an_untouched_office_is_in_order(capsys):
    status, lines = said(capsys)
    assert status == 0
    assert lines[-1].endswith("all is in order")


def test_a_late_case_made_timely_by_five_statements_is_told_with_case_field_both_values_and_day(capsys):
    seal_rest()
    case = Case.objects.filter(state="kept", clock__stopped_at__isnull=False).select_related("clock").first()
    clock, fact = case.clock, case.clock.facts.get(kind="started")
    later = timedelta(days=16)
    straight(Fact, fact.pk, at=fact.at + later)
    straight(Clock, clock.pk, started_at=clock.started_at + later, due_at=clock.due_at + later)
    straight(Case, case.pk, received_at=case.received_at + later)
    straight(Act, case.acts.get(name="receive").pk, at=case.received_at + later)
    status, lines = said(capsys)
    assert status == 1
    assert len([line for line in lines if line.startswith(f"{case.number}: ")]) == 5
    [due] = [line for line in lines if "due moment" in line]
    was, stands = due.partition("sealed on ")[2].split("”, now says “")
    assert words_of(clock.due_at) in was
    assert words_of(clock.due_at + later) in stands
    assert words_of(case.received_at).rpartition(" ")[0].split(" 0")[0] in was, (
        "the day on which it was sealed"
    )
    status, lines = said(capsys, "bn")
    assert [
        line for line in lines if line.startswith(f"{digits(case.number)}: ঘড়ি {digits(clock.pk)}, শেষ সময়: ")
    ]


def words_of(moment):
    return value_words(as_micros(moment), "en", is_moment=True)


def test_what_is_of_a_person_is_told_without_showing_it(capsys):
    case = Case.objects.exclude(applicant=None).select_related("applicant").first()
    straight(type(case.applicant), case.applicant_id, mobile="+8801700009999")
    _, lines = said(capsys)
    assert f"{case.number}: applicant {case.applicant_id}, mobile: no longer what was sealed" in lines[0]
    assert "9999" not in "".join(lines)


@pytest.mark.parametrize(
    ("model", "values", "named"),
    [
        (Stage, {"upheld": False}, "upheld"),
        (Service, {"ceiling": '{"unit": "working_days", "amount": 99}'}, "ceiling"),
        (Serial, {"last": 999}, "last number given"),
    ],
)
def test_a_decision_a_longer_promise_and_a_serial(capsys, model, values, named):
    rows = model.objects.filter(upheld=True) if model is Stage else model.objects.order_by("-id")
    straight(model, rows.first().pk, **values)
    status, lines = said(capsys)
    assert status == 1
    assert named in lines[0]


def test_a_whole_case_deleted_leaves_all_it_was_missing(capsys):
    seal_rest()
    case = Case.objects.filter(state="received").select_related("clock").first()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, column, key in (
            ("cases_act", "case_id", case.pk),
            ("cases_case", "id", case.pk),
            ("clock_fact", "clock_id", case.clock_id),
            ("clock_milestone", "clock_id", case.clock_id),
            ("clock_clock", "id", case.clock_id),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [key])
        assert {each.what for each in find_differences(expected_rows())} == {"deleted"}
        status, lines = said(capsys)
        transaction.set_rollback(True)
    assert status == 1
    assert any(
        line.startswith(f"{case.number}: case {case.pk} was deleted; sealed last on ") for line in lines
    )


def test_an_edit_is_found_too_after_further_acts_of_the_same_case(capsys, karim):
    """The next act seals what it writes, not what it finds."""
    from ongikar.cases import actions

    case = Case.objects.filter(state="received").select_related("clock").first()
    straight(Case, case.pk, received_at=case.received_at + timedelta(days=3))
    case = Case.objects.get(pk=case.pk)
    actions.add_note(case, words="x", actor=("user", karim.pk), now=TUESDAY_NOON)
    actions.refuse(case, reason="x", actor=("user", karim.pk), now=TUESDAY_NOON)
    _, lines = said(capsys)
    assert any(line.startswith(f"{case.number}: case {case.pk}, received: ") for line in lines)


def test_a_row_edited_together_with_its_seal_is_found_by_the_link_of_the_entry(capsys):
    """Who changes what the entry says of the row as well breaks the entry's own link."""
    from ongikar.journal.hash_chain import Sealer
    from ongikar.journal.tests.intruder import broken_in

    # The entry that took its rows: what its kind opened with it may have been told first.
    received = Entry.objects.filter(subject_type="case", verb="case.received", rows__isnull=False)
    seal_rest()
    Sealer()(TUESDAY_NOON)
    states = Case.objects.filter(state="received").values("pk")
    entry = received.filter(subject_id__in=states).order_by("pk")[0]
    case = Case.objects.get(pk=entry.subject_id)
    later = case.received_at + timedelta(days=3)
    straight(Case, case.pk, received_at=later)
    was, now = (f'"received_at":{as_micros(moment)}' for moment in (case.received_at, later))
    assert was in entry.rows
    broken_in()(f"UPDATE journal_entry SET rows = '{entry.rows.replace(was, now)}' WHERE id = {entry.pk}")
    assert list(find_differences(expected_rows())) == [], "row and seal agree"
    status, lines = said(capsys)
    assert status == 1
    assert f"entry {entry.pk}: the entry or its seal was changed after sealing" in lines[0]


def test_of_one_office_only_its_rows_are_told(capsys, office):
    assert said(capsys, "en", "--office", office.slug)[0] == 0
    straight(Case, Case.objects.first().pk, state="refused")
    assert said(capsys, "en", "--office", office.slug)[0] == 1


def test_without_the_key_of_the_digests_it_says_that_it_cannot_judge(capsys, settings, tmp_path):
    seal_rest()
    settings.ONGIKAR_KEY_FOLDER = tmp_path / "gone"
    status = verify_ledger(["--language", "en"])
    lines = capsys.readouterr().out.splitlines()
    assert status == 4
    assert "cannot be judged" in lines[-2]
    assert "cannot be judged" in lines[-1]
    assert len(lines) == 3, "nothing is called forged"
    assert not (tmp_path / "gone").exists()


def test_an_older_copy_of_the_whole_database_is_known_by_a_root_printed_since(capsys):
    """Everything of the last day taken away, rows and entries alike: sound in itself, and the root is in no
    chain.
    """
    from ongikar.commands.ledger import root_lines
    from ongikar.journal.hash_chain import Sealer

    case = Case.objects.filter(state="received").first()
    Sealer()(TUESDAY_NOON)
    with transaction.atomic():
        straight_copy = transaction.savepoint_create()
        from ongikar.cases import actions

        actions.add_note(case, words="x", actor=("user", 1), now=TUESDAY_NOON)
        Sealer()(TUESDAY_NOON + timedelta(minutes=1))
        [printed, *_] = root_lines(TUESDAY_NOON.date(), case.office.slug)
        transaction.savepoint_rollback(straight_copy)
    status, lines = said(capsys, "en", "--root", printed.line())
    assert status == 1
    assert any("all after it was cut off" in line for line in lines)


def test_what_a_rolled_back_savepoint_wrote_is_not_sealed(office):
    case = Case.objects.filter(state="received").first()
    seal_rest()
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(rating=5)
        transaction.set_rollback(True)
    seal_rest()
    assert list(find_differences(expected_rows())) == []


def test_what_an_entry_of_a_rolled_back_savepoint_took_waits_again():
    from ongikar.journal.actions import WORKER, record

    case = Case.objects.filter(state="received").first()
    seal_rest()
    Case.objects.filter(pk=case.pk).update(rating=5)
    with transaction.atomic():
        record("case.tested", subject=("case", 1), actor=WORKER, office_id=None, now=TUESDAY_NOON)
        transaction.set_rollback(True)
    seal_rest()
    assert list(find_differences(expected_rows())) == []


FORGED = {
    "outcome": lambda case: json.dumps(case.outcome | {"words": "যা কেউ দেয়নি"}, ensure_ascii=False),
    "memo_number": lambda case: "০০.০০.০০০০.০০০.০০.০০০.২৬.৯৯৯",
    "closed_at": lambda case: case.closed_at - timedelta(days=9),
}


@pytest.mark.parametrize("column", FORGED)
@pytest.mark.parametrize("emptied", [False, True])
def test_how_a_case_had_ended_is_no_other_for_having_been_changed_before_it_was_reopened(
    column, emptied, capsys
):
    """The reopening copies it and empties it where it stood: what was changed there before is told of the
    copy.
    """
    seal_rest()
    case = Case.objects.filter(state="kept").order_by("id").first()
    honest = Case.objects.filter(state="kept").order_by("id").last()
    straight(Case, case.pk, **{column: FORGED[column](case)})
    for each in (case, honest):
        clock_acts.reopen(
            Case.objects.get(pk=each.pk), reason="আবার দেখা দরকার", actor=("user", 1), now=TUESDAY_NOON
        )
    found = list(find_differences(expected_rows()))
    assert [(each.what, each.table, each.column) for each in found] == [
        ("changed", "cases_earlierending", column)
    ]
    status, lines = said(capsys)
    assert status == 1
    assert any(line.startswith(f"{case.number}: ") for line in lines)
    if emptied and column == "outcome":
        # Retention lets the words go, and is sealed itself: then nothing is left to compare.
        with transaction.atomic():
            EarlierEnding.objects.filter(case=case).update(outcome={})
            seal_rest()
        assert list(find_differences(expected_rows())) == []


def test_what_is_changed_in_the_copy_itself_is_told_once():
    seal_rest()
    case = Case.objects.filter(state="kept").order_by("id").first()
    clock_acts.reopen(case, reason="আবার দেখা দরকার", actor=("user", 1), now=TUESDAY_NOON)
    straight(EarlierEnding, EarlierEnding.objects.get(case=case).pk, outcome="{}")
    assert [each.column for each in find_differences(expected_rows())] == ["outcome"]


def test_a_row_that_is_there_is_not_written_whole():
    case = Case.objects.first()
    with pytest.raises(TypeError, match="update_fields"):
        case.save()


def test_what_stood_before_it_was_sealed_is_taken_over_once_and_held_from_then_on(capsys):
    """As in a database of before: no entry has rows; and as when a later version seals one column more."""
    from ongikar.journal.tests.intruder import broken_in

    seal_rest()
    broken_in()("UPDATE journal_entry SET rows = NULL")
    assert len(list(find_differences(expected_rows()))) > 500
    taken = adopt_columns(TUESDAY_NOON)
    assert list(find_differences(expected_rows())) == []
    assert (adopt_columns(TUESDAY_NOON), adopted_columns()) == (0, wanted_columns())
    assert taken > 500
    straight(Case, Case.objects.first().pk, state="refused")
    assert len(list(find_differences(expected_rows()))) == 1
    assert Entry.objects.filter(verb="rows.adopted").count() > 10
    assert any("taken over as they stood" in line for line in said(capsys)[1])
