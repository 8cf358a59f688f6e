"""The desk's pages of certificates: the list, one certificate with its acts, and one issued by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.certificates.rules.serial import CERTIFICATE, serial_words
from ongikar.core.db.pages import page_links
from ongikar.core.forms.keys import show_once
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.papers.responses import pdf_download
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.people.subjects import load_subjects, subject_words
from ongikar.rules.transitions import TransitionFault

from . import actions, lists
from .check import judge
from .forms import FaultForm, IssueForm, PrintForm, ReplaceForm, RevokeForm
from .models import Certificate, StatusChange
from .rights import ISSUER_ROLES, for_certificate_issuers, for_certificate_readers, for_certificate_staff
from .rows import LOOKS, row_of
from .template_files import newest_template, template_files
from .transitions import ISSUED, REPLACE, REVOKE, CertificateFault


@for_certificate_readers
@require_safe
def certificates(request: StaffRequest) -> HttpResponse:
    """The newest first, or what was looked for."""
    asked = lists.CertificateSelection.of(request.GET.dict())
    page = lists.certificates_page(request.office, asked)
    root = reverse("certificates")

    def address(**query: str) -> str:
        return reverse("certificates", query={name: value for name, value in query.items() if value})

    kept = {"tab": asked.tab} | ({"q": asked.typed} if asked.typed else {})
    context = {
        "rows": [row_of(each) for each in page.rows],
        "tabs": [(address(tab=tab), lists.TAB_WORDS[tab], tab == asked.tab) for tab in lists.TABS],
        "tab": asked.tab,
        "typed": asked.typed,
        **page_links(root, asked.after, page.last_key, asked=kept),
        "may_issue": request.holder.has(request.office.pk, ISSUER_ROLES),
        "may_print": request.holder.has(request.office.pk, STAFF_ROLES),
        "root": root,
        "current": "certificates",
    }
    return render(request, "certificates/list.html", context)


def find(request: StaffRequest, serial: str) -> Certificate:
    certificate = Certificate.objects.with_related().by_serial(request.office, serial)
    if certificate is None:
        raise Http404
    return certificate


@for_certificate_readers
@require_safe
def certificate(request: StaffRequest, serial: str) -> HttpResponse:
    return show_certificate(request, find(request, serial))


def show_certificate(
    request: StaffRequest,
    certificate: Certificate,
    act: str = "",
    form: FaultForm | None = None,
    code: Any = None,
) -> HttpResponse:
    """All it prints, what became of it, and what may be done; one act's form is open at a time."""
    finding = judge(certificate)
    line = load_subjects([certificate.subject], request.holder).get(certificate.subject)
    may_act = request.holder.has(request.office.pk, ISSUER_ROLES)
    replaced_by = certificate.replaced_by
    context = {
        "certificate": certificate,
        "number": serial_words(certificate.serial, language()),
        "title": certificate.holder_name or say(certificate.template.title_bn, certificate.template.title_en),
        "look": LOOKS[certificate.state],
        "state": certificate.get_state_display(),
        "finding": finding,
        "subject": line,
        "subject_words": subject_words(certificate.subject_type),
        "history": history(certificate),
        "prints": certificate.prints.select_related("by"),
        "replaced_by": replaced_by and replaced_by.serial,
        "replaced_by_words": replaced_by and serial_words(replaced_by.serial, language()),
        "acts": [(name, words()) for name, words in ACT_WORDS.items() if may_follow(certificate, name)]
        if may_act
        else [],
        "may_print": can_print(certificate) and request.holder.has(request.office.pk, STAFF_ROLES),
        "print_form": PrintForm(initial={"language": language()}),
        "act": act,
        "act_title": ACT_WORDS[act]() if act else "",
        "form": form,
        "code_form": code,
        "current": "certificates",
    }
    return render_form(request, "certificates/certificate.html", context, form, code)


ACT_WORDS: dict[str, Callable[[], str]] = {
    REPLACE: lambda: say("ভুল ঠিক করে নতুন সনদ", "Replace with a corrected one"),
    REVOKE: lambda: say("বাতিল করুন", "Revoke"),
}


def may_follow(certificate: Certificate, act: str) -> bool:
    # The proof of a letter follows its letter.
    return (
        certificate.state == ISSUED
        and not certificate.is_letter_proof
        and (act == REVOKE or bool(certificate.proof))
    )


def can_print(certificate: Certificate) -> bool:
    """What does not hold is printed no more."""
    return certificate.state == ISSUED and bool(certificate.proof) and bool(certificate.template.source)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    words: str
    by: str
    said: str
    is_bad: bool


def history(certificate: Certificate) -> list[HistoryLine]:
    changes: list[StatusChange] = list(certificate.changes.all())
    users = User.objects.in_bulk([each.by_id for each in changes if each.by_type == "user" and each.by_id])
    return [
        HistoryLine(
            each.at,
            each.get_name_display(),
            users[each.by_id].name if each.by_id in users else "",
            each.reason,
            each.name == REVOKE,
        )
        for each in changes
    ]


