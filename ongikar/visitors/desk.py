"""The visitor book at the desk: who is in the office now, writing down whoever comes, and when they leave."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils import timezone

from ongikar.appointments.forms import PostField
from ongikar.core.forms.fields import ChoiceField, MobileField, TimeOfDayField
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post, Serial
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.people.subjects import SubjectLine
from ongikar.records.actions import ENTERED, change
from ongikar.records.acts import Act, BeginAct, PressAct
from ongikar.records.book_desk import STRIKE_LINE, BookDesk
from ongikar.records.filters import Filter
from ongikar.records.forms import DAY, RowForm, row_form
from ongikar.records.registry import register
from ongikar.records.words import State, TwoLines, label
from ongikar.rules.bangla.text import date_words, day_month, fiscal_year_words, latin_digits, month_span
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.models import Visit
from ongikar.visits.words import clock_words as short_clock

from .actions import LEFT, give_token, token_of, write_left
from .books import ENTERED_LATER, NOT_NOTED, came_words, left_words, local_mobile
from .models import Visitor
from .purposes import purposes_of

HERE, GONE_HOME, NOT_SAID, STRUCK = "here", "left", "not_noted", "struck"
PERIODS = {"today": ("আজ", "Today"), "month": ("এ মাসে", "This month"), "last": ("গত মাসে", "Last month")}


def today() -> date:
    return timezone.now().astimezone(TZ).date()


def posts_of(office: Office) -> QuerySet[Post]:
    return Post.objects.filter(office=office, role__in=STAFF_ROLES).order_by("pk")


# What is asked of everybody, and what stands folded below it, since most need none of it.
FIRST = ("name", "origin", "post", "purpose", "purpose_words")
MORE = ("persons", "mobile", "remark", DAY, "came_at")
# As many as come mostly.
ONE = "1"


class VisitorForm(RowForm):
    """Whoever comes at this moment needs neither day nor time."""

    field_order = ("token", *FIRST, *MORE)
    post = PostField(label=say_lazy("কার কাছে", "To see whom"))
    purpose = ChoiceField(label=say_lazy("কী কাজে", "What for"))
    mobile = MobileField(label=say_lazy("মোবাইল", "Mobile"), required=False)
    came_at = TimeOfDayField(
        label=say_lazy("কয়টায় এসেছেন", "Came at"),
        help_text=say_lazy("এখন এলে খালি রাখুন", "Left empty: now"),
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.order_fields(self.field_order)
        self.fields[DAY].required = False
        self.fields[DAY].help_text = say("আজ হলে খালি রাখুন", "Left empty: today")
        for name in ("name", "origin"):
            self.fields[name].optional_mark = False  # type: ignore[attr-defined]  # of fields of ours
        if not self.is_bound:
            self.fields["name"].widget.attrs["autofocus"] = True
        posts: Any = self.fields["post"]
        posts.fill(posts_of(self.instance.office))
        listed = purposes_of(self.instance.office, now.astimezone(TZ).date())
        self.choice_field("purpose").choices = [(key, say(*words)) for key, words in listed.items()]

    @property
    def asked_first(self) -> list[BoundField]:
        return [self[name] for name in FIRST]

    @property
    def asked_more(self) -> list[BoundField]:
        return [self[name] for name in MORE]

    @property
    def has_more(self) -> bool:
        """Whether something of it was typed, or has to be put right."""
        typed = (latin_digits(str(self[name].value() or "")) for name in MORE)
        return any(name in self.errors for name in MORE) or any(each not in ("", ONE) for each in typed)

    def clean_post(self) -> Post:
        posts: Any = self.fields["post"]
        chosen: Post = posts.posts[self.cleaned_data["post"]]
        return chosen

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        at: time | None = typed.get("came_at")
        if at is None and typed.get(DAY) and "came_at" not in self.errors:
            self.add_error(
                "came_at", say("সেদিন কয়টায় এসেছেন, লিখুন।", "Write at what time they came that day.")
            )
        if at and DAY in typed and not typed[DAY]:
            typed[DAY] = self.now.astimezone(TZ).date()
        cleaned = super().clean()
        if at is None:
            cleaned["came_at"] = self.now
        return cleaned


class EnterVisitor(BeginAct):
    template = "visitors/new.html"

    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        return super().form_arguments(request, now) | {"now": now}


class LeftForm(RowForm):
    left_at = TimeOfDayField(label=say_lazy("কয়টায় গেছেন", "Left at"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of the day on which they came.
        del self.fields[DAY]

    def clean_left_at(self) -> datetime:
        at: time = self.cleaned_data["left_at"]
        return datetime.combine(self.instance.came_on, at, TZ)


class PostFilter(Filter):
    """Whom they came to see."""

    name, words, key = "whom", ("কার কাছে", "To see whom"), "came_at"
    reads, is_field = ("post", "came_at"), True
    all_words = ("সবার", "Anybody")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(str(post.pk), post.title) for post in posts_of(office)]

    def rows(self, desk: Any, office: Office) -> QuerySet[Visitor]:
        # Said as one value: behind a range neither database reads on in the index.
        return Visitor.objects.filter(office=office)

    def narrow(self, rows: QuerySet[Visitor], value: str) -> QuerySet[Visitor]:
        if not (value.isascii() and value.isdigit() and len(value) <= 18):
            return rows.none()
        return rows.filter(post=int(value)).order_by("-came_at", "-id")


class PeriodFilter(Filter):
    """Today, one of the last months, or a fiscal year of the book."""

    name, words, key, reads = "when", ("কবে", "When"), "came_at", ("came_at",)

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        years = Serial.objects.filter(office=office, book=Visitor.BOOK).order_by("-year")
        return [
            *((name, say(*words)) for name, words in PERIODS.items()),
            *(
                (str(year), fiscal_year_words(year, language()))
                for year in years.values_list("year", flat=True)
            ),
        ]

    def rows(self, desk: Any, office: Office) -> QuerySet[Visitor]:
        return Visitor.objects.filter(office=office)

    def narrow(self, rows: QuerySet[Visitor], value: str) -> QuerySet[Visitor]:
        if (days := period(value, today())) is None:
            return rows.none()
        first, until = days
        begins, ends = (datetime.combine(day, time(), TZ) for day in (first, until))
        return rows.filter(came_at__gte=begins, came_at__lt=ends).order_by("-came_at", "-id")


def period(name: str, day: date) -> tuple[date, date] | None:
    """Its first day, and the day after its last; None of what is no period."""
    if name == "today":
        return day, day + timedelta(days=1)
    if name == "month":
        return month_span(day)
    if name == "last":
        return month_span(day.replace(day=1) - timedelta(days=1))
    if not (name.isascii() and name.isdigit() and len(name) == 4 and name > "1900"):
        return None
    return date(int(name), 7, 1), date(int(name) + 1, 7, 1)


def press_left(visitor: Visitor, actor: Reference, now: datetime) -> None:
    write_left(visitor, actor=actor, now=now)


def enter_left(visitor: Visitor, form: LeftForm, actor: Reference, now: datetime) -> None:
    change(visitor, LEFT, actor=actor, now=now, left_at=form.cleaned_data["left_at"])


class LeftAct(Act):
    """Of whoever was not seen leaving, or where the press came at another time."""

    def form_arguments(self, record: Any, now: datetime) -> dict[str, Any]:
        return {"instance": record, "of": record}


class TokenAct(PressAct):
    """Once: which it was stands on the page."""

    def done_words(self, record: Any, made: Visit) -> str:
        return say("টোকেন {number}", "Token {number}", number=made.number)


def is_here(visitor: Visitor) -> bool:
    return visitor.is_in(timezone.now())


def may_get_token(visitor: Visitor) -> bool:
    return is_here(visitor) and token_of(visitor) is None


@register
class VisitorDesk(BookDesk):
    model = Visitor
    name, names, path, place = "visitor", "visitors", "visitors", "visitors"
    title, subtitle = "who", "about"
    list_display = ("whom", "times", "state")
    list_filter = (PeriodFilter(), PostFilter())
    search_fields = ("name", "origin", "purpose_words", "mobile")
    heard_fields = ("name",)
    search_words = ("নাম, প্রতিষ্ঠান বা মোবাইল", "Name, institution or mobile")
    newest_by = "came_at"
    nothing = ("বহিতে কিছু লেখা নেই।", "The book is empty.")
    opens = EnterVisitor(
        Visitor,
        ENTERED,
        ("দর্শনার্থী লিখুন", "Enter a visitor"),
        asks=("name", "origin", "post", "purpose", "purpose_words", "persons", "mobile", "remark", "came_at"),
        form=VisitorForm,
        done=("বহিতে লেখা হয়েছে।", "Written in the book."),
    )
    summary = (
        *("book_serial", "origin", "whom", "why", "persons", "shown_mobile"),
        *("time_came", "time_left", "remark", "token", "entered_at", "stands"),
    )
    states = {
        HERE: State("আছেন", "Here", "open"),
        GONE_HOME: State("গেছেন", "Has left", "done"),
        NOT_SAID: State(*NOT_NOTED, "wait"),
        STRUCK: State("বাতিল", "Struck", "shut"),
    }
    acts = (
        PressAct(
            "went_out",
            ("চলে গেছেন", "Went out"),
            press_left,
            in_list=True,
            when=is_here,
            is_usual=True,
            done=("যাওয়ার সময় লেখা হয়েছে।", "The time they left is written."),
        ),
        TokenAct(
            "token",
            ("কাউন্টারের টোকেন দিন", "Give a token for the counter"),
            lambda of, by, now: give_token(of, actor=by, now=now),
            when=may_get_token,
        ),
        LeftAct(
            "left",
            ("কখন গেছেন, লিখুন", "Enter when they left"),
            row_form(Visitor, ("left_at",), LeftForm),
            enter_left,
            when=lambda visitor: not visitor.is_struck,
            done=("যাওয়ার সময় লেখা হয়েছে।", "The time they left is written."),
        ),
        STRIKE_LINE,
    )
    history_words = BookDesk.history_words | {LEFT: ("যাওয়ার সময় লেখা হয়েছে", "Time of leaving entered")}

    def prepare(self, records: list[Visitor], office: Office) -> list[Visitor]:
        """The posts of all of them are read once, and the office is at hand."""
        posts = {post.pk: post for post in Post.objects.filter(pk__in={row.post_id for row in records})}
        for row in records:
            row.office, row.post = office, posts[row.post_id]
        return records

    def state_of(self, visitor: Visitor) -> str:
        if visitor.is_struck:
            return STRUCK
        if visitor.left_at is not None:
            return GONE_HOME
        return HERE if is_here(visitor) else NOT_SAID

    def subject_lines(self, keys: Iterable[int]) -> dict[int, SubjectLine]:
        rows = Visitor.objects.select_related("office").filter(pk__in=list(keys))
        return {
            row.pk: SubjectLine("", f"{row.in_words()}: {row.purpose_line}", self.url_of(row), row.office_id)
            for row in rows
        }

    @label("কে", "Who")
    def who(self, visitor: Visitor) -> Any:
        return mark_languages(visitor.shown_name)

    @label("কোথা থেকে, কী কাজে", "From where and what for")
    def about(self, visitor: Visitor) -> str:
        is_later = visitor.is_entered_later or visitor.is_left_entered_later
        parts = (
            say(*ENTERED_LATER) if is_later else "",
            visitor.origin,
            visitor.purpose_line,
            say("{n} জন", "{n} [person|persons]", n=visitor.persons) if visitor.persons > 1 else "",
        )
        return " · ".join(filter(None, parts))

    @label("কার কাছে", "To see whom")
    def whom(self, visitor: Visitor) -> str:
        return visitor.post.title

    @label("কী কাজে", "What for")
    def why(self, visitor: Visitor) -> str:
        return visitor.purpose_line

    @label("মোবাইল", "Mobile")
    def shown_mobile(self, visitor: Visitor) -> str:
        return local_mobile(visitor)

    @label("কখন", "When")
    def times(self, visitor: Visitor) -> TwoLines:
        """The day above, the hours below."""
        came, left = (short_clock(at) if at else "" for at in (visitor.came_at, visitor.left_at))
        return TwoLines(day_month(visitor.came_on, language()), f"{came}\u00a0–\u00a0{left}".strip())

    @label("এসেছেন", "Came")
    def time_came(self, visitor: Visitor) -> str:
        return f"{date_words(visitor.came_on, language(), weekday=True)}, {came_words(visitor)}"

    @label("গেছেন", "Left")
    def time_left(self, visitor: Visitor) -> str:
        return left_words(visitor)

    @label("টোকেন", "Token")
    def token(self, visitor: Visitor) -> str:
        visit = token_of(visitor)
        return visit.number if visit else ""

    @label("অবস্থা", "State")
    def stands(self, visitor: Visitor) -> Any:
        return [self.state(visitor), visitor.struck_reason] if visitor.is_struck else self.state(visitor)
