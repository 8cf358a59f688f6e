"""Pages of reports: the letter that answers a request is begun, and returns that come by themselves."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.charter.models import charter_in_force
from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, DeskRequest
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ

from . import returns
from .forms import MOST_CONTACTS, BeginReplyForm, BeginReturnForm
from .items import open_items
from .models import StandingReturn
from .replies import begin_reply, letter_in_of, letters_out_of

PAGE = 50
KIND = "report"


def reply_part(*, request: DeskRequest, case: Case, now: datetime) -> Answer | None:
    """On the page of a report: the letter it came by, and the letters that answer it."""
    if case.row.kind != KIND:
        return None
    asked, letters = letter_in_of(case), letters_out_of(case)
    return ("report/panel.html", {"asked": asked, "letters": letters}) if asked or letters else None


@for_handlers
@require_http_methods(["GET", "POST"])
def write_reply(request: DeskRequest, number: str) -> HttpResponse:
    now = timezone.now()
    case = get_object_or_404(Case.objects.with_all(), office=request.office, number=number)
    if case.row.kind != KIND:
        raise Http404
    if not case.is_open:
        messages.error(request, say("আবেদনটি শেষ হয়েছে।", "The case has ended."))
        return redirect("case", number)
    items = open_items(case)
    form = BeginReplyForm(*posted_data(request)[:1], items=items)
    if form.is_valid():
        letter = begin_reply(
            case,
            items=form.chosen_tasks,
            drafter=post_of(request),
            signer=signing_post(request),
            submission=f"reply-{case.pk}-{len(letters_out_of(case))}",
            actor=request.desk.actor,
            now=now,
            language=form.cleaned_data["language"],
        )
        return redirect("letter", letter.pk)
    context = {"case": case, "form": form, "asked": letter_in_of(case), "current": "queue"}
    return render(request, "report/reply.html", context, status=422 if form.errors else 200)


def post_of(request: DeskRequest) -> Post:
    """The post of the office's staff from which the person writes."""
    mine = [post for post in request.desk.posts if post.office_id == request.office.pk]
    return next(post for post in mine if post.role in STAFF_ROLES)


def signing_post(request: DeskRequest) -> Post:
    """The officer's post signs, whoever drafts."""
    return Post.objects.filter(office=request.office, role=Post.OFFICER).order_by("pk").first() or post_of(
        request
    )


@for_readers
@require_safe
def list_returns(request: DeskRequest) -> HttpResponse:
    """The returns of the office, those still owed first."""
    rows = (
        StandingReturn.objects.filter(office=request.office).select_related("contact").order_by("-id")[:PAGE]
    )
    lines = [(each, returns.how_often_words(each.recurrence)) for each in rows]
    context = {
        "owed": [line for line in lines if line[0].ended_at is None],
        "ended": [line for line in lines if line[0].ended_at],
        "may_change": may_handle(request.desk, request.office.pk),
        "current": "returns",
    }
    return render(request, "report/returns.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def begin_return(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    services = [row for row in charter_in_force(request.office, today).services if row.kind == KIND]
    if not services:
        messages.error(
            request,
            say("চার্টারে প্রতিবেদন পাঠানোর কোনো সেবা নেই।", "The charter has no service of sending reports."),
        )
        return redirect("returns")
    contacts = Contact.objects.filter(office=request.office).in_use(today)
    form = BeginReturnForm(
        *posted_data(request)[:1],
        contacts=list(contacts.order_by("organisation", "post", "id")[:MOST_CONTACTS]),
        services=services,
        today=today,
        owes_since=request.office.owes_since,
        initial={"service": services[0].code},
    )
    if form.is_valid():
        returns.begin_return(
            office=request.office,
            submission=f"{request.office.pk}-{form.cleaned_data['token']}"[:64],
            actor=request.desk.actor,
            now=now,
            **form.facts,
        )
        messages.success(
            request,
            say(
                "লেখা হয়েছে। প্রতিটি মেয়াদ নিজে থেকেই খুলবে; না পাঠালে কথা ভাঙবে।",
                "Written. Every period opens by itself; one that is not sent is a broken promise.",
            ),
        )
        return redirect("returns")
    context = {"form": form, "has_contacts": bool(form.contacts), "current": "returns"}
    return render(request, "report/begin_return.html", context, status=422 if form.errors else 200)


@for_handlers
@require_POST
def end_return(request: DeskRequest, return_id: int) -> HttpResponse:
    standing = get_object_or_404(StandingReturn, pk=return_id, office=request.office)
    returns.end_return(standing, actor=request.desk.actor, now=timezone.now())
    messages.success(
        request,
        say("আর কোনো মেয়াদ খুলবে না। যা খোলা আছে, তা থাকবে।", "No further period opens. What is open stays."),
    )
    return redirect("returns")
