"""Lists of devices on screen: a workbook is given, what it would change is seen row by row, and one press
writes it.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.charter.documents.faults import DocumentFault
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.fields import ChoiceField, DayField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office, Place
from ongikar.people.place_actions import PlaceFault
from ongikar.people.place_subjects import KIND_WORDS
from ongikar.people.post_holders import StaffRequest
from ongikar.places.rules.device_diff import CHANGED, CONFLICT, NEW, REFUSED, SAME
from ongikar.rules.bangla.text import date_words, digits

from .actions.devices import DeviceFault
from .actions.importing import SeenOtherwise, add_places_of_list, apply_list, keep_list, refresh_list
from .importing.headings import HEADINGS, heading
from .importing.new_places import MOST_OFFERED, WantedPlace, wanted_places
from .models import DeviceImport, ImportRow
from .rights import for_place_staff
from .words import STATE_WORDS, VERDICT_WORDS, device_kind_words, device_number


class SheetField(UploadField):
    """A spreadsheet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".xlsx"


class ListForm(Form):
    file = SheetField(
        label=say_lazy("XLSX ফাইল", "XLSX file"),
        help_text=say_lazy(
            "সর্বোচ্চ ৫ MB ও ৬,০০০ সারি। “যন্ত্র” নামের কলাম লাগে; বিজয় ও একত্র করা ঘরও পড়া যায়।",
            "At most 5 MB and 6,000 rows, with a column called “Device”; Bijoy and merged cells are read.",
        ),
    )
    on = DayField(
        label=say_lazy("তালিকাটি কোন দিনের", "Of which day is the list"),
        help_text=say_lazy(
            "এর পরে যে যন্ত্রের নতুন খবর এসেছে, তার বেলায় আপনাকে জিজ্ঞেস করা হবে।",
            "Where there is newer news of a device, you are asked which is right.",
        ),
    )
    place = ChoiceField(
        label=say_lazy("জায়গা লেখা না থাকলে, কোথায়", "Where, if the list does not say it"),
        required=False,
        many=True,
        choices=[],
    )

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {
            str(place.pk): place for place in Place.objects.filter(office=office).open_on(today).by_name()
        }
        self.choice_field("place").choices = [
            ("", say("তালিকায় লেখা আছে", "The list says it")),
            *((key, place.name) for key, place in self.places.items()),
        ]

    def clean_place(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])


