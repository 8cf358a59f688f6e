"""One device: its page with everything that was said of it, and the forms by which it is registered, put
right, or something is said of it.
"""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.faults import add_fault
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
from ongikar.offices.models import Office, Place
from ongikar.people.post_holders import StaffRequest
from ongikar.places.rules.device_state import FAULTY, MISSING, WORKING, was_in_two_places

from .actions import DeviceFault, correct_device, record_device_fact, register_device
from .actions.devices import DETAILS
from .device_lines import LOOKS, beside_words, count_faults, description_of, history_lines, news_words
from .fields import DeviceField
from .models import Device, DeviceFact, Stocktake
from .place_views import back_to_place, place_of, show_form
from .rights import for_place_readers, for_place_staff, may_write_places
from .slots import DEVICE
from .words import DEVICE_KINDS, STATE_WORDS, device_kind_words

# An older device is a slip of the pen; so is a warranty that runs longer.
YEARS_BACK, YEARS_OF_WARRANTY = 40, 20
MOST_AT_ONCE = 60


class DescriptionForm(Form):
    """What a device is, as its label and its papers say."""

    kind = ChoiceField(
        label=say_lazy("কী যন্ত্র", "What it is"),
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
    on = DayField(label=say_lazy("কোন দিন", "On which day"))
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
        lines=3,
        max_length=DeviceFact.MOST_WORDS,
    )
    on = DayField(label=say_lazy("কবে থেকে", "Since when"))
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


# What a person says of a device on screen, in which states, and the words on the button and over the form.
ACTS = {
    "seen": (("working", "faulty"), say_lazy("দেখা গেছে", "It was seen")),
    "fault": (("working",), say_lazy("নষ্ট লিখুন", "Enter a fault")),
    "repaired": (("faulty",), say_lazy("মেরামত লিখুন", "Enter repair")),
    "found": (("missing",), say_lazy("পাওয়া গেছে", "It was found")),
    "moved": (("working", "faulty"), say_lazy("অন্য জায়গায় সরান", "Move it")),
    "missing": (("working", "faulty"), say_lazy("পাওয়া যাচ্ছে না", "It is missing")),
    "condemned": (("working", "faulty", "missing"), say_lazy("বাতিল ঘোষণা", "Condemn it")),
    "corrected": (("working", "faulty", "missing", "condemned"), say_lazy("ভুল ঠিক করুন", "Correct a mistake")),
}
# Of a device in a state, the act that is most likely next.
FIRST = {"working": "fault", "faulty": "repaired", "missing": "found"}
MOST_HISTORY = 200


def device_of(request: StaffRequest, number: int) -> Device:
    device = Device.objects.by_number(request.office, number)
    if device is None:
        raise Http404
    return device


@for_place_readers
@require_safe
def device(request: StaffRequest, number: int) -> HttpResponse:
    row, now = device_of(request, number), timezone.now()
    today = timezone.localdate(now)
    facts = list(row.facts.select_related("place", "stood_at").order_by("-on", "-id")[:MOST_HISTORY])
    faults = count_faults([row.pk], today).get(row.pk, 0)
    may_write = may_write_places(request.holder, request.office.pk)
    context = {
        "device": row,
        "kind": device_kind_words(row.kind),
        "state": (LOOKS[row.state], row.get_state_display()),
        "news": news_words(row, facts[0], today),
        "beside": beside_words(row, faults, today),
        "in_two_places": was_in_two_places(fact.statement for fact in facts),
        "history": history_lines(facts, request.holder),
        "description": description_of(row),
        "first": FIRST.get(row.state),
        "acts": acts_of(row) if may_write else [],
        "stocktake": open_stocktake_of(request) if may_write else None,
        "slot": DEVICE.answers(request, device=row, now=now),
        "may_write": may_write,
        "current": "places",
    }
    return render(request, "places/device.html", context)


def open_stocktake_of(request: StaffRequest) -> Stocktake | None:
    """The count that somebody is at: the one they began last and did not close."""
    rows = Stocktake.objects.filter(office=request.office, closed_at=None, began_by=request.user)
    return rows.select_related("place").order_by("-pk").first()


def acts_of(device: Device) -> list[tuple[str, str]]:
    """What may be said of it now, the likeliest first."""
    acts = [(name, str(words)) for name, (states, words) in ACTS.items() if device.state in states]
    return sorted(acts, key=lambda act: act[0] != FIRST.get(device.state))


def open_places(office: Office, *also: Place) -> list[Place]:
    """Those that are open today, by name, and these others."""
    places = list(Place.objects.filter(office=office).open_on(timezone.localdate()).by_name())
    return places + [place for place in also if place not in places]


