"""How a complaint was handled, in the few words that a register has room for. Of when and through whom
somebody was heard apart, nothing: a register is read by the office complained of.
"""

from collections.abc import Iterable
from datetime import datetime

from ongikar.books.cells import language_digits, register_day, register_day_words
from ongikar.core.i18n.say import say
from ongikar.tasks import transitions as task_states
from ongikar.tasks.models import Task

from ..models import Grievance, Hearing, HearingParty, Inquiry, Stage

# What the register reads beside the complaint itself.
HANDLED = (
    "stages__inquiries",
    "stages__hearings__gathering",
    "stages__hearings__parties",
    "stages__remedies__task__clock__facts",
)
SIDES = {
    Stage.COMPLAINANT: ("অভিযোগকারী", "complainant"),
    Stage.RESPONDENT: ("যাঁর বিরুদ্ধে", "officer"),
}
ATTENDED = {
    HearingParty.CAME: ("এসেছেন", "came"),
    HearingParty.REPRESENTED: ("প্রতিনিধি এসেছেন", "was represented"),
    HearingParty.ABSENT: ("আসেননি", "did not come"),
}


def inquiry_words(grievance: Grievance) -> str:
    """১৭/১১/২০২৬ – ২৬/১১/২০২৬, of each inquiry; the second day where it has ended."""
    found = [each for stage in grievance.stages.all() for each in stage.inquiries.all()]
    return "; ".join(map(one_inquiry, found))


def one_inquiry(inquiry: Inquiry) -> str:
    if inquiry.reported_at:
        return f"{register_day(inquiry.ordered_at)} – {register_day(inquiry.reported_at)}"
    if inquiry.ended_at:
        off = say("বাতিল", "called off")
        return f"{register_day(inquiry.ordered_at)} – {off}"
    due = register_day_words(inquiry.due)
    begun = register_day(inquiry.ordered_at)
    return say("{day} থেকে চলছে, {due}-এর মধ্যে", "since {day}, due {due}", day=begun, due=due)


def hearing_words(grievance: Grievance) -> str:
    found = [each for stage in grievance.stages.all() for each in stage.hearings.all()]
    return "; ".join(f"{register_day(each.gathering.starts_at)}: {hearing_state(each)}" for each in found)


def hearing_state(hearing: Hearing) -> str:
    if hearing.ended_at:
        return say("বাতিল", "called off")
    if hearing.recorded_at is None:
        return say("হবে", "to come")
    away = [say(*SIDES[each.side]) for each in hearing.parties.all() if each.attended == HearingParty.ABSENT]
    if away:
        return say("হয়েছে, {who} আসেননি", "held, {who} did not come", who=say(" ও ", " and ").join(away))
    return say("হয়েছে", "held")


def attendance_words(hearing: Hearing, side: str) -> str:
    """Whether a side came; who came in its stead is told on the page of the complaint alone."""
    found = next((each for each in hearing.parties.all() if each.side == side), None)
    return say(*ATTENDED[found.attended]) if found else ""


def remedy_tasks(stages: Iterable[Stage]) -> list[Task]:
    """Those that were not dropped."""
    tasks = [remedy.task for stage in stages for remedy in stage.remedies.all()]
    return [task for task in tasks if task.state != task_states.DROPPED]


def remedy_words(stages: Iterable[Stage], now: datetime) -> str:
    """৩টির ২টি হয়েছে, ১টি দেরি. Done is what was checked."""
    tasks = remedy_tasks(stages)
    if not tasks:
        return ""
    done = sum(task.state == task_states.DONE for task in tasks)
    late = sum(task.ended_at is None and task.clock.is_late(now) for task in tasks)
    words = say(
        "{all}টির {done}টি হয়েছে",
        "{done} of {all} done",
        all=language_digits(len(tasks)),
        done=language_digits(done),
    )
    return words + say(", {n}টি দেরি", ", {n} late", n=language_digits(late)) if late else words
