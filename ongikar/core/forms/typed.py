"""The input of a typed day or time: what it was understood as stands beneath it.

A script of our own asks for that while it is typed, and opens a month to choose from (core/typed_field.js);
without it the page says it when it comes back.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, time, timedelta
from typing import Any, NamedTuple, cast

from django import forms
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ongikar.core.i18n.say import language, say
from ongikar.rules import typed_days, typed_times
from ongikar.rules.bangla.text import BANGLA_MONTHS, bangla_date, date_words, digits, time_words
from ongikar.rules.calendar.hours_words import minutes_words
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.year_view import YearDay, day_view
from ongikar.rules.typed_days import LAST_YEAR

from .forms import PageBoundField

DAY, TIME = "day", "time"
# The calendar of the office whose page is made; the middleware of the offices says how it is had.
calendar_at_hand: ContextVar[Callable[[], Calendar | None]] = ContextVar(
    "calendar_at_hand", default=lambda: None
)


class Echo(NamedTuple):
    """What was understood. `look`: "open", "shut" (said, and no fault) or "err". `offer`: what may be put
    there instead, as it is typed, and the words of the button.
    """

    look: str
    words: str
    offer: str = ""
    offer_words: str = ""


# A longer span is told by its days alone, and one of years by none.
MOST_COUNTED = 366


def day_echo(typed: str, calendar: Calendar | None, today: date, since: str = "") -> Echo:
    """`since`: what is typed as the first day of a span, of which this is the last."""
    tongue = language()
    try:
        day = typed_days.read_day(typed)
    except typed_days.YearMissing as fault:
        return Echo("err", say("কোন বছরের?", "Of which year?"), *offer_of(fault.nearest(today)))
    except typed_days.TypedFault as fault:
        return Echo("err", say(fault.bn, fault.en))
    words = date_words(day, tongue)
    if typed_days.is_bangla_date(typed):
        words += f" ({bangla_words(day, tongue)})"
    is_open, office = office_on(day, calendar)
    words = f"{words} · {office}" if office else words
    if first := day_of(since):
        if day < first:
            return Echo("err", early_words(first))
        words = " · ".join(filter(None, (words, span_words(first, day, calendar))))
    if is_open:
        return Echo("open", words)
    # Of a day that is over nobody wants another instead.
    if calendar is None or day < today:
        return Echo("shut", words)
    return Echo("shut", words, *offer_of(calendar.next_open_day(day)))


def day_of(typed: str) -> date | None:
    """None of what is not understood: that is said beneath its own field."""
    try:
        return typed_days.read_day(typed) if typed else None
    except typed_days.TypedFault:
        return None


def early_words(first: date) -> str:
    return say(
        "শুরু {day}; শেষ তার আগে হতে পারে না। মিলিয়ে দেখুন।",
        "It begins on {day} and cannot end before that. Check the days.",
        day=date_words(first, language(), weekday=False),
    )


def span_words(first: date, last: date, calendar: Calendar | None) -> str:
    """How long it is, both days counted; of how many of them the office works, where its calendar says so."""
    days = (last - first).days + 1
    if days > MOST_COUNTED:
        return ""
    if days == 1 or calendar is None or not speaks_of(calendar, first.year):
        return say("মোট {n} দিন", "{n} [day|days] in all", n=days)
    return say(
        "মোট {n} দিন, এর মধ্যে কার্যদিবস {open}টি",
        "{n} [day|days] in all, {open} of them working",
        n=days,
        open=calendar.count_working_days(first - timedelta(days=1), last),
    )


def offer_of(day: date) -> tuple[str, str]:
    """A day as a field takes it, and the words of the button that puts it there."""
    tongue = language()
    words = say("{day} বসান", "Put {day}", day=date_words(day, tongue, weekday=False))
    return typed_days.typed_form(day, tongue), words


def bangla_words(day: date, tongue: str) -> str:
    """২১ অগ্রহায়ণ ১৪৩৩, in either language."""
    year, month, number = bangla_date(day)
    if tongue == "en":
        return f"{number} {typed_days.BANGLA_MONTHS_IN_ENGLISH[month - 1]} {year}"
    return digits(f"{number} {BANGLA_MONTHS[month - 1]} {year}")


def office_on(day: date, calendar: Calendar | None) -> tuple[bool, str]:
    """Whether the office is open on a day, and what there is to say about that; nothing of a year from before
    its calendar begins.
    """
    if calendar is None or not speaks_of(calendar, day.year):
        return True, ""
    seen = day_view(calendar, day)
    words, doubt = office_words(seen), calendar.provisional(day, day)
    if doubt and seen.hours:
        words += f" ({say(doubt.bn, doubt.en)})"
    return bool(seen.hours), words


def speaks_of(calendar: Calendar, year: int) -> bool:
    """Whether its calendar says of a year on which days the office is open."""
    return year >= min(calendar.rows.years, default=LAST_YEAR)


def office_words(seen: YearDay) -> str:
    """কার্যালয় খোলা, সকাল ৯টা – বিকেল ৫টা; বিজয় দিবস, কার্যালয় বন্ধ."""
    name = say(seen.bn, seen.en)
    words = (
        say("কার্যালয় খোলা, {hours}", "office open, {hours}", hours=minutes_words(seen.hours, language()))
        if seen.hours
        else say("কার্যালয় বন্ধ", "office closed")
    )
    return f"{name}, {words}" if name else words


def time_echo(typed: str) -> Echo:
    try:
        return Echo("open", time_words(typed_times.read_time(typed), language()))
    except typed_days.TypedFault as fault:
        return Echo("err", say(fault.bn, fault.en))


class TypedInput(forms.TextInput):
    """`sort`: DAY or TIME."""

    def __init__(self, sort: str, **attrs: str) -> None:
        self.sort = sort
        super().__init__({"autocomplete": "off", "maxlength": "60", **attrs})


class TypedBoundField(PageBoundField):
    """A typed field as it stands on a page."""

    @property
    def sort(self) -> str:
        """DAY or TIME; "" where a form asks for it in another way, or hides it."""
        return getattr(self.field.widget, "sort", "")

    @property
    def aria_describedby(self) -> str:
        beside = super().aria_describedby
        return f"{beside} {self.ident}-o".strip() if self.sort else beside

    @property
    def initial(self) -> Any:
        """What an answer kept as JSON is, where the page begins with it."""
        began = super().initial
        if not (self.sort and isinstance(began, str)):
            return began
        try:
            return (date if self.sort == DAY else time).fromisoformat(began)
        except ValueError:
            return began

    def value(self) -> Any:
        """What the office holds stands there as the page writes it; what was typed, as it was."""
        value = super().value()
        if isinstance(value, date):
            return typed_days.typed_form(value, language())
        return typed_times.typed_form(value, language()) if isinstance(value, time) else value

    @property
    def first_day(self) -> "TypedBoundField | None":
        """Of a span whose last day this is."""
        since = getattr(self.field, "since", "")
        return cast(TypedBoundField, self.form[since]) if since in self.form.fields else None

    def echo(self) -> Echo | None:
        """What was understood, of a page that comes back; what the page began with needs no telling."""
        if not (self.form.is_bound and self.form.errors and (typed := self.value())):
            return None
        if self.sort == DAY:
            # What puts another day there is a script's.
            since = self.first_day.value() if self.first_day else None
            calendar, today = calendar_at_hand.get()(), timezone.localdate()
            echo = day_echo(str(typed), calendar, today, str(since or ""))._replace(offer="")
        else:
            echo = time_echo(str(typed))
        # Why it cannot be read stands above it already.
        return None if echo.look == "err" else echo

    def as_widget(self, widget: forms.Widget | None = None, *args: Any, **kwargs: Any) -> SafeString:
        drawn = super().as_widget(widget, *args, **kwargs)
        if widget is not None or not self.sort:
            return drawn
        return format_html(
            '<link rel="stylesheet" href="{}">'
            '<span class="typed" data-typed="{}" data-said="{}" data-month="{}" data-words="{}"'
            ' data-since="{}">{}</span>'
            '<span class="echo" id="{}-o" role="status">{}</span><script type="module" src="{}"></script>',
            static("core/typed_field.css"),
            self.sort,
            reverse("typed_said"),
            reverse("typed_month") if self.sort == DAY else "",
            say("মাস দেখে বেছে নিন", "Choose from a month"),
            self.first_day.ident if self.first_day else "",
            drawn,
            self.ident,
            echo_html(self.echo()),
            static("core/typed_field.js"),
        )


def echo_html(echo: Echo | None) -> SafeString:
    return SafeString(render_to_string("core/typed_said.html", {"echo": echo}).strip() if echo else "")