@for_place_staff
@require_http_methods(["GET", "POST"])
def device_add(request: StaffRequest, place_id: int) -> HttpResponse:
    place, now = place_of(request, place_id), timezone.now()
    today = timezone.localdate(now)
    data = request.POST if request.method == "POST" else None
    form = RegisterForm(data, initial={"on": today}, today=today)
    if form.is_bound and form.is_valid():
        count, token = form.cleaned_data["how_many"] or 1, form.cleaned_data["token"]
        try:
            with transaction.atomic():
                for nth in range(count):
                    added = register_device(
                        office=request.office,
                        place=place,
                        **form.details,
                        on=form.cleaned_data["on"],
                        submission=f"{token}-{nth}",
                        actor=request.holder.actor,
                        now=now,
                    )
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            if count > 1:
                messages.success(request, say("{n}টি যন্ত্র যোগ হয়েছে।", "{n} devices are added.", n=count))
                return redirect("place", place.pk)
            messages.success(request, say("যন্ত্রটি যোগ হয়েছে।", "The device is added."))
            return redirect("device", added.number)
    return show_form(
        request,
        form,
        heading=say("যন্ত্র যোগ করুন", "Add devices"),
        about=say(
            "সংরক্ষণ করলে যন্ত্রটি কার্যালয়ের পরের নম্বর পায়; নম্বরটি আর বদলায় না।",
            "Once saved, the device bears the next number of the office, for good.",
        ),
        button=say("সংরক্ষণ করুন", "Save"),
        **back_to_place(place),
    )


@for_place_staff
@require_http_methods(["GET", "POST"])
def device_change(request: StaffRequest, number: int) -> HttpResponse:
    row, now = device_of(request, number), timezone.now()
    known = {name: getattr(row, name) for name in DETAILS}
    data = request.POST if request.method == "POST" else None
    form = CorrectForm(data, initial=known, today=timezone.localdate(now))
    if form.is_bound and form.is_valid():
        try:
            correct_device(
                row,
                details=form.details,
                words=form.cleaned_data["words"],
                actor=request.holder.actor,
                now=now,
            )
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            return redirect("device", number)
    return show_form(
        request,
        form,
        heading=say("যন্ত্রের বিবরণ ঠিক করুন", "Correct the description"),
        back=reverse("device", args=[number]),
        back_words=row.shown_name,
        button=say("সংরক্ষণ করুন", "Save"),
    )


@for_place_staff
@require_http_methods(["GET", "POST"])
def device_act(request: StaffRequest, number: int, act: str) -> HttpResponse:
    row, now = device_of(request, number), timezone.now()
    if act not in ACTS or row.state not in ACTS[act][0]:
        # Somebody else was quicker, or the page is an old one: its page says what may follow.
        if act in ACTS:
            return redirect("device", number)
        raise Http404
    today = timezone.localdate(now)
    form = FactForm(
        request.POST if request.method == "POST" else None,
        initial={"on": today},
        fact=act,
        device=row,
        places=open_places(request.office, row.place),
        today=today,
    )
    if form.is_bound and form.is_valid():
        answers = form.cleaned_data
        try:
            record_device_fact(
                row,
                fact=act,
                on=answers["on"],
                place=form.where,
                words=answers["words"],
                state=answers.get("state", ""),
                submission=answers["token"],
                actor=request.holder.actor,
                now=now,
            )
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            messages.success(request, say("লেখা হয়েছে।", "It is entered."))
            return redirect("device", number)
    return show_form(
        request,
        form,
        heading=str(ACTS[act][1]),
        about=f"{row.shown_name} {row.shown_number}, {row.place.name}",
        back=reverse("device", args=[number]),
        back_words=f"{row.shown_name} {row.shown_number}",
        button=say("লিখুন", "Enter"),
    )


@for_place_staff
@require_http_methods(["GET", "POST"])
def place_fault(request: StaffRequest, place_id: int) -> HttpResponse:
    """From the page of a place: which of its devices is broken."""
    place, now = place_of(request, place_id), timezone.now()
    today = timezone.localdate(now)
    form = FaultForm(
        request.POST if request.method == "POST" else None,
        initial={"on": today},
        place=place,
        today=today,
    )
    if form.is_bound and form.is_valid():
        answers = form.cleaned_data
        broken = device_of(request, int(answers["device"]))
        try:
            record_device_fact(
                broken,
                fact="fault",
                on=answers["on"],
                words=answers["words"],
                submission=answers["token"],
                actor=request.holder.actor,
                now=now,
            )
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            messages.success(request, say("লেখা হয়েছে।", "It is entered."))
            return redirect("place", place.pk)
    return show_form(
        request,
        form,
        heading=say("নষ্ট যন্ত্র জানান", "Report a fault"),
        button=say("লিখুন", "Enter"),
        **back_to_place(place),
    )
