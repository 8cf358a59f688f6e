"""The stock of spare parts on screen: what there is, one part with its movements, and each act upon it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.people.desk import DeskRequest
from ongikar.people.subjects import load_subjects
from ongikar.rules.bangla.text import fiscal_year

from . import actions
from .actions import DeviceFault
from .models import Part, PartMovement
from .part_forms import (
    AddPartForm,
    ChangePartForm,
    CountForm,
    PartForm,
    ReceiveForm,
    ReturnForm,
    TakeBackForm,
    UseForm,
    WriteOffForm,
    known_part,
)
from .rights import for_place_readers, for_place_staff, may_write_places
from .words import MOVEMENT_WORDS, price_words

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
    rows = rows.low() if is_low else rows.order_by("name_bn", "pk")
    after = request.GET.get("after", "")
    if (
        after.isascii()
        and after.isdigit()
        and len(after) < 19
        and (last := rows.filter(pk=int(after)).first())
    ):
        rows = rows.filter(name_bn__gte=last.name_bn).exclude(name_bn=last.name_bn, pk__lte=last.pk)
    found = list(rows[: PAGE + 1])
    tab = "tab=low&" if is_low else ""
    context = {
        "parts": found[:PAGE],
        "is_low": is_low,
        "next_page": f"?{tab}after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
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
    found = part_of(request, pk)
    rows = found.movements.select_related("place", "device").prefetch_related("taken_back")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    lines = list(rows.order_by("-id")[: PAGE + 1])
    subjects = load_subjects(
        [(each.subject_type, each.subject_id) for each in lines if each.subject_id is not None], request.desk
    )
    may_write = may_write_places(request.desk, request.office.pk)
    context = {
        "part": found,
        "lines": [
            (
                each,
                str(MOVEMENT_WORDS[each.movement]),
                price_words(each.price, language()),
                subjects.get((each.subject_type, each.subject_id or 0)),
                may_write and each.takes_back_id is None and each.taken_back_by is None,
            )
            for each in lines[:PAGE]
        ],
        "acts": [(name, act.title) for name, act in ACTS.items()] if may_write else [],
        "next_page": f"?before={lines[PAGE - 1].pk}" if len(lines) > PAGE else "",
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
            form.add_fault(fault.field, fault.bn, fault.en)
        else:
            return redirect("part", made.pk)
    title = say("নতুন জিনিস", "New part")
    return show_form(request, form, title, None)


@for_place_staff
@require_http_methods(["GET", "HEAD", "POST"])
def part_act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    found, chosen, now = part_of(request, pk), ACTS[act], timezone.now()
    known = known_part(found) if act == "change" else {}
    form = chosen.form(
        request.POST if request.method == "POST" else None,
        office=request.office,
        now=now,
        initial={"on": timezone.localdate(now), **known},
    )
    if form.is_bound and form.is_valid():
        try:
            chosen.do(part=found, **form.cleaned_data, actor=request.desk.actor, now=now)
        except DeviceFault as fault:
            form.add_fault(fault.field, fault.bn, fault.en)
        else:
            messages.success(
                request,
                say(
                    "লেখা হয়েছে; এখন আছে {n}।",
                    "Entered; in stock now: {n}.",
                    n=found.in_stock,
                ),
            )
            return redirect("part", found.pk)
    return show_form(request, form, str(chosen.title), found)


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
            form.add_fault(fault.field, fault.bn, fault.en)
        else:
            return redirect("part", line.part_id)
    return show_form(request, form, say("ভুল সারি ফেরান", "Take a wrong line back"), line.part)


def show_form(request: DeskRequest, form: PartForm, title: str, found: Part | None) -> HttpResponse:
    context = {"form": form, "title": title, "part": found, "current": "places"}
    return render(request, "places/part_form.html", context, status=422 if form.errors else 200)
