"""What the office sees of appointments and of the hours in which they are given, and does with them."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.core.number_formats import phone_of
from ongikar.gatherings.words import time_words
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.people.subjects import load_subjects
from ongikar.records.actions import strike
from ongikar.records.acts import Act, BeginAct, ChangeAct, OpenAct, PressAct
from ongikar.records.desk import Desk
from ongikar.records.filters import StateFilter
from ongikar.records.forms import StrikeForm, submission_of
from ongikar.records.registry import register
from ongikar.records.words import NOTHING, State, label
from ongikar.rules.bangla.text import date_words, digits
from ongikar.visits.transitions import STATES as VISIT_STATES

from . import actions, transitions
from .at_counter import visit_of
from .forms import AvailabilityForm, CancelForm, CorrectForm, GiveForm, MoveForm
from .models import Availability, Booking
from .rules.offers import APPOINTMENT
from .words import ACTS, STATES, clock_words, weekdays_words

ASKED = (
    *("post", "kind", "weekdays", "begins", "ends", "minutes", "public_seats", "internal_seats"),
    *("first_on", "last_on", "every_weeks", "nth", "soonest", "furthest"),
)
# The page of all days, to which the pages of both desks belong.
PLACE = "day_sheet"


def day_sheet_url(booking: Booking) -> str:
    return f"{reverse('day_sheet')}?{urlencode({'on': booking.day.isoformat()})}"


def strike_hours(row: Availability, form: StrikeForm, actor: Reference, now: datetime) -> None:
    strike(row, "struck", reason=form.cleaned_data["reason"], actor=actor, now=now)


def stands(row: Availability) -> bool:
    return not row.is_struck


class BeginHours(BeginAct):
    def begin(self, request: StaffRequest, form: Any, now: datetime) -> Availability:
        form.instance.submission = submission_of(form.of, form)
        return actions.begin_hours(form.instance, actor=request.holder.actor, now=now)


@register
class AvailabilityDesk(Desk):
    model = Availability
    name, names, path, place = "availability", "availabilities", "hours-for-appointments", PLACE
    title, subtitle = "post_title", "when"
    list_display = ("kind", "days", "seats", "state")
    nothing = (
        "কোনো পদের সাক্ষাতের সময় এখনো লেখা হয়নি।",
        "For no post are there hours for appointments yet.",
    )
    opens = BeginHours(
        Availability,
        "begun",
        ("সময়সূচি লিখুন", "Enter hours"),
        asks=ASKED,
        form=AvailabilityForm,
        heading=("সাক্ষাতের সময়সূচি লিখুন", "Enter hours for appointments"),
        about=(
            "ছুটি, অফিসের বিরতি ও পদের অন্য কর্মসূচিতে কোনো সময় দেওয়া হয় না; সেগুলো এখানে লিখতে হবে না।",
            "No time is given on holidays, in the breaks of the office or during other duties of the post;"
            " these need not be entered.",
        ),
    )
    summary = ("kind", "when", "days", "each", "seats", "ahead", "why_struck")
    states = {
        "in_force": State("চলছে", "In force", "done"),
        "ended": State("শেষ", "Ended", "shut"),
        "struck": State("বাতিল", "Struck through", "shut"),
    }
    acts = (
        ChangeAct(
            Availability,
            "change",
            "changed",
            ("ঠিক করুন", "Change"),
            asks=ASKED,
            form=AvailabilityForm,
            when=stands,
            about=(
                "যাঁরা আগেই সময় নিয়েছেন, তাঁদের সময় যেমন ছিল তেমনই থাকে।",
                "Appointments that were made stay as they are.",
            ),
        ),
        Act(
            "strike",
            ("বাতিল করুন", "Strike through"),
            StrikeForm,
            strike_hours,
            when=stands,
            done=("সময়সূচিটি বাতিল হয়েছে।", "The hours are struck through."),
            press=("বাতিল করুন", "Strike through"),
        ),
    )
    history_words = {"struck": ("বাতিল হয়েছে", "Struck through")}

    def rows(self, office: Office) -> QuerySet[Any]:
        return super().rows(office).select_related("post")

    def find(self, office: Office, pk: Any) -> Any:
        rows = Availability.objects.select_related("office", "post")
        return get_object_or_404(rows, pk=pk, office=office)

    @label("কার কাছে", "With whom")
    def post_title(self, row: Availability) -> str:
        return row.post.title

    @label("কখন", "When")
    def when(self, row: Availability) -> str:
        return row.in_words()

    @label("কোন দিন থেকে", "From")
    def days(self, row: Availability) -> str:
        first = date_words(row.first_on, language(), weekday=False)
        if row.last_on is None:
            return say("{day} থেকে", "from {day}", day=first)
        return f"{first} – {date_words(row.last_on, language(), weekday=False)}"

    @label("একজনের জন্য", "For each")
    def each(self, row: Availability) -> str:
        if row.kind != APPOINTMENT:
            return ""
        return say("{n} মিনিট", "{n} [minute|minutes]", n=digits(row.minutes, language()))

    @label("একসঙ্গে", "At once")
    def seats(self, row: Availability) -> str:
        if row.kind != APPOINTMENT:
            return ""
        public, internal = (digits(each, language()) for each in (row.public_seats, row.internal_seats))
        return say(
            "নাগরিক {public}, কার্যালয় {internal}",
            "citizens {public}, office {internal}",
            public=public,
            internal=internal,
        )

    @label("নাগরিক কত আগে নিতে পারেন", "How far ahead citizens book")
    def ahead(self, row: Availability) -> str:
        if row.kind != APPOINTMENT:
            return ""
        soonest, furthest = (digits(each, language()) for each in (row.soonest, row.furthest))
        return say("{first}–{last} দিন", "{first} to {last} [day|days]", first=soonest, last=furthest)

    @label("কেন বাতিল", "Why it is struck through")
    def why_struck(self, row: Availability) -> str:
        return row.struck_reason

    def state_of(self, record: Any) -> str:
        if record.is_struck:
            return "struck"
        is_over = record.last_on is not None and record.last_on < timezone.localdate()
        return "ended" if is_over else "in_force"

    def summary_of(self, record: Any) -> list[tuple[str, Any]]:
        """Without what a break does not have."""
        return [line for line in super().summary_of(record) if line[1] != NOTHING]

    def name_words(self, value: Any) -> str:
        return weekdays_words(str(value))

    def named_by(self) -> str:
        return "weekdays"


def give(request: StaffRequest, form: GiveForm, now: datetime) -> Booking:
    return actions.give_time(
        office=request.office,
        post=form.time.post,
        at=form.time.slot.starts_at,
        person=form.person,
        subject=form.subject,
        purpose=form.cleaned_data["purpose"],
        submission=f"{request.office.pk}-{form.cleaned_data['token']}"[:80],
        actor=request.holder.actor,
        now=now,
    )


class GiveAct(OpenAct):
    """Gives a time; back to the sheet of its day."""

    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        asked, number = request.GET.get("slot", ""), request.GET.get("number", "")
        return {
            "office": request.office,
            "now": now,
            "holder": request.holder,
            "asked": asked,
            "number": number[:30],
        }

    def url_when_done(self, desk: Any, made: Booking) -> str:
        return day_sheet_url(made)


def press(do: Any) -> Any:
    return lambda booking, actor, now: do(booking, actor=actor, now=now)


class OfDay:
    """Leads back to the sheet of the day."""

    def url_when_done(self, desk: Any, record: Booking, row: Any) -> str:
        return day_sheet_url(record)


class DayPress(OfDay, PressAct):
    pass


class DayAct(OfDay, Act):
    pass


class MoveAct(DayAct):
    def form_arguments(self, record: Any, now: datetime) -> dict[str, Any]:
        return {"office": record.office, "now": now}


def move(booking: Booking, form: MoveForm, actor: Reference, now: datetime) -> None:
    time, words = form.time, form.cleaned_data["words"]
    actions.move(
        booking, post=time.post, at=time.slot.starts_at, for_citizen=False, words=words, actor=actor, now=now
    )


def can(name: str) -> Any:
    return lambda booking: transitions.TRANSITIONS.may_follow(booking.state, name)


def may_arrive(booking: Booking) -> bool:
    return can(transitions.ARRIVE)(booking) and booking.day == timezone.localdate()


def may_begin(booking: Booking) -> bool:
    return booking.state == transitions.ARRIVED and not is_at_a_desk(booking)


def may_serve(booking: Booking) -> bool:
    return booking.state == transitions.ARRIVED and is_at_a_desk(booking)


def is_at_a_desk(booking: Booking) -> bool:
    visit = visit_of(booking)
    return visit is not None and visit.is_at_a_desk


def may_offer(booking: Booking) -> bool:
    """Only where the person has a page on which to take one of them."""
    return booking.subject is not None and can(transitions.OFFER)(booking)


def may_miss(booking: Booking) -> Any:
    if not can(transitions.MISS)(booking):
        return False
    if timezone.now() < booking.ends_at:
        return ("লেখা যায় সময়টি পার হলে।", "It can be written once the time is over.")
    return True


@register
class BookingDesk(Desk):
    model = Booking
    name, names, path, place = "appointment", "appointments", "appointments", PLACE
    title, subtitle = "who", "what_for"
    list_display = ("starts_at", "post_title", "state")
    list_filter = (StateFilter({name: (state.bn, state.en) for name, state in STATES.items()}),)
    newest_by = "starts_at"
    states = STATES
    nothing = ("এখনো কেউ সময় নেননি।", "Nobody has an appointment yet.")
    opens = GiveAct(
        ("সাক্ষাতের সময় দিন", "Give an appointment"),
        GiveForm,
        give,
        done=("সময় দেওয়া হয়েছে।", "The appointment is given."),
        press=("সময় দিন", "Give this time"),
    )
    summary = ("starts_at", "length", "post_title", "what_for", "subject", "mobile", "arrived_at", "token")
    acts = (
        DayPress(
            "arrive",
            ("এসেছেন", "Has arrived"),
            press(actions.arrive),
            when=may_arrive,
            is_usual=True,
            done=("এসেছেন, লেখা হয়েছে।", "Arrived: noted."),
        ),
        DayPress(
            "begin",
            ("শুরু করুন", "Begin"),
            press(actions.begin),
            when=may_begin,
            is_usual=True,
            done=("কথা শুরু হয়েছে, লেখা হয়েছে।", "Begun: noted."),
        ),
        DayPress(
            "serve",
            ("দেখা শেষ", "Seen"),
            press(actions.serve),
            when=may_serve,
            is_usual=True,
            done=("দেখা হয়েছে, লেখা হয়েছে।", "Seen: noted."),
        ),
        DayPress(
            "miss",
            ("আসেননি", "Did not come"),
            press(actions.miss),
            when=may_miss,
            done=("“আসেননি” লেখা হয়েছে।", "“Did not come” is noted."),
        ),
        DayPress(
            "return",
            ("“আসেননি” ভুল ছিল", "“Did not come” was a mistake"),
            press(actions.return_missed),
            when=can(transitions.RETURN),
            done=("ফিরিয়ে নেওয়া হয়েছে।", "Taken back."),
        ),
        DayPress(
            "offer",
            ("তিনটি সময় দিন", "Offer three times"),
            press(actions.offer_times),
            when=may_offer,
            done=(
                "তিনটি সময় তাঁর আবেদনের পাতায় দেওয়া হয়েছে; যেটিতে চাপ দেবেন, সেটি তাঁর।",
                "Three times stand on the page of the application; the one that is pressed is theirs.",
            ),
        ),
        MoveAct(
            "move",
            ("অন্য সময়ে নিন", "Move it"),
            MoveForm,
            move,
            when=can(transitions.MOVE),
            done=("নতুন সময় দেওয়া হয়েছে।", "The new time is given."),
            press=("এই সময়ে নিন", "Move it to this time"),
        ),
        DayAct(
            "cancel",
            ("বাতিল করুন", "Cancel it"),
            CancelForm,
            lambda booking, form, actor, now: actions.cancel(
                booking, words=form.cleaned_data["words"], actor=actor, now=now
            ),
            when=can(transitions.CANCEL),
            done=("বাতিল হয়েছে; সময়টি আবার খালি।", "Cancelled; the time is free again."),
            press=("সাক্ষাৎ বাতিল করুন", "Cancel the appointment"),
        ),
        DayAct(
            "correct",
            ("দেখা হয়েছিল", "Was seen after all"),
            CorrectForm,
            lambda booking, form, actor, now: actions.correct(
                booking, words=form.cleaned_data["words"], actor=actor, now=now
            ),
            when=can(transitions.CORRECT),
            done=("ঠিক করা হয়েছে।", "Put right."),
        ),
    )
    history_words = {transitions.VERBS[name]: words for name, words in ACTS.items()}

    def rows(self, office: Office) -> QuerySet[Any]:
        rows: Any = super().rows(office)
        return rows.with_related()

    def find(self, office: Office, pk: Any) -> Any:
        return get_object_or_404(Booking.objects.with_related(), pk=pk, office=office)

    @label("কে", "Who")
    def who(self, booking: Booking) -> str:
        return booking.who

    @label("কী জন্য", "What for")
    def what_for(self, booking: Booking) -> str:
        return booking.purpose

    @label("কার কাছে", "With whom", "own")
    def post_title(self, booking: Booking) -> str:
        return booking.post.title

    @label("কখন", "When")
    def starts_at(self, booking: Booking) -> str:
        return time_words(booking.starts_at)

    @label("কতক্ষণ", "How long")
    def length(self, booking: Booking) -> str:
        return say("{n} মিনিট", "{n} [minute|minutes]", n=digits(booking.minutes, language()))

    @label("কীসের জন্য", "About")
    def subject(self, booking: Booking) -> Any:
        if booking.subject is None or (line := load_subjects([booking.subject]).get(booking.subject)) is None:
            return ""
        number = digits(line.number, language())
        return format_html('<a href="{}">{} {}</a>', line.url, number, mark_languages(line.title))

    @label("মোবাইল", "Mobile")
    def mobile(self, booking: Booking) -> Any:
        mobile = booking.applicant.mobile
        return format_html('<a href="tel:{}">{}</a>', mobile, phone_of(mobile)) if mobile else ""

    @label("কখন এসেছেন", "Arrived at")
    def arrived_at(self, booking: Booking) -> str:
        return clock_words(timezone.localtime(booking.arrived_at)) if booking.arrived_at else ""

    @label("টোকেন", "Token")
    def token(self, booking: Booking) -> Any:
        visit = visit_of(booking) if booking.arrived_at else None
        if visit is None:
            return ""
        state = VISIT_STATES[visit.state]
        return format_html(
            '<a href="{}">{}</a>, {}', reverse("visit_queue"), visit.number, say(state.bn, state.en)
        )

    def summary_of(self, record: Any) -> list[tuple[str, Any]]:
        return [line for line in super().summary_of(record) if line[1] != NOTHING]

    def name_words(self, value: Any) -> str:
        return time_words(value)

    def named_by(self) -> str:
        return "starts_at"
