"""Attempts of influence at the desk: writing one down, the receipts of one's own, and reading those that one
may read. Whoever may not is told nothing, not even that there is something.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.db.pages import Page, page_before
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.people.models import User
from ongikar.people.post_holders import StaffRequest

from .actions import record_influence
from .forms import InfluenceForm, today_in
from .models import Influence
from .rights import WRITER_ROLES, for_influence_readers, for_influence_writers, holdings_of, may_read

PAGE = 25
# Of one's own receipts the newest are enough.
MOST_RECEIPTS = 50


@for_influence_readers
@require_safe
def list_influence(request: StaffRequest) -> HttpResponse:
    holder = request.holder
    page, readable = readable_page(request)
    own = Influence.objects.filter(office=request.office, by_id=holder.user.pk).order_by("-id")
    context = {
        "attempts": readable,
        "next": page.last,
        "receipts": own[:MOST_RECEIPTS],
        "may_write": holder.has(request.office.pk, WRITER_ROLES),
        "current": "influence",
    }
    return render(request, "lobbying/list.html", context)


def readable_page(request: StaffRequest) -> tuple[Page[Influence], list[Influence]]:
    """A page of those that lie before this person, and of them those in which they are not named."""
    holder, office = request.holder, request.office
    rows = Influence.objects.filter(office=office).select_related("case", "inside_post")
    if not holder.has(office.pk, {Post.AUDITOR}):
        rows = rows.filter(reader_post__in=holder.post_ids)
    page = page_before(rows.order_by("-id"), request.GET.get("before", ""), PAGE)
    held = holdings_of(holder) if page.rows else []
    return page, [each for each in page.rows if may_read(holder, each, held)]


@for_influence_writers
@require_http_methods(["GET", "HEAD", "POST"])
def enter_influence(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    known = {"day": today_in(now), "case": request.GET.get("case", "")[:40]}
    form = InfluenceForm(
        request.POST if request.method == "POST" else None, office=request.office, now=now, initial=known
    )
    if form.is_bound and form.is_valid():
        try:
            attempt = record_influence(
                form.as_attempt(),
                holder=request.holder,
                is_for_auditor_alone=form.cleaned_data["auditor_alone"],
                now=now,
            )
        except ActFault as fault:
            add_fault(form, fault)
        else:
            messages.success(
                request,
                say("লেখা হয়েছে। রসিদ {code}", "Written down. Receipt {code}", code=attempt.code),
            )
            return redirect("influence_list")
    return render_form(request, "lobbying/new.html", {"form": form, "current": "influence"})


@for_influence_readers
@require_safe
def show_influence(request: StaffRequest, code: str) -> HttpResponse:
    rows = Influence.objects.select_related("case", "inside_post")
    attempt = rows.filter(office=request.office, code=code).first()
    if attempt is None or not may_read(request.holder, attempt, holdings_of(request.holder)):
        raise Http404
    context = {
        "attempt": attempt,
        "writer": User.objects.get(pk=attempt.by_id).name,
        "current": "influence",
    }
    return render(request, "lobbying/attempt.html", context)
