"""Two small pages about one person of a batch: somebody else nominated instead, and the name in English."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers
from ongikar.core.i18n.say import language, say
from ongikar.delivery.training import actions, states, words
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.actions.replacing import groups_of_seat, replaced_by, require_replaceable
from ongikar.delivery.training.english_name import write_english_name
from ongikar.delivery.training.models import Application, Batch
from ongikar.people.desk import DeskRequest
from ongikar.rules.bangla.text import digits

from .board_views import find_batch, tell_fault
from .nominee_forms import EnglishNameForm, ReplaceNomineeForm


def find_application(batch: Batch, roll: int) -> Application:
    rows = Application.objects.select_related("call__batch__course", "case__applicant")
    return get_object_or_404(rows, call__batch=batch, roll=roll)


def person_words(application: Application) -> str:
    applicant = application.case.applicant
    name = applicant.name if applicant else ""
    return f"{say('রোল', 'Roll')} {digits(application.roll, language())} · {name}"


@for_handlers
@require_http_methods(["GET", "POST"])
def replace_nominee(request: DeskRequest, batch_number: str, roll: int) -> HttpResponse:
    """As the nominating office asked, or on the office's own: where it cannot be done the page says why."""
    batch = find_batch(request.office, batch_number)
    application = find_application(batch, roll)
    fault, form = why_not(request, application, batch), None
    if not fault:
        groups = groups_of_seat(application) if batch.state == states.OFFERING else []
        form = ReplaceNomineeForm(*posted_data(request)[:1], groups=groups)
        if form.is_valid():
            try:
                made = actions.replace_nominee(
                    application,
                    **form.facts(),
                    user=request.user,
                    actor=request.desk.actor,
                    now=timezone.now(),
                )
            except TrainingFault as refused:
                tell_fault(form, refused)
            else:
                messages.success(
                    request,
                    say(
                        "রোল {roll} এখন তাঁর জায়গায়। তিনজনকেই জানানো হচ্ছে: আগে যিনি ছিলেন, নতুন জন আর"
                        " মনোনয়নকারী অফিস।",
                        "Roll {roll} now takes the place. Who was named before, who is named now and the"
                        " nominating office are told.",
                        roll=digits(made.roll, language()),
                    ),
                )
                return redirect("batch", batch.number)
    return show(request, batch, application, form, fault, HEADINGS["replace"], actions_heading=True)


def why_not(request: DeskRequest, application: Application, batch: Batch) -> str:
    """Why nobody can take the place; "" where somebody can. Of a form that is sent once more the act itself
    knows what became of the first.
    """
    if successor := application.successors.first():
        return "" if request.method == "POST" else str(replaced_by(successor))
    try:
        require_replaceable(application, batch)
    except TrainingFault as refused:
        return str(refused)
    return ""


HEADINGS = {
    "replace": ("বদলে অন্য জনকে মনোনয়ন", "Nominate somebody else instead"),
    "name": ("সনদের ইংরেজি নাম", "Name on the English certificate"),
}


@for_handlers
@require_http_methods(["GET", "POST"])
def name_in_english(request: DeskRequest, batch_number: str, roll: int) -> HttpResponse:
    """Of a record without one, or where it was wrongly typed, until the certificate is issued."""
    batch = find_batch(request.office, batch_number)
    application = find_application(batch, roll)
    if application.case.applicant is None:
        raise Http404
    form = EnglishNameForm(*posted_data(request)[:1], initial={"name_en": application.name_en or ""})
    if form.is_valid():
        try:
            write_english_name(
                application,
                name=form.cleaned_data["name_en"],
                actor=request.desk.actor,
                now=timezone.now(),
            )
        except TrainingFault as refused:
            tell_fault(form, refused)
        else:
            messages.success(request, say("নামটি লেখা হয়েছে।", "The name is written down."))
            return redirect("batch_classes", batch.number)
    return show(request, batch, application, form, "", HEADINGS["name"])


def show(
    request: DeskRequest,
    batch: Batch,
    application: Application,
    form: Any,
    fault: str,
    heading: tuple[str, str],
    *,
    actions_heading: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "fault": fault,
        "heading": say(*heading),
        "caption": f"{words.batch_title(batch)} · {person_words(application)}",
        "intro": say(
            "আগের আবেদনটি কারণসহ শেষ হয়, মুছে যায় না; নতুন জনের নিজের আবেদন ও রোল হয়।",
            "The first application ends with the reason and is not removed; the new person gets an"
            " application and a roll of their own.",
        )
        if actions_heading
        else "",
        "button": say("মনোনয়ন বদলান", "Change the nomination") if actions_heading else say("রাখুন", "Save"),
        "back": reverse("batch", args=[batch.number]),
        "current": "training",
    }
    is_wrong = request.method == "POST" and (fault or (form and form.errors))
    return render(request, "training/desk/nominee.html", context, status=422 if is_wrong else 200)
