"""What ends an inspection: the visit, the head's acknowledgement, the report; and the ways back."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.core.forms.keys import show_once
from ongikar.core.i18n.say import say
from ongikar.letters.outgoing.dispatching import leaving_words
from ongikar.papers.pdf import qr
from ongikar.people.desk import DeskRequest
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.people.models import Contact, User
from ongikar.places.models import Device
from ongikar.rules.calendar.office_calendar import TZ

from ..actions.device_sightings import name_owner
from ..actions.finishing import cancel_inspection, finish_visit, reopen_visit
from ..actions.reporting import acknowledge, issue_report
from ..findings import ProposedFinding, head_of, latest_sightings, proposed_findings
from ..forms import AcknowledgeForm, FinishForm, IssueForm, OwnerForm, ReasonForm
from ..links import hand_out_link
from ..merged_answers import filled_checklist
from ..models import Inspection
from ..report import report_parts
from ..rights import for_inspectors
from ..transitions import VISITED, InspectionFault
from .link import link_address
from .pages import back_to, form_page, inspection_back, inspection_for, redirect_with_success, refuse


@for_inspectors
@require_http_methods(["GET", "POST"])
def finish(request: DeskRequest, inspection_id: int) -> HttpResponse:
    found, now = inspection_for(request, inspection_id), timezone.now()
    today = now.astimezone(TZ).date()
    form = FinishForm(*posted_data(request)[:1], initial={"visited_on": today})
    if form.is_bound and form.is_valid():
        try:
            finish_visit(found, visited_on=form.cleaned_data["visited_on"], actor=request.desk.actor, now=now)
        except InspectionFault as fault:
            form.add_fault(fault)
        else:
            return redirect_with_success(
                request,
                found,
                "দেখা শেষ। নম্বর {score}।" if found.score is not None else "দেখা শেষ।",
                "The visit has ended. Score {score}." if found.score is not None else "The visit has ended.",
                score=found.score or 0,
            )
    lead = say(
        "নম্বর হিসাব হবে, যন্ত্রের অবস্থা লেখা হবে, আর প্রতিটি ত্রুটি একটি কাজ হবে।",
        "The score is computed, the devices get their state, and each finding becomes a task.",
    )
    heading = say("দেখা শেষ করুন", "End the visit")
    return form_page(request, form, heading, heading, inspection_back(found), lead=lead)


def with_reason(
    request: DeskRequest,
    inspection_id: int,
    do: Callable[..., None],
    heading: tuple[str, str],
    told: tuple[str, str],
) -> HttpResponse:
    found = inspection_for(request, inspection_id)
    form = ReasonForm(*posted_data(request)[:1])
    if form.is_bound and form.is_valid():
        try:
            do(
                found,
                reason=form.cleaned_data["reason"],
                actor=request.desk.actor,
                now=timezone.now(),
            )
        except InspectionFault as fault:
            return refuse(request, found, fault)
        return redirect_with_success(request, found, *told)
    return form_page(request, form, say(*heading), say(*heading), inspection_back(found))


@for_inspectors
@require_http_methods(["GET", "POST"])
def reopen(request: DeskRequest, inspection_id: int) -> HttpResponse:
    heading = ("ঠিক করার জন্য আবার খুলুন", "Open it again to correct it")
    return with_reason(request, inspection_id, reopen_visit, heading, ("আবার খোলা হয়েছে।", "Opened again."))


@for_inspectors
@require_http_methods(["GET", "POST"])
def cancel(request: DeskRequest, inspection_id: int) -> HttpResponse:
    heading = ("পরিদর্শন বাতিল করুন", "Cancel the inspection")
    return with_reason(request, inspection_id, cancel_inspection, heading, ("বাতিল হয়েছে।", "Cancelled."))


@for_inspectors
@require_http_methods(["GET", "POST"])
def acknowledge_here(request: DeskRequest, inspection_id: int) -> HttpResponse:
    """The officer hands the phone over: the head reads what was found, and gives name and post."""
    found, now = inspection_for(request, inspection_id), timezone.now()
    if found.state != VISITED or found.acknowledged_at:
        return back_to(found)
    head = head_of(found, now.astimezone(TZ).date())
    form = AcknowledgeForm(*posted_data(request)[:1], initial={"name": head.full_title if head else ""})
    if form.is_bound and form.is_valid():
        try:
            acknowledge(found, **form.cleaned_data, actor=request.desk.actor, now=now)
        except InspectionFault as fault:
            form.add_fault(fault)
        else:
            return redirect_with_success(
                request, found, "স্বীকৃতি লেখা হয়েছে।", "The acknowledgement is entered."
            )
    back_url, back_words = inspection_back(found)
    context = {
        "inspection": found,
        "parts": report_parts(found),
        "form": form,
        "back_url": back_url,
        "back_words": back_words,
        "current": "inspections",
    }
    return render(request, "inspection/acknowledge.html", context, status=422 if form.errors else 200)


@for_inspectors
@require_POST
def make_link(request: DeskRequest, inspection_id: int) -> HttpResponse:
    """A link to hand over, shown this once as an address and a square code."""
    found = inspection_for(request, inspection_id)
    now = timezone.now()
    try:
        token = hand_out_link(found, actor=request.desk.actor, now=now)
    except InspectionFault as fault:
        return refuse(request, found, fault)
    show_once(request)
    address = link_address(request.office, token)
    context = {
        "inspection": found,
        "address": address,
        "code": qr(address),
        "head": head_of(found, now.astimezone(TZ).date()),
        "current": "inspections",
    }
    response = render(request, "inspection/link_made.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@for_inspectors
@require_http_methods(["GET", "POST"])
def issue(request: DeskRequest, inspection_id: int) -> HttpResponse:
    """Sign and issue the report: with a second factor shown now or within a quarter of an hour."""
    found, now = inspection_for(request, inspection_id), timezone.now()
    if found.state != VISITED:
        return back_to(found)
    form = IssueForm(
        *posted_data(request)[:1],
        is_seen=found.acknowledged_at is not None,
        initial={"words": found.words, "again_on": found.again_on},
    )
    code = fresh_code_form(request, now)
    if form.is_bound and form.is_valid() and (code is None or code.is_valid()):
        if code is not None:
            code.save()
        signer = request.desk.post_in(found.office_id) or found.case.post
        try:
            letter = issue_report(
                found, **form.cleaned_data, signer=signer, actor=request.desk.actor, now=now
            )
        except InspectionFault as fault:
            form.add_fault(fault)
        else:
            words = leaving_words(letter)
            return redirect_with_success(
                request, found, "প্রতিবেদন জারি হয়েছে। {words}", "The report is issued. {words}", words=words
            )
    heading = say("প্রতিবেদন জারি করুন", "Issue the report")
    lead = say(
        "প্রতিবেদনটি প্রতিষ্ঠানের প্রধানের চিঠি হয়। তাঁর ই-মেইলে, বা হাতে কিংবা ডাকে গেলে আবেদনের কথা রাখা হয়।",
        "The report becomes a letter to the head of the institution. The promise is kept when it has left: by"
        " e-mail at once, else by hand or by post.",
    )
    return form_page(request, form, heading, heading, inspection_back(found), lead=lead, code=code)


@for_inspectors
@require_http_methods(["GET", "POST"])
def owner(request: DeskRequest, inspection_id: int, what: str) -> HttpResponse:
    """Who puts a finding right by when, instead of what the checklist proposes."""
    found, now = inspection_for(request, inspection_id), timezone.now()
    today = now.astimezone(TZ).date()
    if not found.is_under_way:
        return back_to(found)
    proposed = finding_asked_for(found, what, now)
    form = OwnerForm(
        *posted_data(request)[:1],
        office=found.office,
        today=today,
        initial={"owner": owner_code(proposed), "due": proposed.due},
    )
    if form.is_bound and form.is_valid():
        assert isinstance(request.user, User)
        try:
            name_owner(
                found,
                item=proposed.item,
                device=proposed.device,
                owner=form.cleaned_data["owner"],
                due=form.cleaned_data["due"],
                by=request.user,
                now=now,
            )
        except InspectionFault as fault:
            form.add_fault(fault)
        else:
            return redirect_with_success(request, found, "লেখা হয়েছে।", "Entered.")
    return form_page(
        request,
        form,
        proposed.shown,
        say("রাখুন", "Keep"),
        inspection_back(found),
        finding=proposed,
    )


def owner_code(proposed: ProposedFinding) -> str:
    sort = "contact" if isinstance(proposed.owner, Contact) else "post"
    return f"{sort}-{proposed.owner.pk}"


def finding_asked_for(found: Inspection, what: str, now: datetime) -> ProposedFinding:
    """`what`: item-NAME, or device-NUMBER."""
    today = now.astimezone(TZ).date()
    sort, _, name = what.partition("-")
    item, device = (name if sort == "item" else ""), None
    if sort == "device" and name.isascii() and name.isdigit() and len(name) < 10:
        device = get_object_or_404(Device, office=found.office, number=int(name))
    sightings = latest_sightings(found).values()
    for each in proposed_findings(found, filled_checklist(found, today), sightings, today):
        if (each.item == item and item) or (device is not None and not each.item and each.device == device):
            return each
    raise Http404