@for_certificate_issuers
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_act(request: StaffRequest, serial: str, act: str) -> HttpResponse:
    """Replace or revoke: the officer's own act, with a second factor as for a signature."""
    certificate, now = find(request, serial), timezone.now()
    if act not in ACT_WORDS:
        raise Http404
    if not may_follow(certificate, act):
        return redirect("certificate", serial)
    sent = request.POST if request.method == "POST" else None
    form = act_form(certificate, act, sent, now)
    code = fresh_code_form(request, now)
    if sent is not None and form.is_valid() and (code is None or code.is_valid()):
        if code:
            code.save()
        try:
            kept = do_act(certificate, act, form, request, now)
        except CertificateFault as fault:
            form.add_fault(fault)
        except TransitionFault:
            messages.error(request, say("সনদটি এর মধ্যে বদলেছে।", "The certificate has changed meanwhile."))
            return redirect("certificate", serial)
        else:
            return redirect("certificate", kept.serial)
    return show_certificate(request, certificate, act, form, code)


def act_form(certificate: Certificate, act: str, sent: Any, now: datetime) -> FaultForm:
    if act == REVOKE:
        return RevokeForm(sent)
    template = newest_template(certificate.office, certificate.template.key, now)
    return ReplaceForm(
        sent, template=template, said=certificate.statement.fields if certificate.statement else {}
    )


def do_act(
    certificate: Certificate, act: str, form: FaultForm, request: StaffRequest, now: datetime
) -> Certificate:
    """The certificate whose page follows."""
    reason, actor = form.cleaned_data["reason"], request.holder.actor
    if isinstance(form, ReplaceForm):
        made = actions.replace_certificate(
            certificate, statement=form.statement(), reason=reason, actor=actor, now=now
        )
        number = serial_words(made.serial, language())
        messages.success(
            request, say("নতুন সনদ দেওয়া হয়েছে: {n}", "A new certificate was issued: {n}", n=number)
        )
        return made
    actions.revoke_certificate(certificate, reason=reason, actor=actor, now=now)
    messages.success(request, say("সনদটি বাতিল করা হয়েছে।", "The certificate was revoked."))
    return certificate


@for_certificate_staff
@require_POST
def certificate_print(request: StaffRequest, serial: str) -> HttpResponse:
    """One more copy as PDF; that it was printed, and who took it, is written down with it."""
    certificate, form = find(request, serial), PrintForm(request.POST)
    if not can_print(certificate):
        raise Http404
    if not form.is_valid():
        return show_certificate(request, certificate, form=form)
    tongue = form.cleaned_data["language"]
    copy = certificate.prints.count() + 1
    paper = actions.certificate_pdf(certificate, tongue, copy=copy)
    if paper is None:
        raise Http404
    actions.record_print(
        certificate,
        language=tongue,
        receiver=form.cleaned_data["receiver"],
        user=request.user,
        now=timezone.now(),
    )
    show_once(request)
    return pdf_download(paper, f"{certificate.serial}.pdf")


@for_certificate_issuers
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_new(request: StaffRequest) -> HttpResponse:
    """One certificate by hand: of an event, or of a training that was held before it was kept here."""
    now = timezone.now()
    keys = [key for key, file in template_files().items() if file.mark == CERTIFICATE]
    key = request.GET.get("template", keys[0])
    if key not in keys:
        raise Http404
    template = newest_template(request.office, key, now)
    sent = request.POST if request.method == "POST" else None
    form = IssueForm(
        sent,
        template=template,
        office=request.office,
        holder=request.holder,
        initial={"subject": request.GET.get("subject", "")[:60]},
    )
    code = fresh_code_form(request, now)
    if sent is not None and form.is_valid() and (code is None or code.is_valid()):
        if code:
            code.save()
        try:
            made = actions.issue_certificate(
                office=request.office,
                template_key=key,
                statement=form.statement(),
                subject=form.cleaned_data["subject"],
                actor=request.holder.actor,
                now=now,
                submission=form.cleaned_data["submission"] and f"desk-{form.cleaned_data['submission']}",
            )
        except CertificateFault as fault:
            form.add_fault(fault)
        else:
            return redirect("certificate", made.serial)
    form.second_factor = code
    context = {
        "form": form,
        "choices": [
            (
                reverse("certificate_new", query={"template": each}),
                say(*template_files()[each].title),
                each == key,
            )
            for each in keys
        ],
        "heading": say("সনদ দিন", "Issue a certificate"),
        "about": say(
            "দেওয়ার পরে কিছু বদলানো যায় না: ভুল হলে নতুন সনদ দিতে হয়। নামের বানান জাতীয় পরিচয়পত্রের সঙ্গে মিলিয়ে নিন।",
            "Once issued, nothing in it can be changed: a mistake means a new certificate."
            " Check the spelling of the name against the identity card.",
        ),
        "back": reverse("certificates"),
        "back_words": say("সনদ", "Certificates"),
        "button": say("সনদ দিন", "Issue it"),
        "current": "certificates",
    }
    return render_form(request, "certificates/new.html", context, form, code)
