"""All questionnaires of the office, and one with its versions, its sheet and its rounds."""

import io
import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.charter.documents.faults import DocumentFault
from ongikar.charter.models import charter_in_force
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.fields import NAMELESS
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.papers.responses import with_private_headers
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.questionnaires.actions import (
    SheetRefused,
    ask_with_services,
    make_questionnaire,
    publish_version,
    retire_questionnaire,
    save_draft,
)
from ongikar.questionnaires.actions.versions import read_workbook
from ongikar.questionnaires.answer_export import XLSX
from ongikar.questionnaires.models import Questionnaire, QuestionnaireFault, Round, Version
from ongikar.questionnaires.rights import for_askers, for_readers
from ongikar.rules.questionnaire.compare import changes
from ongikar.rules.questionnaire.definition import Definition, Question
from ongikar.rules.questionnaire.sheet_rows import sheet_rows

from .forms import QuestionnaireForm, ServicesForm, SheetForm
from .questionnaire_list import ROUNDS_SHOWN
from .words import change_words

MOST_BYTES = 2_000_000


def find_questionnaire(request: StaffRequest, key: int) -> Questionnaire:
    """One of the office or of all offices."""
    questionnaire = Questionnaire.objects.filter(Q(office=request.office) | Q(office=None), pk=key).first()
    if questionnaire is None:
        raise Http404
    return questionnaire


def find_own(request: StaffRequest, key: int) -> Questionnaire:
    """One that the office may change; what all share is changed with the installation."""
    questionnaire = find_questionnaire(request, key)
    if questionnaire.office_id is None:
        raise Http404
    return questionnaire


def may_act(request: StaffRequest) -> bool:
    return request.holder.has(request.office.pk, STAFF_ROLES)


@for_askers
@require_http_methods(["GET", "POST"])
def new_questionnaire(request: StaffRequest) -> HttpResponse:
    form = QuestionnaireForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = make_questionnaire(
                office=request.office,
                slug=given["slug"] or f"{given['purpose'].replace('_', '-')}-{secrets.token_hex(3)}",
                purpose=given["purpose"],
                title_bn=given["title_bn"],
                title_en=given["title_en"],
                actor=request.holder.actor,
                now=timezone.now(),
            )
        except QuestionnaireFault as fault:
            add_fault(form, fault)
        else:
            return redirect("questionnaire", made.pk)
    context = {
        "form": form,
        "heading": say("নতুন প্রশ্নমালা", "New questionnaire"),
        "back": reverse("questionnaires"),
        "back_words": say("প্রশ্নমালা", "Questionnaires"),
        "button": say("পরের ধাপ: প্রশ্ন", "Next: the questions"),
        "current": "questionnaires",
    }
    return render_form(request, "core/staff_form.html", context)


@for_readers
@require_safe
def show_questionnaire(request: StaffRequest, pk: int) -> HttpResponse:
    return render_questionnaire(request, find_questionnaire(request, pk), SheetForm())


def render_questionnaire(
    request: StaffRequest,
    questionnaire: Questionnaire,
    form: SheetForm,
    faults: list[Any] | None = None,
    services: ServicesForm | None = None,
) -> HttpResponse:
    versions = list(questionnaire.versions.defer("definition", "sheet", "xform").order_by("-number"))
    draft = questionnaire.draft_version()
    newest = questionnaire.newest_version()
    rounds = Round.objects.filter(office=request.office, questionnaire=questionnaire).order_by("-id")
    is_own = questionnaire.office_id is not None and may_act(request)
    context = {
        "questionnaire": questionnaire,
        "purpose": questionnaire.get_purpose_display(),
        "versions": [version for version in versions if version.is_published],
        "draft": draft,
        "newest": newest,
        "changes": change_words(draft_changes(newest, draft)),
        "rounds": rounds[:ROUNDS_SHOWN],
        "form": form,
        "faults": [(fault, say(fault.bn, fault.en)) for fault in faults or []],
        "is_own": is_own,
        "services": (services or services_form(request, questionnaire))
        if is_own and questionnaire.purpose == Questionnaire.INTAKE
        else None,
        "may_open": may_act(request)
        and newest is not None
        and questionnaire.retired_at is None
        and questionnaire.purpose != Questionnaire.INTAKE,
        "current": "questionnaires",
        "now": timezone.now(),
    }
    # The faults of a sheet stand cell by cell beside the form, and not on it.
    status = 422 if faults else 0
    return render_form(request, "questionnaires/questionnaire.html", context, form, services, status=status)


