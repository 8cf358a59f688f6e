"""What is asked about spare parts: a new sort, and each way in which they come and go."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import (
    NAMELESS,
    CheckboxField,
    ChoiceField,
    DayField,
    Field,
    IdempotencyKeyField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Place
from ongikar.places.rules.part_stock import MOST_QUANTITY
from ongikar.rules.bangla.text import latin_digits

from .fields import DeviceNumberField
from .models import Device, Part, PartMovement

MOST_PRICE = Decimal(9_999_999)


class PriceField(Field, forms.Field):
    """A sum in taka as people write it: ৪৫০, 1,250.50."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("width", "w11")
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        figures = latin_digits(str(value)).replace(",", "").strip()
        try:
            price = Decimal(figures) if len(figures) < 16 else None
        except InvalidOperation:
            price = None
        if price is None or not price.is_finite():
            raise ValidationError(
                say("টাকায় লিখুন, যেমন ৪৫০ বা ৪৫০.৫০", "Enter a sum in taka, such as 450 or 450.50"), NAMELESS
            )
        if not 0 <= price <= MOST_PRICE:
            raise ValidationError(say("দামটি মিলিয়ে দেখুন", "Check the price"), NAMELESS)
        return price.quantize(Decimal("0.01"))


class PartForm(Form):
    """A form of the stock of an office at a moment."""

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now
        if "place" in self.fields:
            places = Place.objects.filter(office=office).open_on(now.date()).order_by("name_bn", "pk")
            self.choice_field("place").choices = [
                ("", say("বাছাই না করলেও চলে", "May be left out")),
                *((str(place.pk), place.name) for place in places),
            ]
        if isinstance(device := self.fields.get("device"), DeviceNumberField):
            device.office = office

    def clean_place(self) -> Place | None:
        key = self.cleaned_data["place"]
        return Place.objects.filter(office=self.office, pk=key).first() if key else None

    def clean_device(self) -> Device | None:
        number = self.cleaned_data["device"]
        return Device.objects.by_number(self.office, int(number)) if number else None

    def add_fault(self, field: str, bn: str, en: str) -> None:
        """What the action found: beside its field, or above the form where that is not here."""
        self.add_error(field if field in self.fields else None, ValidationError(say(bn, en), NAMELESS))


def quantity_field() -> WholeNumberField:
    return WholeNumberField(
        label=say_lazy("কতটি", "How many"),
        missing=say_lazy("সংখ্যাটি লিখুন", "Enter how many"),
        least=1,
        most=MOST_QUANTITY,
    )


def words_field(bn: str, en: str, *, required: bool = False) -> TextField:
    return TextField(
        label=say_lazy(bn, en),
        missing=say_lazy("কারণ লিখুন", "Write the reason"),
        required=required,
        max_length=PartMovement.MOST_WORDS,
        width="",
    )


class AddPartForm(PartForm):
    name_bn = TextField(
        label=say_lazy("নাম, বাংলায়", "Name in Bangla"),
        missing=say_lazy("বাংলায় নাম লিখুন", "Enter the name in Bangla"),
        max_length=120,
        help_text=say_lazy("যেমন মাউস, ৮ জিবি র‍্যাম, টোনার ৮৫এ", "Such as a mouse, 8 GB of memory, toner 85A"),
    )
    name_en = TextField(label=say_lazy("নাম, ইংরেজিতে", "Name in English"), required=False, max_length=120)
    unit_bn = TextField(
        label=say_lazy("গোনার একক, বাংলায়", "Unit in Bangla"), initial="টি", max_length=20, width="w11"
    )
    unit_en = TextField(
        label=say_lazy("গোনার একক, ইংরেজিতে", "Unit in English"),
        initial="pcs",
        required=False,
        max_length=20,
        width="w11",
    )
    least = WholeNumberField(
        label=say_lazy("অন্তত কতটি থাকা চাই", "How many should be there at least"),
        required=False,
        most=MOST_QUANTITY,
        help_text=say_lazy("এর কম হলে তালিকায় দেখানো হয়।", "With fewer, the list shows it."),
    )


class ChangePartForm(PartForm):
    least = WholeNumberField(
        label=say_lazy("অন্তত কতটি থাকা চাই", "How many should be there at least"),
        required=False,
        most=MOST_QUANTITY,
    )
    is_kept = CheckboxField(label=say_lazy("জিনিসটি রাখা হয়", "The office keeps this part"))


class ReceiveForm(PartForm):
    quantity = quantity_field()
    source = TextField(label=say_lazy("কার কাছ থেকে, কোন আদেশে", "From whom, by which order"), required=False)
    price = PriceField(label=say_lazy("প্রতিটির দাম, টাকায়", "Price of each, in taka"), required=False)
    on = DayField(label=say_lazy("কবে এসেছে", "When it came"))
    words = words_field("মন্তব্য", "Remarks")
    submission = IdempotencyKeyField(required=False)


class UseForm(PartForm):
    quantity = quantity_field()
    device = DeviceNumberField(
        label=say_lazy("কোন যন্ত্রে (লেবেলের নম্বর)", "In which device (label number)"), required=False
    )
    place = ChoiceField(label=say_lazy("কোথায়", "Where"), required=False, many=True, choices=[])
    on = DayField(label=say_lazy("কবে", "When"))
    words = words_field("কী কাজে", "For what")
    submission = IdempotencyKeyField(required=False)


class ReturnForm(PartForm):
    quantity = quantity_field()
    words = words_field("কোথা থেকে ফেরত", "Back from where")
    submission = IdempotencyKeyField(required=False)


class WriteOffForm(PartForm):
    quantity = quantity_field()
    words = words_field("কেন বাতিল", "Why it is written off", required=True)
    submission = IdempotencyKeyField(required=False)


class CountForm(PartForm):
    counted = WholeNumberField(
        label=say_lazy("তাকে গুনে কতটি", "How many lie on the shelf"),
        missing=say_lazy("গুনে সংখ্যাটি লিখুন", "Count and enter the number"),
        most=MOST_QUANTITY,
    )
    words = words_field("মন্তব্য", "Remarks")


class TakeBackForm(PartForm):
    words = words_field("কী ভুল ছিল", "What was wrong", required=True)


def known_part(part: Part) -> dict[str, Any]:
    return {"least": part.least, "is_kept": part.ended_on is None}
