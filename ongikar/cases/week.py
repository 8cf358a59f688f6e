"""The days of cases in the week of the office: a class that is given, a repair visit, an inspection, on the
day that both sides agreed on or, where nobody talks about it, that was applied for.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from ongikar.core.not_none import not_none
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.week_entries import MOST, WeekEntry, register_week
from ongikar.offices.models import Office, Place
from ongikar.people.post_holders import PostHolder
from ongikar.rules import case_transitions

from .kinds import Kind, kind_of
from .models import Case
from .officer.case.case_summary import applicant_words
from .places import OTHER
from .rights import READER_ROLES

# What ended otherwise does not take place.
STANDS = case_transitions.OPEN | {case_transitions.KEPT}


@register_week
def cases_of_week(office: Office, begin: datetime, end: datetime, holder: PostHolder) -> Iterator[WeekEntry]:
    if not holder.has(office.pk, READER_ROLES):
        return
    rows = Case.objects.filter(office=office, takes_place_at__gte=begin, takes_place_at__lt=end)
    rows = rows.select_related("applicant").order_by("office_id", "takes_place_at", "id")
    cases = [case for case in rows[:MOST] if kind_of(case.row).week_sort and case.state in STANDS]
    slugs = {str(case.answers.get("place")) for case in cases}
    places = (
        {each.slug: each.name for each in Place.objects.filter(office=office, slug__in=slugs)}
        if slugs
        else {}
    )
    for case in cases:
        yield entry_of(case, kind_of(case.row), places)


def entry_of(case: Case, kind: Kind, places: dict[str, str]) -> WeekEntry:
    """A visit says where one goes, a class what it is about. Where no hour was asked for there is none."""
    starts_at, place = not_none(case.takes_place_at), place_in(case, places)
    title, where = kind.request_line(case), place
    if kind.week_sort == Gathering.VISIT:
        title, where = place or applicant_words(case), ""
    return WeekEntry(
        kind.week_sort,
        str(kind.week_words),
        title or applicant_words(case),
        reverse("case", args=[case.number]),
        starts_at,
        starts_at + timedelta(hours=kind.hours_of_day(case.answers)),
        where,
        has_hours=kind.agrees_on_day,
        is_done=case.state == case_transitions.KEPT,
        goes_to=place or applicant_words(case),
        subject=case.reference,
    )


def place_in(case: Case, places: dict[str, str]) -> str:
    """By its name where it is one of the office's; else as it was written."""
    answer = str(case.answers.get("place") or "")
    return str(case.answers.get("place_name") or "") if answer == OTHER else places.get(answer, answer)