def services_form(request: StaffRequest, questionnaire: Questionnaire, posted: Any = None) -> ServicesForm:
    """The rows of the charter in force, by what they are called for short."""
    rows = charter_in_force(request.office, timezone.localdate()).services
    choices = [(row.code, row.short or row.name) for row in rows]
    return ServicesForm(posted, services=choices, initial={"services": questionnaire.services})


@for_askers
@require_POST
def choose_services(request: StaffRequest, pk: int) -> HttpResponse:
    questionnaire = find_own(request, pk)
    if questionnaire.purpose != Questionnaire.INTAKE:
        raise Http404
    form = services_form(request, questionnaire, request.POST)
    if form.is_valid():
        try:
            ask_with_services(
                questionnaire, form.cleaned_data["services"], actor=request.holder.actor, now=timezone.now()
            )
        except QuestionnaireFault as fault:
            form.add_error("services", ValidationError(say(fault.bn, fault.en), NAMELESS))
        else:
            messages.success(
                request,
                say(
                    "এখন থেকে বাছাই করা সেবার আবেদনে প্রশ্নগুলো থাকবে।",
                    "They are asked with these services from now on.",
                ),
            )
            return redirect("questionnaire", questionnaire.pk)
    return render_questionnaire(request, questionnaire, SheetForm(), services=form)


def draft_changes(newest: Version | None, draft: Version | None) -> list[Any]:
    return changes(newest.questions, draft.questions) if newest and draft else []


@for_askers
@require_POST
def upload_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """A sheet becomes the draft; what is wrong in it is shown cell by cell, and nothing is kept of it."""
    questionnaire = find_own(request, pk)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return render_questionnaire(request, questionnaire, form)
    upload = form.cleaned_data["file"]
    if upload.size > MOST_BYTES:
        form.add_error("file", say("ফাইলটি ২ MB-এর চেয়ে বড়।", "The file is larger than 2 MB."))
        return render_questionnaire(request, questionnaire, form)
    try:
        definition, faults, sheet = read_workbook(upload.read())
    except DocumentFault as fault:
        form.add_error("file", ValidationError(say(fault.bn, fault.en), NAMELESS))
        return render_questionnaire(request, questionnaire, form)
    if faults:
        return render_questionnaire(request, questionnaire, form, faults)
    save_draft(questionnaire, definition, sheet=sheet, actor=request.holder.actor, now=timezone.now())
    messages.success(
        request,
        say(
            "শিটটি খসড়া হিসেবে রাখা হয়েছে। দেখে প্রকাশ করুন।",
            "The sheet is kept as a draft. Look at it, then publish.",
        ),
    )
    return redirect("questionnaire", questionnaire.pk)


@for_askers
@require_POST
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    questionnaire = find_own(request, pk)
    draft = questionnaire.draft_version()
    if draft is None:
        return redirect("questionnaire", questionnaire.pk)
    try:
        made = publish_version(questionnaire, draft.questions, actor=request.holder.actor, now=timezone.now())
    except SheetRefused as refused:
        return render_questionnaire(request, questionnaire, SheetForm(), refused.faults)
    messages.success(
        request, say("{n} নম্বর সংস্করণ প্রকাশিত হয়েছে।", "Version {n} is published.", n=made.number)
    )
    return redirect("questionnaire", questionnaire.pk)


@for_askers
@require_POST
def retire(request: StaffRequest, pk: int) -> HttpResponse:
    questionnaire = find_own(request, pk)
    retire_questionnaire(questionnaire, actor=request.holder.actor, now=timezone.now())
    messages.success(
        request, say("আর ব্যবহার হবে না। চলমানগুলো চলবে।", "It is not used any more. What runs goes on.")
    )
    return redirect("questionnaire", questionnaire.pk)


# A sample that shows what can be written, for a questionnaire without questions.
SAMPLE = Definition(
    {"bn": "শিরোনাম", "en": "Title"},
    (),
    (Question("name", "text", label={"bn": "আপনার নাম", "en": "Your name"}, required="true()"),),
    {},
)


@for_readers
@require_safe
def download_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """The draft, or the version that is asked for, as a sheet; a sample where there is none."""
    questionnaire = find_questionnaire(request, pk)
    asked = request.GET.get("version", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        version = questionnaire.versions.filter(number=int(asked)).first()
        if version is None:
            raise Http404
    else:
        version = questionnaire.draft_version() or questionnaire.newest_version()
    content = sheet_file(version.questions if version else SAMPLE)
    number = version.number if version else 0
    response = HttpResponse(content, content_type=XLSX)
    return with_private_headers(response, f"{questionnaire.slug}-{number}.xlsx", is_shown=False)


def sheet_file(definition: Definition) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True})
        for name, rows in sheet_rows(definition).items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(place, column, cell, None if place else bold)
    return content.getvalue()
