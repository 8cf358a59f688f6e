"""What everybody may know of the committees: when they meet, whether they kept their months, and how much of
what they decided is open or late. No words of a decision: those may tell of somebody.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.offices.middleware import OfficeRequest
from ongikar.tasks.promise import is_task_late

from .agenda import open_tasks
from .models import Committee, Meeting
from .transitions import CALLED, ISSUED
from .wording import STATES, meeting_title, moment_words

SHOWN = 12


@require_safe
def public_meetings(request: OfficeRequest | HttpRequest) -> HttpResponse:
    now, office = timezone.now(), request.office  # type: ignore[union-attr]
    shown = []
    for committee in Committee.objects.filter(office=office, ended_at__isnull=True).order_by("id")[:SHOWN]:
        rows = Meeting.objects.select_related("committee", "case").filter(committee=committee)
        coming = rows.filter(state=CALLED, starts_at__gt=now).order_by("starts_at").first()
        past = rows.exclude(state=CALLED).order_by("-starts_at", "-id")[:SHOWN]
        owed = open_tasks(committee, now)
        shown.append(
            {
                "committee": committee,
                "coming": moment_words(coming.starts_at) if coming else "",
                "place": coming.place if coming else "",
                "open": len(owed),
                "late": sum(is_task_late(task, now) for task in owed),
                "past": [(meeting_title(row), row, STATES[row.state], row.state == ISSUED) for row in past],
            }
        )
    return render(request, "meeting/public.html", {"shown": shown})
