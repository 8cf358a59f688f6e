"""What stands on the officer's Today while the worker waits because the machine's clock was moved."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.clock.machine_clock import clocks_off


def clock_is_off(*, request: HttpRequest, now: datetime):
    return ("website/machine_clock/today.html", {}) if clocks_off() else None
