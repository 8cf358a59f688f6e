"""The book of a month: what each digital centre filed, and what the office pays for it where it pays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef

from ongikar.cases.models import Act, AgentFiling, FieldFiling
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla.text import digits, month_name, month_span
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.case_transitions import DISOWN

# The setting of the office: what one filing is paid with, in taka.
AGENT_FEE = "agent_fee"
FIRST_YEAR = 2020


@dataclass(frozen=True, slots=True)
class FilingLine:
    """One line of the book. Of what the citizen says they never asked for nothing is paid."""

    filing: AgentFiling
    fee: int | None
    is_denied: bool
    # Taken without a line, and come a day later or more.
    is_late: bool

    @property
    def taka(self) -> int:
        return 0 if self.is_denied else self.fee or 0


@dataclass(frozen=True, slots=True)
class CentreSum:
    """What one centre brought in a month."""

    post: Post
    lines: list[FilingLine]

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def denials(self) -> int:
        return sum(line.is_denied for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.lines)

    @property
    def taka(self) -> int:
        return sum(line.taka for line in self.lines)


def agent_fee(office: Office, day: date) -> int | None:
    """What one filing of that day is paid with; None where the office pays nothing."""
    own = office.setting(AGENT_FEE, day)
    return own["taka"] if own else None


def month_asked(typed: str, now: datetime) -> date:
    """The first day of the month in an address; of what is none, or still to come, of this month."""
    this = now.astimezone(TZ).date().replace(day=1)
    try:
        asked = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return this
    return asked if asked.year >= FIRST_YEAR and asked <= this else this


def month_words(first: date) -> str:
    return f"{month_name(first.month, language())} {digits(str(first.year), language())}"


def filings_of_month(office: Office, posts: Iterable[Post], first: date) -> list[CentreSum]:
    """What each of these posts filed in the month, in the order in which it was filed."""
    ends = month_span(first)[1]
    begins, until = (datetime.combine(day, time(), TZ) for day in (first, ends))
    denied = Exists(Act.objects.filter(case=OuterRef("case"), name=DISOWN))
    late = Exists(
        FieldFiling.objects.filter(case=OuterRef("case"), came_at__gte=F("said_at") + timedelta(days=1))
    )
    sums = []
    for post in posts:
        rows = AgentFiling.objects.filter(post=post, consent_at__gte=begins, consent_at__lt=until)
        rows = rows.select_related("case__applicant").annotate(is_denied=denied, is_late=late)
        lines = [
            FilingLine(
                row,
                agent_fee(office, row.consent_at.astimezone(TZ).date()),
                bool(row.is_denied),
                bool(row.is_late),
            )
            for row in rows.order_by("consent_at", "id")
        ]
        sums.append(CentreSum(post, lines))
    return sums


def name_of_applicant(line: FilingLine) -> str:
    person = line.filing.case.applicant
    return not_none(person).shown_name if person else say("অজানা", "unknown")
