"""The commands about clocks, as they are typed."""

import json
from datetime import timedelta

import pytest
import time_machine

from ongikar.__main__ import main
from ongikar.cases import actions
from ongikar.rules.bangla.text import digits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def answer_text(capsys, *words):
    status, said = main(["promise", *words]), capsys.readouterr()
    return status, said.out, said.err


def test_a_quiet_office_is_told_so(office, capsys):
    assert answer_text(capsys, "rehearse", "--days", "7") == (0, "কিছু ঘটবে না।\n", "")
    assert answer_text(capsys, "rehearse", "--days", "7", "--json")[1] == "[]\n"


@pytest.mark.parametrize(
    ("words", "bn", "en"),
    [
        (["rehearse", "--days", "0"], "১ থেকে ৩৬৬ দিনের মধ্যে", "give 1 to 366 days"),
        (["rehearse", "--days", "7", "--office", "nowhere"], "কোনো কার্যালয় নেই", "there is no such office"),
        (
            ["replay", "--service", "citizen-1", "--promise", "soon", "--since", "2026-01-01"],
            "সময়সীমা",
            "names no time limit",
        ),
        (
            ["replay", "--service", "citizen-99", "--promise", "3 days", "--since", "2026-01-01"],
            "কোনো সেবা নেই",
            "no such service",
        ),
        (
            ["replay", "--service", "citizen-1", "--promise", "3 days", "--since", "1/1/26"],
            "তারিখটি ঠিক নয়",
            "not a date",
        ),
        (
            ["replay", "--service", "citizen-1", "--promise", "0 working days", "--since", "2026-01-01"],
            "চলবে না",
            "give 1 to",
        ),
        (["explain", "--case", "8549-26-99999"], "কোনো আবেদন নেই", "there is no case"),
        (
            ["explain", "--office", "nowhere", "--received", "2026-04-09T10:00", "--promise", "3 days"],
            "কোনো কার্যালয় নেই",
            "no such office",
        ),
        (
            ["explain", "--office", "rangpur-sadar-ict", "--received", "noon", "--promise", "3 days"],
            "সময়টি ঠিক নয়",
            "not a time",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_in_both_languages(office, capsys, words, bn, en):
    status, out, err = answer_text(capsys, *words)
    assert status == 1
    assert out == ""
    assert bn in err.splitlines()[0]
    assert en in err.splitlines()[1]


def test_a_replay_tells_both_rates_who_would_be_late_and_the_desks(receive, office, now, capsys):
    slow = receive(now=now)
    actions.keep(slow, outcome={"words": "দেওয়া হলো"}, actor=("user", 1), now=now + timedelta(days=7))
    words = ["replay", "--service", "citizen-1", "--promise", "৩ কার্যদিবস", "--since", "2026-11-01"]
    with time_machine.travel(now + timedelta(days=20)):
        status, bn, _ = answer_text(capsys, *words)
        _, en, _ = answer_text(capsys, *words, "--language", "en")
        found = json.loads(answer_text(capsys, *words, "--json")[1])
    assert status == 0
    assert "যেমন ছিল: ১০০% (মোট ১, সময়মতো ১, দেরি ০)" in bn
    assert "With 3\u00a0working days: 0% (1 promised, 0 in time, 1 late)" in en
    assert digits(slow.number) in bn
    assert found["was"]["percent"] == 100
    assert found["would_be"] | {"percent": 0, "kept_late": 1} == found["would_be"]
    assert [late["number"] for late in found["late"]] == [slow.number]
    assert found["longest"] == "upazila-ict-officer"
    assert found["desks"][0]["working_days"] == 5


def test_a_day_is_explained_by_an_offices_files(capsys):
    words = [
        "explain",
        "--office",
        "rangpur-sadar-ict",
        "--received",
        "2026-04-09T17:30",
        "--promise",
        "3 working days",
    ]
    status, out, _ = answer_text(capsys, *words)
    assert (status, out.splitlines()[0]) == (0, "2026-04-16T17:00:00+06:00")
