"""The safe steps of advice on cyber security, which an office may word for itself from a day on."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.offices.rules.worded_list import Words, read_worded_list

# As a setting of an office is called (offices/rules/setting_files.py).
SAFETY_STEPS = "safety_steps"
USUAL = Path(__file__).with_name("safety_steps.toml")
MOST_STEPS = 20
# What the answer to a case holds: which were ticked, and how they read when it was given.
TICKED, GIVEN = "step_", "steps_given"


def read_steps(said: Mapping[str, Any]) -> dict[str, Words]:
    """By their keys, in the order in which they are best taken. Raises WordedListFault."""
    return read_worded_list(said["steps"], MOST_STEPS)


@cache
def usual_steps() -> Mapping[str, Words]:
    return read_steps(tomllib.loads(USUAL.read_text("utf-8")))


def steps_of(office: Office, day: date) -> Mapping[str, Words]:
    """Those that may be ticked on a day."""
    own = office.setting(SAFETY_STEPS, day)
    return usual_steps() if own is None else read_steps(own)


def steps_given(outcome: Mapping[str, Any]) -> list[str]:
    """The steps of an answer in the language at hand, worded as they were when it was given."""
    if GIVEN in outcome:
        return [say(bn, en) for bn, en in outcome[GIVEN]]
    # Before an office could word them, all had the usual ones.
    return [say(*words) for key, words in usual_steps().items() if outcome.get(f"{TICKED}{key}")]
