"""What the office sees of committees: their rule and their seats, what they decided, and their meetings."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.cases.models import Case
from ongikar.charter.models import charter_in_force
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say
from ongikar.core.templatetags.words import day
from ongikar.delivery.meeting.rules import SeatTaken, compute_quorum
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine
from ongikar.people.post_holders import Asker, StaffRequest
from ongikar.people.subjects import SubjectLine
from ongikar.records.acts import Act, EnterAct, OpenAct, RowAct
from ongikar.records.desk import Desk
from ongikar.records.offers import Charge
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules.calendar.office_calendar import TZ

from . import committees
from .agenda import open_tasks, task_lines
from .calling import call_meeting
from .forms import CallForm, CommitteeForm, EndSeatForm, SeatForm
from .models import Committee, Meeting, Membership
from .rights import SEATED_ROLES, may_read, reads_all, seats_held
from .sitting import quorum_data
from .wording import meeting_title, quorum_words

KIND = "meeting"
# How many meetings of a committee stand on its page; all stand in the list of meetings.
MEETINGS_SHOWN = 24
MEETS, ENDED = "meets", "ended"


def is_living(committee: Committee) -> bool:
    return committee.ended_at is None


class BeginCommittee(OpenAct):
    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        rows = charter_in_force(request.office, now.astimezone(TZ).date()).services
        # What the columns begin with stands in the form.
        return {"services": [row for row in rows if row.kind == KIND], "instance": Committee()}

    def url_when_done(self, desk: Any, made: Any) -> str:
        return str(desk.url_of(made))


def begin_committee(request: StaffRequest, form: CommitteeForm, now: datetime) -> Committee:
    given = form.cleaned_data
    return committees.begin_committee(
        office=request.office,
        rule=form.rule,
        sort=given["sort"],
        service_code=given["service"],
        submission=f"{request.office.pk}-{given['token']}"[:64],
        actor=request.holder.actor,
        now=now,
        **form.columns,
    )


class RuleAct(Act):
    def form_arguments(self, committee: Any, now: datetime) -> dict[str, Any]:
        return {"services": None, "instance": copy(committee)}


def change_rule(committee: Committee, form: CommitteeForm, actor: Reference, now: datetime) -> None:
    changes = form.columns | committees.rule_columns(form.rule)
    committees.change_committee(committee, actor=actor, now=now, **changes)


def end_committee(committee: Committee, form: Form, actor: Reference, now: datetime) -> None:
    committees.end_committee(committee, actor=actor, now=now)


class SeatAct(EnterAct):
    template = "meeting/seat.html"

    def form_arguments(self, committee: Any, now: datetime) -> dict[str, Any]:
        return super().form_arguments(committee, now) | {"now": now}


class EndSeatAct(RowAct):
    def form_arguments(self, seat: Any, now: datetime) -> dict[str, Any]:
        return {"initial": {"until": now.astimezone(TZ).date()}}


def end_seat(seat: Membership, form: EndSeatForm, actor: Reference, now: datetime) -> None:
    committees.end_seat(seat, until=form.cleaned_data["until"], actor=actor, now=now)


class CallAct(Act):
    """Calls a meeting that the charter promises to nobody: a special one, or of the stakeholders."""

    def form_arguments(self, committee: Any, now: datetime) -> dict[str, Any]:
        return self.arguments_of(committee, None)

    def arguments_of(self, committee: Committee, case: Case | None) -> dict[str, Any]:
        """What is known before it is called for a case."""
        asked = case.answers if case else {}
        title, items = asked.get("subject", ""), asked.get("agenda", "")
        return {"initial": {"place": committee.place, "title": title, "items": items}}

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return reverse("meeting", args=[row.pk])


def call(
    committee: Committee, form: CallForm, actor: Reference, now: datetime, case: Case | None = None
) -> Meeting:
    submission = f"{committee.pk}-{form.cleaned_data['token']}"[:64]
    return call_meeting(
        committee=committee, case=case, submission=submission, actor=actor, now=now, **form.facts
    )


END_SEAT = EndSeatAct(
    Membership,
    "end_seat",
    ("শেষ দিন লিখুন", "Enter the last day"),
    EndSeatForm,
    end_seat,
    heading=("আসনের শেষ দিন", "Last day of a seat"),
    done=("শেষ দিন লেখা হয়েছে।", "The last day is entered."),
)
CALL = CallAct(
    "call",
    ("বিশেষ সভা ডাকুন", "Call a special meeting"),
    CallForm,
    call,
    heading=("সভা ডাকুন", "Call a meeting"),
    when=is_living,
    done=("সভা ডাকা হয়েছে। এবার নোটিশ পাঠান।", "The meeting is called. Now send its notice."),
    press=("সভা ডাকুন", "Call the meeting"),
)


def seats_today(committee: Committee) -> list[Membership]:
    return committees.seats_on(committee, timezone.localdate())


def former_seats(committee: Committee) -> QuerySet[Membership]:
    rows = committee.memberships.filter(until__lt=timezone.localdate())
    return rows.select_related("post", "contact")


def meeting_link(meeting: Meeting) -> Any:
    title = mark_languages(meeting_title(meeting))
    return format_html('<a href="{}">{}</a>', reverse("meeting", args=[meeting.pk]), title)


def newest_meetings(committee: Committee) -> Iterable[Meeting]:
    rows = committee.meetings.select_related("committee", "case")
    return rows.order_by("-starts_at", "-id")[:MEETINGS_SHOWN]


def seats_of(post: Post) -> QuerySet[Membership]:
    seats = Membership.objects.on(timezone.localdate()).filter(post=post)
    return seats.select_related("committee").order_by("committee_id", "id")


def seat_line(seat: Membership) -> ChargeLine:
    url = reverse("committee", args=[seat.committee_id])
    return ChargeLine(seat.get_capacity_display(), seat.committee.name, url=url)


@register
class CommitteeDesk(Desk):
    model = Committee
    name, names, path = "committee", "committees", "committees"
    readers_of_some = SEATED_ROLES
    # Whoever takes a post over sits where it has a seat.
    charges = (Charge("seats", ("কমিটিতে আসন", "Seats in committees"), seats_of, seat_line, 52),)
    title, subtitle = "own_name", "sort"
    list_display = ("order_words", "state")
    search_fields = ("name_bn", "name_en", "order_words")
    search_words = ("নাম বা আদেশ", "Name or order")
    nothing = ("কোনো কমিটি লেখা নেই।", "No committee is entered.")
    opens = BeginCommittee(
        ("নতুন কমিটি", "New committee"),
        CommitteeForm,
        begin_committee,
        done=("কমিটি লেখা হয়েছে। এবার সদস্যদের আসন দিন।", "The committee is entered. Now give its seats."),
    )
    detail_template = "meeting/committee.html"
    summary = ("state", "quorum", "order_words", "notice", "place")
    states = {MEETS: State("বসে", "Meets", "done"), ENDED: State("আর বসে না", "Meets no more", "shut")}
    parts = (
        Part(
            ("সভা", "Meetings"),
            newest_meetings,
            (Cell(("সভা", "Meeting"), meeting_link), Cell(("কবে", "When"), lambda row: row.starts_at)),
            nothing=("এখনো কোনো সভা ডাকা হয়নি।", "No meeting has been called yet."),
        ),
        Part(
            ("সদস্য", "Members"),
            seats_today,
            (
                Cell(("কে", "Who"), lambda seat: seat.title),
                Cell(("কী হিসেবে", "As what"), lambda seat: seat.get_capacity_display()),
                Cell(("ভোট আছে", "Has a vote"), lambda seat: seat.is_voting),
            ),
            nothing=(
                "কোনো সদস্য লেখা নেই, তাই সভা ডাকা যায় না।",
                "No member is entered, so no meeting can be called.",
            ),
            acts=(END_SEAT,),
        ),
        Part(
            ("আগে যাঁরা ছিলেন", "Former members"),
            former_seats,
            (
                Cell(("কে", "Who"), lambda seat: seat.title),
                Cell(
                    ("কবে থেকে কবে", "From when to when"),
                    lambda seat: format_html("{} – {}", day(seat.since), day(seat.until)),
                ),
            ),
        ),
    )
    acts = (
        CALL,
        SeatAct(
            Membership,
            "seats",
            ("আসন দিন", "Give a seat"),
            asks=("capacity", "is_voting", "since", "until"),
            form=SeatForm,
            when=is_living,
            done=("আসন দেওয়া হয়েছে।", "The seat is given."),
            press=("আসন দিন", "Give the seat"),
        ),
        END_SEAT,
        RuleAct(
            "rule",
            ("নিয়ম বদলান", "Change the rule"),
            CommitteeForm,
            change_rule,
            heading=("কমিটির নিয়ম বদলান", "Change the committee’s rule"),
            when=is_living,
            about=(
                "আগে যে সভা হয়ে গেছে, তার কোরাম বদলায় না।",
                "Meetings that were held keep the quorum they had.",
            ),
        ),
        Act(
            "end",
            ("কমিটি বন্ধ করুন", "End the committee"),
            Form,
            end_committee,
            when=is_living,
            about=(
                "কমিটি আর বসবে না। যা ঠিক হয়েছে, তা বাকি থাকলে বাকিই থাকবে।",
                "It will meet no more. What it decided stays owed.",
            ),
            done=("কমিটি আর বসবে না। যা ঠিক হয়েছে, তা থাকবে।", "It meets no more. What it decided stays."),
            press=("কমিটি বন্ধ করুন", "End the committee"),
        ),
    )
    place = "meetings"
    history_words = {
        "changed": ("নিয়ম বদলানো হয়েছে", "The rule was changed"),
        "ended": ("কমিটি বন্ধ হয়েছে", "The committee was ended"),
        "unseated": ("আসনের শেষ দিন লেখা হয়েছে", "The last day of a seat was entered"),
    }

    def rows_for(self, asker: Asker, rows: QuerySet[Any]) -> QuerySet[Any]:
        if reads_all(asker):
            return rows
        return rows.filter(pk__in=seats_held(asker, timezone.localdate()).values("committee"))

    def may_read(self, asker: Asker, committee: Any) -> bool:
        return may_read(asker, committee)

    def state_of(self, committee: Any) -> str:
        return MEETS if is_living(committee) else ENDED

    def detail_context(self, request: StaffRequest, committee: Any, *, may_change: bool) -> dict[str, Any]:
        now = timezone.now()
        return {"open": task_lines(open_tasks(committee, now), now)}

    def subject_lines(self, keys: Iterable[int]) -> dict[int, SubjectLine]:
        rows = Committee.objects.filter(pk__in=list(keys))
        return {row.pk: SubjectLine("", row.name, self.url_of(row), row.office_id) for row in rows}

    @label("কমিটি", "Committee")
    def own_name(self, committee: Committee) -> str:
        return committee.name

    @label("কোরাম", "Quorum")
    def quorum(self, committee: Committee) -> list[str]:
        """Of the seats of today."""
        places = [SeatTaken(seat.is_voting, seat.is_chair) for seat in seats_today(committee)]
        words = quorum_words(quorum_data(compute_quorum(committee.quorum_rule, places)))[:1]
        if committee.needs_chair:
            words.append(
                say("সভাপতি বা তাঁর প্রতিনিধি থাকতে হবে।", "The chair or the chair’s delegate must be there.")
            )
        return words

    @label("নোটিশ", "Notice")
    def notice(self, committee: Committee) -> str:
        return say("{n} কার্যদিবস আগে", "{n} working [day|days] before", n=committee.notice_days)
