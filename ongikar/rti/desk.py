"""What the office sees of requests for information, and does with them: the list with what waits for whoever
looks at it above, one request with all its facts, and the acts.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.core.templatetags.icons import state as state_mark
from ongikar.core.templatetags.words import day
from ongikar.offices.models import Office
from ongikar.papers.actions import papers_of
from ongikar.people.post_holders import TIER_ROLES, Asker, StaffRequest
from ongikar.people.search_sources import SearchQuestion
from ongikar.people.subjects import SubjectType
from ongikar.records.acts import Act
from ongikar.records.desk import Desk
from ongikar.records.filters import TYPED, Narrowed, StateFilter, YearFilter
from ongikar.records.lines import Line, NextAct, table_of
from ongikar.records.offers import Today
from ongikar.records.registry import register
from ongikar.records.words import NOTHING, State, label, show_value, words_of
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .acts import ACTS, RequestAct
from .appeal_window import period_of
from .models import InformationRequest, RtiAct
from .offers import RTI_SUBJECT, TODAY_COUNTS, open_appeals, page_of_number, to_answer, today_of_rti
from .rights import may_enter, may_study
from .track import track_of
from .words import LOOKS, appeal_tag, period_lines, request_history, state_tag, summarise

# So much of what is asked for stands in a list.
SHOWN_LETTERS = 80


@register
class RequestDesk(Desk):
    model = InformationRequest
    name, names, path, converter = "desk_rti_request", "desk_rti", "rti", "str"
    place = "rti"
    readers_of_some = TIER_ROLES
    title, subtitle = "number_words", "who_and_what"
    list_display = ("received_at", "due", "state")
    list_filter = (StateFilter(transitions.STATES), YearFilter(InformationRequest.BOOK))
    search_fields = ("number", "applicant__name", "applicant__institution", "text")
    search_words = ("নম্বর, নাম বা যা চাওয়া হয়েছে", "Number, name or what is asked for")
    page_of_list = 25
    nothing = ("এখনো কোনো আবেদন আসেনি।", "No request has come yet.")
    list_template, detail_template = "rti/desk.html", "rti/request.html"
    summary = ("applicant_words", "wanted_as", "received_on", "recipient", "complaint")
    acts: tuple[Act, ...] = ACTS
    states = {name: State(*words, LOOKS[name]) for name, words in transitions.STATES.items()}
    today = (Today(today_of_rti, 25, TODAY_COUNTS, name="rti"),)
    history_words = {RtiAct.VERBS.get(name, name): words for name, words in transitions.ACTS.items()} | {
        "appeal_decided": ("আপিলের সিদ্ধান্ত হয়েছে।", "The appeal was decided.")
    }

    # ---- whose it is ----

    def key_of(self, record: Any) -> Any:
        return record.number

    def may_read(self, asker: Asker, record: Any) -> bool:
        return may_study(asker.holder, record)

    def rows_for(self, asker: Asker, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of the office above nothing but its appeals, which stand above the list."""
        return rows if asker.holder.has(asker.office.pk, self.readers) else rows.none()

    def may_do(self, asker: Asker, act: Act, record: Any) -> bool:
        return isinstance(act, RequestAct) and act.is_whose(asker.holder, record)

    # ---- the list ----

    def rows(self, office: Office) -> QuerySet[Any]:
        rows: Any = super().rows(office)
        return rows.with_related()

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        now, office, holder = timezone.now(), request.office, request.holder
        asked_for = ("before", TYPED, *(each.name for each in self.list_filter))
        is_whole = not any(request.GET.get(name) for name in asked_for)
        waiting = list(to_answer(holder, office)) if is_whole else []
        appeals = (
            [self.appeal_line(each, request, now) for each in open_appeals(holder, office)]
            if is_whole
            else []
        )
        heads = self.heads()
        return {
            "is_whole": is_whole,
            "waiting": table_of(heads, self.lines_of(request, waiting)) if waiting else None,
            "appeals": table_of(heads, appeals) if appeals else None,
        }

    def open_url(self, asker: Asker) -> str:
        return reverse("desk_rti_new") if may_enter(asker.holder, asker.office.pk) else ""

    @property
    def open_words(self) -> str:
        return say("হাতে বা চিঠিতে আসা আবেদন তুলুন", "Enter a request that came on paper")

    def appeal_line(self, asked: InformationRequest, asker: Asker, now: datetime) -> Line:
        """A request whose appeal waits for the person: the day and the state are those of the appeal."""
        line, appeal = self.line_of(asked), asked.appeal
        look, words = appeal_tag(appeal, now)
        received, due, state = line.cells
        cells = [
            received,
            due._replace(shown=show_value(appeal.clock.due_at.astimezone(TZ).date())),
            state._replace(shown=state_mark(look, str(words))),
        ]
        return line._replace(
            cells=cells, act=self.next_act(asker, asked) or NextAct(line.url, say("দেখুন", "Open"))
        )

    @label("নম্বর", "Number")
    def number_words(self, asked: InformationRequest) -> str:
        return digits(asked.number, language())

    @label("কে কী চান", "Who asks for what")
    def who_and_what(self, asked: InformationRequest) -> str:
        text = " ".join(asked.text.split())
        shown = text if len(text) <= SHOWN_LETTERS else f"{text[: SHOWN_LETTERS - 1]}…"
        return f"{asked.applicant.shown_name} · {shown}"

    @label("শেষ দিন", "Due")
    def due(self, asked: InformationRequest) -> date | None:
        """While an answer is owed."""
        return asked.open_clock.due_at.astimezone(TZ).date() if asked.closed_at is None else None

    @label("পাওয়ার তারিখ", "Received on")
    def received_at(self, asked: InformationRequest) -> date:
        return asked.received_at.astimezone(TZ).date()

    @label("অবস্থা", "State")
    def state(self, asked: InformationRequest) -> State:
        look, words = state_tag(asked, timezone.now())
        return State(*words_of(words), look)

    # ---- one request ----

    def find(self, office: Office, pk: str) -> InformationRequest:
        rows = InformationRequest.objects.with_related().select_related("office", "grievance")
        return get_object_or_404(rows, number=pk, office=office)

    def caption(self, record: Any) -> Any:
        return f"{say(*words_of(self.model._meta.verbose_name))} · {record.get_channel_display()}"

    @label("আবেদনকারী", "Applicant")
    def applicant_words(self, asked: InformationRequest) -> Any:
        who = asked.applicant
        return format_html(
            '{}<br>{}<br><span class="num">{}</span>',
            mark_languages(who.shown_name),
            mark_languages(who.address),
            digits(who.mobile[3:], language()),
        )

    @label("যেভাবে চান", "How it is wanted")
    def wanted_as(self, asked: InformationRequest) -> str:
        return asked.get_wanted_as_display()

    @label("পাওয়ার তারিখ", "Received on")
    def received_on(self, asked: InformationRequest) -> str:
        return day(asked.received_at)

    @label("তথ্য নেবেন", "Who takes it")
    def recipient(self, asked: InformationRequest) -> str:
        return asked.recipient

    @label("অভিযোগ হিসেবে এসেছিল", "Came as a complaint")
    def complaint(self, asked: InformationRequest) -> str:
        return digits(asked.grievance.number, language()) if asked.grievance else ""

    def summary_of(self, record: Any) -> list[tuple[str, Any]]:
        """Without what nobody wrote."""
        return [line for line in super().summary_of(record) if line[1] != NOTHING]

    def detail_context(self, request: StaffRequest, record: Any, *, may_change: bool) -> dict[str, Any]:
        now, appeal = timezone.now(), getattr(record, "appeal", None)
        reason = record.reason_code
        return {
            "asked": record,
            "state_summary": summarise(record, now),
            "reason": track_of(request.office.slug).reason(reason) if reason else "",
            "history": request_history(record, with_notes=True),
            "papers": papers_of(record.reference),
            "appeal": appeal,
            "appeal_tag": appeal_tag(appeal, now) if appeal else None,
            "days": period_lines(period_of(record)),
            "may_still_refuse": record.state == transitions.OPEN,
        }

    # ---- for the rest of the office ----

    def page_of_number(self, question: SearchQuestion) -> str:
        return page_of_number(question)

    def subject_type(self) -> SubjectType:
        return RTI_SUBJECT
