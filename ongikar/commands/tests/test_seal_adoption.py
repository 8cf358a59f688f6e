"""Rows that stood before their columns were sealed are taken over page by page while the site is open: at no
moment is anything honest called forged, nor anything forged passed over that was found before.
"""

import json
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction

from ongikar.cases import actions
from ongikar.cases.actions import clock as clock_acts
from ongikar.cases.models import Act, Case, EarlierEnding
from ongikar.commands.ledger import verify_ledger
from ongikar.commands.tests.test_ledger_verify_rows import straight
from ongikar.core.i18n.say import override_language
from ongikar.demo.tests.demo_stage import TUESDAY_NOON
from ongikar.journal import seal_adoption
from ongikar.journal.actions import seal_rest
from ongikar.journal.models import Entry
from ongikar.journal.rules.row_seals import PAGE_ADOPTED
from ongikar.journal.seal_adoption import (
    BEGUN,
    VERB,
    SealAdoption,
    adopt_all,
    adopt_columns,
    adopt_page,
    adopted_columns,
    begun_adoptions,
    count_waiting_rows,
    next_adoption,
    wanted_columns,
)
from ongikar.journal.state_check import expected_rows, find_differences, find_origins
from ongikar.journal.tests.intruder import broken_in
from ongikar.journal.tests.sealed_since import forget_all_seals, forget_seals_of
from ongikar.offices.models import Serial
from ongikar.operations import doctor
from ongikar.operations.worker import DUTIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forty_cases", "papers_of_forty_cases")]
SUBJECT = {"subject_type": "seals", "subject_id": 0}


@pytest.fixture
def small(monkeypatch):
    """What stands is too much for a start, and a page has seven rows."""
    monkeypatch.setattr(seal_adoption, "MOST_AT_ONCE", 20)
    monkeypatch.setattr(seal_adoption, "PAGE", 7)


@pytest.fixture
def begun(small):
    """No row of the office was sealed before; now it begins."""
    seal_rest()
    forget_all_seals()
    assert adopt_columns(TUESDAY_NOON) == 0
    return next_adoption()


def take_up_to(table, *, done=True):
    """Pages, until all of this table are taken, or until it is its turn."""
    for _ in range(10_000):
        adoption = next_adoption()
        if adoption.reached_key(table) >= adoption.marks[table] if done else adoption.reached[0] >= table:
            return
        assert adopt_page(adoption, TUESDAY_NOON)
    raise AssertionError(table)


def differences():
    seal_rest()
    return [(each.what, each.table, each.key, each.column) for each in find_differences(expected_rows())]


def verified(capsys, language="en"):
    status = verify_ledger(["--language", language])
    return status, capsys.readouterr().out.splitlines()


def test_the_start_writes_one_entry_and_the_worker_the_rest_until_one_says_that_all_is_sealed(begun, capsys):
    assert Entry.objects.filter(**SUBJECT).count() == 1
    assert Entry.objects.get(verb=BEGUN).rows is None
    assert begun.marks["cases_case"] == Case.objects.order_by("pk").last().pk
    waiting = count_waiting_rows()
    assert waiting > 500
    status, lines = verified(capsys)
    assert status == 0
    assert any(
        line.startswith(f"{waiting:,} rows are still to be taken over as they stand") for line in lines
    )
    with override_language("en"):
        assert [*doctor.run_checks([doctor.check_adoption])] == [
            (
                True,
                f"seals: {waiting:,} rows of before still to be sealed as they stand; the worker is at it",
            )
        ]
    assert adopt_all(TUESDAY_NOON) == waiting
    assert count_waiting_rows() == 0
    assert differences() == []
    last = Entry.objects.filter(**SUBJECT).order_by("id").last()
    assert (last.verb, last.facts["adoption"]) == (VERB, begun.entry)
    assert adopted_columns() == wanted_columns()
    status, lines = verified(capsys)
    assert status == 0
    assert any(line.startswith(f"{waiting:,} rows were taken over as they stood on ") for line in lines)
    assert not [line for line in lines if "still to be taken over" in line]
    straight(Case, Case.objects.first().pk, state="refused")
    assert len(differences()) == 1


