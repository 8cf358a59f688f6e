"""The worker's sign of life, written to the database now and then: `ongikar doctor` and whoever watches the office ask for it."""

from datetime import datetime, timedelta

from ongikar.frame.models import Heartbeat

# Seldom enough to cost nothing, often enough to be missed within minutes.
EVERY = timedelta(seconds=30)


class Beat:
    """`beat(now)`: writes at the first call, and then when half a minute has passed, by whichever way the clock went."""

    def __init__(self, name: str):
        self.name, self.last = name, None

    def __call__(self, now: datetime) -> None:
        if self.last is not None and abs(now - self.last) < EVERY:
            return
        Heartbeat.objects.update_or_create(name=self.name, defaults={"at": now})
        self.last = now
