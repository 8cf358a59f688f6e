"""The page of a form or of an act: the same one when it is asked for and when it comes back with faults."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_form(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *forms: BaseForm | BaseFormSet | None,
    status: int = 0,
) -> HttpResponse:
    """The page, with status 422 where one of the forms was sent and cannot be done as it stands.

    `forms`: those that were asked for; without any, the `form` of the context. None of a page that asks for
    nothing now. `status`: where something else than the form stands in the way: too many tries (429),
    somebody who was quicker (409).
    """
    asked = forms or (context["form"],)
    has_faults = any(form is not None and form.is_bound and not form.is_valid() for form in asked)
    return render_asked(request, template, context, has_faults, status=status)


def render_asked(
    request: HttpRequest, template: str, context: Mapping[str, Any], fault: object, *, status: int = 0
) -> HttpResponse:
    """A page on which something was asked for: with status 422 where it says why that is not done.

    `fault`: what stands in the way, true where anything does. `status`: as of render_form.
    """
    return render(request, template, dict(context), status=status or (422 if fault else 200))


def posted_data(request: HttpRequest) -> tuple[Any, ...]:
    """What a form is filled with: its values and files, also where nothing but files was sent; nothing of a
    page that is only looked at.
    """
    return (request.POST, request.FILES) if request.method == "POST" else ()
