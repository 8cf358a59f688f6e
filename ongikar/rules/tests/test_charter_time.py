"""What a charter's printed time comes to, kind by kind."""

from datetime import date

import pytest

from ongikar.rules.promise import Promise, PromiseFault
from ongikar.rules.promise.charter_time import NO_COUNT, UNIT_OF_KIND, read_charter_time
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.undertaking import TRIGGERS, Stage, Undertaking

CEILING = Promise("working_days", 10)
ACCEPT = Promise("accept")


def read(**data):
    time, findings = read_charter_time(data)
    assert findings == []
    return time


def found(**data):
    time, findings = read_charter_time(data)
    assert findings
    assert all(finding.bn and finding.en and finding.where.startswith("time/") for finding in findings)
    return time, [finding.where for finding in findings]


@pytest.mark.parametrize(
    ("data", "promise"),
    [
        ({"kind": "immediate"}, "immediate"),
        ({"kind": "minutes", "max": 20}, "20 minutes"),
        ({"kind": "hours", "max": 24}, "24 hours"),
        ({"kind": "hours", "max": 3, "office_time": True}, "3 office hours"),
        ({"kind": "working_days", "min": 1, "max": 7}, "7 working days"),
        ({"kind": "calendar_days", "max": 30, "condition": "তদন্ত সাপেক্ষে"}, "30 days"),
        ({"kind": "calendar_days", "max": 7, "qualifier": "usual"}, "7 days"),
        ({"kind": "weeks", "max": 3}, "3 weeks"),
        ({"kind": "months", "max": 3, "trigger": "application"}, "3 months"),
        ({"kind": "immediate_or_working_days", "max": 3}, "3 working days"),
        ({"kind": "immediate_or_calendar_days", "max": 2}, "2 days"),
        ({"kind": "by_date", "until": date(2026, 12, 6)}, "by 2026-12-06"),
    ],
)
def test_what_can_be_counted_is_held_to_what_is_printed_whatever_the_ceiling(data, promise):
    time = read(**data)
    assert time.undertaking(CEILING) == time.undertaking(None) == Undertaking(read_promise(promise))


def test_the_nth_working_day_of_the_month_is_counted():
    assert read(kind="nth_working_day", max=1).undertaking(None).promise == Promise("nth_working_day", 1)


@pytest.mark.parametrize("kind", sorted(NO_COUNT - {"cases", "stages"}))
def test_where_nothing_can_be_counted_the_ceiling_rules_and_without_one_acceptance_is_promised(kind):
    assert read(kind=kind).undertaking(CEILING) == Undertaking(CEILING)
    assert read(kind=kind).undertaking(None) == Undertaking(ACCEPT)


@pytest.mark.parametrize("kind", ["immediate_or_working_days", "immediate_or_calendar_days"])
def test_at_once_or_days_without_a_number_is_under_the_ceiling(kind):
    assert read(kind=kind, max=None).undertaking(CEILING) == Undertaking(CEILING)


@pytest.mark.parametrize("kind", ["per_letter", "immediate_or_per_letter"])
def test_a_letter_driven_row_asks_for_the_date_and_takes_it(kind):
    time = read(kind=kind)
    assert time.asks == "date"
    day = date(2026, 12, 6)
    assert time.undertaking(CEILING, letter_day=day) == Undertaking(Promise("by_date", until=day))
    assert time.undertaking(CEILING) == Undertaking(CEILING)


def test_a_row_of_several_cases_asks_which_and_takes_the_limit_of_that_one():
    time = read(
        kind="cases",
        cases=[
            {"kind": "calendar_days", "max": 21, "label": "নরমাল"},
            {"kind": "calendar_days", "max": 7, "label": "জরুরি"},
            {"kind": "as_directed", "label": "অন্যান্য"},
        ],
    )
    assert (time.asks, [choice.label for choice in time.choices]) == ("case", ["নরমাল", "জরুরি", "অন্যান্য"])
    assert time.undertaking(CEILING, case=0).promise == Promise("calendar_days", 21)
    assert time.undertaking(CEILING, case=1).promise == Promise("calendar_days", 7)
    assert time.undertaking(CEILING, case=2).promise == CEILING
    assert time.undertaking(CEILING).promise == CEILING
    for case in (3, -1):
        with pytest.raises(PromiseFault) as fault:
            time.undertaking(CEILING, case=case)
        assert fault.value.bn
        assert fault.value.en


