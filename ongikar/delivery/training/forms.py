"""What an officer writes to teach something: a course, a batch of it, its call, and what is moved later."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet

from ongikar.charter.models import Service
from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    TimeOfDayField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form, ModelForm
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.offices.models import Office, Place
from ongikar.records.forms import RowForm, ask_column
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection import GROUPS, Rule, RuleFault
from ongikar.rules.selection.explain import DEGREE_WORDS
from ongikar.rules.selection.rule import DEGREES, EDUCATION, MOST_SEATS, OLDER, TEST, VIVA

from . import states
from .models import Application, Batch, Call, Course

MINIMUM, ASIDE = "minimum_", "aside_"


class CourseForm(RowForm):
    ASKS = (
        *("title_bn", "title_en", "level", "hours", "syllabus"),
        *("attendance_percent", "pass_percent", "once_only"),
    )
    syllabus = ask_column(Course._meta.get_field("syllabus"), lines=5, max_length=5000)


class BatchForm(ModelForm):
    course = ChoiceField(label=say_lazy("কোর্স", "Course"), choices=[], many=True)
    place = ChoiceField(label=say_lazy("কোথায়", "Where"), choices=[], many=True, required=False)
    token = IdempotencyKeyField()
    ends_on = ask_column(Batch._meta.get_field("ends_on"), since="starts_on")

    class Meta:
        model = Batch
        fields = ("place_words", "seats", "classes", "starts_on", "ends_on", "budget_head")
        formfield_callback = ask_column

    field_order = ("course", "place", *Meta.fields)

    def __init__(self, *args: Any, courses: Sequence[Course], places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.courses = {str(each.pk): each for each in courses}
        self.places = {str(each.pk): each for each in places}
        self.choice_field("course").choices = [(key, each.title) for key, each in self.courses.items()]
        self.choice_field("place").choices = [
            ("", say("অন্য কোথাও", "Elsewhere")),
            *((key, each.in_words("name")) for key, each in self.places.items()),
        ]

    @property
    def facts(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return given | {
            "course": self.courses[self.cleaned_data["course"]],
            "place": self.places.get(self.cleaned_data["place"]),
        }


# How many courses and places its form offers.
COURSES_OFFERED, PLACES_OFFERED = 200, 500


def courses_of(office: Office) -> QuerySet[Course]:
    """Those that are taught, the newest first."""
    return Course.objects.filter(office=office, ended_at=None).order_by("-id")


def plan_choices(office: Office, now: datetime, batch: Batch | None = None) -> dict[str, Any]:
    """What the form of a plan offers; with what a batch has already, whatever became of it."""
    courses = list(courses_of(office)[:COURSES_OFFERED])
    rows = Place.objects.filter(office=office).open_on(now.astimezone(TZ).date())
    places = list(rows.by_name("kind")[:PLACES_OFFERED])
    if batch is not None:
        courses += [] if batch.course in courses else [batch.course]
        places += [batch.place] if batch.place and batch.place not in places else []
    return {"courses": courses, "places": places}


def number(label: tuple[str, str], **more: Any) -> WholeNumberField:
    return WholeNumberField(label=say_lazy(*label), required=False, **more)


class CallForm(Form):
    """The whole rule is written here, and never changed once it is published."""

    service = ChoiceField(
        label=say_lazy("চার্টারের কোন সেবা", "Which service of the charter"), choices=[], many=True
    )
    audience = ChoiceField(
        label=say_lazy("কে আবেদন করতে পারেন", "Who may apply"),
        choices=choices_of(Call.AUDIENCE_WORDS),
        initial=Call.PUBLIC,
    )
    closes_on = DayField(
        label=say_lazy("আবেদনের শেষ দিন", "Last day to apply"),
        help_text=say_lazy(
            "ওই দিন অফিস বন্ধ হওয়া পর্যন্ত, বন্ধের দিন হলে রাত ১১টা ৫৯ মিনিট পর্যন্ত",
            "Until the office closes that day, or until 11:59 pm where it is closed",
        ),
    )
    least_age = number(("বয়স, অন্তত", "Age, at least"), least=5, most=100)
    most_age = number(("বয়স, সর্বোচ্চ", "Age, at most"), least=5, most=100)
    least_degree = ChoiceField(
        label=say_lazy("শিক্ষা, অন্তত", "Schooling, at least"),
        choices=[
            ("", say_lazy("যেকোনো", "Any")),
            *((name, say_lazy(*DEGREE_WORDS[name])) for name in DEGREES[1:]),
        ],
        required=False,
        many=True,
    )
    test_most = number(("পরীক্ষার পূর্ণ নম্বর", "Most points of the test"), least=1, most=1000)
    test_on = DayField(label=say_lazy("পরীক্ষার দিন", "Day of the test"), required=False)
    viva_most = number(("মৌখিকের পূর্ণ নম্বর", "Most points of the viva"), least=1, most=1000)
    viva_on = DayField(label=say_lazy("মৌখিকের দিন", "Day of the viva"), required=False)
    points_ssc = number(("শিক্ষার নম্বর: এসএসসি", "Points for SSC"), most=1000)
    points_hsc = number(("শিক্ষার নম্বর: এইচএসসি", "Points for HSC"), most=1000)
    points_degree = number(("শিক্ষার নম্বর: স্নাতক", "Points for a degree"), most=1000)
    older_first = CheckboxField(
        label=say_lazy("নম্বর সমান হলে যাঁর বয়স বেশি, তিনি আগে", "With equal points the older goes first")
    )
    draw_on = DayField(
        label=say_lazy("লটারির দিন", "Day of the draw"),
    )
    draw_time = TimeOfDayField(label=say_lazy("লটারির সময়", "Time of the draw"), initial=time(10, 0))
    draw_source = ChoiceField(
        label=say_lazy("লটারির সংখ্যা কোথা থেকে", "Where the number of the draw comes from"),
        choices=choices_of(Call.DRAW_SOURCE_WORDS),
        initial=Call.DRAND,
    )
    result_on = DayField(
        label=say_lazy("ফলের দিন", "Day of the result"),
        help_text=say_lazy("প্রতিটি আবেদনের অঙ্গীকার এই দিন।", "It is the promise of every application."),
    )
    offer_days = WholeNumberField(
        label=say_lazy("আসনের প্রস্তাব কত কার্যদিবস থাকে", "An offer stands for so many working days"),
        least=1,
        most=30,
        initial=5,
    )

    def __init__(self, *args: Any, batch: Batch, services: Sequence[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch, self.services = batch, {each.code: each for each in services}
        self.choice_field("service").choices = [(code, each.short) for code, each in self.services.items()]
        for group, pair in GROUPS.items():
            self.fields[f"{MINIMUM}{group}"] = number(
                (f"সবার আসনের মধ্যে অন্তত: {pair[0]}", f"Among the open seats at least: {pair[1]}"),
                most=MOST_SEATS,
            )
        for group, pair in GROUPS.items():
            self.fields[f"{ASIDE}{group}"] = number(
                (f"আলাদা আসন: {pair[0]}", f"Set aside besides: {pair[1]}"), most=MOST_SEATS
            )
        self.rule: Rule | None = None
        minimum, aside = ([f"{sort}{group}" for group in GROUPS] for sort in (MINIMUM, ASIDE))
        self.field_groups = (
            (
                say_lazy("কে আবেদন করতে পারেন, কবে পর্যন্ত", "Who may apply, and until when"),
                ("service", "audience", "closes_on", "least_age", "most_age", "least_degree"),
            ),
            (
                say_lazy("নম্বর", "Points"),
                (
                    *("test_most", "test_on", "viva_most", "viva_on"),
                    *("points_ssc", "points_hsc", "points_degree", "older_first"),
                ),
            ),
            (say_lazy("সবার আসনের মধ্যে অন্তত কয়টি কার", "Open seats, at least so many for"), minimum),
            (say_lazy("আলাদা আসন", "Seats set aside"), aside),
            (
                say_lazy("লটারি, ফল ও আসনের প্রস্তাব", "Draw, result and offers"),
                ("draw_on", "draw_time", "draw_source", "result_on", "offer_days"),
            ),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        least, most = cleaned.get("least_age"), cleaned.get("most_age")
        if (
            (least is None) != (most is None)
            and "least_age" not in self.errors
            and "most_age" not in self.errors
        ):
            self.add_error(
                "most_age", say("কম ও বেশি দুটি বয়সই দিন, বা দুটিই খালি রাখুন।", "Give both ages or neither.")
            )
        elif least and most and least > most:
            self.add_error("most_age", say("বেশি বয়সটি কমটির আগে।", "The highest age is below the lowest."))
        if self.errors:
            return cleaned
        try:
            self.rule = Rule.from_data(self.rule_data())
        except RuleFault as fault:
            self.add_error(None, say(fault.bn, fault.en))
        return cleaned

    def rule_data(self) -> dict[str, Any]:
        given = self.cleaned_data
        degrees = {name: given[f"points_{name}"] for name in DEGREES[1:] if given.get(f"points_{name}")}
        points: list[dict[str, Any]] = [
            {"from": part, "most": given[f"{part}_most"]}
            for part in (TEST, VIVA)
            if given.get(f"{part}_most")
        ]
        if degrees:
            points.append({"from": EDUCATION, **degrees})
        ties = [part for part in (TEST, VIVA) if given.get(f"{part}_most")]
        data: dict[str, Any] = {
            "seats": self.batch.seats,
            "points": points,
            "tie": [*ties, *([OLDER] if given.get("older_first") else [])],
            "minimum": self.quotas(MINIMUM),
            "set_aside": self.quotas(ASIDE),
            "least_degree": given.get("least_degree") or "",
        }
        if given.get("least_age"):
            data["ages"] = [given["least_age"], given["most_age"]]
        return data

    def quotas(self, sort: str) -> list[dict[str, Any]]:
        return [
            {"group": group, "seats": seats}
            for group in GROUPS
            if (seats := self.cleaned_data.get(f"{sort}{group}"))
        ]

    @property
    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("audience", "test_on", "viva_on", "draw_source", "result_on", "offer_days")
        return {name: given[name] for name in names} | {
            "service": self.services[given["service"]],
            "rule": self.rule,
            "closes_at": end_of(self.batch, given["closes_on"]),
            "draw_at": datetime.combine(given["draw_on"], given["draw_time"] or time(10, 0), TZ),
        }


def end_of(batch: Batch, day: Any) -> datetime:
    """The last moment of a day: when the office closes, or its last minute where it is closed."""
    calendar = batch.office.calendar
    if calendar.is_open_day(day):
        return calendar.close(day).astimezone(TZ)
    return datetime.combine(day, time(23, 59), TZ)


class MoveForm(Form):
    """One of the days of a call moved for everybody, always with the reason."""

    act = ChoiceField(label=say_lazy("কী বদলাচ্ছে", "What changes"), choices=[])
    day = DayField(
        label=say_lazy("নতুন দিন", "New day"),
        missing=say_lazy("নতুন দিন লিখুন", "Write the new day"),
    )
    reason = TextField(
        label=say_lazy("কারণ", "Reason"),
        help_text=say_lazy("প্রত্যেক আবেদনকারী এই কথাগুলো পাবেন।", "Every applicant is told these words."),
        lines=3,
        max_length=1000,
    )

    CHOICES = {
        states.EXTEND: ("আবেদনের শেষ দিন", "The last day to apply"),
        states.MOVE_DRAW: ("লটারির দিন", "The day of the draw"),
        states.MOVE_RESULT: ("ফলের দিন, একবার", "The day of the result, once"),
    }

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice_field("act").choices = [
            (name, say(*pair))
            for name, pair in self.CHOICES.items()
            if states.BATCH.may_follow(batch.state, name)
        ]


class CancelForm(Form):
    reason = TextField(
        label=say_lazy("কেন হবে না", "Why it is not held"),
        help_text=say_lazy(
            "যাঁরা আবেদন করেছেন, প্রত্যেকে এই কথাগুলো পাবেন।", "Everybody who applied is told these words."
        ),
        lines=3,
        max_length=1000,
    )


class DrawDayForm(Form):
    draw_on = DayField(
        label=say_lazy("লটারির দিন", "Day of the draw"),
    )


class ReopenForm(DrawDayForm):
    reason = TextField(
        label=say_lazy("কেন আবার খোলা হচ্ছে", "Why it is opened again"),
        help_text=say_lazy("ফলের পাতায় সবাই দেখবেন।", "Everybody reads it on the result page."),
        lines=3,
        max_length=1000,
    )
    field_order = ("reason", "draw_on")


class DrawForm(Form):
    """The value as one person reads it."""

    value_1 = TextField(
        label=say_lazy("সংখ্যা", "The number"),
        max_length=100,
    )
    value_2 = TextField(
        label=say_lazy("দ্বিতীয় টোকেন", "Second token"),
        max_length=20,
    )
    value_3 = TextField(
        label=say_lazy("তৃতীয় টোকেন", "Third token"),
        max_length=20,
    )
    witnesses = TextField(
        label=say_lazy("যাঁদের সামনে", "Witnesses"),
        help_text=say_lazy(
            "প্রতি লাইনে একজন: আবেদনকারী হলে রোল, অন্যরা পদ",
            "One on each line: roll of an applicant, post of others",
        ),
        required=False,
        lines=3,
        max_length=1000,
    )
    minutes = TextField(label=say_lazy("কার্যবিবরণী", "Minutes"), required=False, lines=4, max_length=4000)

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if source == Call.DRAND:
            del self.fields["value_2"], self.fields["value_3"]
        else:
            self.fields["value_1"].label = say_lazy("প্রথম টোকেন", "First token")

    @property
    def values(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields if name.startswith("value_")]


ACCEPT, REFUSE = "accept", "refuse"


class AnswerObjectionForm(Form):
    decision = ChoiceField(
        label=say_lazy("সিদ্ধান্ত", "Decision"),
        choices=[
            (ACCEPT, say_lazy("আপত্তি ঠিক, তালিকা সংশোধন হবে", "Accepted: the list will be corrected")),
            (REFUSE, say_lazy("আপত্তি গৃহীত নয়, তালিকা যেমন আছে", "Not accepted: the list stands")),
        ],
    )
    roll = WholeNumberField(
        label=say_lazy("কোন রোলের লাইন ঠিক করতে হবে", "The roll whose line is to be put right"),
        help_text=say_lazy("গৃহীত হলে লাগবে", "Needed where it is accepted"),
        least=1,
        most=9_999_999,
        required=False,
    )
    reason = TextField(
        label=say_lazy("কারণ", "Reason"),
        help_text=say_lazy(
            "আপত্তিকারী পাবেন, তালিকার পাতায় সবাই দেখবেন; কারও নাম লিখবেন না।",
            "The objector is told, and everybody reads it on the page of the list; name nobody.",
        ),
        lines=4,
        max_length=1000,
    )


class SeatAnswerForm(Form):
    """What somebody said at the counter or by phone about the seat that is theirs to take. The buttons of the
    board send the same.
    """

    OFFERED = (("accept", ("নেবেন", "Takes it")), ("decline", ("নেবেন না", "Declines")))
    TAKEN = (("give_back", ("আসন ছাড়লেন", "Gives it back")),)

    answer = ChoiceField(
        label=say_lazy("উত্তর", "Answer"),
        choices=[],
    )
    via = ChoiceField(
        label=say_lazy("কীভাবে জানিয়েছেন", "How it was said"),
        choices=[
            ("phone", say_lazy("ফোনে", "By phone")),
            ("counter", say_lazy("কার্যালয়ে এসে", "At the office")),
        ],
        initial="phone",
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.TAKEN if application.state == states.ENROLLED else self.OFFERED
        # What was pressed once more, or on a page that was open for long, is answered by the act.
        choices = asked if not self.is_bound else (*self.OFFERED, *self.TAKEN)
        self.choice_field("answer").choices = [(key, say(*pair)) for key, pair in choices]
