"""The rules of the queue that an office has: its own, where it has set some, for a day."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ongikar.offices.models import Office

from .rules.queue_rules import QueueRules, read_rules

# As a setting of an office is called (offices/rules/setting_files.py).
QUEUE = "queue"
USUAL = Path(__file__).with_name("rules") / "queue.toml"


@cache
def usual_data() -> Mapping[str, Any]:
    return tomllib.loads(USUAL.read_text("utf-8"))


@cache
def usual_rules() -> QueueRules:
    return rules_of({})


def rules_of(said: Mapping[str, Any]) -> QueueRules:
    """What an office says, and for what it leaves out queue.toml. Raises QueueRulesFault."""
    return read_rules(said, usual_data())


def queue_rules(office: Office, day: date) -> QueueRules:
    own = office.setting(QUEUE, day)
    return usual_rules() if own is None else rules_of(own)
