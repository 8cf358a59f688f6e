"""A form follows from the columns of a model: each is asked by what it is, under its own words."""

from collections.abc import Callable, Iterable
from datetime import datetime, time
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms.models import modelform_factory

from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    TimeOfDayField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.figures import FigureField
from ongikar.core.forms.forms import Form, ModelForm
from ongikar.core.i18n.say import say, say_lazy
from ongikar.papers.actions import check_upload
from ongikar.rules.calendar.office_calendar import TZ

from .models import PaperEntry, Record, Row

MOST_WORDS = 2000
# What a moment is asked by: the day once, and a time for each.
DAY = "day"


def ask_column(column: models.Field, **said: Any) -> forms.Field | None:
    """The field that asks for a column; `said`: what the form says of it otherwise than the column does. None
    of one that a form asks for in its own way.
    """
    said = {
        "label": column.verbose_name,
        "help_text": column.help_text,
        "required": not column.blank,
        **{name: value for name, value in said.items() if value is not None},
    }
    if column.choices:
        return ChoiceField(choices=column.choices, **said)
    ask = ASKED.get(column.get_internal_type())
    return ask(column, said) if ask else None


def ask_figure(column: Any, said: dict[str, Any]) -> forms.Field:
    """As much as its validators or, without one, its digits hold."""
    places = column.decimal_places
    most = Decimal(10 ** (column.max_digits - places)) - Decimal(1).scaleb(-places)
    for validator in column.validators:
        if isinstance(validator, MaxValueValidator):
            most = min(Decimal(validator.limit_value), most)
    return FigureField(places=places, most=most, **said)


def ask_number(column: models.Field, said: dict[str, Any]) -> forms.Field:
    limits: dict[str, Any] = {}
    for validator in column.validators:
        if isinstance(validator, MinValueValidator):
            limits["least"] = max(validator.limit_value, limits.get("least", 0))
        elif isinstance(validator, MaxValueValidator):
            limits["most"] = min(validator.limit_value, limits.get("most", validator.limit_value))
    return WholeNumberField(**said, **limits)


ASKED: dict[str, Callable[[Any, dict[str, Any]], forms.Field]] = {
    "CharField": lambda column, said: TextField(max_length=column.max_length, **said),
    "TextField": lambda column, said: TextField(
        **{"lines": 3, "max_length": column.max_length or MOST_WORDS, **said}
    ),
    "DateField": lambda column, said: DayField(**said),
    # Its time; the day is asked once for all (`RowForm`).
    "DateTimeField": lambda column, said: TimeOfDayField(**said),
    "TimeField": lambda column, said: TimeOfDayField(**said),
    **dict.fromkeys(
        ("PositiveSmallIntegerField", "PositiveIntegerField", "PositiveBigIntegerField"), ask_number
    ),
    "DecimalField": ask_figure,
    # What is not ticked is a no, and nothing that is missing.
    "BooleanField": lambda column, said: CheckboxField(**said | {"required": False}),
}


# What the act writes by itself, whatever the row is.
OWN_COLUMNS = frozenset(
    (
        *("id", "name", "office", "fiscal_year", "book_serial", "paper"),
        *("at", "by_id", "by_type", "submission", "struck_at", "struck_reason"),
    )
)


def asked_columns(model: type[Row]) -> list[str]:
    """What is asked of a row unless its act says otherwise: its own columns, in their order."""
    beyond = OWN_COLUMNS | {getattr(model, "PARENT", "")}
    return [column.name for column in model._meta.concrete_fields if column.name not in beyond]


class RowForm(ModelForm):
    """Asks for a row of the record `of`, once however often its button is pressed. `replaces`: something
    stands there already, which it strikes through; None: perhaps.

    Columns with a moment are asked by their times, and the day of all of them once.
    """

    token = IdempotencyKeyField()
    reason = TextField(
        label=say_lazy("আগের লেখাটি কেন বাতিল", "Why what stands there is struck"),
        missing=say_lazy("আগের লেখাটি কেন বাতিল, লিখুন", "Write why what stands there is struck"),
        max_length=300,
    )

    class Meta:
        formfield_callback = ask_column

    def __init__(self, *args: Any, of: Record, replaces: bool | None = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        is_entered = self.instance.pk is None
        if not getattr(self._meta.model, "IS_KEYED", False) or not is_entered:
            del self.fields["token"]
        names = [name for name in self.fields if name != "reason"]
        if self.moments:
            self.fields[DAY] = DayField(
                label=say_lazy("কোন দিন", "Day"), missing=say_lazy("কোন দিন, লিখুন", "Write the day")
            )
            names.insert(names.index(self.moments[0]), DAY)
        if issubclass(self._meta.model, PaperEntry) and is_entered:
            self.fields["paper"] = UploadField(
                label=self._meta.model.PAPER_WORDS,
                required=not self._meta.model._meta.get_field("paper").null,
                help_text=say_lazy("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
                missing=say_lazy("ফাইলটি দিন", "Add the file"),
            )
            names.append("paper")
        if replaces is False:
            del self.fields["reason"]
        else:
            names.append("reason")
            if replaces is None:
                self.fields["reason"].required = False
                self.fields["reason"].help_text = say(
                    "এটি আগে লেখা থাকলে", "Only where this was entered before"
                )
        self.order_fields(names)

    @property
    def moments(self) -> list[str]:
        columns = {column.name: column for column in self._meta.model._meta.concrete_fields}
        return [name for name in self.fields if isinstance(columns.get(name), models.DateTimeField)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get(DAY)
        for name in self.moments:
            if day and isinstance(cleaned.get(name), time):
                cleaned[name] = datetime.combine(day, cleaned[name], TZ)
        for column in self._meta.model._meta.concrete_fields:
            if cleaned.get(column.name, "") is None and not column.null and column.has_default():
                cleaned[column.name] = column.get_default()
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """What `perform` takes beside the row. Raises PaperFault."""
        facts: dict[str, Any] = {}
        if "token" in self.fields:
            facts["submission"] = submission_of(self.of, self)
        if "reason" in self.fields:
            facts["reason"] = self.cleaned_data["reason"]
        if self.cleaned_data.get("paper"):
            facts["content"] = check_upload(self.cleaned_data["paper"])
        return facts


def submission_of(of: Record, form: forms.BaseForm) -> str:
    """The key of one press: the form's own, of this record."""
    return f"{of.pk}-{form.cleaned_data['token']}"[:64]


def row_form(
    model: type[Row], asks: Iterable[str] | None = None, form: type[RowForm] = RowForm
) -> type[RowForm]:
    """The form of a row: `asks`, or all of its own columns."""
    names = asked_columns(model) if asks is None else list(asks)
    made = modelform_factory(model, form=form, fields=names, formfield_callback=ask_column)
    return cast(type[RowForm], made)


class StrikeForm(Form):
    reason = TextField(
        label=say_lazy("কেন বাতিল", "Why it is struck through"),
        missing=say_lazy("কেন বাতিল, লিখুন", "Write why it is struck through"),
        max_length=300,
    )
