"""The acts of a task's page: who may press which, what each asks, and what it does with the answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from ongikar.core.i18n.say import say_lazy
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.papers.actions import check_upload, take_files
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.quota import count_paper
from ongikar.people.subjects import find_subjects
from ongikar.rules.bangla.text import digits

from . import actions, transitions
from .act_guards import is_decided_by_a_body
from .forms import (
    AskTimeForm,
    CheckForm,
    ExtendForm,
    NoteForm,
    OfficeForm,
    ReasonForm,
    ReopenForm,
    ReportForm,
    TransferForm,
)
from .models import Task
from .transitions import TaskFault


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act. `moves`: the acts of the table that it may become, one of which must be possible now; `part`:
    whose act it is.
    """

    title: Any
    done: Any
    form: type[OfficeForm]
    part: str
    moves: tuple[str, ...]
    do: Callable[..., Any]


def do_check(cleaned: dict[str, Any], task: Task, **act: Any) -> None:
    if cleaned["verdict"] == CheckForm.BACK:
        actions.return_task(task, reason=cleaned["words"], **act)
    else:
        actions.verify_task(task, words=cleaned["words"], **act)


def do_report(cleaned: dict[str, Any], task: Task, **act: Any) -> None:
    actions.report_task(
        task, words=cleaned["words"], papers=cleaned["taken"], records=cleaned["found"], **act
    )


def with_reason(act: Callable[..., Any], *fields: str) -> Callable[..., Any]:
    """An act that takes these fields and a reason, as they were cleaned."""

    def do(cleaned: dict[str, Any], task: Task, **who: Any) -> None:
        act(task, reason=cleaned["reason"], **{name: cleaned[name] for name in fields}, **who)

    return do


DESK_ACTS = {
    "check": DeskAct(
        say_lazy("যাচাই করুন", "Check"),
        say_lazy("যাচাই লেখা হয়েছে।", "The check is entered."),
        CheckForm,
        transitions.CHECKER,
        (transitions.VERIFY, transitions.RETURN),
        do_check,
    ),
    "report": DeskAct(
        say_lazy("কাজ শেষ জানান", "Report as done"),
        say_lazy("জানানো হয়েছে।", "Reported."),
        ReportForm,
        transitions.OWNER,
        (transitions.REPORT, transitions.FINISH),
        do_report,
    ),
    "ask_time": DeskAct(
        say_lazy("আরও সময় চান", "Ask for more time"),
        say_lazy("সময় চাওয়া হয়েছে।", "More time was asked for."),
        AskTimeForm,
        transitions.OWNER,
        (transitions.ASK_TIME,),
        with_reason(actions.ask_time, "until"),
    ),
    "hand_back": DeskAct(
        say_lazy("এটি আমার কাজ নয়", "Not mine to do"),
        say_lazy("যিনি দিয়েছিলেন, তাঁর কাছে ফেরত গেছে।", "It went back to whoever gave it."),
        ReasonForm,
        transitions.OWNER,
        (transitions.HAND_BACK,),
        with_reason(actions.hand_back_task),
    ),
    "extend": DeskAct(
        say_lazy("সময় বাড়ান", "Extend"),
        say_lazy("সময় বাড়ানো হয়েছে।", "Extended."),
        ExtendForm,
        transitions.GIVER,
        (transitions.EXTEND,),
        with_reason(actions.extend_task, "until"),
    ),
    "refuse_time": DeskAct(
        say_lazy("সময় বাড়ানো যাবে না", "Refuse more time"),
        say_lazy("জানানো হয়েছে।", "They are told."),
        ReasonForm,
        transitions.GIVER,
        (transitions.REFUSE_TIME,),
        with_reason(actions.refuse_time),
    ),
    "transfer": DeskAct(
        say_lazy("অন্যকে দিন", "Transfer"),
        say_lazy("অন্যকে দেওয়া হয়েছে।", "Transferred."),
        TransferForm,
        transitions.GIVER,
        (transitions.TRANSFER,),
        with_reason(actions.transfer_task, "owner"),
    ),
    "drop": DeskAct(
        say_lazy("বাদ দিন", "Drop"),
        say_lazy("কারণসহ বাদ দেওয়া হয়েছে।", "Dropped, with the reason."),
        ReasonForm,
        transitions.GIVER,
        (transitions.DROP,),
        with_reason(actions.drop_task),
    ),
    "reopen": DeskAct(
        say_lazy("আবার খুলুন", "Open again"),
        say_lazy("আবার খোলা হয়েছে।", "Opened again."),
        ReopenForm,
        transitions.GIVER,
        (transitions.REOPEN,),
        with_reason(actions.reopen_task, "due"),
    ),
    "note": DeskAct(
        say_lazy("নোট লিখুন", "Write a note"),
        say_lazy("নোট লেখা হয়েছে।", "The note is written."),
        NoteForm,
        transitions.STAFF,
        (transitions.NOTE,),
        lambda cleaned, task, **act: actions.add_note(task, words=cleaned["words"], **act),
    ),
}


