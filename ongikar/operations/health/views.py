"""The administrator's page of the installation's health, what is done there (a backup and a drill are asked
for, messages that wait since a restore are let go, what was given up is tried again), and the probes as
Django answers them.

An act is for all offices of the installation together: so its word is given where the installation has its
own address.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.pages import render_asked
from ongikar.core.i18n.say import say
from ongikar.journal.restores import as_restore, waiting_restore
from ongikar.operations.backup.after_restore import release_messages
from ongikar.operations.backup.orders import BACKUP, ORDERS, order_backup
from ongikar.operations.backup.status import backup_status
from ongikar.operations.failed_entries import given_up_lines, retry_given_up
from ongikar.people.post_holders import StaffRequest, is_administrator
from ongikar.website.rights import for_administrators

from .health_line import number
from .health_sections import failed_lines, health_sections
from .measurements import MOST as MOST_COUNTED
from .measurements import Tally, fresh_measurements, held_messages
from .probes import as_json, may_see_detail, readiness_facts
from .readiness import judge_readiness

REFRESH_SECONDS = 60


@for_administrators
@require_safe
def health(request: StaffRequest) -> HttpResponse:
    """Looked at anew each minute by the browser itself, without a script."""
    measured = fresh_measurements(timezone.now())
    sections = health_sections(measured)
    page = {
        "now": measured.at,
        "sections": sections,
        "failed": list(failed_lines(sections)),
        "current": "health",
    }
    response = render(request, "operations/health.html", page)
    response["Refresh"] = str(REFRESH_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return json_response({"status": "alive"}, 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """As `probes.HealthProbes` answers it in front of Django; it asks here where somebody is signed in."""
    now = timezone.now()
    readiness = judge_readiness(now)
    is_known = request.user.is_authenticated and is_administrator(request.user, timezone.localdate(now))
    has_detail = is_known or may_see_detail(request.META)
    return json_response(
        readiness_facts(readiness, has_detail=has_detail), 200 if readiness.is_ready else 503
    )


def json_response(facts: dict, status: int) -> HttpResponse:
    response = HttpResponse(as_json(facts), content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    return response


SEND, KEEP = "send", "keep"
# Enough to see what they have in common; one press is for all of them.
MOST_SHOWN = 50


def answer_page(request: StaffRequest, name: str, *, fault: str, **told: Any) -> HttpResponse:
    page = {
        **told,
        "fault": fault,
        "may_act": request.office.is_default,
        "current": "health",
    }
    return render_asked(request, f"operations/{name}.html", page, fault)


def fault_of_press(request: StaffRequest, choices: tuple[str, ...]) -> str:
    """Why what was pressed is not done; "" where it may be."""
    if not request.office.is_default:
        return say("এটি মূল কার্যালয়ের প্রশাসক করেন।", "This is for the administrator of the main office to do.")
    if choices and request.POST.get("what") not in choices:
        return say("কী করতে চান, নিচের একটি বোতাম চেপে বলুন।", "Say what to do with one of the buttons below.")
    return ""


@for_administrators
@require_http_methods(["GET", "POST"])
def backup(request: StaffRequest) -> HttpResponse:
    now, fault = timezone.now(), ""
    status = backup_status(now)
    if request.method == "POST" and not (fault := fault_of_press(request, ORDERS)):
        what = request.POST["what"]
        is_asked = status.backup_asked_at if what == BACKUP else status.drill_asked_at
        if what != BACKUP and not status.newest_at:
            fault = say(
                "ফিরিয়ে দেখার মতো ব্যাকআপ নেই। আগে একটি নিন।", "There is no backup to try. Make one first."
            )
        elif not is_asked:
            try:
                order_backup(what, actor=request.holder.actor, now=now)
            except OSError:
                fault = say(
                    "ব্যাকআপের ফোল্ডারে লেখা যাচ্ছে না। জায়গা ও অনুমতি দেখুন: {folder}",
                    "The folder of backups cannot be written to. Look at its room and rights: {folder}",
                    folder=status.folder,
                )
        if not fault:
            fresh_measurements.forget()
            messages.success(
                request,
                say(
                    "চাওয়া হয়েছে। পেছনের কাজ এক মিনিটের মধ্যে শুরু করবে।",
                    "It was asked for. The background work begins it within a minute.",
                ),
            )
            return redirect("desk_backup")
    return answer_page(request, "backup", fault=fault, status=status, measured=fresh_measurements(now))


@for_administrators
@require_http_methods(["GET", "POST"])
def held_page(request: StaffRequest) -> HttpResponse:
    now, fault, entry = timezone.now(), "", waiting_restore()
    if request.method == "POST" and not (fault := fault_of_press(request, (SEND, KEEP))):
        if entry:
            is_discarded = request.POST["what"] == KEEP
            count = release_messages(is_discarded=is_discarded, now=now, actor=request.holder.actor)
            fresh_measurements.forget()
            messages.success(request, words_of_release(count, is_discarded=is_discarded))
        return redirect("desk_held_messages")
    waiting = Tally(len(held_messages()[:MOST_COUNTED]))
    restore = as_restore(entry) if entry else None
    return answer_page(request, "held_messages", fault=fault, restore=restore, waiting=waiting)


def words_of_release(count: int, *, is_discarded: bool) -> str:
    if is_discarded:
        return say(
            "{n}টি বার্তা ট্রেতে থাকল, পাঠানো হবে না।",
            "{n} [message stays|messages stay] in the tray and will not be sent.",
            n=count,
        )
    return say("{n}টি বার্তা এখন যাবে।", "{n} [message goes|messages go] out now.", n=count)


@for_administrators
@require_http_methods(["GET", "POST"])
def given_up(request: StaffRequest) -> HttpResponse:
    fault = ""
    if request.method == "POST" and not (fault := fault_of_press(request, ())):
        count = retry_given_up(actor=request.holder.actor, now=timezone.now())
        fresh_measurements.forget()
        messages.success(request, say("{n}টি আবার চেষ্টা হবে।", "{n} will be tried again.", n=number(count)))
        return redirect("desk_given_up")
    # Of which office each is, only the main office's administrator may know.
    lines = given_up_lines(MOST_SHOWN) if request.office.is_default else []
    return answer_page(request, "given_up", fault=fault, lines=lines, most=MOST_SHOWN)
