"""A certificate issued by hand, and one more copy printed: what the desk of certificates has no act for."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.certificates.rules.serial import CERTIFICATE
from ongikar.core.forms.keys import show_once
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.papers.responses import pdf_download
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.people.post_holders import StaffRequest
from ongikar.records.views import RecordPage

from . import actions
from .desk import CertificateDesk, can_print
from .forms import IssueForm, PrintForm
from .rights import for_certificate_issuers, for_certificate_staff
from .template_files import newest_template, template_files
from .transitions import CertificateFault


@for_certificate_staff
@require_POST
def certificate_print(request: StaffRequest, serial: str) -> HttpResponse:
    """One more copy as PDF; that it was printed, and who took it, is written down with it."""
    desk = CertificateDesk()
    certificate, form = desk.find(request.office, serial), PrintForm(request.POST)
    if not can_print(certificate):
        raise Http404
    if not form.is_valid():
        return RecordPage(desk=desk).page(request, certificate, status=422, print_form=form, form=form)
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
