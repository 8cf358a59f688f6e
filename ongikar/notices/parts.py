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
    told = tray.shown(latest(case.pk))
    return ("notices/on_case.html", {"shown": told}) if told else None
