"""What the staff write on a job beside what its rows ask for, the table of triage, and what whoever asked
writes when it is broken again.
"""

from datetime import date
from typing import Any

from django.db.models import Model

from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.delivery.support.rules import EFFECTS, MOST_DAYS, URGENCIES, TriageTable
from ongikar.places.fields import DeviceField, DeviceNumberField
from ongikar.places.models import Device, Part
from ongikar.records.forms import RowForm, ask_column, submission_of

from .models import Job, JobDevice, Sheet

# More sorts of parts are not offered at once.
MOST_PARTS = 300
# To be looked at across the counter nobody has to plan.
PLANNED_WAYS = [(way, words) for way, words in Job.Way.choices if way != Job.Way.COUNTER]
DAY: dict[str, Any] = {
    "label": say_lazy("কোন দিন", "On which day"),
    "missing": say_lazy("কোন দিন, লিখুন", "Write the day"),
}


def ask(model: type[Model], name: str, **said: Any) -> Any:
    return ask_column(model._meta.get_field(name), **said)  # type: ignore[arg-type]  # no relation


class JobForm(Form):
    """A form about a job, taken once however often its button is pressed."""

    token = IdempotencyKeyField()

    def __init__(self, *args: Any, job: Job, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job = job

    def facts(self) -> dict[str, Any]:
        """What the action is called with."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return given | {"submission": submission_of(self.job, self)}


class TriageForm(JobForm):
    urgency = ask(Job, "urgency", required=True)
    effect = ask(Job, "effect", required=True)
    way = ChoiceField(
        label=say_lazy("কীভাবে দেখা হবে", "How it will be looked at"),
        choices=PLANNED_WAYS,
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
    def device_at_fault(self) -> Device:
        number = self.cleaned_data.get("device") or self.cleaned_data["number"]
        device = Device.objects.by_number(self.job.office, int(number))
        if device is None:
            raise ActFault("number", "এই নম্বরের কোনো যন্ত্র নেই।", "No device has this number.")
        return device


class LookForm(JobForm):
    way = ChoiceField(
        label=say_lazy("কীভাবে দেখা হলো", "How it was looked at"),
        choices=PLANNED_WAYS,
    )
    on = DayField(**DAY)
    words = TextField(
        label=say_lazy("কী দেখা গেল", "What was seen"),
        lines=4,
        max_length=2000,
    )


class ResultForm(JobForm):
    """What became of one device of the job."""

    result = ask(JobDevice, "result", required=True)
    on = DayField(**DAY)
    words = TextField(
        label=say_lazy("কী করা হলো বা কী লাগবে", "What was done, or is needed"),
        help_text=say_lazy("যন্ত্রের ইতিহাসে থাকবে।", "It stays in the history of the device."),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needs_reason = cleaned.get("result") in (JobDevice.Result.CONDEMNED, JobDevice.Result.FAULTY)
        if needs_reason and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", say("কেন, এক কথায় লিখুন", "Write in a word why"))
        return cleaned


class PartForm(JobForm):
    """What went into it, of what the office has in stock."""

    part = ChoiceField(
        label=say_lazy("কোন যন্ত্রাংশ", "Which part"),
        many=True,
    )
    quantity = WholeNumberField(
        label=say_lazy("কয়টি বা কত", "How many, or how much"),
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


class SheetForm(RowForm):
    found = ask(Sheet, "found", lines=4)
    done = ask(Sheet, "done", lines=4, max_length=3000)


class AgainForm(Form):
    """What is wrong now, of what was said to be mended."""

    words = TextField(
        label=say_lazy("এখন কী হচ্ছে", "What happens now"),
        help_text=say_lazy("যেমন: আবার ছবি আসে না।", "For example: there is no picture again."),
        lines=3,
        max_length=2000,
    )


class TriageTableForm(Form):
    """Another table from a day on: nine numbers."""

    token = IdempotencyKeyField()
    since = DayField(
        label=say_lazy("কোন দিন থেকে", "From which day"),
    )

    def __init__(self, *args: Any, table: TriageTable, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": today}, **kwargs)
        self.today = today
        for urgency in URGENCIES:
            for effect in EFFECTS:
                field = WholeNumberField(
                    label=say(
                        "{urgency}: {effect}",
                        "{urgency}: {effect}",
                        urgency=Job.Urgency(urgency).label,
                        effect=Job.Effect(effect).label,
                    ),
                    missing=say(
                        "দিনের সংখ্যা লিখুন, সেই দিনেই হলে ০", "Write the number of days, 0 for the same day"
                    ),
                    most=MOST_DAYS,
                )
                field.initial = table.days_for(urgency, effect)
                self.fields[cell_name(urgency, effect)] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since = cleaned.get("since")
        if since and since < self.today:
            self.add_error(
                "since",
                say(
                    "আজ বা পরের কোনো দিন দিন। আগে যা ঠিক হয়েছে, তা বদলায় না।",
                    "Give today or a later day. What was judged before does not change.",
                ),
            )
        return cleaned

    @property
    def days(self) -> dict[str, dict[str, int]]:
        """Working days until the first look: `{urgency: {effect: days}}`."""
        return {
            urgency: {effect: self.cleaned_data[cell_name(urgency, effect)] for effect in EFFECTS}
            for urgency in URGENCIES
        }


def cell_name(urgency: str, effect: str) -> str:
    return f"{urgency}-{effect}"
