"""One line of what an administrator reads of the installation, and the words that several lines share.

One thing a line, one state with a word, one sentence with the age or the number, at most one way to go. Red
only for what failed.
"""

from dataclasses import dataclass
from datetime import timedelta

from ongikar.core.i18n.say import language, say
from ongikar.operations.doctor_system import age_words
from ongikar.rules.bangla.text import grouped_number

from .measurements import Tally

FINE, WAITS, FAILED, NEUTRAL = "kept", "wait", "late", "done"


@dataclass(frozen=True, slots=True)
class HealthLine:
    """`state` is a word of `{% state %}`; `need` is what stands on top of the page where it failed; `command`
    is typed at the machine.
    """

    key: str
    title: str
    state: str
    tag: str
    sentence: str
    need: str = ""
    url: str = ""
    act: str = ""
    command: str = ""

    @property
    def has_failed(self) -> bool:
        return self.state == FAILED


def fine_words() -> str:
    return say("ঠিক আছে", "in order")


def number(value: int) -> str:
    return grouped_number(value, language())


def count_words(tally: Tally) -> str:
    """How many; where counting stopped, that it is so many or more."""
    return say("{n} বা তার বেশি", "{n} or more", n=tally.count) if tally.is_more else number(tally.count)


def ago(age: timedelta | None) -> str:
    return age_words(age or timedelta())
