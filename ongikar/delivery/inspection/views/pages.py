"""What every page of inspections needs: the inspection, and a page of one form."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.people.desk import DeskRequest

from ..forms import InspectionForm
from ..models import Inspection
from ..transitions import InspectionFault


def inspection_for(request: DeskRequest, key: int) -> Inspection:
    return get_object_or_404(Inspection.objects.with_all(), pk=key, office=request.office)


def form_page(
    request: DeskRequest,
    form: InspectionForm,
    heading: str,
    button: str,
    back: tuple[str, str],
    *,
    lead: str = "",
    **context: Any,
) -> HttpResponse:
    """A page with one form. `back`: where it leads back to, and what that is called."""
    context |= {
        "form": form,
        "heading": heading,
        "button": button,
        "back_url": back[0],
        "back_words": back[1],
        "lead": lead,
        "current": "inspections",
    }
    return render(request, "inspection/form.html", context, status=422 if form.errors else 200)


def inspection_back(inspection: Inspection) -> tuple[str, str]:
    return reverse("inspection", args=[inspection.pk]), inspection.place.name


def back_to(inspection: Inspection) -> HttpResponse:
    return redirect("inspection", inspection.pk)


def refuse(request: DeskRequest, inspection: Inspection, fault: InspectionFault) -> HttpResponse:
    """Somebody was quicker, or the page was old: nothing is written, and the inspection is shown as it is."""
    messages.error(request, fault.words)
    return back_to(inspection)


def redirect_with_success(
    request: DeskRequest, inspection: Inspection, bn: str, en: str, **values: Any
) -> HttpResponse:
    messages.success(request, say(bn, en, **values))
    return back_to(inspection)
