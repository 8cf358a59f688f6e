"""How a committee, a meeting and a decision are named where something points at them."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.cases.rights import READER_ROLES
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Committee, Decision, Meeting
from .wording import decision_number, meeting_title


def load_committees(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Committee.objects.filter(pk__in=list(keys))
    return {
        row.pk: SubjectLine("", row.name, reverse("committee", args=[row.pk]), row.office_id) for row in rows
    }


def load_meetings(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Meeting.objects.filter(pk__in=list(keys)).select_related("committee", "case")
    return {
        row.pk: SubjectLine(
            row.number_words, meeting_title(row), reverse("meeting", args=[row.pk]), row.office_id
        )
        for row in rows
    }


def load_decisions(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Decision.objects.filter(pk__in=list(keys)).select_related("meeting__committee", "meeting__case")
    return {
        row.pk: SubjectLine(
            decision_number([row.meeting.number, row.serial]),
            meeting_title(row.meeting),
            reverse("meeting", args=[row.meeting_id]),
            row.meeting.office_id,
        )
        for row in rows
    }


READABLE = readable_by_roles(READER_ROLES)
COMMITTEE_SUBJECT = SubjectType(Committee.SUBJECT, ("কমিটি", "Committee"), load_committees, READABLE)
MEETING_SUBJECT = SubjectType(Meeting.SUBJECT, ("সভা", "Meeting"), load_meetings, READABLE)
DECISION_SUBJECT = SubjectType(Decision.SUBJECT, ("সভার সিদ্ধান্ত", "Decision"), load_decisions, READABLE)
