"""The office's own rules for grievances, read from a file: the window for appeals, the reasons of
screening, the notice of a hearing, and the causes and texts of decisions.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office

DEFAULT_RULES_FILE = Path(__file__).with_name("house_rules.toml")


@dataclass(frozen=True, slots=True)
class DecisionText:
    """A text with which a decision can begin, in (Bangla, English)."""

    title: tuple[str, str]
    decision: tuple[str, str]
    reasons: tuple[str, str]


@dataclass(frozen=True, slots=True)
class HouseRules:
    """`window_days`: calendar days for an appeal after a decision. `notice_days`: working days between the
    notice of a hearing and the hearing. `screening_days`: working days after which one that nobody took on is
    told of. `question_days`: the most working days for an answer. `auto_file_days`: working days after a
    broken promise on which the ready complaint files itself; 0: never. `not_accepted`, `causes`: code to
    (Bangla, English).
    """

    window_days: int
    not_accepted: dict[str, tuple[str, str]]
    notice_days: int
    screening_days: int
    question_days: int
    causes: dict[str, tuple[str, str]]
    decision_texts: dict[str, DecisionText]
    auto_file_days: int
    # How many complaints of one kind within how many days are told of.
    repeated_times: int
    repeated_days: int
    # Beneath this a public figure is not told, so that nobody is recognised in it.
    least_told: int

    def reason(self, code: str) -> str:
        """A reason of screening in the language at hand; one that has left the list is shown by its code."""
        return say(*self.not_accepted[code]) if code in self.not_accepted else code

    def cause(self, code: str) -> str:
        """What the trouble came from, in the language at hand."""
        return say(*self.causes[code]) if code in self.causes else code


@cache
def house_rules(office_slug: str) -> HouseRules:
    """The rules of an office: its own file where it has one, else the common ones. Read once a process."""
    own = settings.ONGIKAR_OFFICES / office_slug / "grievances.toml"
    common = tomllib.loads(DEFAULT_RULES_FILE.read_text("utf-8"))
    # What an office's own file leaves out is as everywhere.
    data = common | (tomllib.loads(own.read_text("utf-8")) if own.exists() else {})
    texts = {
        row["code"]: DecisionText(
            (row["bn"], row["en"]),
            (row["decision_bn"], row["decision_en"]),
            (row["reasons_bn"], row["reasons_en"]),
        )
        for row in data["decision_text"]
    }
    return HouseRules(
        data["appeal"]["window_days"],
        coded_words(data["not_accepted"]),
        data["hearing"]["notice_days"],
        data["screening"]["days"],
        data["asking"]["most_days"],
        coded_words(data["cause"]),
        texts,
        data["auto_file"].get("after_days", 0),
        data["repeated"]["times"],
        data["repeated"]["days"],
        data["public"]["least_told"],
    )


# The setting of the office (Office.setting) that takes the place of what its file says.
SELF_FILING = "self_filing"


def auto_file_days(office: Office, day: date) -> int:
    """Working days after a promise that broke that day on which the ready complaint files itself; 0: never.
    What was set later changes nothing for it: its day was told.
    """
    own = office.setting(SELF_FILING, day)
    return house_rules(office.slug).auto_file_days if own is None else own["days"]


def coded_words(rows: list[dict[str, str]]) -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["bn"], row["en"]) for row in rows}
