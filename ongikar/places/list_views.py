"""Lists of devices on screen: a workbook is given, what it would change is seen row by row, and one press
writes it.
"""

import io
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.charter.documents.faults import DocumentFault
from ongikar.core.i18n.say import language, say
from ongikar.people.desk import DeskRequest
from ongikar.people.place_actions import PlaceFault
from ongikar.places.rules.device_diff import CHANGED, CONFLICT, NEW
from ongikar.rules.bangla.text import digits

from .actions.devices import DeviceFault
from .actions.importing import SeenOtherwise, add_places_of_list, apply_list, keep_list, refresh_list
from .importing.headings import HEADINGS, heading
from .importing.new_places import MOST_OFFERED, wanted_places
from .list_forms import ListForm, NewPlacesForm
from .list_lines import SHOWN, STATES, list_lines, rows_in_state
from .models import DeviceImport
from .rights import for_place_staff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EARLIER = 10
MOST_TAKEN = 1_000


@for_place_staff
@require_http_methods(["GET", "HEAD", "POST"])
def device_lists(request: DeskRequest) -> HttpResponse:
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
                user=request.desk.user,
                now=now,
            )
        except DocumentFault as fault:
            form.add_error("file", say(fault.bn, fault.en))
        except DeviceFault as fault:
            form.add_error(fault.field or None, say(fault.bn, fault.en))
        else:
            return redirect("device_list", kept.pk)
    rows = DeviceImport.objects.filter(office=request.office).select_related("brought_by")
    context = {"form": form, "earlier": list(rows.order_by("-id")[:EARLIER]), "current": "places"}
    return render(request, "places/lists.html", context, status=422 if form.errors else 200)


def list_of(request: DeskRequest, pk: int) -> DeviceImport:
    rows = DeviceImport.objects.select_related("office", "brought_by", "applied_by", "default_place")
    return get_object_or_404(rows, pk=pk, office=request.office)


@for_place_staff
@require_safe
def device_list(request: DeskRequest, pk: int) -> HttpResponse:
    return show_list(request, list_of(request, pk))


def show_list(
    request: DeskRequest, kept: DeviceImport, *, places: NewPlacesForm | None = None, status: int = 200
) -> HttpResponse:
    counts = dict(kept.rows.order_by().values_list("state").annotate(n=Count("pk")))
    groups: list[dict[str, Any]] = [
        {
            "state": state,
            "words": say(bn, en),
            "look": look,
            "count": digits(counts[state], language()),
            "lines": list_lines(rows_in_state(kept, state)),
            "is_cut": counts[state] > SHOWN,
        }
        for state, (bn, en, look) in STATES.items()
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
    return render(request, "places/list.html", context, status=status)


@for_place_staff
@require_POST
def device_list_take(request: DeskRequest, pk: int) -> HttpResponse:
    """Whose word is right, row by row: the list's where it is ticked, else the register's."""
    kept = list_of(request, pk)
    ticked = request.POST.getlist("take")[:MOST_TAKEN]
    refresh_list(kept, taken=frozenset(int(key) for key in ticked if key.isascii() and key.isdigit()))
    return redirect("device_list", kept.pk)


@for_place_staff
@require_POST
def device_list_places(request: DeskRequest, pk: int) -> HttpResponse:
    """The places that the list names and the office has not, added as somebody says of each what it is."""
    kept = list_of(request, pk)
    form = NewPlacesForm(request.POST, wanted=wanted_places(kept)[:MOST_OFFERED])
    if not form.is_valid():
        return show_list(request, kept, places=form, status=422)
    try:
        added = add_places_of_list(kept, kinds=form.kinds, user=request.desk.user, now=timezone.now())
    except PlaceFault as fault:
        form.add_error(None, say(fault.bn, fault.en))
        return show_list(request, kept, places=form, status=422)
    if added:
        messages.success(
            request, say("{n}টি জায়গা যোগ হয়েছে।", "{n} [place was|places were] added.", n=len(added))
        )
    return redirect("device_list", kept.pk)


@for_place_staff
@require_POST
def device_list_apply(request: DeskRequest, pk: int) -> HttpResponse:
    kept = list_of(request, pk)
    try:
        counts = apply_list(kept, user=request.desk.user, now=timezone.now())
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
def device_list_sample(request: DeskRequest) -> HttpResponse:
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
