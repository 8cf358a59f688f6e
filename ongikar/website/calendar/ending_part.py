"""What stands on the officer's Today when the list of holidays runs out."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.offices.ending import calendar_ending


def calendar_ends(*, request: HttpRequest, now: datetime):
    ending = calendar_ending(request.office.pk, now)
    return ("website/calendar/today.html", {"ending": ending}) if ending else None
