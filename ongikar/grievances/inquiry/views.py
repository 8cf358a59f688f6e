"""The page of an inquiry officer: what is to be found out, what is complained of, and the report.

A hidden name stays hidden here, too: what must be asked of whoever complains is asked by those who decide.
"""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.templatetags.words import day_short, weekday
from ongikar.people.post_holders import StaffRequest
from ongikar.records.lines import Line
from ongikar.records.words import State
from ongikar.rules.transitions import TransitionFault

from .. import actions
from ..handling.act_files import FILES, files_field, take_papers
from ..handling.evidence import exhibits, sides_for_respondent
from ..handling.list_views import group, matter_line
from ..handling.redaction import read_former_names, text_for_respondent
from ..handling.respondent_views import complainant_name_for_respondent
from ..models import Inquiry, Reading
from ..rights import for_inquirers, may_report_inquiry
from ..words import filed_as
from .parts import papers_of_act

MOST = 25


class InquiryReportForm(Form):
    report = TextField(
        label=say_lazy("কী পাওয়া গেছে", "What was found"),
        help_text=say_lazy(
            "কী দেখেছেন, কার সঙ্গে কথা বলেছেন, কোন কাগজে কী আছে।",
            "What you saw, whom you spoke to, and what the documents say.",
        ),
        lines=9,
        width="",
        max_length=20000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FILES] = files_field()


@for_inquirers
@require_safe
def inquiries(request: StaffRequest) -> HttpResponse:
    """What the posts of this person have to look into, the first due first; then what was reported last."""
    rows = Inquiry.objects.filter(post__in=request.holder.post_ids, post__office=request.office)
    rows = rows.select_related("stage__grievance__office", "stage__clock", "stage__post", "post")
    rows = rows.select_related("stage__grievance__complainant")
    to_report = [
        each for each in rows.filter(ended_at=None).order_by("due", "id")[:MOST] if may_open(request, each)
    ]
    reported = [
        each
        for each in rows.filter(reported_at__isnull=False).order_by("-id")[:MOST]
        if may_open(request, each)
    ]
    read_former_names([each.stage.grievance for each in (*to_report, *reported)])
    today = timezone.localdate()
    groups = [
        group("wait", say("প্রতিবেদন দিতে হবে", "To report"), [inquiry_row(each, today) for each in to_report])
    ]
    if reported:
        lines = [inquiry_row(each, today) for each in reported]
        groups.append(group("done", say("প্রতিবেদন দেওয়া হয়েছে", "Reported"), lines))
    context = {"groups": groups, "title": say("আমার তদন্ত", "My inquiries"), "current": "inquiries"}
    return render(request, "grievances/matters.html", context)


def inquiry_row(inquiry: Inquiry, today: date) -> Line:
    """By when it is to be reported, or when it was."""
    stage = inquiry.stage
    if inquiry.reported_at:
        when, state = day_short(inquiry.reported_at), State("প্রতিবেদন দেওয়া হয়েছে", "Reported", "kept")
    elif inquiry.due < today:
        when, state = weekday(inquiry.due), State("দেরি হয়ে গেছে", "Late", "late")
    else:
        when, state = weekday(inquiry.due), State("প্রতিবেদন বাকি", "To report", "open")
    return matter_line(
        stage.grievance,
        reverse("desk_inquiry", args=[inquiry.pk]),
        filed_as(stage.grievance),
        (say("কে সিদ্ধান্ত দেন", "Decided by"), stage.post.title),
        when,
        state,
    )


def may_open(request: StaffRequest, inquiry: Inquiry) -> bool:
    return may_report_inquiry(request.holder, inquiry)


@for_inquirers
@require_http_methods(["GET", "POST"])
def inquiry(request: StaffRequest, inquiry_id: int) -> HttpResponse:
    rows = Inquiry.objects.select_related(
        "stage__grievance__office",
        "stage__grievance__respondent",
        "stage__grievance__complainant",
        "stage__grievance__case__applicant",
        "stage__clock",
        "stage__post",
        "post",
    )
    inquiry = get_object_or_404(rows, pk=inquiry_id, stage__grievance__office=request.office)
    if not may_report_inquiry(request.holder, inquiry):
        raise PermissionDenied
    now, form = timezone.now(), InquiryReportForm(*posted_data(request))
    if request.method == "POST" and form.is_valid() and send_report(request, inquiry, form, now):
        return redirect("desk_inquiry", inquiry.pk)
    if request.method != "POST":
        # Whoever sends the form has read the page before.
        actions.record_reading(
            inquiry.stage.grievance, holder=request.holder, what=reading_of(inquiry), now=now
        )
    context = inquiry_context(inquiry) | {
        "form": form,
        "button": say("প্রতিবেদন পাঠান", "Send the report"),
        "current": "inquiries",
    }
    return render_form(request, "grievances/inquiry.html", context)


def reading_of(inquiry: Inquiry) -> str:
    return Reading.NAMED if inquiry.stage.grievance.is_open_identity else Reading.REDACTED


def send_report(request: StaffRequest, inquiry: Inquiry, form: Form, now: datetime) -> bool:
    """Whether the report was taken, or came too late: then the page says so."""
    papers = take_papers(form, inquiry.stage.grievance, ip=client_ip(request), now=now)
    if form.errors:
        return False
    try:
        actions.report_inquiry(
            inquiry=inquiry, report=form.cleaned_data["report"], papers=papers, actor=request.holder, now=now
        )
        messages.success(request, say("প্রতিবেদন পাঠানো হয়েছে।", "The report is sent."))
    except TransitionFault:
        messages.error(request, say("এই তদন্ত আর খোলা নেই।", "This inquiry is no longer open."))
    return True


def inquiry_context(inquiry: Inquiry) -> dict[str, Any]:
    grievance = inquiry.stage.grievance
    return {
        "inquiry": inquiry,
        "number": grievance.number,
        "about": grievance.get_about_display(),
        "who": complainant_name_for_respondent(grievance),
        "text": text_for_respondent(grievance, grievance.text),
        "respondent": grievance.respondent,
        "decider": inquiry.stage.post,
        "papers": papers_of_act(grievance, "report_inquiry", "inquiry", inquiry.pk),
        "exhibits": exhibits(grievance, sides_for_respondent(grievance)),
    }
