"""Form fields that take what people type in either script, and word their own faults in the person's
language.
"""

from copy import copy
from datetime import date, time
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import EmailValidator, MaxLengthValidator
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from ongikar.core.forms.keys import KEY, accept_key
from ongikar.core.forms.typed import TypedBoundField, TypedInput, early_words
from ongikar.core.i18n.lang_markup import language_attribute
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules import typed_days, typed_times
from ongikar.rules.bangla import text
from ongikar.rules.numbers import mobile_fault, normal_mobile
from ongikar.rules.typed_days import TypedFault

# Signs that nobody sees: of no width, turning the line round, and controls of old terminals (tab and new
# line stay).
INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u200b\u2060\ufeff\u00ad\u061c\u200e\u200f"),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0x09),
        0x0B,
        0x0C,
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
    ]
)
# The code of a fault whose sentence does not say which field it is about: the list above the form adds the
# field’s name.
NAMELESS = "nameless"
NOTHING = mark_safe("")
RELOAD = say_lazy("পাতাটি আবার খুলুন, তারপর পাঠান", "Load the page again, then send it")


# A mixin to whoever runs it, a field to whoever checks its types.
if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    _FieldBase = forms.Field
else:
    _FieldBase = object


class Field(_FieldBase):
    """Mixed into Django's fields: `missing` is the sentence for an empty answer, where the one made of the
    label would not do.
    """

    MISSING = say_lazy("এই ঘরটি পূরণ করুন", "Fill in this field")
    # What the list above the form calls it, where its label alone would not tell it from others.
    called = ""

    def __init__(
        self,
        *args: Any,
        missing: "str | _StrPromise | None" = None,
        width: str = "w20",
        optional_mark: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.width, self.optional_mark = width, optional_mark
        self.error_messages["required"] = missing or missing_words(self, self.MISSING)
        self.error_messages["null_characters_not_allowed"] = say_lazy(
            "লেখাটি পড়া যায়নি", "This text cannot be read"
        )
        self.nameless = {NAMELESS, "null_characters_not_allowed"} | (
            {"required"} if not (missing or names_itself(self)) else set()
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """The field as one form has it, to relabel or to fill: what nobody changes in place stays shared.

        Every form copies each of its fields, and Django's copies were a tenth of what a submission costs.
        """
        field = twin(self)
        field.widget = twin(self.widget)
        field.widget.attrs = self.widget.attrs.copy()
        field.error_messages, field.validators = self.error_messages.copy(), self.validators[:]
        for own in (field.__dict__, field.widget.__dict__):
            if "_choices" in own:
                # Each form has a list of its own, of the same choices.
                own["_choices"] = copy(own["_choices"])
        return field


def names_itself(field: forms.Field) -> bool:
    """Whether its label can stand in a sentence; a whole question cannot."""
    return bool(field.label) and not str(field.label).endswith("?")


def missing_words(field: forms.Field, unnamed: Any) -> Any:
    """The sentence for an empty field from its label; `unnamed` where that makes none."""
    if not names_itself(field):
        return unnamed
    if isinstance(field, forms.ChoiceField):
        return say_lazy("{label}, বেছে নিন", "Choose: {label}", label=field.label)
    if isinstance(field, forms.FileField):
        return say_lazy("{label}, দিন", "Add: {label}", label=field.label)
    return say_lazy("{label}, লিখুন", "Write: {label}", label=field.label)


def without_invisible(value: str) -> str:
    """Most of what is typed holds none: whether all can be printed is seen faster than each letter is looked
    up.
    """
    return value if value.isprintable() else value.translate(INVISIBLE)


def twin[Thing](thing: Thing) -> Thing:
    made = object.__new__(type(thing))
    made.__dict__.update(thing.__dict__)
    return made


class TextField(Field, forms.CharField):
    """A line or a paragraph of text, in NFC, without invisible characters except the two joiners Bangla
    needs.
    """

    def __init__(self, *args: Any, lines: int = 1, max_length: int = 200, **kwargs: Any) -> None:
        if lines > 1:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
        super().__init__(*args, max_length=max_length, **kwargs)
        self.is_line = lines == 1

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = without_invisible(text.nfc(value))
            # A line stays one: a name with a line break in it would write into the head of a
            # letter or a message.
            value = " ".join(value.split()) if self.is_line else value
        return super().to_python(value)

    def run_validators(self, value: Any) -> None:
        if value and self.max_length and len(value) > self.max_length:
            raise ValidationError(
                say(
                    "লেখাটি {n} অক্ষরের বেশি লম্বা। {max} অক্ষরের মধ্যে লিখুন।",
                    "This is {n} [character|characters] too long. Use at most {max} characters.",
                    n=len(value) - self.max_length,
                    max=self.max_length,
                ),
                NAMELESS,
            )
        if value and not any(c.isalnum() for c in value):
            raise ValidationError(
                say("অক্ষরে বা সংখ্যায় কিছু লিখুন", "Write something in letters or digits"), NAMELESS
            )


class MobileField(Field, forms.CharField):
    """A Bangladeshi mobile in either script, kept as E.164."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("width", "w11")
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})
        )
        kwargs.setdefault("missing", say_lazy("মোবাইল নম্বর লিখুন", "Enter a mobile number"))
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> str:
        # A number is never long; what is pasted by mistake is not worth reading to its end.
        value = super().clean(without_invisible(value[:60]) if isinstance(value, str) else value)
        if not value:
            return ""
        fault = mobile_fault(value)
        if fault:
            raise ValidationError(say(*fault))
        return normal_mobile(value)


def without_nulls(typed: str) -> str:
    """What was typed into a search: PostgreSQL takes no null character in any text, not even to look for."""
    return typed.replace("\0", "")


class PageKey(forms.HiddenInput):
    """Shows nothing: the key stands once in each form, beside its token against forgery."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name) or data.get(KEY)

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        return NOTHING


class IdempotencyKeyField(Field, forms.CharField):
    """The hidden key by which a form sent twice is taken once: that of the page (core/forms/keys.py), which
    nobody has to fill in. Only a form tampered with has a wrong one.
    """

    widget = PageKey

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, missing=RELOAD, **kwargs)

    def clean(self, value: Any) -> str:
        if value and not accept_key(value):
            raise ValidationError(RELOAD)
        return super().clean(value or "")


class EmailField(Field, forms.EmailField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        message = say_lazy(
            "ই-মেইল ঠিকানাটি ঠিক নয়। এভাবে লিখুন: rahima@example.com",
            "This e-mail address is not right. Write it like rahima@example.com",
        )
        self.error_messages["invalid"] = message
        self.validators = [EmailValidator(message), MaxLengthValidator(254, message)]


# What may be larger is a sum of money: three is no budget.
SUMS = 1_000_000


class WholeNumberField(Field, forms.Field):
    """A whole number in either script."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *args: Any, least: int = 0, most: int = 1_000_000, **kwargs: Any) -> None:
        kwargs.setdefault("width", "w5")
        super().__init__(*args, **kwargs)
        self.least, self.most = least, most

    def prepare_value(self, value: Any) -> Any:
        """What the office holds stands there in the figures of the page; what was typed, as it was."""
        return text.digits(value, language()) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        figures = text.latin_digits(str(value)).replace(",", "").strip()
        if not (figures.isascii() and figures.isdigit() and len(figures) <= 9):
            # An example that the next check would refuse helps nobody.
            such = min(max(self.least, 50_000 if self.most > SUMS else 3), self.most)
            raise ValidationError(
                say("সংখ্যায় লিখুন, যেমন {n}", "Enter a number, such as {n}", n=such), NAMELESS
            )
        number = int(figures)
        if not self.least <= number <= self.most:
            raise ValidationError(
                say(
                    "{least} থেকে {most}-এর মধ্যে লিখুন",
                    "Enter a number from {least} to {most}",
                    least=self.least,
                    most=self.most,
                ),
                NAMELESS,
            )
        return number


class TypedField(Field, forms.Field):
    """A day or a time of day that is typed, in either script; what it was understood as is said back."""

    bound_field_class = TypedBoundField
    EXAMPLE: Any
    WIDTH: str
    TYPE: type[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("width", self.WIDTH)
        kwargs["help_text"] = kwargs.get("help_text") or self.EXAMPLE
        super().__init__(*args, **kwargs)

    def read(self, typed: str) -> Any:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, self.TYPE):
            return value
        try:
            return self.read(without_invisible(str(value)))
        except TypedFault as fault:
            raise ValidationError(say(fault.bn, fault.en), NAMELESS) from None


class DayField(TypedField):
    """A date as people write it: ৯/১২/২০২৬, 9-12-26, ৯ ডিসেম্বর ২০২৬; or a program’s 2026-12-09.

    `since`: the field of the same form with the first day, where this asks for the last. How long that is
    is said back with it, and one that comes before the first is refused.
    """

    widget = TypedInput("day", inputmode="numeric")
    EXAMPLE = say_lazy("দিন/মাস/বছর, যেমন ০৬/১২/২০২৬", "Day/month/year, such as 06/12/2026")
    WIDTH, TYPE = "w11", date

    def __init__(self, *args: Any, since: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def span_fault(self, first: date, last: date) -> ValidationError | None:
        """Of days that were both understood."""
        return ValidationError(early_words(first), NAMELESS) if last < first else None

    def read(self, typed: str) -> date:
        try:
            return typed_days.read_day(typed)
        except typed_days.YearMissing as fault:
            nearest = fault.nearest(timezone.localdate())
            raise typed_days.YearMissing(nearest.day, nearest.month, nearest.year) from None


class TimeOfDayField(TypedField):
    """A time as people write it: ১০:৩০, রাত ৯টা, 9 pm, 21:00."""

    widget = TypedInput("time")
    EXAMPLE = say_lazy("যেমন সকাল ১০:৩০ বা রাত ৯টা", "Such as 10:30 am or 9 pm")
    WIDTH, TYPE = "w11", time

    def read(self, typed: str) -> time:
        return typed_times.read_time(typed)


class ListBox(forms.Select):
    """A list box each of whose choices says in which language it is, where that is not the page's."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        option["attrs"] |= language_attribute(str(label))
        return option


class ChoiceField(Field, forms.ChoiceField):
    """One of a few, as radio buttons; `many=True` asks for a list box."""

    MISSING = say_lazy("একটি বেছে নিন", "Choose one")

    def __init__(self, *args: Any, many: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ListBox if many else forms.RadioSelect)
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_choice"] = say_lazy(
            "তালিকা থেকে একটি বেছে নিন", "Choose one from the list"
        )
        self.nameless |= {"invalid_choice"}


class CheckboxField(Field, forms.BooleanField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(*args, **kwargs)


class UploadField(Field, forms.FileField):
    """A photo or a PDF. What is inside it is checked by the papers app, not by its name."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=200, **kwargs)
        self.error_messages |= {
            "invalid": say_lazy("ফাইলটি আসেনি। আবার বেছে নিন।", "The file did not arrive. Choose it again."),
            "missing": say_lazy("ফাইলটি আসেনি। আবার বেছে নিন।", "The file did not arrive. Choose it again."),
            "empty": say_lazy("ফাইলটি খালি। অন্য একটি বেছে নিন।", "The file is empty. Choose another."),
            "max_length": say_lazy(
                "ফাইলের নামটি খুব লম্বা। ছোট নাম দিন।", "The file name is too long. Shorten it."
            ),
        }
        self.nameless |= {"invalid", "missing", "empty", "max_length"}


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadsField(UploadField):
    """Several photos or PDFs, chosen at once: a list of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        accept = UploadField.widget.attrs["accept"]
        kwargs.setdefault("widget", SeveralFiles(attrs={"accept": accept}))
        super().__init__(*args, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        if self.required and not any(given):
            # Of an empty list none would be missing.
            raise ValidationError(self.error_messages["required"], "required")
        return [one for each in given if (one := super(UploadsField, self).clean(each, initial))]
