"""The page that an owner outside opens by a link: one task, to read, report, ask for time or give back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.core.forms.keys import show_once
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.papers.pdf import square_code
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.transitions import TransitionFault

from . import transitions
from .desk_acts import form_of, run_act
from .forms import OfficeForm
from .links import find_link, hand_out_link, revoke_all_links
from .models import Task, TaskLink
from .promise import draw_task, task_standing
from .rights import for_task_staff
from .task_views import task_of
from .words import origin_words, task_number

# Addresses that are none, from one network address in an hour.
WRONG_FROM_ADDRESS = 30
# What may be pressed on the page, and what is said when it was done.
DONE_WORDS = {
    "report": say_lazy("জানানো হয়েছে। ধন্যবাদ।", "Reported. Thank you."),
    "ask_time": say_lazy("সময় চাওয়া হয়েছে। উত্তর এলে জানানো হবে।", "Asked. You will be told the answer."),
    "hand_back": say_lazy(
        "কার্যালয় জেনেছে যে এটি আপনার কাজ নয়।", "The office knows that this is not yours to do."
    ),
}
MOVES = {
    "report": (transitions.REPORT, transitions.FINISH),
    "ask_time": (transitions.ASK_TIME,),
    "hand_back": (transitions.HAND_BACK,),
}


@require_http_methods(["GET", "HEAD", "POST"])
def task_link(request: OfficeRequest, token: str) -> HttpResponse:
    """Unknown, ended and over are answered alike: nothing is here, and whom to ask."""
    now, counter_keys = timezone.now(), [f"task link from {client_ip(request)}"]
    if Attempt.is_spent(counter_keys, limit=WRONG_FROM_ADDRESS, now=now):
        return render(request, "tasks/link_over.html", {"office": request.office}, status=429)
    link = find_link(request.office, token, now)
    if link is None:
        Attempt.count_failure(counter_keys, now=now)
        return render(request, "tasks/link_over.html", {"office": request.office}, status=404)
    act = request.POST.get("do", "") if request.method == "POST" else request.GET.get("do", "report")
    if act not in MOVES:
        return redirect("task_link", token)
    if request.method != "POST":
        link.note_opening(now)
        return show_link_page(request, link, token, act, None, now)
    task = link.task
    form = form_of(act, task, request, now)
    try:
        done = form.is_valid() and run_act(
            act, form, task, actor=("contact", link.contact_id), now=now, ip=client_ip(request)
        )
    except TransitionFault:
        # Pressed twice, or done meanwhile by somebody who had the same link: the page says how it stands.
        return redirect("task_link", token)
    if not done:
        return show_link_page(request, link, token, act, form, now)
    if act == "hand_back":
        # The link has ended with it: what was done is said here, once.
        return render(request, "tasks/link_handed_back.html", {"said": DONE_WORDS[act]})
    messages.success(request, DONE_WORDS[act])
    return redirect("task_link", token)


def show_link_page(
    request: OfficeRequest, link: TaskLink, token: str, act: str, form: OfficeForm | None, now: datetime
) -> HttpResponse:
    task = Task.objects.with_related().select_related("given_by").get(pk=link.task_id)
    done = list(task.acts.values_list("name", flat=True))
    may = {
        name: any(transitions.TRANSITIONS.may_follow(task.state, move, done) for move in moves)
        for name, moves in MOVES.items()
    }
    may["ask_time"] = may["ask_time"] and not transitions.awaits_time(done)
    if form is None and may.get(act):
        form = form_of(act, task, request, now)
    returned = next((a for a in reversed(task.acts.all()) if a.name == transitions.RETURN), None)
    context: dict[str, Any] = {
        "task": task,
        "number": task_number(task.number),
        "stands": task_standing(task, now),
        "drawing": draw_task(task, now),
        "owner": link.contact.full_title,
        "giver": task.given_by,
        "origin": origin_words(task.origin),
        "returned": returned if task.state == transitions.OPEN else None,
        "acts": may,
        "act": act,
        "form": form if may.get(act) else None,
        "good_until": link.expires_at,
        "address": reverse("task_link", args=[token]),
        "asked_time": transitions.awaits_time(done),
    }
    response = render_form(request, "tasks/link.html", context, form)
    response["Cache-Control"] = "private, no-store"
    # The address is the key: no other site learns it by a link that is pressed here. "no-referrer" would do
    # so too, but then a browser sends the page's own form as from nowhere, and it is refused.
    response["Referrer-Policy"] = "same-origin"
    return response


def link_address(office: Office, token: str) -> str:
    return f"{site_of(office)}{reverse('task_link', args=[token])}"


@for_task_staff
@require_POST
def make_link_page(request: StaffRequest, number: int) -> HttpResponse:
    """A link to hand over, shown this once as an address and a square code; or all links of a task ended."""
    task, now = task_of(request, number), timezone.now()
    if not (task.is_outside and task.is_running):
        messages.error(
            request,
            say("এই কাজটি এখন বাইরের কারও নয়।", "This task is not with anybody outside now."),
        )
        return redirect("task", number)
    if "end" in request.POST:
        revoke_all_links(task, actor=request.holder.actor, now=now)
        messages.success(request, say("আগের সব লিংক বন্ধ হয়েছে।", "All earlier links are ended."))
        return redirect("task", number)
    token = hand_out_link(task, actor=request.holder.actor, now=now)
    show_once(request)
    address = link_address(request.office, token)
    context = {
        "task": task,
        "number": task_number(task.number),
        "address": address,
        "code": square_code(address),
        "owner": task.owner_contact,
        "current": "tasks",
    }
    response = render(request, "tasks/link_made.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
