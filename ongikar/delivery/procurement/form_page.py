"""How a page of a purchase does what its form asks: what stands in the way is said beside its field."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.papers.actions import check_upload
from ongikar.papers.check import Clean, PaperFault
from ongikar.people.desk import DeskRequest

from .actions import ClauseFaults
from .models import Purchase
from .spec_forms import ClausesForm
from .words import PurchaseFault


def done_or_said(form: Form, act: Callable[[], object]) -> bool:
    """Do it; a fault is said beside its field, and nothing that was typed is lost."""
    try:
        act()
    except ClauseFaults as fault:
        assert isinstance(form, ClausesForm), "only such a form writes clauses"
        form.say_faults(fault.found)
    except PurchaseFault as fault:
        add_fault(form, fault)
    except PaperFault as fault:
        form.add_error("paper", say(fault.bn, fault.en))
    else:
        return True
    return False


def check_scan(given: Mapping[str, Any]) -> Clean | None:
    """The scan that came with a form, checked; None where none did."""
    return check_upload(given["paper"]) if given.get("paper") else None


def form_page(
    request: DeskRequest,
    purchase: Purchase,
    form: Form,
    heading: str,
    *,
    template: str = "form",
    **more: object,
) -> HttpResponse:
    context = {"purchase": purchase, "form": form, "heading": heading, "current": "purchases", **more}
    return render(request, f"procurement/{template}.html", context, status=422 if form.errors else 200)
