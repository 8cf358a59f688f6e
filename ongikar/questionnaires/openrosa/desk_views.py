"""At the desk: the phones of the office, and what they sent that waits for somebody to look."""

import base64
import json
import zlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.people.post_holders import StaffRequest
from ongikar.questionnaires.actions.phone_submissions import (
    accept_submission,
    drop_submission,
    instance_of,
    read_answers,
)
from ongikar.questionnaires.actions.phones import make_phone, may_show_code, phone_token, revoke_phone
from ongikar.questionnaires.desk.views import may_act
from ongikar.questionnaires.filling.drafts import papers_named
from ongikar.questionnaires.models import Phone, PhoneSubmission, QuestionnaireFault
from ongikar.questionnaires.results import lines_of_answers
from ongikar.questionnaires.rights import for_askers, for_readers
from ongikar.rules.questionnaire.definition import words_in


def server_address(phone: Phone, token: str) -> str:
    """What the app puts /formList and /submission behind."""
    return f"{site_of(phone.office)}{reverse('odk_list', args=[token])}".removesuffix("/formList")


def settings_of(phone: Phone, token: str) -> dict[str, dict[str, object]]:
    return {
        "general": {
            "server_url": server_address(phone, token),
            "app_language": language(),
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
            # What the office could not take is still on the phone.
            "delete_send": False,
            # 1024 points a side: a photo of some 200 kB.
            "image_size": "small",
            "analytics": False,
        },
        "admin": {"change_server": False},
        "project": {"name": phone.office.name, "icon": "অ", "color": "#006a4e"},
    }


def settings_text(phone: Phone, token: str) -> str:
    plain = json.dumps(settings_of(phone, token), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(zlib.compress(plain, 9)).decode()


def settings_code(phone: Phone, token: str) -> str:
    """As an SVG: as large as its frame, with the white rim that a camera needs."""
    import segno

    code = segno.make(settings_text(phone, token), error="l", micro=False)
    return code.svg_inline(border=3, omitsize=True, dark="#000")


SHOWN = 100


class PhoneForm(Form):
    name = TextField(
        label=say_lazy("ফোনটির নাম", "What the phone is called"),
        help_text=say_lazy("যেমন: শিরীনের ফোন", "Such as: Shirin’s phone"),
        max_length=100,
    )


class DropForm(Form):
    reason = TextField(
        label=say_lazy("কেন নেওয়া হবে না", "Why it is not taken"),
        max_length=300,
    )


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def list_phones(request: StaffRequest) -> HttpResponse:
    """The phones, and the way to let in one's own."""
    form = PhoneForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = make_phone(
            office=request.office,
            user=request.user,
            name=form.cleaned_data["name"],
            actor=request.holder.actor,
            now=timezone.now(),
        )
        return redirect("phone_code", made.pk)
    phones = Phone.objects.filter(office=request.office).select_related("user")
    context = {
        "phones": [(each, may_show_code(each, request.user)) for each in phones.order_by("-id")[:SHOWN]],
        "waiting": waiting_submissions(request.office),
        "form": form,
        "may_act": may_act(request),
        "current": "questionnaires",
    }
    return render_form(request, "questionnaires/phones.html", context)


def waiting_submissions(office: Office) -> list[PhoneSubmission]:
    submissions = PhoneSubmission.objects.waiting(office)
    return list(submissions.select_related("phone__user", "round__questionnaire")[:SHOWN])


@for_askers
@require_safe
def show_code(request: StaffRequest, pk: int) -> HttpResponse:
    """To its person, until the phone has come."""
    phone = Phone.objects.filter(office=request.office, pk=pk).select_related("office").first()
    if phone is None or not may_show_code(phone, request.user):
        raise Http404
    token = phone_token(phone)
    context = {
        "phone": phone,
        "code": settings_code(phone, token),
        "server": server_address(phone, token),
        "current": "questionnaires",
    }
    return render(request, "questionnaires/phone_code.html", context)


@for_askers
@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    phone = Phone.objects.filter(office=request.office, pk=pk).first()
    if phone is None:
        raise Http404
    revoke_phone(phone, actor=request.holder.actor, now=timezone.now())
    messages.success(request, say("ফোনটির অনুমতি আর নেই।", "The phone is not let in any more."))
    return redirect("phones")


def find_submission(request: StaffRequest, pk: int) -> PhoneSubmission:
    submissions = PhoneSubmission.objects.filter(office=request.office, pk=pk)
    kept = submissions.select_related("phone__user", "round__questionnaire", "version", "response").first()
    if kept is None:
        raise Http404
    return kept


@for_readers
@require_safe
def show_submission(request: StaffRequest, pk: int) -> HttpResponse:
    return render_submission(request, find_submission(request, pk), DropForm())


def render_submission(
    request: StaffRequest, kept: PhoneSubmission, form: DropForm, status: int = 0
) -> HttpResponse:
    """`status`: where it cannot be taken, which no form asks for."""
    instance = instance_of(kept)
    answers: dict[str, Any] = {}
    if instance and kept.version:
        answers, _, _ = read_answers(kept, instance, timezone.now())
        sealed = {question.name for question in kept.version.questions.questions if question.sealed}
        answers = {name: value for name, value in answers.items() if name not in sealed}
    rivals = PhoneSubmission.objects.filter(office=request.office, number=kept.number).exclude(pk=kept.pk)
    context = {
        "kept": kept,
        "lines": lines_of_answers(answers, kept.version) if kept.version else [],
        "problems": [
            (question_words(kept, each["name"]), say(each["bn"], each["en"])) for each in kept.problems
        ],
        "papers": sorted(papers_named(answers)),
        "rivals": rivals.select_related("response").order_by("id"),
        "may_take": may_act(request) and kept.state in kept.WAITING and kept.version and instance,
        "may_drop": may_act(request) and kept.state in kept.WAITING,
        "form": form,
        "current": "questionnaires",
    }
    answer = render_form(request, "questionnaires/submission.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def question_words(kept: PhoneSubmission, name: str) -> str:
    question = kept.version.questions.by_name.get(name) if kept.version else None
    return words_in(question.label, language()) or name if question else ""


@for_askers
@require_POST
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    kept = find_submission(request, pk)
    try:
        kept = accept_submission(kept, actor=request.holder.actor, now=timezone.now())
    except QuestionnaireFault as fault:
        messages.error(request, say(fault.bn, fault.en))
        return render_submission(request, kept, DropForm(), status=422)
    if kept.response_id:
        messages.success(request, say("উত্তর হিসেবে নেওয়া হয়েছে।", "It was taken as a response."))
        return redirect("response", kept.response_id)
    return redirect("phone_submission", pk)


@for_askers
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    kept, form = find_submission(request, pk), DropForm(request.POST)
    if not form.is_valid():
        return render_submission(request, kept, form)
    drop_submission(kept, reason=form.cleaned_data["reason"], actor=request.holder.actor, now=timezone.now())
    messages.success(
        request, say("নেওয়া হবে না; যা লেখা ছিল, মুছে গেছে।", "It is not taken; what it said is gone.")
    )
    return redirect("phones")
