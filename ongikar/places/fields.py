"""Form fields for a device: chosen among those of a place, or by the number on its label."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import TextInput

from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.i18n.lang_markup import BANGLA_LETTER
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office, Place

from .models import Device
from .models.device import DeviceQuerySet
from .words import device_number, read_device_number

# A place of an office has some sixty; more are not offered at once.
MOST_OFFERED = 300


def device_choice(device: Device) -> tuple[str, str]:
    """Its number as the value, and what tells it from its neighbours.

    A choice of a list box is in one language: beside a Bangla name the number is Bangla, too, and makes,
    which are Latin, stand on the device's page.
    """
    tongue = "bn" if BANGLA_LETTER.search(device.shown_name) else language()
    return str(device.number), f"{device_number(device.number, tongue)} · {device.shown_name}"


class DeviceField(ChoiceField):
    """A list of devices for the staff; the answer is the number, as text. Nothing is offered until the form
    says of which place (`offer`), or which devices (`offer_devices`).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", say_lazy("কোন যন্ত্র", "Which device"))
        super().__init__(*args, many=True, **kwargs)

    def offer(self, place: Place) -> None:
        self.offer_devices(Device.objects.at(place))

    def offer_devices(self, devices: DeviceQuerySet) -> None:
        self.choices = [
            ("", say("বেছে নিন", "Choose")),
            *(device_choice(device) for device in devices[:MOST_OFFERED]),
        ]


class DeviceNumberField(TextField):
    """The number from a label, as anybody types it: ল-০০৪১, L 41, 41. The answer is the number as text.

    `office`: set by the form; without it, only the shape is looked at.
    """

    office: Office | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", say_lazy("যন্ত্রের নম্বর", "Number of the device"))
        kwargs.setdefault(
            "help_text",
            say_lazy("যন্ত্রে লাগানো লেবেলে লেখা আছে, যেমন ল-০০৪১।", "It stands on its label, such as L-0041."),
        )
        kwargs.setdefault("missing", say_lazy("লেবেলের নম্বরটি লিখুন", "Enter the number on the label"))
        kwargs.setdefault("widget", TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        super().__init__(*args, max_length=20, width=kwargs.pop("width", "w11"), **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        number = read_device_number(typed)
        if number is None:
            raise ValidationError(
                say(
                    "নম্বরটি লেবেলে যেমন আছে তেমন লিখুন, যেমন ল-০০৪১",
                    "Write the number as it stands on the label, such as L-0041",
                )
            )
        if self.office is not None and not Device.objects.filter(office=self.office, number=number).exists():
            raise ValidationError(
                say(
                    "এই নম্বরের কোনো যন্ত্র নেই। লেবেলটি মিলিয়ে দেখুন।",
                    "No device has this number. Check the label.",
                )
            )
        return str(number)
