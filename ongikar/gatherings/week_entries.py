"""What an office does in a week, for its calendar: gatherings by themselves, and what an app above puts in by
`register_week` in its `declarations`, such as the visits of a plan.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder

from . import transitions
from .models import Gathering
from .rights import shown_to_staff

# A week with more would be read by nobody.
MOST = 300


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """`sort`: of its look, as of a gathering; `sort_words`: in the language at hand. `ends_at`: when it
    begins, where nobody said how long it takes. `has_hours`: False for what has a day and no hour.
    `is_done`: it was held. `goes_to`: the place to which somebody of the office goes for it, "" where nobody
    does; `subject`: what it is, where other rows may point at it.
    """

    sort: str
    sort_words: str
    title: str
    url: str
    starts_at: datetime
    ends_at: datetime
    where: str = ""
    has_hours: bool = True
    is_done: bool = False
    goes_to: str = ""
    subject: SubjectReference | None = None


Source = Callable[[Office, datetime, datetime, PostHolder], Iterable[WeekEntry]]
SOURCES: list[Source] = []


def register_week(source: Source) -> Source:
    """Called as source(office, begin, end, holder): what begins in between, and this person may know of."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def week_entries(office: Office, begin: datetime, end: datetime, holder: PostHolder) -> list[WeekEntry]:
    entries = [entry for source in SOURCES for entry in source(office, begin, end, holder)]
    return sorted(entries, key=lambda entry: (entry.starts_at, entry.ends_at, entry.title))


@register_week
def gatherings_of_week(
    office: Office, begin: datetime, end: datetime, holder: PostHolder
) -> Iterator[WeekEntry]:
    """Those that stand. One takes a day at most: of the night before only what reaches into the week."""
    rows = shown_to_staff(Gathering.objects.filter(office=office)).that_stand()
    rows = rows.filter(starts_at__gte=begin - timedelta(days=1), starts_at__lt=end)
    for each in rows.select_related("place").order_by("office_id", "starts_at", "id")[:MOST]:
        if each.ends_at > begin:
            yield WeekEntry(
                each.sort,
                each.get_sort_display(),
                each.title,
                reverse("gathering", args=[each.pk]),
                each.starts_at,
                each.ends_at,
                each.where,
                is_done=each.state == transitions.RECORDED,
                # A place of the office's list is beyond its own door.
                goes_to=each.where if each.sort == Gathering.VISIT or each.place_id else "",
                subject=each.reference,
            )
