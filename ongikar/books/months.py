"""A month of the account, and how it is called."""

from dataclasses import dataclass
from datetime import date, timedelta

from ongikar.frame.say import language
from ongikar.rules.account import Account
from ongikar.rules.bangla import digits, month_name


@dataclass(frozen=True, slots=True)
class Month:
    """The promises whose last day lay in one month."""

    first: date
    account: Account

    @property
    def name(self) -> str:
        return month_name(self.first.month, language())

    @property
    def label(self) -> str:
        """As short as a column is wide: Sep. Bangla words are never cut."""
        return self.name[:3] if language() == "en" else self.name


def month_words(first: date) -> str:
    """নভেম্বর ২০২৬."""
    return f"{month_name(first.month, language())} {digits(first.year, language())}"


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
