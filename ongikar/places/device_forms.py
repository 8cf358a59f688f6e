"""What is asked about a device: when it is registered, when its description is put right, and when something
is said of it.
"""

from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import (
    NAMELESS,
    CheckboxField,
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Place
from ongikar.places.rules.device_state import FAULTY, MISSING, WORKING

from .fields import DeviceField
from .models import Device, DeviceFact
from .words import DEVICE_KINDS, STATE_WORDS

# An older device is a slip of the pen; so is a warranty that runs longer.
YEARS_BACK, YEARS_OF_WARRANTY = 40, 20
MOST_AT_ONCE = 60


class DescriptionForm(Form):
    """What a device is, as its label and its papers say."""

    kind = ChoiceField(
        label=say_lazy("কী যন্ত্র", "What it is"),
        missing=say_lazy("কী যন্ত্র, বেছে নিন", "Choose what it is"),
        many=True,
        width="w20",
    )
    name = TextField(
        label=say_lazy("এখানে যা নামে চেনা", "What it is called there"),
        required=False,
        max_length=Device.MOST_NAME,
        help_text=say_lazy("যেমন ডেস্কটপ ২", "Such as Desktop 2"),
    )
    maker = TextField(
        label=say_lazy("নির্মাতা", "Maker"),
        required=False,
        max_length=Device.MOST_TEXT,
        help_text=say_lazy("যন্ত্রের গায়ে যেমন লেখা", "As it stands on the device"),
    )
    model = TextField(label=say_lazy("মডেল", "Model"), required=False, max_length=Device.MOST_TEXT)
    serial_no = TextField(
        label=say_lazy("নির্মাতার সিরিয়াল নম্বর", "The maker’s serial number"),
        required=False,
        max_length=Device.MOST_TEXT,
        help_text=say_lazy("যন্ত্রের গায়ে S/N লেখার পাশে থাকে।", "It stands beside S/N on the device."),
    )
    source = TextField(
        label=say_lazy("কোথা থেকে পাওয়া", "Where it came from"),
        required=False,
        max_length=Device.MOST_TEXT,
        help_text=say_lazy("প্রকল্প, বরাদ্দ বা দান", "A project, a budget or a gift"),
    )
    warranty_until = DayField(label=say_lazy("ওয়ারেন্টি যে দিন পর্যন্ত", "Warranty until"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.choice_field("kind").choices = [("", say("বেছে নিন", "Choose")), *DEVICE_KINDS.items()]

    def clean_warranty_until(self) -> date | None:
        day: date | None = self.cleaned_data["warranty_until"]
        if day and not self.today.year - YEARS_BACK < day.year < self.today.year + YEARS_OF_WARRANTY:
            raise ValidationError(say("বছরটি মিলিয়ে দেখুন", "Check the year"), NAMELESS)
        return day

    @property
    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in DescriptionForm.base_fields}


class RegisterForm(DescriptionForm):
    """A device that is new on the list, or several alike without a serial."""

    on = DayField(
        label=say_lazy("কবে থেকে এখানে", "Since when it stands here"),
        missing=say_lazy("কবে থেকে এখানে, লিখুন", "Enter since when it stands here"),
    )
    how_many = WholeNumberField(
        label=say_lazy("একই রকম কয়টি", "How many alike"),
        least=1,
        most=MOST_AT_ONCE,
        required=False,
        help_text=say_lazy(
            "একাধিক হলে সিরিয়াল পরে যন্ত্রের পাতায় লিখুন।", "If several, enter the serials later on their pages."
        ),
    )
    token = IdempotencyKeyField()

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        return past_day(day, self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (cleaned.get("how_many") or 1) > 1 and cleaned.get("serial_no"):
            self.add_error(
                "serial_no",
                say(
                    "একটি সিরিয়াল একটি যন্ত্রের; কয়েকটি একসঙ্গে তুললে ঘরটি খালি রাখুন",
                    "One serial belongs to one device; leave this empty for several at once",
                ),
            )
        return cleaned


class CorrectForm(DescriptionForm):
    words = TextField(
        label=say_lazy("কেন বদলাচ্ছেন", "Why it is changed"),
        required=False,
        help_text=say_lazy("আগে যা লেখা ছিল, ইতিহাসে থেকে যায়।", "What stood there before stays in the history."),
    )


class FactForm(Form):
    """Something said of a device; `fact` decides what is asked, `places` are those of the office."""

    words = TextField(
        label=say_lazy("কথা", "Words"), lines=3, required=False, max_length=DeviceFact.MOST_WORDS
    )
    state = ChoiceField(
        label=say_lazy("আসল অবস্থা", "Its true state"),
        choices=[(name, STATE_WORDS[name]) for name in (WORKING, FAULTY, MISSING)],
    )
    place = ChoiceField(label=say_lazy("কোথায়", "Where"), many=True, width="w30")
    on = DayField(label=say_lazy("কোন দিন", "On which day"), missing=say_lazy("দিনটি লিখুন", "Enter the day"))
    sure = CheckboxField(
        label=say_lazy(
            "যন্ত্রটি আর ব্যবহার হবে না, তালিকা থেকে নামানো হোক।", "It is not used any more; take it off the list."
        ),
        required=True,
        missing=say_lazy("নিশ্চিত হলে টিক দিন", "Tick it if you are sure"),
    )
    token = IdempotencyKeyField()

    WORDS = {
        "fault": say_lazy("কী নষ্ট", "What is wrong"),
        "repaired": say_lazy("কী করা হয়েছে", "What was done"),
        "moved": say_lazy("কেন সরানো হলো", "Why it was moved"),
        "condemned": say_lazy("কেন বাতিল", "Why it is condemned"),
        "corrected": say_lazy("কী ভুল লেখা ছিল", "What was wrongly entered"),
    }
    NEEDS_WORDS = frozenset({"fault", "condemned", "corrected"})
    NEEDS_PLACE = frozenset({"moved"})
    MAY_PLACE = frozenset({"moved", "found", "corrected"})

    def __init__(
        self, *args: Any, fact: str, device: Device, places: list[Place], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fact, self.device, self.today = fact, device, today
        self.places = {str(place.pk): place for place in places}
        if fact != "corrected":
            del self.fields["state"]
        if fact != "condemned":
            del self.fields["sure"]
        self.ask_place()
        self.ask_words()

    def ask_place(self) -> None:
        if self.fact not in self.MAY_PLACE:
            del self.fields["place"]
            return
        field = self.choice_field("place")
        field.required = self.fact in self.NEEDS_PLACE
        others = [
            (key, place.name)
            for key, place in self.places.items()
            if place.pk != self.device.place_id or self.fact != "moved"
        ]
        first = say("বেছে নিন", "Choose") if field.required else say("যেখানে ছিল", "Where it stood")
        field.choices = [("", first), *others]

    def ask_words(self) -> None:
        field = self.fields["words"]
        field.label = self.WORDS.get(self.fact, say("মন্তব্য", "Remark"))
        field.required = self.fact in self.NEEDS_WORDS

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        return past_day(day, self.today)

    @property
    def where(self) -> Place | None:
        return self.places.get(self.cleaned_data.get("place") or "")


class FaultForm(Form):
    """Something at a place is broken: which of its devices, and what is wrong."""

    device = DeviceField()
    words = TextField(
        label=say_lazy("কী নষ্ট", "What is wrong"),
        missing=say_lazy("কী নষ্ট, লিখুন", "Write what is wrong"),
        lines=3,
        max_length=DeviceFact.MOST_WORDS,
    )
    on = DayField(label=say_lazy("কবে থেকে", "Since when"), missing=say_lazy("দিনটি লিখুন", "Enter the day"))
    token = IdempotencyKeyField()

    def __init__(self, *args: Any, place: Place, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        cast(DeviceField, self.fields["device"]).offer_devices(Device.objects.at(place).filter(state=WORKING))

    def clean_on(self) -> date:
        return past_day(self.cleaned_data["on"], self.today)


def past_day(day: date, today: date) -> date:
    if day > today:
        raise ValidationError(
            say(
                "এই দিনটি এখনো আসেনি। আজ বা আগের কোনো দিন লিখুন।",
                "This day has not come yet. Write today or earlier.",
            ),
            NAMELESS,
        )
    if day.year < today.year - YEARS_BACK:
        raise ValidationError(say("বছরটি মিলিয়ে দেখুন", "Check the year"), NAMELESS)
    return day
