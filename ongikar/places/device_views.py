"""One device: its page with everything that was said of it, and the forms by which something is said."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.faults import add_fault
from ongikar.core.i18n.say import language, say, say_lazy, value_in_words
from ongikar.offices.models import Office, Place
from ongikar.people.desk import DeskRequest
from ongikar.people.models import User
from ongikar.people.subjects import load_subjects, subject_words
from ongikar.places.rules.device_state import was_in_two_places

from .actions import DeviceFault, correct_device, record_device_fact, register_device
from .actions.devices import DETAILS
from .device_forms import CorrectForm, FactForm, FaultForm, RegisterForm
from .device_lines import LOOKS, beside_words, count_faults, news_words
from .models import Device, DeviceFact, Stocktake
from .place_views import place_of
from .rights import for_place_readers, for_place_staff, may_write_places
from .slots import DEVICE
from .words import FACT_WORDS, STATE_WORDS, device_kind_words

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


def device_of(request: DeskRequest, number: int) -> Device:
    device = Device.objects.by_number(request.office, number)
    if device is None:
        raise Http404
    return device


@for_place_readers
@require_safe
def device(request: DeskRequest, number: int) -> HttpResponse:
    row, now = device_of(request, number), timezone.now()
    today = timezone.localdate(now)
    facts = list(row.facts.select_related("place", "stood_at").order_by("-on", "-id")[:MOST_HISTORY])
    faults = count_faults([row.pk], today).get(row.pk, 0)
    may_write = may_write_places(request.desk, request.office.pk)
    context = {
        "device": row,
        "kind": device_kind_words(row.kind),
        "state": (LOOKS[row.state], str(STATE_WORDS[row.state])),
        "news": news_words(row, facts[0], today),
        "beside": beside_words(row, faults, today),
        "in_two_places": was_in_two_places(fact.statement for fact in facts),
        "history": history_lines(facts, request),
        "description": description_of(row),
        "first": FIRST.get(row.state),
        "acts": acts_of(row) if may_write else [],
        "stocktake": open_stocktake_of(request) if may_write else None,
        "slot": DEVICE.answers(request, device=row, now=now),
        "may_write": may_write,
        "current": "places",
    }
    return render(request, "places/device.html", context)


def description_of(device: Device) -> list[tuple[str, str]]:
    """What is known of it, as (label, words)."""
    tongue = language()
    known = [
        (say("নির্মাতা ও মডেল", "Maker and model"), device.make),
        (say("সিরিয়াল", "Serial"), device.serial_no),
        (say("কোথা থেকে পাওয়া", "Where it came from"), device.source),
    ]
    for words, day in (
        (say("ওয়ারেন্টি", "Warranty until"), device.warranty_until),
        (say("শেষ দেখা", "Last seen"), device.seen_on),
        (say("তালিকায় উঠেছে", "On the list since"), timezone.localdate(device.registered_at)),
    ):
        if day:
            known.append((words, value_in_words(day, tongue)))
    return [(words, value) for words, value in known if value]


def open_stocktake_of(request: DeskRequest) -> Stocktake | None:
    """The count that somebody is at: the one they began last and did not close."""
    rows = Stocktake.objects.filter(office=request.office, closed_at=None, began_by=request.user)
    return rows.select_related("place").order_by("-pk").first()


def acts_of(device: Device) -> list[tuple[str, str]]:
    """What may be said of it now, the likeliest first."""
    found = [(name, str(words)) for name, (states, words) in ACTS.items() if device.state in states]
    return sorted(found, key=lambda act: act[0] != FIRST.get(device.state))


def history_lines(facts: list[DeviceFact], request: DeskRequest) -> list[dict[str, Any]]:
    """Each fact with who said it and what it came from, in three statements however many there are."""
    subjects = load_subjects({fact_subject(fact) for fact in facts if fact.subject_id}, request.desk)
    users = {fact.by_id for fact in facts if fact.by_type == "user" and fact.by_id}
    names = {user.pk: user.name for user in User.objects.filter(pk__in=users)}
    return [
        {
            "fact": fact,
            "what": str(FACT_WORDS[fact.fact]),
            "state": str(STATE_WORDS[fact.state]) if fact.state else "",
            "is_bad": fact.fact in ("fault", "missing"),
            "by": names.get(fact.by_id or 0, "") if fact.by_type == "user" else "",
            "subject": subjects.get(fact_subject(fact)),
            "subject_words": subject_words(fact.subject_type),
            "is_late": timezone.localdate(fact.at) != fact.on,
        }
        for fact in facts
    ]


def fact_subject(fact: DeviceFact) -> tuple[str, int]:
    return (fact.subject_type, fact.subject_id or 0)


def open_places(office: Office, *also: Place) -> list[Place]:
    """Those that are open today, by name, and these others."""
    found = list(Place.objects.filter(office=office).open_on(timezone.localdate()).order_by("name_bn", "pk"))
    return found + [place for place in also if place not in found]


@for_place_staff
@require_http_methods(["GET", "POST"])
def device_add(request: DeskRequest, place_id: int) -> HttpResponse:
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
                        actor=request.desk.actor,
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
    context = {"form": form, "place": place, "current": "places"}
    return render(request, "places/device_form.html", context, status=422 if form.errors else 200)


@for_place_staff
@require_http_methods(["GET", "POST"])
def device_change(request: DeskRequest, number: int) -> HttpResponse:
    row, now = device_of(request, number), timezone.now()
    known = {name: getattr(row, name) for name in DETAILS}
    data = request.POST if request.method == "POST" else None
    form = CorrectForm(data, initial=known, today=timezone.localdate(now))
    if form.is_bound and form.is_valid():
        try:
            correct_device(
                row, details=form.details, words=form.cleaned_data["words"], actor=request.desk.actor, now=now
            )
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            return redirect("device", number)
    context = {"form": form, "device": row, "place": row.place, "current": "places"}
    return render(request, "places/device_form.html", context, status=422 if form.errors else 200)


@for_place_staff
@require_http_methods(["GET", "POST"])
def device_act(request: DeskRequest, number: int, act: str) -> HttpResponse:
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
                actor=request.desk.actor,
                now=now,
            )
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            messages.success(request, say("লেখা হয়েছে।", "It is entered."))
            return redirect("device", number)
    context = {"form": form, "device": row, "title": str(ACTS[act][1]), "act": act, "current": "places"}
    return render(request, "places/device_act.html", context, status=422 if form.errors else 200)


@for_place_staff
@require_http_methods(["GET", "POST"])
def place_fault(request: DeskRequest, place_id: int) -> HttpResponse:
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
                actor=request.desk.actor,
                now=now,
            )
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            messages.success(request, say("লেখা হয়েছে।", "It is entered."))
            return redirect("place", place.pk)
    context = {"form": form, "place": place, "current": "places"}
    return render(request, "places/place_fault.html", context, status=422 if form.errors else 200)
