"""What some complaints tell besides their words."""

from datetime import date
from typing import TypedDict


class Told(TypedDict, total=False):
    """Of somebody in the service their number and post there; of what the office opened itself where it was
    read, and the day it stood there.
    """

    service_no: str
    service_post: str
    source: str
    source_day: date | None
