"""Every English sentence that counts has a form for one: "1 working day", never "1 working days"."""

import re

import pytest

from ongikar.core.i18n.say import say_in
from ongikar.rules.number_forms import choose_number_form, counting

from .screen_sentences import sentences

NOUNS = (
    "days|hours|minutes|weeks|months|years|cases|applications|complaints|services|documents|files"
    "|people|parts|errors|remarks|places|entries|rows|seals|clocks|codes|keys|numbers|messages"
    "|characters|pages|posts|columns|slips|letters|moments|times|promises|problems|offices"
)
# A limit of the program is more than one.
COUNTED = re.compile(rf"\{{(?!MAX|MOST|LONGEST|most|field\.)[\w.]+\}}(?:</b>)? (?:[a-z]+ )?(?:{NOUNS})\b")
# Never of one: a page that has another sentence for one, or a limit of the program.
NEVER_ONE = {
    "Due {due}: {n} working days left",
    "Late: {n} working days",
    "{n} working days late",
    "Late by {n} working days",
    "{n} working days later",
    "{n} working days nearer",
    "Has come {n} times before. Name and address are taken from the last application.",
    "Fix {n} problems",
    "{n} messages or more wait for your word.",
    "When you save, {notified} people are told their new day, each once.",
    "A slip more than {n} days old cannot be entered here. Check the date.",
    "It is entered after more than {n} days. Say in a sentence why so late.",
    (
        "Check that the address is complete. An application that was not sent is not kept for more than {n}"
        " days. If you cannot find it, begin again; no application already sent is lost."
    ),
    "The password is too short. Use at least {n} characters.",
    "This is {n} [character|characters] too long. Use at most {max} characters.",
    # A month.
    "{en} has {count} days; there is no day {day}.",
    "{en} {year} has {count} days; there is no day {day}.",
    "The charter’s table of {n} columns",
    "Citizen’s Charter: the table of {n} columns",
}


def test_what_counts_has_a_form_for_one():
    wrong = {
        f"{path}: {said}" for path, said in sentences() if COUNTED.search(said) and said not in NEVER_ONE
    }
    assert not wrong


def test_what_is_never_of_one_still_stands_somewhere():
    """A sentence that went leaves no gap in the test behind it."""
    assert {said for _, said in sentences()} >= NEVER_ONE


@pytest.mark.parametrize(
    ("sentence", "values", "says"),
    [
        ("{n} [day|days]", {"n": 1}, "1 day"),
        ("{n} [day|days]", {"n": 11}, "11 days"),
        ("by {days} working [day|days]", {"days": 1, "day": "7 May"}, "by 1 working day"),
        (
            "{seen} of {all} [part is|parts are] seen; {faults} [error is|errors are] open",
            {"seen": 3, "all": 1, "faults": 2},
            "3 of 1 part is seen; 2 errors are open",
        ),
        # A number that is not counted does not decide where one is named `n`.
        ("{n} [part|parts] of version {v}: [it|they]", {"n": 2, "v": 1}, "2 parts of version 1: they"),
        ("{whose}: {n} [seal|seals]", {"whose": "1", "n": "1,001"}, "1: 1,001 seals"),
    ],
)
def test_the_form_is_that_of_the_number_beside_it(sentence, values, says):
    assert counting(sentence, **values) == says
    assert say_in("en", "", sentence, **values) == says


def test_a_sentence_without_forms_is_left_alone():
    assert choose_number_form("{n} | {m}", {"n": 1}) == "{n} | {m}"
