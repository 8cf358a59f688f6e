"""Where places, devices and stock show elsewhere: Today, the search, the handing over of charge."""

from ongikar.people.charge import register_charge
from ongikar.people.search_sources import register_search
from ongikar.people.subjects import register_referring_model, register_subject
from ongikar.people.today_lines import register_today

from .models import DeviceFact, PartMovement
from .offers import (
    DEVICE_CHARGE,
    DEVICE_SEARCH,
    DEVICE_SUBJECT,
    LIST_SUBJECT,
    STOCKTAKE_SUBJECT,
    bring_list,
    parts_low,
    parts_used,
    today_of_stock,
)
from .slots import DEVICE, PLACE_ACTS

# Behind what other apps begin there.
PLACE_ACTS.add(bring_list, order=90)
DEVICE.add(parts_used)
register_today("stock", today_of_stock, order=55, counts={"parts_low": parts_low})
register_subject(LIST_SUBJECT)
register_search(DEVICE_SEARCH)
register_charge(DEVICE_CHARGE)
register_subject(DEVICE_SUBJECT)
register_subject(STOCKTAKE_SUBJECT)
for model in (DeviceFact, PartMovement):
    register_referring_model(model)
