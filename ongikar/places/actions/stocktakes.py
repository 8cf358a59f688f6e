"""A count of what stands at a place: begun, told device by device, and closed, when it becomes facts."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ongikar.core.not_none import not_none
from ongikar.journal.actions import record
from ongikar.offices.models import Place
from ongikar.people.models import User
from ongikar.places.models import Device, Stocktake, StocktakeLine
from ongikar.places.rules.device_state import CONDEMNED, FOUND, LOST, SEEN
from ongikar.places.words import device_number
from ongikar.rules.calendar.office_calendar import TZ

from .devices import DeviceFault, record_device_fact

CLOSED = DeviceFault("", "এই মজুত যাচাই শেষ হয়ে গেছে। নতুন করে শুরু করুন।", "This stocktake is over. Begin another.")
# What each result says of a device.
FACT_OF = {StocktakeLine.PRESENT: SEEN, StocktakeLine.ELSEWHERE: FOUND, StocktakeLine.MISSING: LOST}


@transaction.atomic
def begin_stocktake(place: Place, *, by: User, now: datetime) -> Stocktake:
    """The open one of the place, or a new one: two phones at one place count together."""
    Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    known = Stocktake.objects.filter(place=place, closed_at=None).first()
    if known:
        return known
    if place.closed_on and place.closed_on < now.astimezone(TZ).date():
        raise DeviceFault("", "জায়গাটি বন্ধ।", "This place is closed.")
    stocktake = Stocktake.objects.create(office=place.office, place=place, began_at=now, began_by=by)
    _record("began", stocktake, by, now)
    return stocktake


@transaction.atomic
def count_device(
    stocktake: Stocktake, device: Device, *, result: str, place: Place | None = None, by: User, now: datetime
) -> StocktakeLine:
    """What was found of a device; said again, the last word counts.

    One that is listed elsewhere and stands here is ELSEWHERE with this place, whatever button was pressed.
    Raises DeviceFault once the count is closed, for a condemned device, and where nobody says where it is.
    """
    stocktake = _open(stocktake)
    if device.office_id != stocktake.office_id:
        raise DeviceFault("number", "এই নম্বরের কোনো যন্ত্র নেই।", "No device has this number.")
    if device.state == CONDEMNED:
        raise DeviceFault(
            "number",
            f"{device_number(device.number, 'bn')} বাতিল ঘোষিত। আলাদা করে রাখুন।",
            f"{device_number(device.number)} was condemned. Put it aside.",
        )
    if result == StocktakeLine.PRESENT and device.place_id != stocktake.place_id:
        result, place = StocktakeLine.ELSEWHERE, stocktake.place
    elif result != StocktakeLine.ELSEWHERE:
        place = None
    elif place is None or place.pk == device.place_id:
        raise DeviceFault("place", "কোথায় আছে, বেছে নিন।", "Choose where it is.")
    known = stocktake.lines.filter(device=device).first()
    if known and (known.result, known.place_id) == (result, place.pk if place else None):
        # The same button was pressed twice.
        return known
    line, _ = StocktakeLine.objects.update_or_create(
        stocktake=stocktake,
        device=device,
        defaults={"result": result, "place": place, "at": now, "by": by},
    )
    _record("counted", stocktake, by, now, of="device", of_id=device.pk, what=result)
    return line


@transaction.atomic
def note_unknown(stocktake: Stocktake, *, words: str, by: User, now: datetime) -> StocktakeLine:
    """A thing that stands there and is on no list; pressed twice, it is noted once."""
    stocktake = _open(stocktake)
    words = words.strip()
    if not words:
        raise DeviceFault("words", "কী দেখা গেছে, লিখুন।", "Write what was seen.")
    last = stocktake.lines.filter(result=StocktakeLine.UNKNOWN).order_by("-id").first()
    if last and last.words == words:
        return last
    line = StocktakeLine.objects.create(
        stocktake=stocktake, result=StocktakeLine.UNKNOWN, words=words, at=now, by=by
    )
    _record("counted", stocktake, by, now, what=StocktakeLine.UNKNOWN)
    return line


@dataclass(frozen=True, slots=True)
class CountResult:
    """How a count ended: so many facts were entered; of so many devices nothing could be said any more."""

    facts: int
    left_out: int


@transaction.atomic
def close_stocktake(stocktake: Stocktake, *, by: User, now: datetime) -> CountResult:
    """Whatever nobody saw is missing; all that was found becomes facts of the devices, at once.

    A device that was condemned while it was counted is left as it is. Closed twice is closed once.
    """
    stocktake = Stocktake.objects.select_for_update(of=("self",)).get(pk=stocktake.pk)
    if stocktake.closed_at is not None:
        return CountResult(0, 0)
    for device in uncounted_devices(stocktake):
        StocktakeLine.objects.create(
            stocktake=stocktake, device=device, result=StocktakeLine.MISSING, at=now, by=by
        )
    facts = left_out = 0
    for line in stocktake.lines.exclude(device=None).select_related("device", "place").order_by("id"):
        said = _say_of(stocktake, line, now)
        facts, left_out = facts + said, left_out + (not said)
    stocktake.closed_at, stocktake.closed_by = now, by
    stocktake.save(update_fields=["closed_at", "closed_by"])
    _record("closed", stocktake, by, now, count=facts)
    return CountResult(facts, left_out)


def uncounted_devices(stocktake: Stocktake) -> list[Device]:
    """The devices of the place of which nothing was said yet, in the order of its list."""
    counted = StocktakeLine.objects.filter(stocktake=stocktake, device__isnull=False).values("device")
    return list(Device.objects.at(stocktake.place).exclude(pk__in=counted))


def _say_of(stocktake: Stocktake, line: StocktakeLine, now: datetime) -> bool:
    where = {
        StocktakeLine.PRESENT: stocktake.place,
        StocktakeLine.ELSEWHERE: line.place,
        StocktakeLine.MISSING: None,
    }
    try:
        record_device_fact(
            not_none(line.device),
            fact=FACT_OF[line.result],
            on=line.at.astimezone(TZ).date(),
            place=where[line.result],
            subject=stocktake.reference,
            submission=f"stocktake line {line.pk}",
            actor=("user", line.by_id),
            now=now,
        )
    except DeviceFault:
        return False
    return True


def _open(stocktake: Stocktake) -> Stocktake:
    """The count, held to the end of the transaction, so that two phones write in turn."""
    locked = Stocktake.objects.select_for_update(of=("self",)).select_related("place").get(pk=stocktake.pk)
    if locked.closed_at is not None:
        raise CLOSED
    return locked


def _record(verb: str, stocktake: Stocktake, by: User, now: datetime, **facts: object) -> None:
    record(
        f"stocktake.{verb}",
        subject=stocktake.reference,
        actor=("user", by.pk),
        office_id=stocktake.office_id,
        now=now,
        **facts,  # type: ignore[arg-type]  # by the keys of EntryFacts, as each caller names them
    )
