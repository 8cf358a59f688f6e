"""The rule of a call, read from the text that was published; a published text never changes."""

import json
from functools import lru_cache

from ongikar.rules.selection import Rule

from .models import Call


@lru_cache(maxsize=256)
def read_rule(text: str) -> Rule:
    return Rule.from_data(json.loads(text))


def rule_of(call: Call) -> Rule:
    return read_rule(call.rule)
