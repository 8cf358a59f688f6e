"""Empties meetings whose retention period is over: who was there by name, and what was said. Figures, days
and hashes stay, so that the registers keep every line and an approved version is still known again.
"""

from django.db.models import Q

from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.people.models import GONE

from .models import AgendaItem, Attendance, Meeting, MeetingAct, Minutes, MinutesLink


def empty_meeting(meeting: Meeting) -> None:
    """Safe to run twice, in the caller's transaction."""
    MinutesLink.objects.filter(minutes__meeting=meeting).delete()
    MeetingAct.objects.filter(meeting=meeting).exclude(Q(words="") & Q(data={})).update(words="", data={})
    AgendaItem.objects.filter(meeting=meeting).exclude(discussion="").update(discussion="")
    Attendance.objects.filter(meeting=meeting).update(name=GONE, delegate="")
    meeting.decisions.update(words=GONE)
    meeting.rulings.exclude(words="").update(words="")
    Minutes.objects.filter(meeting=meeting).update(data={}, note="")
    empty_letters_of(meeting.reference)
    meeting.haste, meeting.corrections, meeting.is_emptied = "", "", True
    meeting.save(update_fields=["haste", "corrections", "is_emptied"])
