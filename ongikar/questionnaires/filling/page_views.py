"""One page of a questionnaire: shown, and taken; what is right is saved, whatever else is wrong on it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ongikar.core.forms.fields import NAMELESS
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.check import PaperFault
from ongikar.rules.questionnaire.definition import UPLOADS

from .drafts import keep_upload, remove_unnamed, save_answers, save_page, without_row
from .forms import PageForm
from .steps import END, Step, Way

# Presses after which the respondent goes on: what is missing is then asked for.
ONWARD = frozenset({"next", "add"})


def show_page(
    request: OfficeRequest, way: Way, step: Step, context: dict[str, Any], form: PageForm | None = None
) -> HttpResponse:
    form = form or PageForm(page=step.page, asked=way.asked_at(step), instance=step.instance)
    at, of = way.done_share(step)
    group = way.asked.definition.group_by_name.get(step.page.group)
    size = way.asked.sizes.get(step.page.group, 0)
    context = context | {
        "form": form,
        "step": step,
        "lines": form.lines(),
        "title": way.title(step, language()),
        "at": at,
        "of": of,
        "has_before": way.before(step) is not None,
        "may_add": bool(group and group.repeat and not group.count and step.instance >= size),
        "may_remove": bool(group and group.repeat and not group.count and step.instance <= size),
        "may_skip": bool(group and group.repeat and not group.count and size == 0),
        "has_files": any(question.type in UPLOADS for question in step.page.questions),
        "more": "more" in request.GET,
    }
    return render(request, "questionnaires/page.html", context, status=422 if form.errors else 200)


def answer_page(
    request: OfficeRequest, way: Way, step: Step, root: str, context: dict[str, Any], now: datetime
) -> HttpResponse:
    """Take what was sent and lead on, or show the page again with what is wrong."""
    act = request.POST.get("do", "next")
    if act == "skip":
        return lead_on(way, step, root)
    if act == "remove":
        answers = without_row(way.answers, step.page.group, step.instance)
        save_answers(way.draft, answers, now)
        remove_unnamed(way.draft)
        return lead_to(way, Way(way.draft, now, answers).before(step), root)
    form = PageForm(
        request.POST, request.FILES, page=step.page, asked=way.asked_at(step), instance=step.instance
    )
    form.is_valid()
    given = form.given_answers() | take_uploads(form, way, request, now)
    answers = save_page(way.draft, step.page.group if step.instance else "", step.instance, given, now)
    remove_unnamed(way.draft)
    then = Way(way.draft, now, answers)
    appeared = form.judge(then.asked) if act in ONWARD else []
    if form.errors:
        return show_page(request, then, step, context, form)
    if appeared:
        return redirect(f"{root}{step.query}&more=1")
    if act == "save":
        return redirect(root)
    if act == "back":
        return lead_to(then, then.before(step), root)
    if act == "add":
        return redirect(f"{root}{Step(step.page, step.instance + 1).query}")
    return lead_on(then, step, root)


def lead_on(way: Way, step: Step, root: str) -> HttpResponse:
    after = way.after(step)
    return redirect(root + (after.query if after else f"?page={END}"))


def lead_to(way: Way, step: Step | None, root: str) -> HttpResponse:
    return redirect(root + step.query) if step else redirect(root)


def take_uploads(form: PageForm, way: Way, request: OfficeRequest, now: datetime) -> dict[str, Any]:
    """The files that came, kept with the draft; one that is refused is a fault of its field."""
    taken: dict[str, Any] = {}
    for question in form.questions:
        upload = form.cleaned_data.get(question.name) if question.type in UPLOADS else None
        if not upload or isinstance(upload, dict):
            continue
        try:
            taken[question.name] = keep_upload(
                way.draft, question, upload, address=client_ip(request), now=now
            )
        except PaperFault as fault:
            form.add_error(question.name, ValidationError(say(fault.bn, fault.en), NAMELESS))
    return taken