def possible_acts(task: Task, parts: set[str], done: list[str]) -> Iterator[str]:
    """What the person may do now, the likeliest first."""
    for name, act in DESK_ACTS.items():
        if act.part not in parts:
            continue
        if name == "hand_back" and task.owner_post_id == task.given_by_id:
            continue
        if name in ("extend", "drop") and is_decided_by_a_body(task):
            continue
        # Whoever may extend it asks nobody.
        if name == "ask_time" and transitions.GIVER in parts:
            continue
        checked = transitions.FINISH if task.check_post_id else transitions.REPORT
        moves = [move for move in act.moves if move != checked]
        if any(transitions.TRANSITIONS.may_follow(task.state, move, done) for move in moves):
            yield name


def form_of(name: str, task: Task, request: HttpRequest, now: datetime) -> OfficeForm:
    """The form of an act; a bound one where something was sent."""
    act = DESK_ACTS[name]
    more = {"task": task} if act.form is ReportForm else {}
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return act.form(*sent, office=task.office, now=now, **more)


def run_act(name: str, form: OfficeForm, task: Task, *, actor: Reference, now: datetime, ip: str) -> bool:
    """Do what was filled in; False, with the fault beside its field, where it cannot be done."""
    if name == transitions.REPORT and not take_proof(form, task, ip=ip, now=now):
        return False
    try:
        DESK_ACTS[name].do(form.cleaned_data, task, actor=actor, now=now)
    except TaskFault as fault:
        form.add_fault(fault.field, fault.bn, fault.en)
        return False
    return True


def take_proof(form: OfficeForm, task: Task, *, ip: str, now: datetime) -> bool:
    """The files and records of a report, checked and counted; False where one cannot be taken."""
    chosen = form.cleaned_data.get("papers") or []
    files = [("papers", proof_title(task, place, len(chosen)), file) for place, file in enumerate(chosen, 1)]

    def take(title: str, file: Any) -> tuple[str, Clean]:
        try:
            clean = check_upload(file)
            count_paper(subject=task.reference, size=len(clean.content), address=ip, now=now)
        except PaperFault as fault:
            if len(chosen) == 1:
                raise
            # Of several the name says which one is meant.
            raise PaperFault(*(f"{file.name}: {words}" for words in (fault.bn, fault.en))) from None
        return title, clean

    taken = take_files(form, files, take)
    form.cleaned_data["taken"] = taken or []
    form.cleaned_data["found"] = find_records(form, task)
    return not form.errors


def proof_title(task: Task, place: int, count: int) -> str:
    """Papers are kept under a Bangla title; of several with their place."""
    which = f" ({digits(place)}/{digits(count)})" if count > 1 else ""
    return f"প্রমাণ: {task.title}"[: 200 - len(which)] + which


def find_records(form: OfficeForm, task: Task) -> list[SubjectReference]:
    typed = form.cleaned_data.get("records") or ""
    if not typed:
        return []
    records = find_subjects(task.office, typed)
    if not records:
        form.add_fault(
            "records",
            "এই নম্বরে কিছু পাওয়া যায়নি। নম্বরটি মিলিয়ে দেখুন।",
            "Nothing has this number. Check it.",
        )
    return records
