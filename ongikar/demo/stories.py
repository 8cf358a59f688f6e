"""Stories: who asks for what, or what a desk begins, and what happens to it when. One format for the files of
a demonstration, for scenes of tests and for what a benchmark fills (docs/how-to/new-kind-with-rows.md):

    service = "internal-3"              # or, of a record that a desk begins: desk = "upkeep_item"
    channel = "planned"
    received = 44                       # office days before the day at hand; at which time of day
    at = "10:40"
    answers = { title = "…" }           # of the form by which it is asked for
    [[cases.steps]]
    act = "measurement"                 # an act of cases, or of the desk of its kind, by its name there
    after = 24                          # office days after the receipt
    at = "15:10"
    by = "assistant"                    # where it is not the post that answers for it
    row = 2                             # of an act of a line: which one, or several, [1, 2]
    how = "…"                           # the answers of its form; what none names is as the page begins
    price = ["12", "13"]                # what is asked of several things alike, price-7, price-9: in order,
    clause = { memory = "no", "*" = "yes" } # or by what stands behind the dash, "*" for the rest
    said = { after = "12" }             # those that have one of these names
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.cases.paper_days import PaperIntake
from ongikar.core.not_none import not_none
from ongikar.office_files.reading import OfficeFileFault
from ongikar.offices.models import Office
from ongikar.people.models import Applicant
from ongikar.records.registry import DESKS
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.numbers import normal_identity, normal_mobile
from ongikar.rules.transitions import TransitionFault

from .acts import perform_act
from .chapters import Chapter, MomentFault, Row, moment_of_act
from .desk_acts import record_now
from .lived import AnswerFault, Answers, DemoCase

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


class Stories(Chapter):
    """Those of a file, lived act by act in the order of their days."""

    # What each begins with in the file, `[[cases]]`.
    head: ClassVar[str]

    def plan(self, data: Row) -> None:
        rows: Sequence[CaseRow] = data.get(self.head, [])
        applicants = self.files.demo.get("applicants", [])
        self.many = len(rows)
        self.lives: dict[int, DemoCase] = {}
        timed: list[TimedAct] = []
        for number, row in enumerate(rows, 1):
            with locate_faults(self.path, self.head, number):
                require_words(row)
                person, submission = applicant_of(row, applicants), self.submission_of(number)
                self.lives[number] = demo_case(self.office, self.calendar, row, submission, person)
                timed += timed_acts(number, row, self.moment_of(row))
        for each in sorted(timed, key=lambda each: each[:3]):
            self.add(each.at, partial(self.act, each), after=partial(self.note, each))

    def moment_of(self, row: CaseRow) -> Callable[[int, time], datetime]:
        """The moment so many office days after the receipt."""
        return counted_back(self.calendar, row, now=self.now)

    def submission_of(self, number: int) -> str:
        raise NotImplementedError

    def name_of(self, number: int) -> str:
        """Of what came of a story, for whoever goes on with it."""
        return f"case {number}"

    def act(self, timed: TimedAct, at: datetime) -> None:
        lived = self.lives[timed.case]
        with locate_faults(self.path, self.head, timed.case):
            live_step(lived, timed)
        if timed.act == RECEIVE:
            self.known.keep(self.name_of(timed.case), lived.record or not_none(lived.case))
        if lived.on_paper:
            self.known.keep(f"slip {timed.case}", lived.on_paper.slip)

    def note(self, timed: TimedAct) -> None:
        """What is known of the story once the act is done, here or before an interruption."""
        lived = self.lives[timed.case]
        if timed.act == RESERVE and lived.on_paper is None:
            slip = self.known.find(f"slip {timed.case}")
            lived.on_paper = PaperIntake(timed.answers["received"], slip)
        if timed.act == RECEIVE and (lived.case or lived.record) is None:
            row = self.known.find(self.name_of(timed.case))
            lived.case, lived.record = (None, row) if lived.desk else (row, None)
            lived.received_at = lived.on_paper.received if lived.on_paper else timed.at


def live_step(lived: DemoCase, timed: TimedAct) -> None:
    words = f"{lived.submission} {timed.at.isoformat()} {timed.act} {timed.step}"
    lived.key = blake2b(words.encode(), digest_size=12).hexdigest()
    perform_act(lived, timed.act, timed.answers, timed.at)


def play(
    office: Office,
    story: Mapping[str, Any],
    *,
    received: datetime,
    submission: str,
    person: Person | None = None,
) -> Any:
    """All of one story at once, its days counted on from the receipt; the record that came of it, or the
    case of a kind that has none. A step that says no moment is done at that of the receipt.
    """
    row = {"received": 0, "at": received.astimezone(TZ).time(), "answers": {}, **story}
    return live_all(demo_case(office, office.calendar, row, submission, person), row, received)


def go_on(case: Case, story: Mapping[str, Any], *, since: datetime) -> Any:
    """The steps of a story with a case that came otherwise; what came of it, as of `play`."""
    row = {"at": since.astimezone(TZ).time(), "answers": {}, **story}
    lived = DemoCase(case.office, case.office.calendar, None, None, "", case.submission, case=case)
    lived.received_at = since
    return live_all(lived, row, since)


def live_all(lived: DemoCase, row: CaseRow, since: datetime) -> Any:
    first = since.astimezone(TZ).date()

    def moment(after: int, hour: time) -> datetime:
        day = lived.calendar.add_working_days(first, after) if after else first
        return datetime.combine(day, hour, TZ)

    for timed in timed_acts(1, row, moment):
        if timed.act != RECEIVE or lived.case is None:
            live_step(lived, timed)
    return record_now(lived)


@contextmanager
def locate_faults(path: Path, head: str, number: int) -> Iterator[None]:
    """Why a story of a file is not taken is told with the line at which it begins."""
    try:
        yield
    except (AnswerFault, MomentFault, LedgerFault) as fault:
        raise OfficeFileFault(path, line_of_story(path, head, number), fault.bn, fault.en) from fault
    except TransitionFault as fault:
        bn = f"এই অবস্থায় কাজটি করা যায় না: {fault}"
        raise OfficeFileFault(path, line_of_story(path, head, number), bn, str(fault)) from fault


def line_of_story(path: Path, head: str, number: int) -> int:
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    heads = (line for line, text in lines if text.strip() == f"[[{head}]]")
    return next(islice(heads, number - 1, None))
