"""What the office sees of tours and writes of them: the programme of a day, its approval, and the return."""

from datetime import datetime, time
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html

from ongikar.core.forms.fields import TimeOfDayField
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest, holder_of
from ongikar.people.subjects import load_subjects
from ongikar.records.acts import BeginAct, EnterAct, PressAct, StrikeAct
from ongikar.records.desk import Desk
from ongikar.records.forms import RowForm, submission_of
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from . import actions, transitions
from .models import Tour, TourAct, TourBookLine, TourStop


class BeginTour(BeginAct):
    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        """Whoever draws it up mostly goes."""
        arguments = super().form_arguments(request, now)
        arguments["instance"].traveller = traveller_words(request)
        return arguments

    def begin(self, request: StaffRequest, form: RowForm, now: datetime) -> Tour:
        form.instance.submission = submission_of(form.of, form)
        return actions.draw_up(form.instance, holder=request.holder, now=now)

    def url_when_done(self, desk: Any, made: Tour) -> str:
        return str(desk.url_of(made))


def traveller_words(request: StaffRequest) -> str:
    holder = request.holder
    posts = [post.title for post in holder.posts if post.office_id == request.office.pk]
    return ", ".join((holder.user.name, *posts[:1]))[:200]


class StopForm(RowForm):
    planned_at = TimeOfDayField(label=say_lazy("কয়টায়", "At"), required=False)

    def clean_planned_at(self) -> str:
        at: time | None = self.cleaned_data["planned_at"]
        return f"{at:%H:%M}" if at else ""


class ReturnAct(EnterAct):
    """Asks with what the programme says, for most days go as they were planned. Once it is entered it can be
    put right on the page of the tour, and the list asks for it no more.
    """

    def is_likely(self, record: Any) -> bool:
        return record.state != transitions.MADE

    def form_arguments(self, record: Any, now: datetime) -> dict[str, Any]:
        arguments = super().form_arguments(record, now)
        row = arguments["instance"]
        row.traveller, row.transport = record.traveller, record.transport
        row.to_place = places_words(record)
        return {**arguments, "initial": {"day": record.on}}


def places_words(tour: Tour) -> str:
    return ", ".join(dict.fromkeys(stop.place for stop in tour.standing_stops() if stop.place))[:200]


def is_open(tour: Tour) -> bool:
    return tour.state in transitions.OPEN


def may_approve(tour: Tour) -> Any:
    if tour.state != transitions.DRAWN_UP:
        return False
    if not tour.standing_stops():
        return ("আগে কোথায় যাবেন, লিখুন।", "First enter where it goes.")
    return True


def may_return(tour: Tour) -> Any:
    if tour.state == transitions.CANCELLED:
        return False
    if tour.on > timezone.localdate():
        return ("লেখা যায় সেই দিন।", "It can be entered on the day itself.")
    return True


def take_in(tour: Tour, actor: Reference, now: datetime) -> None:
    user = get_user_model().objects.get(pk=actor[1] or 0)
    actions.take_in(tour, holder=holder_of(user, now.astimezone(TZ).date()), now=now)


def stop_lines(tour: Tour) -> list[TourStop]:
    """In the order of the day; what was struck through stands below."""
    stops = list(tour.stops.all())
    lines = load_subjects({stop.subject for stop in stops if stop.subject})
    for stop in stops:
        stop.line = lines.get(stop.subject) if stop.subject else None  # type: ignore[attr-defined]  # of the page
    return [*tour.standing_stops(), *(stop for stop in stops if stop.is_struck)]


def about(stop: Any) -> Any:
    if stop.line is None:
        return ""
    number = digits(stop.line.number, language())
    return format_html('<a href="{}">{} {}</a>', stop.line.url, number, mark_languages(stop.line.title))


STRIKE_STOP = StrikeAct(TourStop, "stop_strike", "stop_struck", when=is_open)


