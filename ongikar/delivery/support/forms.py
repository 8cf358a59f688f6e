"""What the staff write on a job: how urgent it is, what was seen and done, and who signed."""

from datetime import date
from typing import Any

from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.places.fields import DeviceField, DeviceNumberField
from ongikar.places.models import Device, Part

from .models import Job, JobDevice
from .triage import EFFECT_WORDS, URGENCY_WORDS
from .words import RESULT_WORDS, WAY_WORDS

# To be looked at across the counter nobody has to plan.
# More sorts of parts are not offered at once.
MOST_PARTS = 300
PLANNED_WAYS = (Job.REMOTE, Job.VISIT, Job.BROUGHT)


def choices_of(words: dict[str, tuple[str, str]], names: Any = None) -> list[tuple[str, Any]]:
    return [(name, say_lazy(*words[name])) for name in names or words]


class JobForm(Form):
    """A form about a job, taken once however often its button is pressed."""

    token = IdempotencyKeyField()

    def __init__(self, *args: Any, job: Job, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job, self.today = job, today

    def facts(self) -> dict[str, Any]:
        """What the action is called with, beside the key of the form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


class TriageForm(JobForm):
    urgency = ChoiceField(
        label=say_lazy("কাজ কতটা আটকে আছে", "How badly is work affected?"),
        missing=say_lazy("কাজ কতটা আটকে আছে, বেছে নিন", "Choose how badly work is affected"),
        choices=choices_of(URGENCY_WORDS),
    )
    effect = ChoiceField(
        label=say_lazy("কাদের কাজ আটকে আছে", "Whose work is held up?"),
        missing=say_lazy("কাদের কাজ আটকে আছে, বেছে নিন", "Choose whose work is held up"),
        choices=choices_of(EFFECT_WORDS),
    )
    way = ChoiceField(
        label=say_lazy("কীভাবে দেখা হবে", "How it will be looked at"),
        missing=say_lazy("কীভাবে দেখা হবে, বেছে নিন", "Choose how it will be looked at"),
        choices=choices_of(WAY_WORDS, PLANNED_WAYS),
    )
    words = TextField(
        label=say_lazy("কার্যালয়ের জন্য কথা", "A word for the office"), required=False, lines=2, max_length=500
    )


class AddDeviceForm(JobForm):
    """Chosen among those of the place, or by the number on the label."""

    device = DeviceField(required=False, optional_mark=False)
    number = DeviceNumberField(required=False, optional_mark=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].office = self.job.office  # type: ignore[attr-defined]
        if self.job.place:
            self.fields["device"].offer(self.job.place)  # type: ignore[attr-defined]
            self.fields["number"].label = say_lazy(
                "অন্য জায়গার যন্ত্র হলে, নম্বর", "Or one of another place: its number"
            )
        else:
            del self.fields["device"]
            self.fields["number"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "device" in self.fields and not self.errors:
            chosen, typed = cleaned.get("device"), cleaned.get("number")
            if not chosen and not typed:
                self.add_error(
                    "device", say("যন্ত্রটি বেছে নিন, কিংবা নম্বর লিখুন", "Choose the device, or write its number")
                )
            elif chosen and typed and chosen != typed:
                self.add_error(
                    "number", say("একটিই দিন: তালিকা থেকে, কিংবা নম্বরে", "Give one: from the list, or by number")
                )
        return cleaned

    @property
    def device_number(self) -> int:
        return int(self.cleaned_data.get("device") or self.cleaned_data["number"])


class LookForm(JobForm):
    way = ChoiceField(
        label=say_lazy("কীভাবে দেখা হলো", "How it was looked at"),
        missing=say_lazy("কীভাবে দেখা হলো, বেছে নিন", "Choose how it was looked at"),
        choices=choices_of(WAY_WORDS, PLANNED_WAYS),
    )
    on = DayField(
        label=say_lazy("কোন দিন", "On which day"), missing=say_lazy("কোন দিন, লিখুন", "Write the day")
    )
    words = TextField(
        label=say_lazy("কী দেখা গেল", "What was seen"),
        missing=say_lazy("কী দেখা গেল, লিখুন", "Write what was seen"),
        lines=4,
        max_length=2000,
    )


class ResultForm(JobForm):
    result = ChoiceField(
        label=say_lazy("কী হলো", "Outcome"),
        missing=say_lazy("কী হলো, বেছে নিন", "Choose what became of it"),
        choices=choices_of(RESULT_WORDS),
    )
    on = DayField(
        label=say_lazy("কোন দিন", "On which day"), missing=say_lazy("কোন দিন, লিখুন", "Write the day")
    )
    words = TextField(
        label=say_lazy("কী করা হলো বা কী লাগবে", "What was done, or is needed"),
        help_text=say_lazy("যন্ত্রের ইতিহাসে থাকবে।", "It stays in the history of the device."),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needs_reason = cleaned.get("result") in (JobDevice.CONDEMNED, JobDevice.FAULTY)
        if needs_reason and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", say("কেন, এক কথায় লিখুন", "Write in a word why"))
        return cleaned


class PartForm(JobForm):
    """What went into it, of what the office has in stock."""

    part = ChoiceField(
        label=say_lazy("কোন যন্ত্রাংশ", "Which part"),
        missing=say_lazy("কোন যন্ত্রাংশ, বেছে নিন", "Choose which part"),
        many=True,
    )
    quantity = WholeNumberField(
        label=say_lazy("কয়টি বা কত", "How many, or how much"),
        missing=say_lazy("কয়টি বা কত, লিখুন", "Write how many, or how much"),
        least=1,
        most=10_000,
    )
    device = DeviceField(
        label=say_lazy("কোন যন্ত্রে", "Into which device"), required=False, optional_mark=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = list(Part.objects.in_use().filter(office=self.job.office, balance__gt=0)[:MOST_PARTS])
        self.parts = {str(part.pk): part for part in kept}
        self.choice_field("part").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, part_in_stock(part)) for key, part in self.parts.items()),
        ]
        devices = Device.objects.filter(jobs__job=self.job).order_by("number")
        if devices:
            self.fields["device"].offer_devices(devices)  # type: ignore[attr-defined]
        else:
            del self.fields["device"]

    @property
    def chosen_part(self) -> dict[str, Any]:
        number = self.cleaned_data.get("device")
        return {
            "part": self.parts[self.cleaned_data["part"]],
            "quantity": self.cleaned_data["quantity"],
            "device": Device.objects.by_number(self.job.office, int(number)) if number else None,
        }


def part_in_stock(part: Part) -> str:
    return say(
        "{name}; আছে {n} {unit}",
        "{name}; {n} {unit} in stock",
        name=part.name,
        n=part.balance,
        unit=part.unit,
    )


class AgainForm(Form):
    """What is wrong now, of what was said to be mended."""

    words = TextField(
        label=say_lazy("এখন কী হচ্ছে", "What happens now"),
        missing=say_lazy("এখন কী হচ্ছে, লিখুন", "Write what happens now"),
        help_text=say_lazy("যেমন: আবার ছবি আসে না।", "For example: there is no picture again."),
        lines=3,
        max_length=2000,
    )