def test_it_is_a_duty_of_the_worker_that_takes_a_page_a_round_however_little_time_there_is(
    begun, monkeypatch
):
    assert any(isinstance(duty, SealAdoption) for _, duty in DUTIES)
    monkeypatch.setattr(seal_adoption, "PIECE", 0.0)
    adopt, waiting = SealAdoption(), count_waiting_rows()
    first = sorted(begun.marks)[0]
    for _ in range(3):
        assert 0 < adopt(TUESDAY_NOON) <= 7
    assert waiting - count_waiting_rows() == sum(
        facts["rows"] for facts in Entry.objects.filter(verb=PAGE_ADOPTED).values_list("facts", flat=True)
    )
    assert Entry.objects.filter(verb=PAGE_ADOPTED).first().facts["table"] == first


def test_when_all_is_taken_nothing_is_asked_for_an_hour(begun, django_assert_num_queries):
    adopt = SealAdoption()
    while not adopt.is_through:
        adopt(TUESDAY_NOON)
    with django_assert_num_queries(0):
        assert adopt(TUESDAY_NOON) == 0


def test_a_worker_that_is_killed_again_and_again_seals_nothing_twice(begun):
    waiting, count = count_waiting_rows(), 0
    for _ in range(5_000):
        # Killed before its page was committed: nothing of it is there.
        with transaction.atomic():
            adopt_page(next_adoption(), TUESDAY_NOON)
            transaction.set_rollback(True)
        rows = adopt_page(next_adoption(), TUESDAY_NOON)
        count += rows
        if not rows:
            break
    assert count == waiting
    sealed = Counter(
        (table, key)
        for text in Entry.objects.filter(verb=PAGE_ADOPTED).values_list("rows", flat=True)
        for table, rows in json.loads(text).items()
        for key in rows
    )
    assert len(sealed) == waiting
    assert set(sealed.values()) == {1}
    assert Entry.objects.filter(**SUBJECT, verb=VERB).count() == 1
    assert next_adoption() is None
    assert differences() == []


def test_another_start_meanwhile_begins_nothing_anew(begun):
    adopt_page(begun, TUESDAY_NOON)
    assert adopt_columns(TUESDAY_NOON) == 0
    assert Entry.objects.filter(verb=BEGUN).count() == 1
    assert adopt_all(TUESDAY_NOON)
    assert adopt_columns(TUESDAY_NOON) == 0
    assert Entry.objects.filter(verb=BEGUN).count() == 1


@pytest.mark.parametrize("table", ["", "cases_act", "cases_case", "clock_clock"])
def test_acts_on_rows_that_wait_are_sealed_as_they_are_and_nothing_honest_looks_forged(begun, table, karim):
    """Before the first page, between two, and after the last."""
    if table:
        take_up_to(table)
    assert differences() == []
    case = Case.objects.filter(state="received").first()
    actions.add_note(case, words="x", actor=("user", karim.pk), now=TUESDAY_NOON)
    actions.refuse(case, reason="x", actor=("user", karim.pk), now=TUESDAY_NOON)
    ended = Case.objects.filter(state="kept").order_by("id").first()
    clock_acts.reopen(ended, reason="আবার দেখা দরকার", actor=("user", karim.pk), now=TUESDAY_NOON)
    assert EarlierEnding.objects.filter(case=ended).exists()
    assert differences() == []
    take_up_to("cases_case")
    assert differences() == []
    adopt_all(TUESDAY_NOON)
    assert differences() == []


def test_what_another_hand_changes_after_an_act_is_found_before_its_page_and_not_taken_over_by_it(
    begun, karim
):
    case = Case.objects.filter(state="received").order_by("pk").last()
    actions.refuse(case, reason="x", actor=("user", karim.pk), now=TUESDAY_NOON)
    seal_rest()
    straight(Case, case.pk, state="kept")
    told = [("changed", "cases_case", str(case.pk), "state")]
    assert differences() == told
    adopt_all(TUESDAY_NOON)
    assert differences() == told
    [found] = find_differences(expected_rows())
    # The day that is told is that of the act, and not of the page after it.
    assert find_origins([found])["cases_case", str(case.pk), "state"].verb != PAGE_ADOPTED


