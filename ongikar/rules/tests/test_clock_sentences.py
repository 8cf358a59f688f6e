"""Every sentence in which the clock refuses something, word for word, as a clerk proof-read it in samples/.

The sample stands in pairs of lines, Bangla and English, in the order of the questions below.
"""

from datetime import date, datetime
from pathlib import Path

import pytest

from ongikar.rules.calendar.findings import calendar_findings
from ongikar.rules.calendar.office_calendar import Calendar, CalendarFault
from ongikar.rules.calendar.scopes import Seat, rows_of_office
from ongikar.rules.clock.fold import LedgerFault, fold_facts, reopening_fact, validate_fact
from ongikar.rules.promise import Promise, PromiseFault, compute_due
from ongikar.rules.promise.charter_time import read_charter_time
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.undertaking import Stage, Undertaking

from .known_days import KNOWN, OFFICE_HOURS, RAMADAN, at, known_days
from .test_calendar import REFUSED, closing
from .written_facts import FIVE, RECEIVED, STEPS, TEN, THREE, extended, fact, started

SAMPLE = Path(__file__).parent / "samples" / "clock_sentences.txt"
SUNDAY = at("2026-04-05 10:00")
NAIVE = datetime(2026, 4, 12, 10)  # noqa: DTZ001
SEAT = Seat("rangpur", "rangpur", "rangpur-sadar", "rangpur-sadar-ict")
DOUBTS = known_days(
    days=[
        closing("2026-04-13", source=""),
        closing("2026-04-13"),
        closing("2026-04-12", kind="working"),
        closing("2026-04-01", kind="withdrawn", memo="7"),
        closing("2026-04-15", scope="ward"),
    ]
)

QUESTIONS = [
    *(lambda change=change: Calendar.from_data(known_days() | change) for change, *_ in REFUSED),
    lambda: Calendar.from_data(known_days(days=[closing("2026-04-15", scope="ward")])),
    lambda: KNOWN.close(date(2026, 4, 14)),
    lambda: KNOWN.receipt_day(NAIVE),
    lambda: KNOWN.count_working_days(date(1971, 1, 1), date(1972, 1, 1)),
    lambda: rows_of_office([{"kind": "general", "scope": "ward", "of": "7"}], SEAT),
    lambda: rows_of_office([{"kind": "general", "scope": "district"}], SEAT),
    lambda: rows_of_office([{"kind": "general", "ordered": "soon"}], SEAT),
    # Promises
    *(
        lambda unit=unit: Promise(unit, 0)
        for unit in (
            "minutes",
            "hours",
            "working_days",
            "calendar_days",
            "weeks",
            "months",
            "nth_working_day",
        )
    ),
    lambda: Promise("immediate", 3),
    lambda: Promise("accept", 3),
    lambda: Promise("fortnights", 3),
    lambda: Promise("by_date"),
    lambda: Promise("weeks", 3, office_time=True),
    lambda: Promise.from_data({"unit": "weeks", "max": 3}),
    lambda: Promise.from_data({"unit": "by_date", "until": "soon"}),
    lambda: read_promise("soon"),
    lambda: compute_due(KNOWN, FIVE, SUNDAY, [(SUNDAY, None)]),
    lambda: compute_due(KNOWN, FIVE, SUNDAY, [(SUNDAY, at("2026-04-05 09:00"))]),
    lambda: Stage("moonrise", FIVE),
    lambda: Undertaking(FIVE, may_extend=-1),
    lambda: Undertaking(FIVE, (Stage("stage_end", FIVE),)),
    lambda: read_charter_time(
        {"kind": "cases", "cases": [{"kind": "weeks", "max": 1}, {"kind": "weeks", "max": 2}]}
    )[0].undertaking(None, case=7),
    # The ledger
    lambda: fold_facts([]),
    lambda: fold_facts([started(), fact("danced", RECEIVED)]),
    lambda: fold_facts([started(), fact("stopped", RECEIVED), fact("stopped", RECEIVED)]),
    lambda: fold_facts([started(), fact("paused", RECEIVED, debt="")]),
    lambda: fold_facts(
        [started(), fact("paused", RECEIVED, debt="ছবি"), fact("paused", RECEIVED, debt="ছবি")]
    ),
    lambda: fold_facts([started(), fact("resumed", RECEIVED)]),
    lambda: fold_facts([started(), extended()]),
    lambda: fold_facts([started(may_extend=5), extended(working_days=6)]),
    lambda: fold_facts([started(may_extend=5), extended(reason="")]),
    lambda: fold_facts([started(may_extend=5), extended(), extended()]),
    lambda: fold_facts([started(), fact("triggered", RECEIVED, trigger="meeting")]),
    lambda: fold_facts([started(), fact("triggered", RECEIVED, trigger="moonrise")]),
    lambda: fold_facts(
        [
            started(TEN, Stage("meeting", THREE)),
            fact("triggered", RECEIVED, trigger="meeting", on="2026-12-01T10:00:00+06:00"),
        ]
    ),
    lambda: fold_facts([started(TEN, *STEPS), fact("stage_kept", RECEIVED), fact("stage_kept", RECEIVED)]),
    lambda: validate_fact(KNOWN, [started()], fact("paused", "2026-02-01 10:00", debt="ছবি")),
    lambda: validate_fact(KNOWN, [started(may_extend=5)], extended("2026-02-01 10:00")),
    lambda: reopening_fact(fold_facts([started()]), "41", at=RECEIVED),
]


def refused(question):
    with pytest.raises((CalendarFault, PromiseFault, LedgerFault)) as fault:
        question()
    # The English sentence is what a log shows.
    assert str(fault.value) == fault.value.en
    return fault.value.bn, fault.value.en


def sentences():
    for question in QUESTIONS:
        yield refused(question)
    for finding in calendar_findings(DOUBTS | {"windows": [RAMADAN], "week": {"sunday": OFFICE_HOURS}}):
        yield finding.bn, finding.en
    for time in (
        {"kind": "soon"},
        {"kind": "cases"},
        {"kind": "stages"},
        {"kind": "weeks", "max": 1, "trigger": "moonrise"},
        {"kind": "weeks", "max": 1, "qualifier": "at_least"},
        {"kind": "weeks", "max": 0},
    ):
        for finding in read_charter_time(time)[1]:
            yield finding.bn, finding.en


def test_every_refusal_is_worded_as_it_was_proof_read():
    lines = [line.replace("\u00a0", " ") for pair in sentences() for line in pair]
    assert lines == SAMPLE.read_text("utf-8").splitlines()


@pytest.mark.parametrize("fault", [PromiseFault, LedgerFault])
def test_a_fault_reads_in_english_where_only_one_language_fits(fault):
    assert str(fault("বাংলা", "English")) == "English"
