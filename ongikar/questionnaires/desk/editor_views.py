"""The editor on screen: questions added, put in order, translated, and seen as on a phone."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.people.post_holders import StaffRequest
from ongikar.questionnaires.actions import save_draft
from ongikar.questionnaires.books import flow_of, with_books
from ongikar.questionnaires.filling.forms import PageForm
from ongikar.questionnaires.models import Questionnaire, QuestionnaireFault, Version
from ongikar.questionnaires.rights import for_askers, for_readers
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import UNASKED, Definition, words_in
from ongikar.rules.questionnaire.editing import depending_on, move_question, put_question, remove_question
from ongikar.rules.questionnaire.flow import Evaluation
from ongikar.rules.questionnaire.order import CycleFault
from ongikar.rules.questionnaire.pages import pages_of

from .question_form import OWNER_WORDS, can_fail, form_of_purpose
from .views import find_own, find_questionnaire
from .words import type_words

EMPTY = Definition({}, (), (), {})


def draft_of(questionnaire: Questionnaire) -> tuple[Definition, int]:
    """What is being written, and its revision: the draft, else what is published, else nothing."""
    if draft := questionnaire.draft_version():
        return draft.questions, draft.revision
    newest = questionnaire.newest_version()
    definition = newest.questions if newest else EMPTY
    return replace(
        definition,
        title={"bn": questionnaire.title_bn, "en": questionnaire.title_en or questionnaire.title_bn},
    ), 0


def revision_of(request: StaffRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1


@for_askers
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """All questions; one is moved or taken out by a press."""
    questionnaire = find_own(request, pk)
    definition, revision = draft_of(questionnaire)
    if request.method == "POST":
        act, _, name = request.POST.get("do", "").partition(" ")
        if name not in definition.by_name or act not in ("up", "down", "remove"):
            return redirect("questionnaire_edit", pk)
        if act == "remove":
            if others := depending_on(definition, name):
                messages.error(
                    request,
                    say(
                        "অন্য প্রশ্ন এর উত্তরের ওপর নির্ভর করে: {names}। আগে সেগুলোর শর্ত বদলান।",
                        "Other questions depend on its answer: {names}. Change their conditions first.",
                        names=", ".join(others),
                    ),
                )
                return redirect("questionnaire_edit", pk)
            changed = remove_question(definition, name)
        else:
            changed = move_question(definition, name, -1 if act == "up" else 1)
        try:
            save_draft(
                questionnaire,
                changed,
                revision=revision_of(request),
                actor=request.holder.actor,
                now=timezone.now(),
            )
        except QuestionnaireFault as fault:
            messages.error(request, say(fault.bn, fault.en))
        return redirect("questionnaire_edit", pk)
    tongue = language()
    context = {
        "questionnaire": questionnaire,
        "revision": revision,
        "rows": [
            {
                "question": question,
                "label": words_in(question.label, tongue) or question.name,
                "type": type_words(question.type),
                "group": " › ".join(
                    words_in(group.label, tongue) or group.name
                    for group in list(definition.groups_around(question))[::-1]
                ),
                "untranslated": question.type not in UNASKED and not question.label.get("en"),
                "lacks_fault": questionnaire.purpose == questionnaire.CHECKLIST
                and can_fail(definition.choices_of(question))
                and not question.fault,
                "is_asked": question.type not in UNASKED,
                "owner": OWNER_WORDS.get(question.task_owner, ""),
                "days": int(question.task_days or 0),
            }
            for question in definition.questions
        ],
        "current": "questionnaires",
    }
    return render(request, "questionnaires/edit.html", context)


@for_askers
@require_http_methods(["GET", "POST"])
def edit_question(request: StaffRequest, pk: int, name: str = "") -> HttpResponse:
    """One question, new or there already."""
    questionnaire = find_own(request, pk)
    definition, revision = draft_of(questionnaire)
    question = definition.by_name.get(name)
    if name and (question is None or question.type in UNASKED):
        raise Http404
    form = form_of_purpose(questionnaire.purpose)(
        request.POST if request.method == "POST" else None, definition=definition, question=question
    )
    if form.is_bound and form.is_valid():
        made, choices = form.edited_question()
        changed = put_question(definition, made, choices, instead_of=name)
        try:
            save_draft(
                questionnaire,
                changed,
                revision=revision_of(request),
                actor=request.holder.actor,
                now=timezone.now(),
            )
        except QuestionnaireFault as fault:
            add_fault(form, fault)
        else:
            if "another" in request.POST:
                return redirect("question_new", pk)
            return redirect("questionnaire_edit", pk)
    context = {
        "form": form,
        "heading": say("প্রশ্ন বদলান", "Change a question") if question else say("নতুন প্রশ্ন", "New question"),
        "back": reverse("questionnaire_edit", args=[pk]),
        "back_words": say("সব প্রশ্ন", "All questions"),
        "button": say("রাখুন", "Save"),
        "revision": revision if not form.is_bound else revision_of(request),
        "current": "questionnaires",
    }
    return render_form(request, "questionnaires/question.html", context)


@for_readers
@require_safe
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """All pages one below the other, as wide as a phone: every question is shown, whatever it depends on."""
    questionnaire = find_questionnaire(request, pk)
    version = questionnaire.draft_version() or questionnaire.newest_version()
    if version is None:
        raise Http404
    today = timezone.now().astimezone(TZ).date()
    definition = with_books(version.questions, request.office, today)
    asked = everything_asked(version, request, definition)
    pages: list[Any] = []
    for page in pages_of(definition):
        group = definition.group_by_name.get(page.group)
        instance = 1 if page.repeat else 0
        form = PageForm(page=page, asked=asked, instance=instance, prefix=f"p{page.number}")
        pages.append((words_in(group.label, language()) if group else "", form.lines()))
    context = {
        "questionnaire": questionnaire,
        "version": version,
        "pages": pages,
        "current": "questionnaires",
    }
    return render(request, "questionnaires/preview.html", context)


def everything_asked(version: Version, request: StaffRequest, definition: Definition) -> Evaluation:
    """As if every condition held, with one instance of what repeats."""
    today = timezone.now().astimezone(TZ).date()
    try:
        asked = flow_of(version, request.office, today).ask({}, today)
    except CycleFault:
        # A draft may still be wrong; it is seen all the same.
        asked = Evaluation(definition, {}, today)
    for question in definition.questions:
        asked.relevant[question.name, 1 if definition.repeat_of[question.name] else 0] = True
    return asked