class NewPlacesForm(Form):
    """Of each name that the list has and the office has not, which sort of place it is, or that it is not
    added now.
    """

    def __init__(self, *args: Any, wanted: Iterable[WantedPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", say("এখন নয়", "Not now")), *((kind, str(words)) for kind, words in KIND_WORDS.items())]
        for place in wanted:
            hint = say("{n}টি সারি", "{n} [row|rows]", n=place.rows)
            if place.eiin:
                hint = f"{hint} · {say('ইআইআইএন', 'EIIN')} {digits(place.eiin, language())}"
            self.fields[field_of(place.mark)] = ChoiceField(
                label=place.name,
                help_text=hint,
                required=False,
                optional_mark=False,
                many=True,
                choices=kinds,
                initial=place.kind,
            )

    @property
    def kinds(self) -> dict[str, str]:
        """By the mark of each place its sort, of those that are to be added."""
        return {name.removeprefix(NEW_PLACE): kind for name, kind in self.cleaned_data.items() if kind}


NEW_PLACE = "new_"


def field_of(mark: str) -> str:
    return f"{NEW_PLACE}{mark}"


# The look of the tag of each state.
LOOKS = {CONFLICT: "late", REFUSED: "late", CHANGED: "today", NEW: "open", SAME: "shut"}
# How many rows of each state stand on one page.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class ListLine:
    key: int
    row: int
    title: str
    where: str
    # By heading what stands there and what would.
    changes: tuple[tuple[str, str, str], ...]
    why: str
    # Whether somebody may say whose word is right, and said that it is the list's.
    may_choose: bool
    is_taken: bool
    # The number of the device that it is, or became; None where it is none yet.
    number: int | None


def list_lines(rows: Iterable[ImportRow]) -> list[ListLine]:
    """Two statements, however many rows: the rows with their devices, and the places that they name."""
    lines = list(rows)
    named = {row.listed.get("place") for row in lines}
    named |= {value for row in lines for name, *values in row.changes if name == "place" for value in values}
    places = Place.objects.in_bulk(key for key in named if key is not None)
    return [list_line(row, places) for row in lines]


def list_line(row: ImportRow, places: Mapping[int, Place]) -> ListLine:
    facts = row.listed.get("facts", {})
    made = " ".join(filter(None, (facts.get("maker"), facts.get("model"))))
    kind = device_kind_words(facts["kind"]) if facts.get("kind") else ""
    # Desktop 2 says already that it is a desktop.
    kind = "" if kind and facts.get("name", "").startswith(kind) else kind
    place = places.get(row.listed.get("place", 0))
    number = row.device.number if row.device else row.listed.get("number")
    known = device_number(number, language()) if number else ""
    # Each part says in which language it is: Latin makes and serials stand beside Bangla names.
    named = filter(None, (known, facts.get("name"), kind, made, facts.get("serial_no")))
    title = format_html_join(" · ", "{}", ((mark_languages(each),) for each in named))
    return ListLine(
        key=row.pk,
        row=row.number,
        title=title or say("যন্ত্র", "Device"),
        where=place.name if place else "",
        changes=tuple(
            (heading(name), shown_value(name, old, places), shown_value(name, new, places))
            for name, old, new in row.changes
        ),
        why=say(*row.why) if row.why else "",
        may_choose=row.may_be_taken or row.is_taken,
        is_taken=row.is_taken,
        number=row.device.number if row.device else None,
    )


def shown_value(name: str, value: object, places: Mapping[int, Place]) -> str:
    """A value in the language at hand; a dash where nothing stands."""
    if not value:
        return "–"
    if name == "place":
        place = places.get(int(str(value)))
        return place.name if place else "–"
    if name == "state":
        return str(STATE_WORDS.get(str(value), value))
    if name == "kind":
        return device_kind_words(str(value))
    if name == "warranty_until":
        return date_words(date.fromisoformat(str(value)), language())
    return str(value)


def rows_in_state(kept: DeviceImport, state: str) -> list[ImportRow]:
    return list(kept.rows.filter(state=state).select_related("device").order_by("id")[:SHOWN])


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EARLIER = 10
MOST_TAKEN = 1_000


@for_place_staff
@require_http_methods(["GET", "HEAD", "POST"])
def device_lists(request: StaffRequest) -> HttpResponse:
    """Give a list, or go on with one that was brought earlier."""
    now = timezone.now()
    today = timezone.localdate(now)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    place = request.GET.get("place", "")
    form = ListForm(*given, office=request.office, today=today, initial={"on": today, "place": place})
    if form.is_bound and form.is_valid():
        try:
            kept = keep_list(
                office=request.office,
                upload=form.cleaned_data["file"],
                on=form.cleaned_data["on"],
                default_place=form.cleaned_data["place"],
                user=request.holder.user,
                now=now,
            )
        except DocumentFault as fault:
            form.add_error("file", say(fault.bn, fault.en))
        except DeviceFault as fault:
            add_fault(form, fault)
        else:
            return redirect("device_list", kept.pk)
    rows = DeviceImport.objects.filter(office=request.office).select_related("brought_by")
    context = {
        "form": form,
        "heading": say("যন্ত্রের তালিকা আনুন", "Bring a list of devices"),
        "back": reverse("places"),
        "back_words": say("ল্যাব ও স্থান", "Labs and places"),
        "button": say("কী হবে দেখুন", "See what would change"),
        "earlier": list(rows.order_by("-id")[:EARLIER]),
        "current": "places",
    }
    return render_form(request, "places/lists.html", context)


def list_of(request: StaffRequest, pk: int) -> DeviceImport:
    rows = DeviceImport.objects.select_related("office", "brought_by", "applied_by", "default_place")
    return get_object_or_404(rows, pk=pk, office=request.office)


@for_place_staff
@require_safe
def device_list(request: StaffRequest, pk: int) -> HttpResponse:
    return show_list(request, list_of(request, pk))


def show_list(
    request: StaffRequest, kept: DeviceImport, *, places: NewPlacesForm | None = None, status: int = 0
) -> HttpResponse:
    counts = dict(kept.rows.order_by().values_list("state").annotate(n=Count("pk")))
    groups: list[dict[str, Any]] = [
        {
            "state": state,
            "words": say(*words),
            "look": LOOKS[state],
            "count": digits(counts[state], language()),
            "lines": list_lines(rows_in_state(kept, state)),
            "is_cut": counts[state] > SHOWN,
        }
        for state, words in VERDICT_WORDS.items()
        if counts.get(state)
    ]
    wanted = [] if kept.applied_at else wanted_places(kept)[:MOST_OFFERED]
    if places is None and wanted:
        places = NewPlacesForm(wanted=wanted)
    context = {
        "kept": kept,
        "groups": groups,
        "places": places,
        "writes": counts.get(NEW, 0) + counts.get(CHANGED, 0),
        "shown": SHOWN,
        "may_choose": kept.applied_at is None
        and any(line.may_choose for group in groups for line in group["lines"]),
        "current": "places",
    }
    return render_form(request, "places/list.html", context, places, status=status)


@for_place_staff
@require_POST
def device_list_take(request: StaffRequest, pk: int) -> HttpResponse:
    """Whose word is right, row by row: the list's where it is ticked, else the register's."""
    kept = list_of(request, pk)
    ticked = request.POST.getlist("take")[:MOST_TAKEN]
    refresh_list(kept, taken=frozenset(int(key) for key in ticked if key.isascii() and key.isdigit()))
    return redirect("device_list", kept.pk)


@for_place_staff
@require_POST
def device_list_places(request: StaffRequest, pk: int) -> HttpResponse:
    """The places that the list names and the office has not, added as somebody says of each what it is."""
    kept = list_of(request, pk)
    form = NewPlacesForm(request.POST, wanted=wanted_places(kept)[:MOST_OFFERED])
    if not form.is_valid():
        return show_list(request, kept, places=form)
    try:
        added = add_places_of_list(kept, kinds=form.kinds, user=request.holder.user, now=timezone.now())
    except PlaceFault as fault:
        add_fault(form, fault)
        return show_list(request, kept, places=form)
    if added:
        messages.success(
            request, say("{n}টি জায়গা যোগ হয়েছে।", "{n} [place was|places were] added.", n=len(added))
        )
    return redirect("device_list", kept.pk)


@for_place_staff
@require_POST
def device_list_apply(request: StaffRequest, pk: int) -> HttpResponse:
    kept = list_of(request, pk)
    try:
        counts = apply_list(kept, user=request.holder.user, now=timezone.now())
    except SeenOtherwise:
        refresh_list(kept)
        messages.error(
            request,
            say(
                "এর মধ্যে কিছু বদলে গেছে; কিছুই লেখা হয়নি। নিচে এখনকার হিসাব দেখুন।",
                "Something changed meanwhile; nothing was written. Below is how it stands now.",
            ),
        )
        return show_list(request, list_of(request, pk), status=409)
    if counts:
        messages.success(
            request,
            say(
                "লেখা হয়েছে: নতুন {new}টি, বদলেছে {changed}টি।",
                "Written: {new} new, {changed} changed.",
                new=counts.get(NEW, 0),
                changed=counts.get(CHANGED, 0),
            ),
        )
    if counts.get(CONFLICT):
        messages.info(
            request,
            say(
                "{n}টি সারি মেলেনি; সেগুলো লেখা হয়নি।",
                "{n} [row is|rows are] in conflict and not written.",
                n=counts[CONFLICT],
            ),
        )
    return redirect("device_list", kept.pk)


@for_place_staff
@require_safe
def device_list_sample(request: StaffRequest) -> HttpResponse:
    """An empty workbook with the headings, in the language of the page."""
    # Takes a tenth of a second to load, for a page that few ever ask for.
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(say("যন্ত্রের তালিকা", "Devices"))
        # As text: a spreadsheet cuts the last figures of a long serial.
        sheet.set_column(0, len(HEADINGS) - 1, 22, text)
        for column, name in enumerate(HEADINGS):
            sheet.write_string(0, column, heading(name), bold)
    answer = HttpResponse(made.getvalue(), content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="devices.xlsx"'
    return answer
