"""What this room puts on the officer's case page: the messages about the case."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.frame.ready import Ready

from . import tray
from .models import Message

MOST = 10
latest = Ready(lambda: Message.objects.about(("case", Ready.ask(0))).order_by("-id")[:MOST])


def on_case(*, request: HttpRequest, case: Case, now: datetime):
    told = tray.shown(latest(case.pk), request.office)
    return ("notices/on_case.html", {"shown": told}) if told else None


def held(*, request: HttpRequest, case: Case, now: datetime):
    """The messages written to the applicant, by title and moment: their words went to the person themselves."""
    told = (
        Message.objects.about(case.reference).filter(person=f"applicant:{case.applicant_id}").order_by("-id")
    )
    return ("notices/held.html", {"messages_held": told}) if told.exists() else None
