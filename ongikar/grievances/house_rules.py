"""The office's own rules for grievances, read from a file: the window for appeals, the reasons of
screening.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from ongikar.core.i18n.say import say

DEFAULT_RULES_FILE = Path(__file__).with_name("house_rules.toml")


@dataclass(frozen=True, slots=True)
class HouseRules:
    """`window_days`: calendar days for an appeal after a decision. `not_accepted`: code to
    (Bangla, English).
    """

    window_days: int
    not_accepted: dict[str, tuple[str, str]]

    def reason(self, code: str) -> str:
        """A reason of screening in the language at hand; one that has left the list is shown by its code."""
        return say(*self.not_accepted[code]) if code in self.not_accepted else code


@cache
def house_rules(office_slug: str) -> HouseRules:
    """The rules of an office: its own file where it has one, else the common ones. Read once a process."""
    own = settings.ONGIKAR_OFFICES / office_slug / "grievances.toml"
    data = tomllib.loads((own if own.exists() else DEFAULT_RULES_FILE).read_text("utf-8"))
    reasons = {row["code"]: (row["bn"], row["en"]) for row in data["not_accepted"]}
    return HouseRules(data["appeal"]["window_days"], reasons)