def test_of_taken_rows_every_edit_is_found_and_of_waiting_ones_what_stood_is_taken_over(begun):
    take_up_to("cases_case", done=False)
    for _ in range(2):
        adopt_page(next_adoption(), TUESDAY_NOON)
    reached = next_adoption().reached_key("cases_case")
    taken = Case.objects.filter(pk__lte=reached).order_by("pk").last()
    waits = Case.objects.filter(pk__gt=reached).order_by("pk").first()
    straight(Case, taken.pk, state="refused", number="1")
    straight(Case, waits.pk, state="refused")
    told = [("changed", "cases_case", str(taken.pk), name) for name in ("number", "state")]
    assert sorted(differences()) == told
    adopt_all(TUESDAY_NOON)
    assert sorted(differences()) == told


def test_a_new_row_is_judged_in_full_whatever_waits(begun, karim):
    case = Case.objects.filter(state="received").first()
    actions.add_note(case, words="x", actor=("user", karim.pk), now=TUESDAY_NOON)
    act = Act.objects.order_by("pk").last()
    assert act.pk > begun.marks["cases_act"]
    assert differences() == []
    straight(Act, act.pk, name="receive")
    assert differences() == [("changed", "cases_act", str(act.pk), "name")]


def insert_copy(key, new):
    columns = ", ".join(f'"{field.column}"' for field in Act._meta.concrete_fields if field.column != "id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO cases_act (id, {columns}) SELECT %s, {columns} FROM cases_act WHERE id = %s",
            [new, key],
        )


def test_a_row_put_in_is_found_above_the_mark_and_where_the_pages_have_been(begun):
    first = Act.objects.order_by("pk").first()
    mark = begun.marks["cases_act"]
    insert_copy(first.pk, mark + 1_000)
    assert differences() == [("inserted", "cases_act", str(mark + 1_000), "")]
    take_up_to("cases_act")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_act WHERE id = %s", [mark])
    assert sorted(differences()) == [
        ("deleted", "cases_act", str(mark), ""),
        ("inserted", "cases_act", str(mark + 1_000), ""),
    ]
    insert_copy(first.pk, -5)
    assert ("inserted", "cases_act", "-5", "") in differences()


def test_a_row_that_an_act_takes_away_before_its_page_is_missed_by_nobody(begun):
    act = Act.objects.order_by("pk").last()
    with transaction.atomic():
        act.delete()
        seal_rest()
    assert differences() == []
    adopt_all(TUESDAY_NOON)
    assert differences() == []


def test_a_row_that_an_act_wrote_to_and_another_hand_took_away_before_its_page_is_missed(begun):
    with transaction.atomic():
        serial = Serial.objects.first()
        serial.last += 1
        serial.save(update_fields=["last"])
        seal_rest()
    assert differences() == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM offices_serial WHERE id = %s", [serial.pk])
    key = f"{serial.office_id}:{serial.book}:{serial.year}"
    assert differences() == [("deleted", "offices_serial", key, "")]


@pytest.fixture
def one_column(small):
    """The memo number of a case, and how it ended, have not been sealed before; all else has."""
    seal_rest()
    forget_seals_of({"cases_case": ["memo_number", "outcome"]}, now=TUESDAY_NOON)
    assert {(what, table) for what, table, *_ in differences()} == {("changed", "cases_case")}
    assert adopt_columns(TUESDAY_NOON) == 0
    return next_adoption()


