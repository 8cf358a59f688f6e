"""The pages on which an applicant chooses a time to come, keeps it while writing, moves and cancels it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import Any, NamedTuple
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.appointments import actions, transitions
from ongikar.appointments.actions.booking import KEPT_FOR, NO_SUCH_TIME
from ongikar.appointments.calendar_entry import calendar_entry
from ongikar.appointments.free_times import FreeTime, free_times, time_of_value, value_of_time
from ongikar.appointments.models import MOST_DAYS, Booking
from ongikar.appointments.words import clock_words
from ongikar.cases.appointments import newest_booking, posts_to_see
from ongikar.cases.models import Case
from ongikar.cases.slots import REMINDED
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import render_form
from ongikar.core.http.presses import repeatable
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.journal.actions import ANYONE
from ongikar.offices.models import Post
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .applicant_acts import for_tracking_browser, require_applicant_proof
from .applicant_proof import Proof, Subject, ask_for_proof, proof_of
from .views import application_head

PROVED = "appointment"
DAYS_SHOWN = 5
LOOKED_AHEAD = timedelta(days=60)
DAY = timedelta(days=1)


class ChosenTimeForm(Form):
    """Which of the times shown was pressed, and what was written before another had to be chosen."""

    slot = TextField(
        label=say_lazy("কখন", "When"), missing=say_lazy("সময় বেছে নিন", "Choose a time"), max_length=60
    )
    purpose = TextField(label=say_lazy("কী জন্য", "What for"), max_length=200, required=False)

    @property
    def time(self) -> tuple[int, datetime] | None:
        return time_of_value(self.cleaned_data["slot"])


class BookForm(Form):
    """What is said of the visit; `slot` is the time that is kept meanwhile."""

    purpose = TextField(
        label=say_lazy("কী জন্য আসছেন", "What you come for"),
        help_text=say_lazy("লিখলে কার্যালয় তৈরি থাকতে পারে", "So that the office can prepare"),
        max_length=200,
        required=False,
    )


class CancelForm(Form):
    words = TextField(
        label=say_lazy("কেন, চাইলে লিখুন", "Why, if you wish to say"), max_length=200, required=False
    )


class DayOfTimes(NamedTuple):
    """A day with its free times: value, clock and with whom, "" where it is one and the same."""

    day: date
    times: list[tuple[str, str, str]]


def shown_days(case: Case, posts: list[Post], first: date, now: datetime) -> Iterator[DayOfTimes]:
    today = now.astimezone(TZ).date()
    times = free_times(case.office, posts, first, today + LOOKED_AHEAD, now, for_citizen=True)

    def day_of(free: FreeTime) -> date:
        return free.slot.starts_at.astimezone(TZ).date()

    for day, of_day in groupby(times, key=day_of):
        yield DayOfTimes(
            day,
            [
                (
                    value_of_time(free.post.pk, free.slot.starts_at),
                    clock_words(free.slot.starts_at.astimezone(TZ)),
                    free.post.title if len(posts) > 1 else "",
                )
                for free in of_day
            ],
        )


def first_day(typed: str, now: datetime) -> date:
    """From which day times are shown: today where no day is asked for that could have any."""
    today = now.astimezone(TZ).date()
    try:
        asked = date.fromisoformat(typed)
    except ValueError:
        return today
    return asked if today < asked <= today + LOOKED_AHEAD else today


def post_of(case: Case, time: tuple[int, datetime] | None, now: datetime) -> Post:
    """Whose time was pressed. Raises ActFault for what no page has shown."""
    posts = {post.pk: post for post in posts_to_see(case)}
    if time is None or time[0] not in posts or time[1] > now + timedelta(days=MOST_DAYS):
        raise ActFault("", *NO_SUCH_TIME)
    return posts[time[0]]


@repeatable
@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def choose_time(request: HttpRequest, case: Case) -> HttpResponse:
    """The free times; the one that is pressed is kept while what is asked is written, or taken at once
    instead of the time that somebody has.
    """
    now = timezone.now()
    if request.method == "POST":
        form = ChosenTimeForm(request.POST)
        if form.is_valid() and require_applicant_proof(request, case, form, PROVED):
            try:
                proof = proof_of(request, case.reference, now)
                return redirect(take(request, case, form, proof, now), case.number)
            except ActFault as fault:
                add_fault(form, fault)
        return show_times(request, case, now, form)
    booking = newest_booking(case)
    if not (case.is_open and case.applicant) and not is_coming(booking):
        return redirect("track_case", case.number)
    if not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, PROVED)
    return show_times(request, case, now)


def is_coming(booking: Booking | None) -> bool:
    return booking is not None and booking.state in transitions.COMING


def take(request: HttpRequest, case: Case, form: ChosenTimeForm, proof: Proof, now: datetime) -> str:
    """Do what the press of a time means; the page that follows. Raises ActFault."""
    time = form.time
    post = post_of(case, time, now)
    assert time is not None, "a post was found for it"
    coming = actions.coming_of(case.reference)
    if coming is not None:
        actions.move(coming, post=post, at=time[1], for_citizen=True, proof=proof.way, actor=ANYONE, now=now)
        return "track_case"
    actions.hold_time(
        post=post,
        at=time[1],
        subject=case.reference,
        for_citizen=True,
        purpose=form.cleaned_data["purpose"],
        submission=new_submission(request, case),
        actor=ANYONE,
        now=now,
    )
    return "track_appointment_confirm"


def take_offered_time(
    request: HttpRequest, thing: Subject, proof: Proof, now: datetime
) -> HttpResponse | None:
    """The press on an address that opens once takes one of the times that the office offered."""
    if not isinstance(thing, Case):
        return None
    form = ChosenTimeForm(request.POST)
    if form.is_valid():
        try:
            return redirect(take(request, thing, form, proof, now), thing.number)
        except ActFault as fault:
            add_fault(form, fault)
    return show_times(request, thing, now, form)


def new_submission(request: HttpRequest, case: Case) -> str:
    """One for each time that is kept: of two presses of one page, which come at once, one keeps it. Whoever
    goes back on the page and presses again has kept one more meanwhile.
    """
    rows = Booking.objects.filter(subject_type=case.reference[0], subject_id=case.reference[1])
    return f"{case.pk}-{rows.count()}-{key_of(request.POST) or uuid4().hex}"[:80]


def show_times(
    request: HttpRequest, case: Case, now: datetime, form: Form | None = None, purpose: str = ""
) -> HttpResponse:
    posts, booking = posts_to_see(case), newest_booking(case)
    coming = booking if is_coming(booking) else None
    first = first_day(request.GET.get("from", ""), now)
    may_choose = case.is_open and case.applicant is not None
    days = list(islice(shown_days(case, posts, first, now), DAYS_SHOWN + 1)) if may_choose else []
    if isinstance(form, ChosenTimeForm):
        purpose = str(form.data.get("purpose", ""))[:200]
    context = {
        **application_head(case),
        "case": case,
        "form": form,
        "purpose": purpose,
        "coming": coming,
        "days": days[:DAYS_SHOWN],
        "later": days[DAYS_SHOWN].day if len(days) > DAYS_SHOWN else None,
        "is_later": first > now.astimezone(TZ).date(),
        "here": reverse("track_appointment", args=[case.number]),
        "post": posts[0] if len(posts) == 1 else None,
        "minutes": digits(int(KEPT_FOR.total_seconds()) // 60, language()),
    }
    return render_form(request, "cases/citizen/appointment_times.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def confirm_time(request: HttpRequest, case: Case) -> HttpResponse:
    """The time that is kept, and what is asked before it is booked."""
    now = timezone.now()
    held = actions.held_of(case.reference, now)
    if request.method == "POST":
        return book_time(request, case, now, held)
    if not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, PROVED)
    if held is None or is_coming(newest_booking(case)):
        return show_times(request, case, now)
    return show_confirmation(request, case, BookForm(initial={"purpose": held.purpose}), held, now)


def book_time(request: HttpRequest, case: Case, now: datetime, held: Booking | None) -> HttpResponse:
    form = BookForm(request.POST)
    if not (form.is_valid() and require_applicant_proof(request, case, form, PROVED)):
        return (
            show_confirmation(request, case, form, held, now)
            if held
            else show_times(request, case, now, form, str(request.POST.get("purpose", ""))[:200])
        )
    time = time_of_value(request.POST.get("slot", ""))
    try:
        post = post_of(case, time, now)
        assert time is not None, "a post was found for it"
        actions.take_time(
            post=post,
            at=time[1],
            subject=case.reference,
            purpose=form.cleaned_data["purpose"],
            proof=proof_of(request, case.reference, now).way,
            submission=new_submission(request, case),
            actor=ANYONE,
            now=now,
        )
    except ActFault as fault:
        form.add_error(None, say(fault.bn, fault.en))
        return show_times(request, case, now, form, form.cleaned_data["purpose"])
    return redirect("track_case", case.number)


def show_confirmation(
    request: HttpRequest, case: Case, form: BookForm, held: Booking, now: datetime
) -> HttpResponse:
    context: dict[str, Any] = {
        **application_head(case),
        "form": form,
        "heading": say("সময়টি ঠিক আছে?", "Book this time?"),
        "button": say("সময়টি নিন", "Book it"),
        "held": held,
        "slot": value_of_time(held.post_id, held.starts_at),
        "reminded": REMINDED.answers(request, booking=held, now=now),
        "until": clock_words(held.held_until.astimezone(TZ)),
        "other": reverse("track_appointment", args=[case.number]),
    }
    return render_form(request, "cases/citizen/appointment_confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def cancel_appointment(request: HttpRequest, case: Case) -> HttpResponse:
    now, coming = timezone.now(), actions.coming_of(case.reference)
    is_proved = bool(proof_of(request, case.reference, now))
    if not is_proved and (coming is None or request.method != "POST"):
        return ask_for_proof(case.number, PROVED)
    if coming is None:
        # Cancelled already: the times are shown that may be booked instead.
        return (
            redirect("track_case", case.number)
            if request.method == "POST"
            else show_times(request, case, now)
        )
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and require_applicant_proof(request, case, form, PROVED):
        proof = proof_of(request, case.reference, now).way
        try:
            actions.cancel(coming, words=form.cleaned_data["words"], proof=proof, actor=ANYONE, now=now)
        except ActFault as fault:
            add_fault(form, fault)
        else:
            return redirect("track_case", case.number)
    context = {
        **application_head(case),
        "form": form,
        "heading": say("সাক্ষাৎ বাতিল করতে চান?", "Cancel the appointment?"),
        "coming": coming,
        "button": say("সাক্ষাৎ বাতিল করুন", "Cancel the appointment"),
        "cancel": say("না, আসব", "No, I will come"),
    }
    return render_form(request, "cases/citizen/appointment_cancel.html", context)


@require_safe
@for_tracking_browser
def appointment_calendar(request: HttpRequest, case: Case) -> HttpResponse:
    """For a calendar program; of one that was cancelled too, so that it strikes its entry."""
    booking = (
        Booking.objects.with_related()
        .filter(subject_type=case.reference[0], subject_id=case.reference[1])
        .exclude(state__in=(transitions.HELD, transitions.EXPIRED))
        .order_by("-id")
        .first()
    )
    if booking is None:
        raise Http404
    response = HttpResponse(calendar_entry(booking, language()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="appointment-{case.number}.ics"'
    return response
