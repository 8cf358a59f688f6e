"""What the pages of a place and of a device show of the stock: bringing a list, and the parts used."""

from datetime import datetime

from ongikar.core.slots import Answer
from ongikar.offices.models import Place
from ongikar.people.desk import DeskRequest
from ongikar.rules.part_stock import USED

from .models import Device

# Of one device: who used more reads the stock book.
MOST_SHOWN = 20


def bring_list(request: DeskRequest, place: Place, now: datetime) -> Answer:
    """The way to bring the list of this place; shown to those who may."""
    return ("places/bring_list.html", {"place": place})


def parts_used(request: DeskRequest, device: Device, now: datetime) -> Answer | None:
    """What was built into a device; what was taken back is left out. One statement."""
    used = device.parts_used.filter(movement=USED, taken_back__isnull=True).select_related("part")
    lines = [(each, each.part.counted(-each.change)) for each in used.order_by("-id")[:MOST_SHOWN]]
    return ("places/parts_used.html", {"used": lines}) if lines else None
