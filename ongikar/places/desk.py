"""What the office sees of its stock of spare parts, and does with it: the list, one part with its movements,
and each way in which they come and go.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ongikar.core.db.pages import page_before, page_links
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
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place
from ongikar.people.post_holders import StaffRequest
from ongikar.people.subjects import SubjectLine, load_subjects
from ongikar.places.rules.part_stock import MOST_QUANTITY
from ongikar.records.acts import Act, OpenAct, RowAct
from ongikar.records.desk import Desk
from ongikar.records.filters import Filter, Narrowed
from ongikar.records.registry import register
from ongikar.records.words import State, Words, label
from ongikar.rules.bangla.text import fiscal_year, latin_digits
from ongikar.rules.calendar.office_calendar import TZ

from . import actions
from .fields import DeviceNumberField
from .models import Device, Part, PartMovement
from .words import MOVEMENTS, price_words

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
            places = Place.objects.filter(office=office).open_on(now.date()).by_name()
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


# How many lines of stock movements stand on a page.
MOVES = 50


def use_part(part: Part, **given: Any) -> PartMovement:
    return actions.use_part(office=part.office, part=part, subject=None, **given)


def change_part(part: Part, *, least: int | None, **given: Any) -> None:
    actions.change_part(part, least=least or 0, **given)


class PartAct(Act):
    """One act of a part: `do` takes what its form asks for, by name."""

    def __init__(
        self, name: str, button: Words, form: type[PartForm], do: Callable[..., object], **more: Any
    ) -> None:
        def press(part: Part, form: PartForm, actor: Reference, now: datetime) -> object:
            return do(part=part, **form.cleaned_data, actor=actor, now=now)

        super().__init__(name, button, form, press, press=("লিখুন", "Enter"), **more)

    def form_arguments(self, part: Any, now: datetime) -> dict[str, Any]:
        initial = {"on": now.astimezone(TZ).date(), **known_part(part)}
        return {"office": part.office, "now": now, "initial": initial}

    def about_words(self, part: Part) -> str:
        return say("এখন আছে {n}।", "In stock now: {n}.", n=part.in_stock)

    def done_words(self, part: Part, made: Any) -> str:
        return say("লেখা হয়েছে; এখন আছে {n}।", "Entered; in stock now: {n}.", n=part.in_stock)


class TakeBackAct(RowAct):
    """A line that was entered wrongly is taken back by its opposite, from the line."""

    def form_arguments(self, line: Any, now: datetime) -> dict[str, Any]:
        return {"office": line.part.office, "now": now}

    def rows_of(self, part: Any) -> Any:
        return part.movements.select_related("part__office").prefetch_related("taken_back").order_by("-id")

    def is_for(self, line: PartMovement) -> bool:
        return line.takes_back_id is None and line.taken_back_by is None

    def why_not_row(self, line: PartMovement) -> str:
        if self.is_for(line):
            return ""
        return say("এই সারি আর ফেরানো যায় না।", "This line is not taken back any more.")


def take_back(line: PartMovement, form: TakeBackForm, actor: Reference, now: datetime) -> PartMovement:
    return actions.take_back_movement(line, words=form.cleaned_data["words"], actor=actor, now=now)


TAKE_BACK = TakeBackAct(
    cast(Any, PartMovement),
    "take_back",
    ("ভুল ছিল", "This was wrong"),
    TakeBackForm,
    take_back,
    heading=("ভুল সারি ফেরান", "Take a wrong line back"),
    press=("লিখুন", "Enter"),
)


class AddPart(OpenAct):
    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        return {"office": request.office, "now": now}

    def url_when_done(self, desk: Any, made: Part) -> str:
        return str(desk.url_of(made))


def add_part(request: StaffRequest, form: AddPartForm, now: datetime) -> Part:
    given = form.cleaned_data
    return actions.add_part(
        office=request.office,
        name_bn=given["name_bn"],
        name_en=given["name_en"],
        unit_bn=given["unit_bn"],
        unit_en=given["unit_en"] or given["unit_bn"],
        least=given["least"] or 0,
        actor=request.holder.actor,
        now=now,
    )


class LowFilter(Filter):
    """Those of which less is there than the office wants to have."""

    LOW = "low"

    name, key, reads = "tab", "sort_key", ("sort_key",)
    words = ("কোনগুলো", "Which")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        yield self.LOW, say("কমে গেছে", "Running low")

    def narrow(self, rows: Any, value: str) -> Any:
        return rows.low().order_by("office_id", "sort_key", "pk") if value == self.LOW else rows.none()


@register
class PartDesk(Desk):
    model = Part
    name, names, path = "part", "parts", "stock"
    place = "places"
    title = "part_name"
    list_display = ("stock", "least_wanted")
    list_filter = (LowFilter(),)
    search_fields = ("name_bn", "name_en")
    search_words = ("নাম", "Name")
    ordered_by = "sort_key"
    nothing = ("এখনো কোনো জিনিস লেখা হয়নি।", "No part is entered yet.")
    list_template, detail_template = "places/parts.html", "places/part.html"
    opens = AddPart(
        ("নতুন জিনিস", "New part"),
        AddPartForm,
        add_part,
        done=("জিনিসটি যোগ হয়েছে।", "The part is added."),
        press=("লিখুন", "Enter"),
    )
    summary = ("stock", "least_wanted")
    acts = (
        PartAct("use", ("ব্যবহার", "Use"), UseForm, use_part, is_usual=True),
        PartAct("receive", ("এসেছে", "Receive"), ReceiveForm, actions.receive_part),
        PartAct("return", ("ফেরত এসেছে", "Return"), ReturnForm, actions.return_part),
        PartAct("write_off", ("বাতিল করুন", "Write off"), WriteOffForm, actions.write_off_part),
        PartAct("count", ("গুনে মেলান", "Count"), CountForm, actions.count_part),
        PartAct("change", ("বদলান", "Change"), ChangePartForm, change_part),
        TAKE_BACK,
    )
    history_words = {
        "added": ("তালিকায় উঠেছে", "Added"),
        "changed": ("বদলানো হয়েছে", "Changed"),
        **MOVEMENTS,
    }

    @label("জিনিস", "Part")
    def part_name(self, part: Part) -> str:
        return part.name

    @label("আছে", "In stock")
    def stock(self, part: Part) -> Any:
        """With a tag where it is less than is wanted, and a word where it is not kept any more."""
        if part.ended_on:
            return [part.in_stock, say("আর রাখা হয় না", "Not kept any more")]
        return [part.in_stock, State("কম", "Low", "late")] if part.is_low else part.in_stock

    @label("অন্তত চাই", "Wanted")
    def least_wanted(self, part: Part) -> Any:
        return part.wanted_words if part.least else None

    def warning(self, part: Part) -> str:
        return say("জিনিসটি আর রাখা হয় না।", "This part is not kept any more.") if part.ended_on else ""

    def subject_lines(self, keys: Iterable[int]) -> dict[int, SubjectLine]:
        return {
            part.pk: SubjectLine("", part.name, self.url_of(part), part.office_id)
            for part in Part.objects.filter(pk__in=list(keys))
        }

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        return {"year": fiscal_year(timezone.localdate())}

    def detail_context(self, request: StaffRequest, part: Part, *, may_change: bool) -> dict[str, Any]:
        """A page of what came and went, the last first."""
        before = request.GET.get("before", "")
        rows: Any = part.movements.select_related("place", "device").prefetch_related("taken_back")
        page = page_before(rows.order_by("-id"), before, MOVES)
        about = [(line.subject_type, line.subject_id) for line in page.rows if line.subject_id is not None]
        subjects = load_subjects(about, request.holder)
        return {
            "lines": [
                (
                    line,
                    line.get_movement_display(),
                    price_words(line.price, language()),
                    subjects.get((line.subject_type, line.subject_id or 0)),
                    TAKE_BACK.url_of_row(self, part, line) if may_change and TAKE_BACK.is_for(line) else "",
                )
                for line in page.rows
            ],
            **page_links(request.path, before, page.last_key, name="before"),
        }
