"""A job is done on one page: what is written of each device is kept as it comes, and one press brings the
job to its end: judged, looked at, devices and parts told, the sheet written, signed, and the case answered.
It is one transaction; each step is the act that it always was, and what was done is not done again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ongikar.cases.actions.attachments import Papers
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.closing_form import do_outcome
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import language
from ongikar.journal.actions import Reference
from ongikar.papers.check import Clean
from ongikar.places.models import Device, Part
from ongikar.places.words import device_number
from ongikar.records.actions import MOVED_ON, SOMEBODY_ELSES, perform, performing

from .actions import look, record_result, triage_job, use_parts
from .models import Job, JobAct, JobDevice, JobLine, Sheet, Signature
from .standing_lines import JobLines, read_lines
from .transitions import ENDED, REPORTED

NOT_OF_LIST = ("অন্য", "Other")
NO_LINES = (
    "যা পাওয়া গেছে আর যা করা হয়েছে, আগে লিখুন।",
    "Write first what was found and done.",
)
WRITTEN_ANEW = (
    "এর মধ্যে বিবরণীটি নতুন করে লেখা হয়েছে। নিচে এখনকারটি দেখুন, তারপর স্বাক্ষর নিন।",
    "The sheet was written anew meanwhile. Look at the one below before it is signed.",
)

TOLD_MEANWHILE = (
    "এর মধ্যে কার্যালয়ে এই যন্ত্রের কথা নতুন করে লেখা হয়েছে, তাই এই স্বাক্ষর নেওয়া গেল না। কাজের পাতায় দেখে আবার স্বাক্ষর নিন।",
    "This was written anew at the office meanwhile, so this signature was not taken. Look at the page of the"
    " job and have that signed.",
)
NOT_COME = (
    "যে লেখায় স্বাক্ষর, তার কিছু এখনো পৌঁছায়নি। সেগুলো পাঠিয়ে আবার চাপুন।",
    "Some of what was signed has not come yet. Send that, then press again.",
)


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """What is written of one device. `over`: the lines that stood before whoever writes it."""

    key: str
    device: Device | None
    found: str = ""
    done: str = ""
    result: str = ""
    parts: Sequence[tuple[int, int]] = ()
    over: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class WriteUp:
    """What the sheet says beside its lines; `urgency`, `effect`: of a job that nobody has judged."""

    way: str
    on: date
    urgency: str = ""
    effect: str = ""
    # The newest sheet that was shown; 0 for none.
    shown_sheet: int | None = None
    # The lines that it tells, where it is not all that stand.
    only: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who took the work over and signed: drawn, or on paper."""

    name: str
    post: str
    content: Clean
    how: str
    at: datetime | None = None


@contextmanager
def working_on(job: Job) -> Iterator[Case]:
    """The case is locked before its job, as every act that reaches both does."""
    with transaction.atomic(), performing():
        Case.objects.select_for_update(of=("self",)).get(pk=job.case_id)
        job.lock()
        yield Case.objects.with_related().prefetch_related("acts").get(pk=job.case_id)


def write_lines(
    job: Job, written: Iterable[WrittenLine], *, said_at: datetime, actor: Reference, now: datetime
) -> list[JobLine]:
    """Kept whatever becomes of the job; brought again under its key a line is the one that is known."""
    with transaction.atomic(), performing():
        job.lock()
        return [perform_line(job, each, said_at, actor, now) for each in written]


def perform_line(
    job: Job, written: WrittenLine, said_at: datetime, actor: Reference, now: datetime
) -> JobLine:
    row = JobLine(
        job=job,
        device=written.device,
        found=" ".join(written.found.split()),
        done=" ".join(written.done.split()),
        result=written.result,
        parts=[list(each) for each in written.parts],
        over=list(written.over),
        said_at=min(said_at, now),
    )
    return perform(job, row, submission=written.key, actor=actor, now=now)


def is_done(job: Job, key: str, actor: Reference) -> bool:
    """Whether this very press came before. Raises ActFault where it was another's."""
    act = JobAct.objects.filter(submission=key).first()
    require(act is None or (act.job_id, act.by_id) == (job.pk, actor[1]), "", *SOMEBODY_ELSES)
    return act is not None


def write_up(job: Job, case: Case, said: WriteUp, *, key: str, actor: Reference, now: datetime) -> Sheet:
    """Bring the job to a written sheet: whatever stands is told by it. The sheet that holds then; where
    nothing new stands, the one that was written before. The job is locked by then.
    """
    require(job.state != ENDED and case.is_open, "", *MOVED_ON)
    newest: Sheet | None = job.newest_sheet
    shown = said.shown_sheet
    require(shown is None or shown == (newest.pk if newest else 0), "", *WRITTEN_ANEW)
    lines = told_now(job, said)
    if job.state == REPORTED:
        triage_job(
            job,
            urgency=said.urgency,
            effect=said.effect,
            way=said.way,
            submission=f"{key}-triage",
            actor=actor,
            now=now,
        )
    if newest and not lines and (newest.way, newest.looked_on) == (said.way, said.on):
        newest.job = job
        return newest
    require(lines or newest, "", *NO_LINES)
    if lines:
        look(
            job, way=said.way, on=said.on, words=in_one(lines, "found"), submission=key, actor=actor, now=now
        )
        for line in lines:
            tell_line(job, line, said.on, actor, now)
    sheet = Sheet(
        job=job,
        way=said.way,
        looked_on=said.on,
        found=in_one(lines, "found") if lines else newest.found,  # type: ignore[union-attr]  # one of both
        done=in_one(lines, "done") if lines else newest.done,  # type: ignore[union-attr]
    )
    sheet.lines, sheet.is_of_lines_alone = lines, said.only is not None
    return perform(job, sheet, submission=f"{key}-sheet", actor=actor, now=now)