@pytest.mark.parametrize("trigger", sorted(set(TRIGGERS) - {"receipt", "stage_end"}))
def test_a_count_from_a_later_event_leaves_the_ceiling_to_run_till_then(trigger):
    time = read(kind="working_days", max=7, trigger=trigger)
    seven = Stage(trigger, Promise("working_days", 7))
    assert time.undertaking(CEILING, may_extend=5) == Undertaking(CEILING, (seven,), 5)
    assert time.undertaking(None) == Undertaking(ACCEPT, (seven,))


def test_steps_begin_each_with_its_own_event_and_else_with_the_end_of_the_one_before():
    time = read(
        kind="stages",
        stages=[
            {"kind": "calendar_days", "max": 7, "trigger": "application", "label": "ছাড়পত্র"},
            {"kind": "calendar_days", "max": 20, "trigger": "other_office"},
            {"kind": "conditional"},
        ],
    )
    assert time.undertaking(CEILING).stages == (
        Stage("receipt", Promise("calendar_days", 7), "ছাড়পত্র", "ছাড়পত্র"),
        Stage("other_office", Promise("calendar_days", 20)),
        Stage("stage_end", CEILING),
    )


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"kind": "soon"}, ["time/kind"]),
        ({"kind": "working_days", "max": 0}, ["time/max"]),
        ({"kind": "working_days", "max": 10_000}, ["time/max"]),
        ({"kind": "working_days"}, ["time/max"]),
        ({"kind": "working_days", "max": "3"}, ["time/max"]),
        ({"kind": "nth_working_day", "max": 24}, ["time/max"]),
        ({"kind": "immediate", "max": 3}, ["time/max"]),
        ({"kind": "by_date"}, ["time/until"]),
        ({"kind": "by_date", "until": "2026-02-30"}, ["time/until"]),
        ({"kind": "working_days", "max": 7, "qualifier": "at_least"}, ["time/qualifier"]),
        ({"kind": "immediate", "qualifier": "if_possible"}, ["time/qualifier"]),
        ({"kind": "working_days", "max": 7, "trigger": "moonrise"}, ["time/trigger"]),
        ({"kind": "cases"}, ["time/cases"]),
        (
            {"kind": "cases", "cases": [{"kind": "weeks", "max": 0}, {"kind": "weeks", "max": 2}]},
            ["time/cases/1/max"],
        ),
        ({"kind": "stages", "stages": [{"kind": "weeks", "max": 1}]}, ["time/stages"]),
        (
            {
                "kind": "stages",
                "stages": [{"kind": "weeks", "max": 1}, {"kind": "weeks", "max": 1, "trigger": "receipt"}],
            },
            ["time/stages/2/trigger"],
        ),
    ],
)
def test_what_is_amiss_is_found_and_never_counted(data, where):
    time, places = found(**data)
    assert places == where
    if data["kind"] != "working_days" or data.get("trigger") is None:
        assert time.undertaking(CEILING).promise == CEILING


def test_every_kind_of_the_reading_is_known_here():
    published = {
        "immediate",
        "minutes",
        "hours",
        "working_days",
        "calendar_days",
        "weeks",
        "months",
        "nth_working_day",
        "immediate_or_working_days",
        "immediate_or_calendar_days",
        "immediate_or_per_letter",
        "per_letter",
        "as_directed",
        "per_policy",
        "conditional",
        "recurring",
        "availability",
        "date_window",
        "cases",
        "stages",
        "misplaced",
        "none",
        "unknown",
    }
    assert published <= NO_COUNT | set(UNIT_OF_KIND)
