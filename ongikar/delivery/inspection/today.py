"""The share of inspections in Today: visits to end, reports to issue, and places to look at again."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from ongikar.core.db.index_conditions import exactly, literal
from ongikar.core.i18n.say import say
from ongikar.offices.models import Place
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.today_lines import AsideRow, TodayQuestion, TodayShare
from ongikar.rules.calendar.office_calendar import TZ

from .models import Inspection
from .transitions import CANCELLED, ISSUED, UNDER_WAY, VISITED

# Rows of the right column; more stand on the page of inspections.
MOST = 5
# As the index of just these says it, which SQLite otherwise does not use.
GOING_ON = [literal(state) for state in (UNDER_WAY, VISITED)]
SOON = timedelta(days=7)


def today_of_inspections(question: TodayQuestion) -> TodayShare:
    """Those that go on, the oldest first, and those to be repeated."""
    if not question.desk.has(question.office.pk, STAFF_ROLES):
        return TodayShare()
    rows = Inspection.objects.filter(office=question.office, state__in=GOING_ON)
    going_on = list(rows.select_related("place").order_by("begun_at")[:MOST])
    ours = [row for row in going_on if not waits_for_head(row)]
    theirs = [row for row in going_on if waits_for_head(row)]
    again = to_repeat(question)
    return TodayShare(
        in_office=[*map(aside_row, ours), *map(again_row, again)], for_others=list(map(aside_row, theirs))
    )


def waits_for_head(row: Inspection) -> bool:
    return row.state == VISITED and row.acknowledged_at is None


def to_repeat(question: TodayQuestion) -> list[Inspection]:
    """Those whose day to be seen again comes, and nobody has begun another since: of each place the last one.
    Looked for from the end of the day, these would be all inspections that there ever were.
    """
    until = question.now.astimezone(TZ).date() + SOON
    of_place = Inspection.objects.filter(**exactly(place_id=OuterRef("pk"))).exclude(state=CANCELLED)
    of_place = of_place.order_by("place_id", "-pk")
    places = Place.objects.filter(office=question.office)
    last = places.annotate(last=Subquery(of_place.values("pk")[:1])).values("last")
    rows = Inspection.objects.filter(pk__in=last, state=ISSUED, again_on__lte=until)
    return list(rows.select_related("place").order_by("again_on")[:MOST])


def aside_row(row: Inspection) -> AsideRow:
    place = row.place.name
    if row.state == UNDER_WAY:
        words = say("পরিদর্শন চলছে: {place}", "Inspection under way: {place}", place=place)
    elif row.acknowledged_at:
        words = say("প্রতিবেদন জারি বাকি: {place}", "Report to issue: {place}", place=place)
    else:
        words = say("প্রধানের স্বীকৃতি বাকি: {place}", "Waiting for the head: {place}", place=place)
    day = row.visited_on or row.begun_at.astimezone(TZ).date()
    return AsideRow(words, reverse("inspection", args=[row.pk]), say("{day}", "{day}", day=day))


def again_row(row: Inspection) -> AsideRow:
    words = say("আবার দেখা: {place}", "To be seen again: {place}", place=row.place.name)
    return AsideRow(words, reverse("place", args=[row.place_id]), say("{day}", "{day}", day=row.again_on))