def told_now(job: Job, said: WriteUp) -> list[JobLine]:
    """Of each device the line that stands; where two differ, somebody looks at both first."""
    standing: JobLines = read_lines(job)
    if said.only is not None:
        require_standing(job, standing, said.only)
    told = []
    for device, rows in standing.standing.items():
        chosen = [line for line in rows if said.only is None or line.submission in said.only]
        if not chosen:
            continue
        if said.only is None and standing.differing(device):
            raise ActFault(
                field_of(chosen[-1], "found"),
                "দুজন দুই রকম লিখেছেন। দেখে একটি ঠিক করুন।",
                "Two people wrote different things. Look at both and settle it.",
            )
        told.append(chosen[-1])
    return told


def require_standing(job: Job, standing: JobLines, keys: Sequence[str]) -> None:
    """What was signed is what stands: nobody signs unawares."""
    known = {line.submission for line in standing}
    if gone := [key for key in keys if key not in known]:
        has_come = job.lines.filter(submission__in=gone).exists()
        raise ActFault("", *(TOLD_MEANWHILE if has_come else NOT_COME))
    require(keys, "", *NO_LINES)


def field_of(line: JobLine, name: str) -> str:
    """The field of the page beside which something stands about a line."""
    return f"d{line.device.number if line.device else 0}-{name}"


def in_one(lines: Sequence[JobLine], name: str) -> str:
    """The words of several devices as one text, each with its device."""
    said = [(line, getattr(line, name)) for line in lines if getattr(line, name)]
    if len(lines) == 1:
        return said[0][1] if said else "–"
    return "\n".join(f"{words_of_device(line)}: {words}" for line, words in said) or "–"


def words_of_device(line: JobLine) -> str:
    device = line.device
    if device is None:
        return NOT_OF_LIST[0] if language() == "bn" else NOT_OF_LIST[1]
    return f"{device_number(device.number, language())} {device.shown_name}"


def tell_line(job: Job, line: JobLine, on: date, actor: Reference, now: datetime) -> None:
    """What a line says of its device goes into the history of that, and its parts out of the stock."""
    device = line.device
    if device is not None:
        each = job.devices.select_related("device").filter(device=device).first()
        if each is None:
            each = perform(job, JobDevice(job=job, device=device), actor=actor, now=now)
        if line.result:
            # As it stands now, with what its facts changed.
            each.device.refresh_from_db()
            key = f"{line.submission}-result"
            record_result(
                job, each, result=line.result, on=on, words=line.done, submission=key, actor=actor, now=now
            )
    parts = Part.objects.in_bulk([key for key, _ in line.parts])
    for place, (key, quantity) in enumerate(line.parts):
        try:
            use_parts(
                job,
                part=parts[key],
                quantity=quantity,
                device=device,
                submission=f"{line.submission}-part{place}",
                actor=actor,
                now=now,
            )
        except ActFault as fault:
            fault.field = field_of(line, f"part{place}")
            raise


def sign_sheet(job: Job, sheet: Sheet, by: Receiver, *, actor: Reference, now: datetime) -> Signature:
    row = Signature(sheet=sheet, how=by.how, name=by.name, post=by.post)
    row.signed_at = by.at
    return perform(job, row, content=by.content, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class Ending:
    """What the case comes to: as an answer of the case is told (closing_form.py)."""

    comes_to: str
    fixed: str
    left: Mapping[str, str]
    way: str = ""
    way_reason: str = ""
    papers: Papers = ()


def finish_visit(
    job: Job,
    written: Sequence[WrittenLine],
    said: WriteUp,
    *,
    receiver: Receiver | None,
    ending: Ending | None,
    key: str,
    actor: Reference,
    now: datetime,
) -> None:
    """All that the page of a job does by one press. Without `ending` the case stays open for it; without
    `receiver` the sheet stays to be signed. Raises ActFault, OutcomeFault or TransitionFault, and nothing is
    written.
    """
    with working_on(job) as case:
        if is_done(job, key, actor):
            return
        for each in written:
            perform_line(job, each, now, actor, now)
        sheet = write_up(job, case, said, key=key, actor=actor, now=now)
        if receiver and getattr(sheet, "signature", None) is None:
            sign_sheet(job, sheet, receiver, actor=actor, now=now)
        if ending:
            end_case(case, ending, actor=actor, now=now)


def end_case(case: Case, ending: Ending, *, actor: Reference, now: datetime) -> None:
    """The case is answered with what its sheet says."""
    kind = kind_of(case.row)
    outcome: dict[str, Any] = {**kind.known_outcome(case), kind.verdict.field: ending.fixed}
    do_outcome(
        case,
        comes_to=ending.comes_to,
        outcome=outcome,
        left=ending.left,
        actor=actor,
        now=now,
        papers=ending.papers,
        way=ending.way,
        way_reason=ending.way_reason,
    )
