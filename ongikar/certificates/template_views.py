"""The desk's pages of templates: each with its versions, and a new version that was tried before it is
published.
"""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ

from .forms import TemplateForm
from .models import CertificateTemplate
from .paper import publish_template
from .rights import ISSUER_ROLES, for_certificate_issuers, for_certificate_readers
from .template_files import newest_template, template_files
from .transitions import CertificateFault


@for_certificate_readers
@require_safe
def certificate_templates(request: StaffRequest) -> HttpResponse:
    """Each template in its newest version, with how many there were."""
    rows = CertificateTemplate.objects.filter(office=request.office).order_by("key", "-version")
    by_key: dict[str, list[CertificateTemplate]] = {}
    for row in rows.defer("source", "fields"):
        by_key.setdefault(row.key, []).append(row)
    context = {
        "lines": [
            (key, say(*file.title), versions_words(by_key.get(key, []), bool(file.source)), bool(file.source))
            for key, file in template_files().items()
        ],
        "may_publish": request.holder.has(request.office.pk, ISSUER_ROLES),
        "current": "certificates",
    }
    return render(request, "certificates/templates.html", context)


def versions_words(versions: list[CertificateTemplate], is_printed: bool) -> str:
    if not is_printed:
        return say("আলাদা কাগজ নেই: প্রমাণটি চিঠিতেই ছাপা হয়", "No document of its own: it is printed on the letter")
    if not versions:
        return say("এখনো কোনো সনদ দেওয়া হয়নি", "Nothing was issued by it yet")
    tongue = language()
    return ", ".join(
        say(
            "সংস্করণ {n} ({day})",
            "Version {n} ({day})",
            n=each.version,
            day=short_day(each.published_at, tongue),
        )
        for each in versions
    )


def short_day(moment: datetime, tongue: str) -> str:
    return date_words(moment.astimezone(TZ).date(), tongue, weekday=False)


@for_certificate_issuers
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_template(request: StaffRequest, name: str) -> HttpResponse:
    """The newest version to be changed: published, it becomes the next, and what was issued stays
    as it is.
    """
    file, now = template_files().get(name), timezone.now()
    if file is None or not file.source:
        raise Http404
    newest = newest_template(request.office, name, now)
    sent = request.POST if request.method == "POST" else None
    form = TemplateForm(
        sent,
        initial={"title_bn": newest.title_bn, "title_en": newest.title_en, "source": newest.source},
    )
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        try:
            made = publish_template(
                request.office,
                newest,
                title=(said["title_bn"], said["title_en"]),
                source=said["source"].replace("\r\n", "\n"),
                actor=request.holder.actor,
                now=now,
            )
        except CertificateFault as fault:
            form.add_fault(fault)
        else:
            words = say("সংস্করণ {n} প্রকাশিত হয়েছে।", "Version {n} was published.", n=made.version)
            messages.success(request, words)
            return redirect("certificate_templates")
    context = {
        "form": form,
        "caption": say("এখন সংস্করণ {n}", "Now version {n}", n=newest.version),
        "heading": say(newest.title_bn, newest.title_en),
        "back": reverse("certificate_templates"),
        "back_words": say("সনদের নকশা", "Certificate templates"),
        "button": say("নতুন সংস্করণ প্রকাশ করুন", "Publish as a new version"),
        "current": "certificates",
    }
    return render_form(request, "certificates/template.html", context)