def test_while_a_column_waits_the_others_of_its_rows_are_judged(one_column):
    assert one_column.columns == {"cases_case": ["memo_number", "outcome"]}
    assert differences() == []
    case = Case.objects.order_by("pk").last()
    straight(Case, case.pk, memo_number="x", number="y")
    told = [("changed", "cases_case", str(case.pk), "number")]
    assert differences() == told
    adopt_all(TUESDAY_NOON)
    assert differences() == told
    straight(Case, case.pk, memo_number="z")
    assert ("changed", "cases_case", str(case.pk), "memo_number") in differences()


def test_a_row_put_in_among_known_ones_is_found_though_a_column_waits(one_column):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_act SET id = 0 WHERE id = %s", [Act.objects.first().pk])
    assert {what for what, *_ in differences()} == {"inserted", "deleted"}


@pytest.mark.parametrize("first", [True, False])
def test_how_a_case_had_ended_is_copied_while_it_waits_and_compared_once_it_is_sealed(
    one_column, karim, first
):
    """A reopened case copies how it ended, which no entry had told before its page."""
    if not first:
        adopt_all(TUESDAY_NOON)
        assert differences() == []
    cases = Case.objects.filter(state="kept").exclude(memo_number="").order_by("pk")
    honest, forged = cases.first(), cases.last()
    if not first:
        straight(Case, forged.pk, memo_number="forged")
    for each in (honest, forged):
        again = Case.objects.get(pk=each.pk)
        clock_acts.reopen(again, reason="আবার দেখা দরকার", actor=("user", karim.pk), now=TUESDAY_NOON)
    told = [] if first else ["memo_number"]
    assert [column for *_, column in differences()] == told
    adopt_all(TUESDAY_NOON)
    assert [column for *_, column in differences()] == told


def test_a_later_version_may_begin_more_before_the_first_is_done(small, monkeypatch, karim):
    seal_rest()
    wanted = wanted_columns()
    forgotten = {"cases_case": ["memo_number"], "cases_act": ["words", "at"]}
    forget_seals_of(forgotten, now=TUESDAY_NOON)
    of_first = wanted | {"cases_act": [name for name in wanted["cases_act"] if name != "at"]}
    monkeypatch.setattr(seal_adoption, "wanted_columns", lambda: of_first)
    adopt_columns(TUESDAY_NOON)
    adopt_page(next_adoption(), TUESDAY_NOON)
    monkeypatch.setattr(seal_adoption, "wanted_columns", lambda: wanted)
    adopt_columns(TUESDAY_NOON)
    first, second = begun_adoptions()
    assert (first.columns["cases_act"], second.columns) == (["words"], {"cases_act": ["at"]})
    assert differences() == []
    case = Case.objects.filter(state="received").first()
    actions.refuse(case, reason="x", actor=("user", karim.pk), now=TUESDAY_NOON)
    assert differences() == []
    adopt_all(TUESDAY_NOON)
    assert [each.is_over for each in begun_adoptions()] == [True, True]
    assert differences() == []
    straight(Act, Act.objects.first().pk, at=TUESDAY_NOON)
    assert [column for *_, column in differences()] == ["at"]


@pytest.mark.parametrize(
    "text", ["[]", '"x"', '{"columns": 5, "marks": []}', '{"columns": {"cases_case": 1}}']
)
def test_facts_made_into_something_else_are_told_and_stop_no_verifying(begun, text, capsys):
    adopt_page(begun, TUESDAY_NOON)
    from ongikar.journal.hash_chain import Sealer

    Sealer()(TUESDAY_NOON)
    broken_in()("UPDATE journal_entry SET facts = %s WHERE verb IN (%s, %s)", [text, BEGUN, PAGE_ADOPTED])
    status, lines = verified(capsys)
    assert status == 1
    assert any("the entry or its seal was changed after sealing" in line for line in lines)


def test_who_says_once_more_that_it_begins_hides_nothing(begun):
    adopt_all(TUESDAY_NOON)
    case = Case.objects.order_by("pk").last()
    straight(Case, case.pk, state="refused")
    seal_adoption.begin_adoption(wanted_columns(), TUESDAY_NOON + timedelta(days=1))
    assert differences() == [("changed", "cases_case", str(case.pk), "state")]
    assert count_waiting_rows() == 0
