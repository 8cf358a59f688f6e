"""`ongikar clock`: whether the machine's clock agrees with the time that has passed, and saying that it is
right.
"""

import argparse
from datetime import datetime
from typing import Any

from django.utils import timezone

from ongikar.clock.machine_clock import (
    accept_machine_clock,
    machine_name,
    state_lines,
    unaccepted_machine_clocks,
)
from ongikar.clock.models import MachineClock
from ongikar.core.command_line import TONGUES, Refusal, add_json, add_language, print_json, refusing
from ongikar.core.i18n.say import override_language
from ongikar.core.not_none import not_none

from .cli_arguments import MACHINE


def show_clock(words: list[str]) -> int:
    """`ongikar clock show`: status 1 while a worker waits for a word."""
    parser = argparse.ArgumentParser(prog="ongikar clock show")
    add_language(parser)
    add_json(parser)
    asked, now = parser.parse_args(words), timezone.now()
    if asked.json:
        print_json(clock_data(now))
    else:
        with override_language(asked.language):
            print("\n".join(state_lines(now)))
    return 1 if unaccepted_machine_clocks() else 0


def clock_data(now: datetime) -> dict[str, Any]:
    said = {}
    for tongue in TONGUES:
        with override_language(tongue):
            said[tongue] = state_lines(now)
    off = [
        {"machine": each.machine, "off_by_seconds": each.off_by, "since": each.off_since}
        for each in unaccepted_machine_clocks()
    ]
    return {"right": not off, "off": off, "words": said}


@refusing
def accept_clock(words: list[str]) -> int:
    """`ongikar clock accept`: the clock of this machine is right now; its worker goes on by it."""
    argparse.ArgumentParser(prog="ongikar clock accept").parse_args(words)
    known = MachineClock.objects.filter(machine=machine_name(), off_by__isnull=False).first()
    if known is None:
        raise Refusal(
            "এই কম্পিউটারের ঘড়ি নিয়ে কোনো প্রশ্ন নেই",
            "there is no question about the clock of this machine",
        )
    if not accept_machine_clock(known, off_by=not_none(known.off_by), actor=MACHINE, now=timezone.now()):
        raise Refusal(
            "ঘড়ি এর মধ্যে আবার বদলেছে: ongikar clock show",
            "the clock has changed meanwhile: ongikar clock show",
        )
    print("লেখা হয়েছে; কাজ চলতে শুরু করবে\nNoted; the work goes on")
    return 0
