"""The stock of spare parts on screen: the list, one part with its movements, and the forms of its acts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.db.pages import page_before, page_links, page_of
from ongikar.core.forms.faults import add_fault
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
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office, Place
from ongikar.people.desk import DeskRequest
from ongikar.people.subjects import load_subjects
from ongikar.places.rules.part_stock import MOST_QUANTITY
from ongikar.rules.bangla.text import fiscal_year, latin_digits

from . import actions
from .actions import DeviceFault
from .fields import DeviceNumberField
from .models import Device, Part, PartMovement
from .place_views import rows_after_name, show_form
from .rights import for_place_readers, for_place_staff, may_write_places
from .words import price_words

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


def quantity_field() -> WholeNumberField:
    return WholeNumberField(
        label=say_lazy("কতটি", "How many"),
        least=1,
        most=MOST_QUANTITY,
    )


def words_field(bn: str, en: str, *, required: bool = False) -> TextField:
    return TextField(
        label=say_lazy(bn, en),
        required=required,
        max_length=PartMovement.MOST_WORDS,
        width="",
    )


class AddPartForm(PartForm):
    name_bn = TextField(
        label=say_lazy("নাম, বাংলায়", "Name in Bangla"),
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
        most=MOST_QUANTITY,
    )
    words = words_field("মন্তব্য", "Remarks")


class TakeBackForm(PartForm):
    words = words_field("কী ভুল ছিল", "What was wrong", required=True)


def known_part(part: Part) -> dict[str, Any]:
    return {"least": part.least, "is_kept": part.ended_on is None}


PAGE = 50


@dataclass(frozen=True, slots=True)
class PartAct:
    """One act upon a part: its title, what is asked, and what it does with the answers."""

    title: Any
    form: type[PartForm]
    do: Callable[..., object]


def do_use(part: Part, **given: Any) -> object:
    return actions.use_part(office=part.office, part=part, subject=None, **given)


def do_change(part: Part, *, least: int | None, **given: Any) -> object:
    return actions.change_part(part, least=least or 0, **given)


ACTS = {
    "receive": PartAct(say_lazy("এসেছে", "Receive"), ReceiveForm, actions.receive_part),
    "use": PartAct(say_lazy("ব্যবহার", "Use"), UseForm, do_use),
    "return": PartAct(say_lazy("ফেরত এসেছে", "Return"), ReturnForm, actions.return_part),
    "write_off": PartAct(say_lazy("বাতিল করুন", "Write off"), WriteOffForm, actions.write_off_part),
    "count": PartAct(say_lazy("গুনে মেলান", "Count"), CountForm, actions.count_part),
    "change": PartAct(say_lazy("বদলান", "Change"), ChangePartForm, do_change),
}


@for_place_readers
@require_safe
def parts(request: DeskRequest) -> HttpResponse:
    rows = Part.objects.filter(office=request.office)
    is_low = request.GET.get("tab") == "low"
    after = request.GET.get("after", "")
    page = page_of(rows_after_name(rows.low() if is_low else rows, after), PAGE)
    context = {
        "parts": page.rows,
        "is_low": is_low,
        **page_links(request.path, after, page.last_key, asked={"tab": "low"} if is_low else {}),
        "may_write": may_write_places(request.desk, request.office.pk),
        "year": fiscal_year(timezone.localdate()),
        "current": "places",
    }
    return render(request, "places/parts.html", context)


def part_of(request: DeskRequest, pk: int) -> Part:
    return get_object_or_404(Part.objects.select_related("office"), pk=pk, office=request.office)


@for_place_readers
@require_safe
def part(request: DeskRequest, pk: int) -> HttpResponse:
    row = part_of(request, pk)
    rows = row.movements.select_related("place", "device").prefetch_related("taken_back")
    before = request.GET.get("before", "")
    page = page_before(rows.order_by("-id"), before, PAGE)
    subjects = load_subjects(
        [(each.subject_type, each.subject_id) for each in page.rows if each.subject_id is not None],
        request.desk,
    )
    may_write = may_write_places(request.desk, request.office.pk)
    context = {
        "part": row,
        "lines": [
            (
                each,
                each.get_movement_display(),
                price_words(each.price, language()),
                subjects.get((each.subject_type, each.subject_id or 0)),
                may_write and each.takes_back_id is None and each.taken_back_by is None,
            )
            for each in page.rows
        ],
        "acts": [(name, act.title) for name, act in ACTS.items()] if may_write else [],
        **page_links(request.path, before, page.last_key, name="before"),
        "current": "places",
    }
    return render(request, "places/part.html", context)


@for_place_staff
@require_http_methods(["GET", "HEAD", "POST"])
def part_add(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    form = AddPartForm(request.POST if request.method == "POST" else None, office=request.office, now=now)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.add_part(
                office=request.office,
                name_bn=given["name_bn"],
                name_en=given["name_en"],
                unit_bn=given["unit_bn"],
                unit_en=given["unit_en"] or given["unit_bn"],
                least=given["least"] or 0,
                actor=request.desk.actor,
                now=now,
            )
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            return redirect("part", made.pk)
    return show_form(
        request,
        form,
        heading=say("নতুন জিনিস", "New part"),
        back=reverse("parts"),
        back_words=say("যন্ত্রাংশের মজুত", "Spare parts"),
        button=say("লিখুন", "Enter"),
    )


@for_place_staff
@require_http_methods(["GET", "HEAD", "POST"])
def part_act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    row, chosen, now = part_of(request, pk), ACTS[act], timezone.now()
    known = known_part(row) if act == "change" else {}
    form = chosen.form(
        request.POST if request.method == "POST" else None,
        office=request.office,
        now=now,
        initial={"on": timezone.localdate(now), **known},
    )
    if form.is_bound and form.is_valid():
        try:
            chosen.do(part=row, **form.cleaned_data, actor=request.desk.actor, now=now)
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            messages.success(
                request,
                say(
                    "লেখা হয়েছে; এখন আছে {n}।",
                    "Entered; in stock now: {n}.",
                    n=row.in_stock,
                ),
            )
            return redirect("part", row.pk)
    return show_part_form(request, form, str(chosen.title), row)


@for_place_staff
@require_http_methods(["GET", "HEAD", "POST"])
def part_take_back(request: DeskRequest, pk: int) -> HttpResponse:
    rows = PartMovement.objects.select_related("part__office")
    line, now = get_object_or_404(rows, pk=pk, office=request.office), timezone.now()
    form = TakeBackForm(request.POST if request.method == "POST" else None, office=request.office, now=now)
    if form.is_bound and form.is_valid():
        try:
            actions.take_back_movement(
                line, words=form.cleaned_data["words"], actor=request.desk.actor, now=now
            )
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            return redirect("part", line.part_id)
    return show_part_form(request, form, say("ভুল সারি ফেরান", "Take a wrong line back"), line.part)


def show_part_form(request: DeskRequest, form: PartForm, title: str, row: Part) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=f"{row.name}: {title}",
        about=say("এখন আছে {n}।", "In stock now: {n}.", n=row.in_stock),
        back=reverse("part", args=[row.pk]),
        back_words=row.name,
        button=say("লিখুন", "Enter"),
    )
