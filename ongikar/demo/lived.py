"""One story of the demonstration while it is lived, and the forms that are filled in on its way."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict

from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.cases.paper_days import PaperIntake
from ongikar.charter.models import Service
from ongikar.core.forms.fields import ChoiceField, DayField, UploadField
from ongikar.core.i18n.say import override_language
from ongikar.core.not_none import not_none
from ongikar.grievances.models import Grievance
from ongikar.offices.models import Office, Post
from ongikar.papers.check import Clean, clean_file
from ongikar.people.models import Holding
from ongikar.people.post_holders import PostHolder, holder_of
from ongikar.records.desk import Desk
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.office_calendar import Calendar

Answers = Mapping[str, Any]
# Answered so, that of the fiscal year in which the receipt lies, which begins with July.
QUARTER = "{quarter}"
# In answers of several fields by name: of all that are not named.
REST = "*"


class AnswerFault(ValueError):
    """Answers that a form does not take: its own sentences, in each language."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def fill_form(
    make_form: Callable[..., BaseForm], answers: Answers, *, calendar: Calendar, received: date
) -> Any:
    """The form as it was sent in, valid; raises AnswerFault for an answer it does not ask for or does not
    take.

    A day is answered by a number: that many office days after the receipt, or before it; a choice by its
    value or its words; a file by the words on a sample sheet; rows of one form by a list. What no answer
    names is sent as it stands when the page is opened.
    """
    empty = make_form()
    answers = spread_answers(answers, empty.fields)
    if unknown := answers.keys() - empty.fields.keys():
        names = ", ".join(sorted(unknown))
        raise AnswerFault(f"“{names}” এই ফরমে নেই", f"“{names}” is not asked for by this form")
    typed = begun_values(empty) | {
        name: typed_value(empty.fields[name], answer, calendar, received) for name, answer in answers.items()
    }
    form = make_form(*as_sent(typed))
    if not form.is_valid():
        raise AnswerFault(*(form_faults(make_form(*as_sent(typed)), tongue) for tongue in ("bn", "en")))
    return form


def begun_values(form: BaseForm) -> dict[str, Any]:
    """What stands in its fields when its page is opened, as a browser sends it; of no field that is empty."""
    begun: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if isinstance(value, date | time):
            begun[field.name] = field.field.widget.format_value(value)
        elif isinstance(value, list | tuple):
            begun[field.name] = [str(each) for each in value]
        elif value is True:
            begun[field.name] = "on"
        elif value not in (None, False, ""):
            begun[field.name] = str(value)
    return begun


def typed_value(field: Any, answer: Any, calendar: Calendar, received: date) -> Any:
    choices: Any = getattr(field, "choices", ())
    if answer == QUARTER:
        return f"q{((received.month - 7) % 12) // 3 + 1}"
    # A day that follows from the act itself is given as it is written.
    if isinstance(field, DayField) and not isinstance(answer, str):
        return calendar.add_working_days(received, answer).isoformat()
    if isinstance(field, UploadField):
        return SimpleUploadedFile("sample.png", sample_sheet(answer).content, "image/png")
    if isinstance(answer, list):
        return [str(each) for each in answer]
    if isinstance(field, ChoiceField):
        return value_of_choice(str(answer), {str(label): str(value) for value, label in choices})
    return str(answer)


def value_of_choice(answer: str, values: Mapping[str, str]) -> str:
    """`values`: by the words that stand beside them, of which those are enough that no other choice has."""
    if answer in values or answer in values.values():
        return values.get(answer, answer)
    worded = [value for words, value in values.items() if answer in words]
    return worded[0] if len(worded) == 1 else answer


def form_faults(form: BaseForm, tongue: str) -> str:
    with override_language(tongue):
        return "; ".join(
            f"{name}: {fault}" for name, field_faults in form.errors.items() for fault in field_faults
        )