@register
class TourDesk(Desk):
    model = Tour
    name, names, path, place = "tour", "tours", "tours", "tours"
    title, subtitle = "day_words", "who"
    list_display = ("places", "state")
    search_fields = ("traveller",)
    search_words = ("কে গিয়েছেন", "Who went")
    newest_by = "on"
    nothing = ("কোনো ভ্রমণসূচি লেখা নেই।", "No tour programme is entered.")
    detail_template = "tours/tour.html"
    opens = BeginTour(
        Tour,
        transitions.DRAW_UP,
        ("ভ্রমণসূচি তৈরি করুন", "Draw up a tour"),
        asks=("on", "traveller", "transport"),
        about=(
            "সেদিন বাইরে যা আছে, যেমন পরিদর্শন, মেরামতে যাওয়া বা ক্লাস, তা নিজে থেকে সূচিতে বসে।",
            "Inspections, repair visits and classes of that day come into the programme by themselves.",
        ),
        done=("সূচি তৈরি হয়েছে।", "The programme is drawn up."),
        press=("তৈরি করুন", "Draw it up"),
    )
    summary = ("who", "transport_words", "approval_words", "why_cancelled")
    states = {
        transitions.DRAWN_UP: State("অনুমোদনের অপেক্ষায়", "Not approved yet"),
        transitions.APPROVED: State("অনুমোদিত", "Approved"),
        transitions.MADE: State("ফিরেছেন", "Made", "done"),
        transitions.CANCELLED: State("বাতিল", "Cancelled", "shut"),
    }
    way = (transitions.DRAWN_UP, transitions.APPROVED, transitions.MADE)
    off_way = frozenset({transitions.CANCELLED})
    parts = (
        Part(
            ("কোথায় কোথায়", "Stops"),
            stop_lines,
            (
                Cell(("কয়টায়", "At"), lambda stop: stop.time_words),
                Cell(("কোথায়", "Where"), lambda stop: mark_languages(stop.place)),
                Cell(("কী জন্য", "What for"), lambda stop: mark_languages(stop.purpose)),
                Cell(("কীসের", "About"), about),
                Cell(("কেন বাতিল", "Why it is struck through"), lambda stop: stop.struck_reason),
            ),
            nothing=("এখনো কোনো জায়গা লেখা নেই।", "No stop is entered yet."),
            strike=STRIKE_STOP,
        ),
        Part(
            ("ভ্রমণ রেজিস্টারে", "In the tour book"),
            lambda tour: tour.lines.all(),
            (
                Cell(("ক্রমিক", "No."), lambda line: line.book_serial),
                Cell(("ভ্রমণ", "Tour"), lambda line: mark_languages(line.in_words())),
                Cell(("কেন বাতিল", "Why it is struck through"), lambda line: line.struck_reason),
            ),
        ),
    )
    acts = (
        EnterAct(
            TourAct,
            transitions.APPROVE,
            ("অনুমোদন লিখুন", "Enter the approval"),
            asks=("approved_by", "memo_number"),
            act=transitions.APPROVE,
            when=may_approve,
            about=(
                "সূচিটি ছাপিয়ে সই নিন; সই হলে তা এখানে লিখুন।",
                "Print the programme and have it signed; once it is, enter it here.",
            ),
            done=("অনুমোদন লেখা হয়েছে।", "The approval is entered."),
        ),
        ReturnAct(
            TourBookLine,
            transitions.RETURN,
            ("ফেরার কথা লিখুন", "Enter the return"),
            asks=("traveller", "to_place", "left_at", "back_at", "transport", "kilometres"),
            heading=("ভ্রমণ রেজিস্টারে লিখুন", "Enter it in the tour book"),
            when=may_return,
            is_usual=True,
            done=("ভ্রমণ রেজিস্টারে লেখা হয়েছে।", "It is entered in the tour book."),
        ),
        EnterAct(
            TourStop,
            "stop",
            ("জায়গা যোগ করুন", "Add a stop"),
            asks=("planned_at", "place", "purpose"),
            form=StopForm,
            when=is_open,
            done=("জায়গাটি সূচিতে লেখা হয়েছে।", "The stop is in the programme."),
        ),
        STRIKE_STOP,
        PressAct(
            "take_in",
            ("সেদিনের কাজ আবার আনুন", "Take in the work of that day"),
            take_in,
            when=is_open,
            done=("সেদিন বাইরে যা আছে, সূচিতে আছে।", "What is to be done outside that day is in the programme."),
        ),
        EnterAct(
            TourAct,
            transitions.CANCEL,
            ("সূচি বাতিল করুন", "Cancel the programme"),
            asks=("words",),
            act=transitions.CANCEL,
            when=is_open,
            done=("সূচিটি বাতিল হয়েছে।", "The programme is cancelled."),
            press=("সূচি বাতিল করুন", "Cancel the programme"),
        ),
    )
    history_words = {
        transitions.DRAW_UP: transitions.ACT_WORDS[transitions.DRAW_UP],
        transitions.APPROVE: transitions.ACT_WORDS[transitions.APPROVE],
        transitions.CANCEL: transitions.ACT_WORDS[transitions.CANCEL],
        transitions.RETURN: transitions.ACT_WORDS[transitions.RETURN],
        "stop_entered": ("একটি জায়গা যোগ হয়েছে", "A stop was added"),
        "stop_struck": ("একটি জায়গা বাতিল হয়েছে", "A stop was struck through"),
        "taken_in": ("সেদিনের কাজ আনা হয়েছে", "The work of the day was taken in"),
    }

    def rows(self, office: Office) -> QuerySet[Any]:
        return super().rows(office).prefetch_related("acts", "stops")

    def find(self, office: Office, pk: Any) -> Any:
        lines = Prefetch("lines", TourBookLine.objects.order_by("pk"))
        rows = Tour.objects.select_related("office").prefetch_related("acts", "stops", lines)
        return get_object_or_404(rows, pk=pk, office=office)

    def detail_context(self, request: StaffRequest, record: Any, *, may_change: bool) -> dict[str, Any]:
        return {"tour": record, "office": record.office}

    @label("দিন", "Day")
    def day_words(self, tour: Tour) -> str:
        return date_words(tour.on, language(), weekday=True)

    @label("কে", "Who")
    def who(self, tour: Tour) -> Any:
        return mark_languages(tour.traveller)

    @label("কোথায়", "Where to")
    def places(self, tour: Tour) -> Any:
        return mark_languages(places_words(tour))

    @label("কীসে", "By what")
    def transport_words(self, tour: Tour) -> Any:
        return mark_languages(tour.transport)

    @label("অনুমোদন", "Approval")
    def approval_words(self, tour: Tour) -> Any:
        return mark_languages(tour.approval.in_words()) if tour.approval else ""

    @label("কেন বাতিল", "Why it is cancelled")
    def why_cancelled(self, tour: Tour) -> str:
        acts = (act.words for act in tour.acts.all() if act.name == transitions.CANCEL)
        return next(acts, "")

    def named_by(self) -> str:
        return "on"

    def name_words(self, value: Any) -> str:
        return say("{day}-এর ভ্রমণ", "Tour of {day}", day=date_words(value, language(), weekday=False))
