"""What other pages show of inspections: that of a place, its public card, and Today."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest
from django.urls import reverse

from ongikar.cases.rights import may_read
from ongikar.core.db.index_conditions import equal_by_range, sql_literal
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.offices.models import Place
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.people.today_lines import AsideRow, TodayQuestion, TodayShare
from ongikar.rules.bangla.text import digits, month_name
from ongikar.rules.calendar.office_calendar import TZ

from .comparison import series_of
from .models import Inspection
from .report import change_words
from .transitions import CANCELLED, ISSUED, UNDER_WAY, VISITED

# Rows of the right column; more stand on the page of inspections.
MOST = 5
# As the index of just these says it, which SQLite otherwise does not use.
GOING_ON = [sql_literal(state) for state in (UNDER_WAY, VISITED)]
SOON = timedelta(days=7)
# The drawing, in its own units.
WIDTH, HEIGHT, BAR = 280, 64, 34


def may_see(request: HttpRequest, place: Place, now: datetime) -> bool:
    user = request.user
    if not isinstance(user, User):
        return False
    return may_read(holder_of(user, now.astimezone(TZ).date()), place.office_id)


def place_act(*, request: HttpRequest, place: Place, now: datetime) -> Answer | None:
    """The button that begins an inspection, or goes on with the one that is under way."""
    if place.closed_on and place.closed_on < now.astimezone(TZ).date():
        return None
    inspection = Inspection.objects.filter(place=place, state__in=[UNDER_WAY, VISITED]).first()
    return "inspection/place_act.html", {"place": place, "inspection": inspection}


def place_side(*, request: HttpRequest, place: Place, now: datetime) -> Answer | None:
    """The series of scores as a small chart."""
    if not may_see(request, place, now):
        return None
    rows = series_of(place.pk)
    if not rows:
        return None
    last = rows[-1]
    before = rows[-2].score if len(rows) > 1 else None
    findings = last.findings.count()
    return "inspection/place_side.html", {
        "bars": bars_of(rows),
        "width": WIDTH,
        "height": HEIGHT,
        "said": "; ".join(f"{month_of(row)} {digits(row.score or 0, language())}" for row in rows),
        "last": last,
        "sentences": last_words(last, before, findings),
    }


def last_words(last: Inspection, before: int | None, findings: int) -> str:
    """What the last one came to, beside the one before, and how many findings it had."""
    assert last.score is not None
    score = say("১০০-তে {n}", "{n} of 100", n=last.score)
    if before is not None:
        score = f"{score}, {change_words(last.score, before)}"
    if not findings:
        return say("{score}। কোনো ত্রুটি পাওয়া যায়নি।", "{score}. Nothing was found wrong.", score=score)
    return say(
        "{score}। {n}টি ত্রুটি, প্রতিটি একটি কাজ।",
        "{score}. {n} [finding, a task|findings, each a task].",
        score=score,
        n=findings,
    )


def bars_of(rows: list[Inspection]) -> list[dict[str, Any]]:
    """Each inspection as a bar from the ground, with its score above it and its month below."""
    step = WIDTH / max(len(rows), 1)
    bars = []
    for place, row in enumerate(rows):
        tall = round((row.score or 0) * HEIGHT / 100)
        middle = round(step * place + step / 2)
        bars.append(
            {
                "x": middle - BAR // 2,
                "y": 20 + HEIGHT - tall,
                "tall": tall,
                "middle": middle,
                "above": 14 + HEIGHT - tall,
                "score": row.score,
                "month": month_of(row),
                "row": row,
            }
        )
    return bars


def month_of(row: Inspection) -> str:
    day = row.visited_on or row.begun_at.astimezone(TZ).date()
    return month_name(day.month, language())


def card_part(*, request: HttpRequest, place: Place, now: datetime) -> Answer | None:
    """For everybody: when it was last inspected, what it came to, and how much is still to be done. No words
    of what was found: they would help a thief.
    """
    inspection = (
        Inspection.objects.filter(place=place, state=ISSUED, is_emptied=False).order_by("-pk").first()
    )
    if inspection is None:
        return None
    owed = Q(task__isnull=False, task__ended_at__isnull=True)
    owed |= Q(repeats__task__isnull=False, repeats__task__ended_at__isnull=True)
    still_open = inspection.findings.filter(owed).count()
    return "inspection/card.html", {"inspection": inspection, "open": still_open}


def today_of_inspections(question: TodayQuestion) -> TodayShare:
    """Those that go on, the oldest first, and those to be repeated."""
    rows = Inspection.objects.filter(office=question.office, state__in=GOING_ON)
    going_on = list(rows.select_related("place").order_by("begun_at")[:MOST])
    ours = [row for row in going_on if not row.waits_for_head]
    theirs = [row for row in going_on if row.waits_for_head]
    again = to_repeat(question)
    return TodayShare(
        in_office=[*map(aside_row, ours), *map(again_row, again)], for_others=list(map(aside_row, theirs))
    )


def to_repeat(question: TodayQuestion) -> list[Inspection]:
    """Those whose day to be seen again comes, and nobody has begun another since: of each place the last one.
    Looked for from the end of the day, these would be all inspections that there ever were.
    """
    until = question.now.astimezone(TZ).date() + SOON
    of_place = Inspection.objects.filter(**equal_by_range(place_id=OuterRef("pk"))).exclude(state=CANCELLED)
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
