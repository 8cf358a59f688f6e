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

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.cases.paper_days import PaperIntake
from ongikar.core.not_none import not_none
from ongikar.office_files.reading import OfficeFileFault, OfficeFiles
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault

from .acts import perform_act
from .case_file import (
    RECEIVE,
    RESERVE,
    CaseRow,
    MomentFault,
    TimedAct,
    applicant_of,
    counted_back,
    demo_case,
    require_words,
    timed_acts,
)
from .desk_acts import record_now
from .known import Known
from .lived import AnswerFault, DemoCase
from .timeline import Timeline


class Stories(Timeline):
    """Those of a file, lived act by act in the order of their days."""

    # What each begins with in the file, `[[cases]]`.
    head: ClassVar[str]
    known: Known
    path: Path

    def add_stories(
        self, files: OfficeFiles, path: Path, office: Office, rows: Sequence[CaseRow], now: datetime
    ) -> None:
        self.path, calendar = path, office.calendar
        self.lives: dict[int, DemoCase] = {}
        happenings: list[TimedAct] = []
        for number, row in enumerate(rows, 1):
            with locate_faults(path, self.head, number):
                require_words(row)
                person = applicant_of(row, files.demo.get("applicants", []))
                submission = self.submission_of(office, number)
                self.lives[number] = demo_case(office, calendar, row, submission, person)
                happenings += timed_acts(number, row, counted_back(calendar, row, now=now))
        for happening in sorted(happenings, key=lambda each: each[:3]):
            self.add(happening.at, partial(self.act, happening), after=partial(self.note, happening))

    def submission_of(self, office: Office, number: int) -> str:
        raise NotImplementedError

    def name_of(self, number: int) -> str:
        """Of what came of a story, for whoever goes on with it."""
        return f"case {number}"

    def act(self, happening: TimedAct, at: datetime) -> None:
        lived = self.lives[happening.case]
        with locate_faults(self.path, self.head, happening.case):
            live_step(lived, happening)
        if happening.act == RECEIVE:
            self.known.keep(self.name_of(happening.case), lived.record or not_none(lived.case))
        if lived.on_paper:
            self.known.keep(f"slip {happening.case}", lived.on_paper.slip)

    def note(self, happening: TimedAct) -> None:
        """What is known of the story once the act is done, here or before an interruption."""
        lived = self.lives[happening.case]
        if happening.act == RESERVE and lived.on_paper is None:
            slip = self.known.find(f"slip {happening.case}")
            lived.on_paper = PaperIntake(happening.answers["received"], slip)
        if happening.act == RECEIVE and (lived.case or lived.record) is None:
            found = self.known.find(self.name_of(happening.case))
            lived.case, lived.record = (None, found) if lived.desk else (found, None)
            lived.received_at = lived.on_paper.received if lived.on_paper else happening.at


def live_step(lived: DemoCase, happening: TimedAct) -> None:
    words = f"{lived.submission} {happening.at.isoformat()} {happening.act} {happening.step}"
    lived.key = blake2b(words.encode(), digest_size=12).hexdigest()
    perform_act(lived, happening.act, happening.answers, happening.at)


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

    for happening in timed_acts(1, row, moment):
        if happening.act != RECEIVE or lived.case is None:
            live_step(lived, happening)
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
