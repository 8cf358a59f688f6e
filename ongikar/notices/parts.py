"""What this room puts on the officer's case page: the messages about the case."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.models import Case

from . import tray
from .models import Message

MOST = 10


def on_case(*, request: HttpRequest, case: Case, now: datetime):
    told = tray.shown(list(Message.objects.about(case.reference).order_by("-id")[:MOST]))
    return ("notices/on_case.html", {"shown": told}) if told else None
