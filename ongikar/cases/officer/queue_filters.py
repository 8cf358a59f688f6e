"""What stands in the address of the queue: tab, service, channel, words looked for, and how far one has read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.urls import reverse
from django.utils.http import urlencode

from ongikar.charter.models import CharterVersion, Service
from ongikar.frame import stamp
from ongikar.frame.say import language, say
from ongikar.offices.models import Office
from ongikar.rules.bangla import digits
from ongikar.rules.calendar import TZ

from .queue import TABS, Asked
from .queue_counts import COUNTED
from .standing import CHANNELS

MOST_TYPED = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """The queue's address, read. Whatever in it is unknown counts as not given."""

    asked: Asked
    service: str
    typed: str
    services: tuple[Service, ...]

    @classmethod
    def read(cls, given: Mapping[str, str], office: Office, now: datetime) -> "Filters":
        services = services_of(office.pk, now.astimezone(TZ).date(), stamp.read(office.pk))
        # PostgreSQL takes no null character in any text, not even to look for it.
        code = given.get("service", "").replace("\0", "")
        tab, channel = given.get("tab", ""), given.get("channel", "")
        asked = Asked(
            tab=tab if tab in TABS else "open",
            services=tuple(ids_of(office.pk, code, stamp.read(office.pk))) if code else (),
            channel=channel if channel in CHANNELS else "",
            after=given.get("after", "")[:60],
        )
        return cls(asked, code if asked.services else "", given.get("q", "").strip()[:MOST_TYPED], services)

    def address(self, **changes: str) -> str:
        """The queue with these filters, and the changes; a change of anything but the page begins at the first."""
        parts = {
            "tab": self.asked.tab, "service": self.service, "channel": self.asked.channel, "q": self.typed, **changes,
        }  # fmt: skip
        return f"{reverse('queue')}?{urlencode({name: value for name, value in parts.items() if value})}"

    def tabs(self, counts: Mapping[str, int]) -> list[tuple[str, str, str, bool]]:
        """(address, words, count in words or "", whether it is the one shown)."""
        return [
            (
                self.address(tab=name, q=""),
                str(words),
                shown(counts.get(name)),
                name == self.asked.tab and not self.typed,
            )
            for name, words in TABS.items()
        ]

    @property
    def channels(self) -> list[tuple[str, str]]:
        return [(name, say(*words)) for name, words in CHANNELS.items()]


def shown(count: int | None) -> str:
    """৪, and 99+ for what is counted no further; "" where nothing is counted."""
    if count is None:
        return ""
    return digits(count if count < COUNTED else f"{COUNTED - 1}+", language())


@lru_cache(maxsize=32)
def services_of(office_id: int, day, stamped: int) -> tuple[Service, ...]:
    """The rows of the charter in force, for choosing from. `stamped` drops them when something is published."""
    version = CharterVersion.objects.in_force(Office(pk=office_id), day)
    return tuple(version.services.order_by("position")) if version else ()


@lru_cache(maxsize=256)
def ids_of(office_id: int, code: str, stamped: int) -> tuple[int, ...]:
    """The rows of one service through all versions of the charter."""
    rows = Service.objects.filter(version__office=office_id, code=code)
    return tuple(rows.values_list("pk", flat=True))
