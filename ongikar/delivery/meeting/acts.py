"""What is done with a meeting beside its sitting and what is signed: each act with its form."""

from datetime import datetime
from typing import Any

from ongikar.journal.actions import Reference
from ongikar.people.models import Holding
from ongikar.records.acts import Act, PressAct
from ongikar.rules.calendar.office_calendar import TZ

from . import calling, minutes
from .forms import ItemsForm, MoveForm, ReasonForm, RewriteForm, VersionForm
from .models import Meeting, Minutes
from .rights import SEATED_ROLES
from .transitions import CALLED, CIRCULATED, HELD


def is_at(state: str) -> Any:
    return lambda meeting: meeting.state == state


class AgendaAct(Act):
    def form_arguments(self, meeting: Any, now: datetime) -> dict[str, Any]:
        return {"initial": {"items": "\n".join(item.subject for item in meeting.items.all())}}


def arrange_agenda(meeting: Meeting, form: ItemsForm, actor: Reference, now: datetime) -> None:
    calling.arrange_agenda(meeting, items=form.cleaned_data["items"].splitlines(), actor=actor, now=now)


class MoveAct(Act):
    def form_arguments(self, meeting: Any, now: datetime) -> dict[str, Any]:
        local = meeting.starts_at.astimezone(TZ)
        return {"initial": {"day": local.date(), "time": local.time(), "place": meeting.place}}


def move_meeting(meeting: Meeting, form: MoveForm, actor: Reference, now: datetime) -> None:
    said = {name: form.cleaned_data[name] for name in ("place", "haste", "reason")}
    calling.move_meeting(meeting, starts_at=form.starts_at, actor=actor, now=now, **said)


def cancel_meeting(meeting: Meeting, form: ReasonForm, actor: Reference, now: datetime) -> None:
    calling.cancel_meeting(meeting, reason=form.cleaned_data["reason"], actor=actor, now=now)


class RewriteAct(Act):
    def form_arguments(self, meeting: Any, now: datetime) -> dict[str, Any]:
        return {"newest": minutes.newest_minutes(meeting)}


def rewrite_minutes(meeting: Meeting, form: RewriteForm, actor: Reference, now: datetime) -> Minutes:
    note = form.cleaned_data["note"]
    return minutes.rewrite_minutes(meeting, discussions=form.discussions, note=note, actor=actor, now=now)


def circulate_minutes(meeting: Meeting, actor: Reference, now: datetime) -> Minutes:
    return minutes.circulate_minutes(meeting, actor=actor, now=now)


def posts_held(actor: Reference, now: datetime) -> list[int]:
    rows = Holding.objects.on(now.astimezone(TZ).date()).filter(user=actor[1])
    return list(rows.values_list("post_id", flat=True))


class ApproveAct(Act):
    def form_arguments(self, meeting: Any, now: datetime) -> dict[str, Any]:
        newest = minutes.newest_minutes(meeting)
        return {"initial": {"version": newest.version if newest else 1}}


def approve_minutes(meeting: Meeting, form: VersionForm, actor: Reference, now: datetime) -> None:
    version, posts = form.cleaned_data["version"], posts_held(actor, now)
    minutes.approve_minutes(meeting, version=version, actor=actor, posts=posts, now=now)


def return_minutes(meeting: Meeting, form: ReasonForm, actor: Reference, now: datetime) -> None:
    reason, posts = form.cleaned_data["reason"], posts_held(actor, now)
    minutes.return_minutes(meeting, reason=reason, actor=actor, posts=posts, now=now)


ACTS = (
    AgendaAct(
        "agenda",
        ("আলোচ্যসূচি বদলান", "Change the agenda"),
        ItemsForm,
        arrange_agenda,
        heading=("আলোচ্যসূচি", "Agenda"),
        when=is_at(CALLED),
        about=(
            "আগের সভার কার্যবিবরণী আর সব খোলা সিদ্ধান্ত প্রতিটি সভার শুরুতে থাকে; সেগুলো তোলা যায় না।",
            "The last minutes and all open decisions open every meeting; they cannot be taken off.",
        ),
        done=("আলোচ্যসূচি লেখা হয়েছে।", "The agenda is entered."),
    ),
    MoveAct(
        "move",
        ("দিন বা জায়গা বদলান", "Move it"),
        MoveForm,
        move_meeting,
        heading=("সভা সরান", "Move the meeting"),
        when=is_at(CALLED),
        done=("দিন বদলানো হয়েছে। নতুন নোটিশ পাঠান।", "The meeting is moved. Send a new notice."),
        press=("সরান", "Move it"),
    ),
    Act(
        "cancel",
        ("বাতিল করুন", "Cancel it"),
        ReasonForm,
        cancel_meeting,
        heading=("সভা বাতিল করুন", "Cancel the meeting"),
        when=is_at(CALLED),
        about=lambda meeting: (
            (
                "মাসের সভা হলে মাসটি বাকিই থাকে; আরেকটি সভা ডাকতে হবে।",
                "The month is still owed: another meeting must be called.",
            )
            if meeting.case_id
            else ("", "")
        ),
        done=("সভা বাতিল হয়েছে।", "The meeting is cancelled."),
        press=("বাতিল করুন", "Cancel it"),
    ),
    PressAct(
        "circulate",
        ("সভাপতির কাছে পাঠান", "Put to the chair"),
        circulate_minutes,
        when=is_at(HELD),
        is_usual=True,
        done=("কার্যবিবরণী অনুমোদনের জন্য সভাপতির কাছে গেছে।", "The minutes are with the chair for approval."),
    ),
    RewriteAct(
        "minutes",
        ("লেখা বদলান", "Change the words"),
        RewriteForm,
        rewrite_minutes,
        heading=("কার্যবিবরণীর লেখা বদলান", "Change the words of the minutes"),
        when=is_at(HELD),
        about=(
            "সিদ্ধান্ত এখানে বদলায় না: সেগুলো কাজ হয়ে গেছে। উপস্থিতি আর কোরামও সভায় যা ছিল, তা-ই থাকে।",
            "Decisions do not change here: they are tasks by now. Attendance and quorum stay as they were.",
        ),
        done=("নতুন সংস্করণ লেখা হয়েছে।", "The new version is entered."),
        press=("নতুন সংস্করণ রাখুন", "Keep a new version"),
    ),
    ApproveAct(
        "approve",
        ("অনুমোদন করুন", "Approve"),
        VersionForm,
        approve_minutes,
        when=is_at(CIRCULATED),
        handlers=SEATED_ROLES,
        done=(
            "অনুমোদন লেখা হয়েছে। এবার সদস্যসচিব জারি করবেন।",
            "Approved. The secretary issues them now.",
        ),
        press=("অনুমোদন করুন", "Approve"),
    ),
    Act(
        "return",
        ("ফেরত, কারণসহ", "Send back with a reason"),
        ReasonForm,
        return_minutes,
        heading=("কার্যবিবরণী ফেরত দিন", "Send the minutes back"),
        when=is_at(CIRCULATED),
        handlers=SEATED_ROLES,
        done=("ফেরত গেছে।", "Sent back."),
        press=("ফেরত দিন", "Send back"),
    ),
)
