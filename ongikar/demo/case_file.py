"""The demonstration's file of cases: who asks for which service, and what happens to it when. Moments are
office days counted back from today, none of them to come.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from ongikar.cases.actions import Person
from ongikar.offices.models import Office
from ongikar.people.models import Applicant
from ongikar.records.registry import DESKS
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.numbers import normal_identity, normal_mobile

from .lived import AnswerFault, Answers, DemoCase

# What is to happen on the day at hand itself happens in its first minutes, so that it is past as early as
# can be.
FIRST_HALF_HOUR = timedelta(minutes=30)


class MomentFault(ValueError):
    """A moment that could lie in the future: one sentence in each language."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def current_office_day(calendar: Calendar, now: datetime) -> date:
    """Today until the office closes; after that, and on a closed day, the next office day.

    What falls due on this day is therefore never late yet, at whatever hour the demonstration is loaded.
    """
    today = now.astimezone(calendar.tz).date()
    if calendar.is_open_day(today) and now < calendar.close(today):
        return today
    return calendar.next_open_day(today)


def moment_of_act(calendar: Calendar, *, before: int, at: time, now: datetime) -> datetime:
    """The time of day `at`, `before` office days before the day at hand; raises MomentFault where it might be
    to come.
    """
    today = current_office_day(calendar, now)
    day = calendar.add_working_days(today, -before) if before else today
    asked = datetime.combine(day, at, calendar.tz)
    if before > 0:
        return require_past(asked, now)
    opens = calendar.windows(today)[0][0]
    if before == 0 and opens - FIRST_HALF_HOUR <= asked < opens:
        # It counts as received on this day, as does all that came since the office closed.
        return asked if asked <= now else calendar.close(calendar.previous_open_day(today))
    if before < 0 or not opens <= asked < opens + FIRST_HALF_HOUR:
        raise MomentFault(
            "আজকের দিনে যা রাখবেন, অফিস খোলার আগের বা পরের আধ ঘণ্টায় রাখুন",
            "on the day itself, only the half hour before and after opening can be used",
        )
    if now >= opens + FIRST_HALF_HOUR:
        return asked
    # The day has not begun: the same minute of the last half hour of the office day before.
    return require_past(
        calendar.close(calendar.previous_open_day(today)) - FIRST_HALF_HOUR + (asked - opens), now
    )


def require_past(asked: datetime, now: datetime) -> datetime:
    if asked > now:
        raise MomentFault(
            "সময়টি এখনো আসেনি; আগের সময় দিন",
            "this moment may still be to come; name an earlier time of day",
        )
    return asked


CaseRow = Mapping[str, Any]

RESERVE, RECEIVE = "reserve_slips", "receive"
CASE_WORDS = ("service", "channel", "received", "at", "answers")
# Of a record that a desk begins.
RECORD_WORDS = ("desk", "received", "at", "answers")
# What a step says of itself; all else in it is the answers of its form, and what has one of these names
# stands under SAID.
STEP_WORDS, SAID = ("act", "after", "at"), "said"


class TimedAct(NamedTuple):
    """One act at its moment. In order of time, and of the file where two happen at once."""

    at: datetime
    case: int
    step: int
    act: str
    answers: Answers


def require_words(row: CaseRow) -> None:
    """Raises AnswerFault for a word that every case or every step needs."""
    asked: list[tuple[CaseRow, tuple[str, ...]]] = [
        (row, RECORD_WORDS if "desk" in row else CASE_WORDS),
        *((step, STEP_WORDS) for step in row.get("steps", ())),
    ]
    if "on_paper" in row:
        asked.append((row["on_paper"], STEP_WORDS[1:]))
    for word in (word for given, words in asked for word in words if word not in given):
        raise AnswerFault(f"“{word}” লেখা নেই", f"“{word}” is missing")


def timed_acts(number: int, row: CaseRow, moment: Callable[[int, time], datetime]) -> Iterator[TimedAct]:
    """The receipt of a case and its steps, each at the `moment` so many office days after the receipt.

    What was received on paper is entered later; the slips were printed on the office day before the receipt.
    """

    def at(after: int, hour: time | str) -> datetime:
        return moment(after, time.fromisoformat(hour) if isinstance(hour, str) else hour)

    received = at(0, row["at"])
    if paper := row.get("on_paper"):
        yield TimedAct(at(-1, row["at"]), number, -1, RESERVE, {"received": received})
        received = at(paper["after"], paper["at"])
    yield TimedAct(received, number, 0, RECEIVE, row["answers"])
    for place, step in enumerate(row.get("steps", ()), 1):
        answers = {name: value for name, value in step.items() if name not in (*STEP_WORDS, SAID)}
        answers |= step.get(SAID, {})
        moment_of_step = at(step.get("after", 0), step.get("at", row["at"]))
        yield TimedAct(moment_of_step, number, place, step["act"], answers)


def counted_back(calendar: Calendar, row: CaseRow, *, now: datetime) -> Callable[[int, time], datetime]:
    """A moment so many office days after a receipt that lies `received` office days back."""
    return lambda after, hour: moment_of_act(calendar, before=row["received"] - after, at=hour, now=now)


def demo_case(
    office: Office, calendar: Calendar, row: CaseRow, submission: str, person: Person | None
) -> DemoCase:
    """The story before it is lived; raises AnswerFault where there is no such service or desk."""
    if name := row.get("desk"):
        desk = DESKS.get(name)
        if desk is None:
            raise AnswerFault(f"“{name}” নামে কোনো ডেস্ক নেই", f"there is no desk “{name}”")
        return DemoCase(office, calendar, None, None, "", submission, desk)
    services = office.charters.latest("number").services.select_related("version__office", "responsible")
    service = services.filter(code=row["service"]).first()
    if service is None:
        raise AnswerFault(f"“{row['service']}” নামে কোনো সেবা নেই", f"there is no service “{row['service']}”")
    return DemoCase(office, calendar, service, person, row["channel"], submission)


def applicant_of(row: CaseRow, applicants: list[CaseRow]) -> Person | None:
    """Of those of the file; raises AnswerFault where the row names one that is not there."""
    asks = row.get("applicant")
    if asks is not None and not 1 <= asks <= len(applicants):
        raise AnswerFault(f"demo.toml-এ {asks} নম্বর আবেদনকারী নেই", f"demo.toml has no applicant {asks}")
    return case_applicant(applicants[asks - 1], row) if asks else None


def case_applicant(known: CaseRow, row: CaseRow) -> Person:
    """The applicant as this case writes them down: an institution asks through its `contact`."""
    tongue = row.get("language", "bn")
    name, address = known[f"name_{tongue}"], known[f"address_{tongue}"]
    is_citizen = known["kind"] == Applicant.CITIZEN
    return Person(
        name=name if is_citizen else row.get("contact", name),
        institution="" if is_citizen else name,
        address=address,
        mobile=normal_mobile(known["mobile"]),
        email=row.get("email", ""),
        kind=known["kind"],
        language=tongue,
        identity=normal_identity(row.get("identity_number", "")),
    )
