"""Slips for days without power: reserved and printed beforehand, and cancelled when one is spoilt or lost."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.models import Slip, SlipRange
from ongikar.cases.officer.case.forms import SentenceField
from ongikar.cases.paper_days import (
    LEAST_SLIPS,
    MOST_SLIPS,
    SlipFault,
    cancel_open_slip,
    count_unused_slips,
    reserve_slips,
)
from ongikar.cases.rights import for_handlers
from ongikar.core.forms.fields import IdempotencyKeyField, TextField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import normal_slip_number

SHOWN = 20
# Five sheets: as many as come in two days without power.
USUAL = 20


class ReserveSlipsForm(Form):
    count = WholeNumberField(
        label=say_lazy("কয়টি স্লিপ", "How many slips"),
        help_text=say_lazy("এক পাতায় ৪টি ছাপা হয়।", "Four are printed on a sheet."),
        least=LEAST_SLIPS,
        most=MOST_SLIPS,
    )
    # Pressed twice is reserved once.
    token = IdempotencyKeyField()


class CancelSlipForm(Form):
    number = TextField(
        label=say_lazy("স্লিপের নম্বর", "Slip number"),
        max_length=60,
        width="w11",
    )
    reason = SentenceField(
        label=say_lazy("কেন বাতিল", "Why it is cancelled"),
        max_length=300,
    )


@for_handlers
@require_http_methods(["GET", "POST"])
def show_slips(request: StaffRequest) -> HttpResponse:
    form = ReserveSlipsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reserved = reserve_slips(
                request.office,
                count=form.cleaned_data["count"],
                user_id=request.user.pk,
                now=timezone.now(),
                submission=f"slips-{request.office.pk}-{form.cleaned_data['token']}",
            )
        except SlipFault as fault:
            form.add_error("count", say(fault.bn, fault.en))
        else:
            messages.success(
                request,
                say(
                    "{n}টি স্লিপ সংরক্ষিত হয়েছে। নিচ থেকে ছাপুন।",
                    "{n} [slip is|slips are] reserved. Print [it|them] below.",
                    n=reserved.last - reserved.first + 1,
                ),
            )
            return redirect("slips")
    return render_slips(request, reserve_form=form if form.is_bound else empty_slip_forms())


@for_handlers
@require_POST
def cancel_slip(request: StaffRequest) -> HttpResponse:
    form = CancelSlipForm(request.POST)
    if form.is_valid():
        number = normal_slip_number(form.cleaned_data["number"])
        try:
            slip = Slip.objects.select_related("office").filter(office=request.office, number=number).first()
            if slip is None:
                raise SlipFault(
                    "এই নম্বরের কোনো স্লিপ এই কার্যালয় ছাপেনি। স্লিপের সঙ্গে মিলিয়ে লিখুন।",
                    "This office has printed no slip with this number. Check it against the slip.",
                )
            cancel_open_slip(
                slip, reason=form.cleaned_data["reason"], user_id=request.user.pk, now=timezone.now()
            )
        except SlipFault as fault:
            form.add_error("number", say(fault.bn, fault.en))
        else:
            shown = digits(number, language())
            messages.success(
                request, say("স্লিপ {number} বাতিল হয়েছে।", "Slip {number} is cancelled.", number=shown)
            )
            return redirect("slips")
    return render_slips(request, cancel_form=form)


def empty_slip_forms() -> ReserveSlipsForm:
    return ReserveSlipsForm(initial={"count": digits(USUAL, language())})


def render_slips(request: OfficeRequest, **forms: Form) -> HttpResponse:
    """The page with both forms; of one that was sent, with its faults."""
    ranges = list(
        SlipRange.objects.filter(office=request.office).select_related("reserved_by").order_by("-id")[:SHOWN]
    )
    left = count_unused_slips(ranges)
    faulty = next((form for form in forms.values() if form.errors), None)
    context: dict[str, Any] = {"reserve_form": empty_slip_forms(), "cancel_form": CancelSlipForm()} | forms
    context |= {
        "form": faulty,
        "current": "counter",
        "most": SHOWN,
        "ranges": [(each, each.last - each.first + 1, left.get(each.pk, 0)) for each in ranges],
    }
    return render_form(request, "cases/officer/slips.html", context, *forms.values())


@for_handlers
@require_safe
def slips_pdf(request: OfficeRequest, pk: int) -> HttpResponse:
    """The slips of a range that can still be used: what was written on or cancelled is not printed again."""
    reserved = get_object_or_404(SlipRange, office=request.office, pk=pk)
    numbers = list(
        reserved.slips.filter(case=None, cancelled_at=None)
        .order_by("serial")
        .values_list("number", flat=True)
    )
    if not numbers:
        raise Http404
    address = f"{site_of(request.office)}{reverse('track')}?number="
    content = render_pdf(
        "slips",
        {
            "language": "bn",
            "office": letterhead(request.office),
            "name_en": request.office.name_en,
            "slips": [
                {"number_bn": digits(number, "bn"), "number": number, "qr": qr(address + number)}
                for number in numbers
            ],
        },
    )
    return pdf_download(content, f"slips-{reserved.first:05d}-{reserved.last:05d}.pdf")
