"""What the office sees of meetings and does with them before and after they sit, each act with its form; and
the share of meetings in Today: what the secretary has to do next, and minutes that wait for the chair.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.cases.actions.sent_letters import CASES_BEHIND
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.core.i18n.say import language, say
from ongikar.delivery.meeting.transitions import STATE_WORDS
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.people.models import Holding
from ongikar.people.post_holders import Asker, StaffRequest
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.people.today_lines import AsideRow, TodayQuestion, TodayShare
from ongikar.records.acts import Act, PressAct
from ongikar.records.desk import Desk
from ongikar.records.filters import Narrowed
from ongikar.records.lists import READER_ROLES
from ongikar.records.offers import Door, Today
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import DESKS, register
from ongikar.records.words import label
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.act_guards import DECIDED_BY_A_BODY

from . import calling, minutes
from .agenda import agenda_of, task_lines
from .chair_today import SOON, UNDER_WAY, chairs_held, today_of_chair
from .committee_desk import KIND
from .forms import ItemsForm, MoveForm, ReasonForm, RewriteForm, VersionForm
from .letters import secretary_post
from .minutes_text import minutes_parts
from .models import Committee, Decision, Meeting, Minutes
from .rights import SEATED_ROLES, may_act, may_read, reads_all, seats_held
from .sitting import is_time_to_open
from .transitions import APPROVED, CALLED, CIRCULATED, HELD, SITTING, VOID
from .wording import (
    OF_ENTRIES,
    STAGES,
    decision_number,
    is_quorum_met,
    meeting_history,
    meeting_title,
    quorum_words,
)


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


# Months and requests that stand above the list, this many at most.
MOST_TO_CALL = 30


def agenda_lines(meeting: Any) -> list[Any]:
    """Of one that is to come: what it opens with, and what is new."""
    if meeting.state != CALLED:
        return []
    last, lines = meeting.agenda.last, list[Any]()
    if last:
        words = say("আগের সভার কার্যবিবরণী দৃঢ়ীকরণ:", "To confirm the minutes of the last meeting:")
        url = reverse("meeting", args=[last.pk])
        lines.append(format_html('{} <a href="{}">{}</a>', words, url, last.number_words))
    lines.append(
        say(
            "আগের সব সভার খোলা সিদ্ধান্ত: {n}",
            "Open decisions of all earlier meetings: {n}",
            n=len(meeting.agenda.open),
        )
    )
    return [*lines, *(item.subject for item in meeting.agenda.items)]


def to_call(office: Office) -> list[Case]:
    """Months and requests for which nobody has called a meeting yet."""
    # A few rows of its charters, known beforehand: so their open cases are read off their own index.
    rows = list(Service.objects.filter(version__office=office, kind=KIND).values_list("pk", flat=True))
    open_cases = Case.objects.filter(service__in=rows, closed_at__isnull=True)
    called = Meeting.objects.exclude(state__in=VOID).filter(case__isnull=False).values("case")
    return list(open_cases.exclude(pk__in=called).select_related("clock").order_by("id")[:MOST_TO_CALL])


def decision_lines(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Decision.objects.filter(pk__in=list(keys)).select_related("meeting__committee", "meeting__case")
    return {
        row.pk: SubjectLine(
            decision_number([row.meeting.number, row.serial]),
            meeting_title(row.meeting),
            reverse("meeting", args=[row.meeting_id]),
            row.meeting.office_id,
        )
        for row in rows
    }


DECISION = SubjectType(
    Decision.SUBJECT, ("সভার সিদ্ধান্ত", "Decision"), decision_lines, readable_by_roles(READER_ROLES)
)


# Rows of the right column; more stand on the page of meetings.
MOST = 6
NEXT = {
    SITTING: ("সভা চলছে: {title}", "Sitting now: {title}"),
    HELD: ("কার্যবিবরণী পাঠানো বাকি: {title}", "Minutes to put to the chair: {title}"),
    CIRCULATED: ("সভাপতির অনুমোদন বাকি: {title}", "Waiting for the chair: {title}"),
    APPROVED: ("কার্যবিবরণী জারি বাকি: {title}", "Minutes to be issued: {title}"),
}


def today_of_meetings(question: TodayQuestion) -> TodayShare:
    """One statement: the meetings of the office that are under way, in the order of their days."""
    rows = Meeting.objects.select_related("committee", "case").filter(
        office=question.office, state__in=UNDER_WAY, starts_at__lt=question.now + SOON
    )
    meetings = list(rows.order_by("starts_at")[:MOST])
    ours = [row for row in meetings if row.state != CIRCULATED]
    theirs = [row for row in meetings if row.state == CIRCULATED]
    return TodayShare(in_office=list(map(aside_row, ours)), for_others=list(map(aside_row, theirs)))


def aside_row(meeting: Meeting) -> AsideRow:
    title = meeting_title(meeting)
    if meeting.state != CALLED:
        words = say(*NEXT[meeting.state], title=title)
    elif meeting.notice_id is None:
        words = say("নোটিশ পাঠানো বাকি: {title}", "Notice to be sent: {title}", title=title)
    else:
        words = say("সভা: {title}", "Meeting: {title}", title=title)
    day = say("{day}", "{day}", day=meeting.starts_at.date())
    return AsideRow(words, reverse("meeting", args=[meeting.pk]), day)


@register
class MeetingDesk(Desk):
    model = Meeting
    name, names, path = "meeting", "meetings", "meetings"
    readers_of_some = SEATED_ROLES
    door = Door(("সভা", "Meetings"), {"meetings": 30, "programme": 30}, some=frozenset({Post.CHAIR}))
    today = (
        Today(today_of_meetings, 40),
        Today(today_of_chair, 41, {"chairs_held": chairs_held}, name="chair", roles=SEATED_ROLES),
    )
    subjects = (DECISION,)
    title, subtitle = "title_words", "number_and_place"
    list_display = ("starts_at", "state")
    newest_by, page_of_list = "starts_at", 30
    search_fields = ("title", "place", "committee__name_bn", "committee__name_en")
    search_words = ("বিষয়, কমিটি বা জায়গা", "Subject, committee or place")
    nothing = ("এখনো কোনো সভা ডাকা হয়নি।", "No meeting has been called yet.")
    list_template, detail_template = "meeting/list.html", "meeting/meeting.html"
    summary = ("starts_at", "place", "notice", "quorum", "letters", "attendance")
    states, off_way, way = STATE_WORDS, frozenset(VOID), tuple(STAGES)
    parts = (
        Part(("আলোচ্যসূচি", "Agenda"), agenda_lines, (Cell(("বিষয়", "Item"), lambda line: line),)),
        Part(
            ("যা যা হয়েছে", "What has happened"),
            meeting_history,
            (
                Cell(("কী", "What"), lambda line: line.words),
                Cell(("কবে", "When"), lambda line: line.at),
                Cell(("কে", "By whom"), lambda line: line.by),
                Cell(("কথা", "Words"), lambda line: line.said),
            ),
        ),
    )
    acts = ACTS
    history_words = OF_ENTRIES

    def rows(self, office: Office) -> QuerySet[Meeting]:
        return super().rows(office).select_related("committee", "case")

    def rows_for(self, asker: Asker, rows: QuerySet[Any]) -> QuerySet[Any]:
        if reads_all(asker):
            return rows
        # Read beforehand: PostgreSQL would go through all meetings beside the seats.
        seats = seats_held(asker, timezone.localdate()).values_list("committee", flat=True)
        return rows.filter(committee__in=list(seats))

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        living = Committee.objects.filter(office=request.office, ended_at__isnull=True).order_by("id")
        return {
            "committees": DESKS["committee"].rows_for(request, living),
            "to_call": to_call(request.office) if may_act(request) else [],
            "may_act": may_act(request),
        }

    def find(self, office: Office, pk: int) -> Meeting:
        return get_object_or_404(Meeting.objects.with_related(), pk=pk, office=office)

    def may_read(self, asker: Asker, meeting: Any) -> bool:
        return may_read(asker, meeting.committee)

    def steps(self, meeting: Any) -> list[tuple[str, bool]]:
        """What has been reached, and not where it stands: that says the last of them."""
        if meeting.is_void:
            return super().steps(meeting)
        place = self.way.index(meeting.state)
        return [(say(*words), at <= place) for at, words in enumerate(STAGES.values())]

    def parts_of(self, meeting: Any, *, may_change: bool) -> list[tuple[Part, list[Any]]]:
        meeting.agenda = agenda_of(meeting, timezone.now())
        return super().parts_of(meeting, may_change=may_change)

    def acts_of(self, meeting: Any) -> list[Act]:
        """What the chair says of the minutes stands beside them (meeting/next.html)."""
        return [act for act in super().acts_of(meeting) if act.handlers is None]

    def detail_context(self, request: StaffRequest, meeting: Any, *, may_change: bool) -> dict[str, Any]:
        now, newest = timezone.now(), minutes.newest_minutes(meeting)
        chair, secretary = minutes.chair_on(meeting, now), secretary_post(meeting, now)
        is_secretary = secretary is not None and request.holder.holds(secretary.pk)
        signs = is_secretary and meeting.state in (CALLED, APPROVED)
        return {
            "meeting": meeting,
            "open": task_lines(meeting.agenda.open, now) if meeting.state == CALLED else None,
            "minutes": minutes_parts(newest.data) if newest and newest.data else [],
            "newest": newest,
            "chair": chair,
            "is_chair": chair is not None and chair.post_id in request.holder.post_ids,
            "is_secretary": is_secretary,
            "can_open": meeting.state == CALLED and is_time_to_open(meeting, now),
            "asks_link": chair is not None and chair.contact_id is not None,
            "code": fresh_code_form(request, now) if signs else None,
            "may_act": may_act(request),
        }

    def warning(self, meeting: Any) -> str:
        if not meeting.is_emptied:
            return ""
        return say(
            "রাখার সময় শেষ, তাই লেখাটি মুছে ফেলা হয়েছে। সংখ্যা ও তারিখ আছে।",
            "Its time is over, so its text was removed. Figures and dates stay.",
        )

    def caption(self, meeting: Any) -> Any:
        if meeting.case is None:
            return meeting.number_words
        number = meeting.case.number
        return format_html(
            '{} · <a href="{}">{}</a>',
            meeting.number_words,
            reverse("case", args=[number]),
            digits(number, language()),
        )

    def subject_lines(self, keys: Iterable[int]) -> dict[int, SubjectLine]:
        rows = Meeting.objects.filter(pk__in=list(keys)).select_related("committee", "case")
        return {
            row.pk: SubjectLine(row.number_words, meeting_title(row), self.url_of(row), row.office_id)
            for row in rows
        }

    @label("সভা", "Meeting")
    def title_words(self, meeting: Meeting) -> str:
        return meeting_title(meeting)

    @label("নম্বর ও জায়গা", "Number and place")
    def number_and_place(self, meeting: Meeting) -> str:
        return f"{meeting.number_words} · {meeting.place}"

    @label("নোটিশ", "Notice")
    def notice(self, meeting: Meeting) -> str:
        """When it went and how long before, or that it has not gone."""
        sent = meeting.notice.issued_at if meeting.notice else None
        if sent is None:
            return say("নোটিশ যায়নি", "the notice has not gone")
        return say(
            "নোটিশ গেছে {day} ({n} কার্যদিবস আগে)",
            "notice sent {day} ({n} working [day|days] before)",
            day=sent.astimezone(TZ).date(),
            n=calling.notice_given(meeting.committee, sent, meeting.starts_at),
        )

    @label("কোরাম", "Quorum")
    def quorum(self, meeting: Meeting) -> list[str]:
        if not meeting.quorum:
            return []
        is_met = is_quorum_met(meeting.quorum)
        met = say("কোরাম হয়েছে", "Quorum met") if is_met else say("কোরাম হয়নি", "No quorum")
        return [met, *quorum_words(meeting.quorum)]

    @label("চিঠি", "Letters")
    def letters(self, meeting: Meeting) -> list[Any]:
        sent = (
            (meeting.notice, say("নোটিশ", "Notice"), ""),
            (
                meeting.letter,
                say("কার্যবিবরণী", "Minutes"),
                meeting.letter and digits(meeting.letter.memo_number, language()),
            ),
        )
        return [
            format_html(
                '<a href="{}">{}</a> {}',
                reverse("letter", args=[letter.pk]),
                words,
                digits(memo or "", language()),
            )
            for letter, words, memo in sent
            if letter
        ]

    @label("হাজিরা", "Attendance")
    def attendance(self, meeting: Meeting) -> Any:
        words = say("হাজিরার পাতা ছাপুন", "Print the attendance sheet")
        url = reverse("meeting_attendance_pdf", args=[meeting.pk])
        return format_html('<a href="{}">{}</a>', url, words)


CASES_BEHIND[Meeting.SUBJECT] = minutes.case_of_meeting
DECIDED_BY_A_BODY.add(Decision.SUBJECT)