@dataclass(slots=True)
class DemoCase:
    """One story while it is lived, of a case or of a record that a desk begins; `case`, or `record`, and
    `received_at` are there from the receipt on.
    """

    office: Office
    calendar: Calendar
    service: Service | None
    person: actions.Person | None
    channel: str
    submission: str
    desk: Desk | None = None
    record: Any = None
    # Of the act that comes now: that of its form.
    key: str = ""
    received_at: datetime | None = None
    case: Case | None = None
    # Where it was received on a day without power, and is entered later: the slip it was written on,
    # and when.
    on_paper: PaperIntake | None = None

    def fill(self, make_form: Callable[..., BaseForm], answers: Answers) -> Any:
        """Under a key of its own, of a form that has one."""
        key = {"token": self.key} if "token" in make_form().fields else {}
        return fill_form(
            make_form, key | dict(answers), calendar=self.calendar, received=not_none(self.received_at).date()
        )

    def holder(self, role: str | None, at: datetime) -> PostHolder:
        """Whoever holds the post of this role, or that which answers for the case."""
        post = post_of(self.office, role or Post.OFFICER) if role or self.case is None else self.case.post
        return desk_of_holder(post, at)

    def refresh_clock(self) -> None:
        """The watch may have been at its clock since the last act."""
        if self.case:
            self.case = Case.objects.with_related().select_related("office", "post").get(pk=self.case.pk)

    @property
    def grievance(self) -> Grievance:
        return Grievance.objects.with_related().get(case=self.case)


def desk_of_holder(post: Post, at: datetime) -> PostHolder:
    """The desk of the sample person who holds the post on that day."""
    day = at.date()
    return holder_of(Holding.objects.on(day).filter(post=post).earliest("pk").user, day)


def post_of(office: Office, role: str) -> Post:
    """Where nobody holds such a post, the officer's."""
    posts = {post.role: post for post in office.posts.order_by("-pk")}
    return posts.get(role) or posts[Post.OFFICER]


@cache
def sample_sheet(words: str) -> Clean:
    """A picture that says what it is: no real paper stands in the demonstration."""
    from PIL import Image, ImageDraw

    drawn, sheet = io.BytesIO(), Image.new("RGB", (320, 120), "white")
    ImageDraw.Draw(sheet).text((20, 50), words, fill="black")
    sheet.save(drawn, "PNG")
    return clean_file(drawn.getvalue())


def spread_answers(answers: Answers, fields: Mapping[str, Any]) -> dict[str, Any]:
    """By the names of the fields. Rows of one form, `items = [{at = …}, …]`, are its fields `at-0`, `at-1` ….
    What is asked of several things alike, in fields `price-7`, `price-9` …, is answered in their order,
    `price = ["…", "…"]`, or by what names each of them, `clause = { memory = "no", "*" = "yes" }`.
    """
    spread: dict[str, Any] = {}
    for name, value in answers.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            spread |= {f"{key}-{n}": each for n, row in enumerate(value) for key, each in row.items()}
        elif name not in fields and isinstance(value, list | Mapping):
            spread |= spread_one(name, value, fields)
        else:
            spread[name] = value
    return spread


def spread_one(name: str, value: list[Any] | Answers, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of one name by the names of its fields; raises AnswerFault for one that has no field."""
    alike = {each: field for each, field in fields.items() if each.startswith(f"{name}-")}
    if isinstance(value, Mapping):
        of_rest = dict.fromkeys(alike, value[REST]) if REST in value else {}
        said = {each: answer for each, answer in value.items() if each != REST}
        return of_rest | {field_named(name, each, alike): answer for each, answer in said.items()}
    if len(value) > len(alike):
        n = len(alike)
        raise AnswerFault(f"“{name}”-এ উত্তর {n}টির বেশি হয় না", f"“{name}” takes no more than {n} answers")
    return dict(zip(alike, value, strict=False))


def field_named(name: str, said: str, alike: Mapping[str, Any]) -> str:
    """By what stands behind the dash, or by words of its label."""
    if f"{name}-{said}" in alike:
        return f"{name}-{said}"
    labelled = [each for each, field in alike.items() if latin_digits(said) in latin_digits(str(field.label))]
    if len(labelled) != 1:
        raise AnswerFault(f"“{name}”-এ “{said}” নেই", f"“{name}” has no “{said}”")
    return labelled[0]


def as_sent(typed: Mapping[str, Any]) -> tuple[MultiValueDict, MultiValueDict]:
    """What was typed, and the files."""
    data: Any = MultiValueDict()
    files: Any = MultiValueDict()
    for name, value in typed.items():
        if hasattr(value, "read"):
            files[name] = value
        else:
            data.setlist(name, value if isinstance(value, list) else [value])
    return data, files
