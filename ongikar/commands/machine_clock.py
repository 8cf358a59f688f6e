"""`ongikar clock`: whether the machine's clock agrees with the time that has passed, and saying that it is
right.
"""

import argparse

from django.utils import timezone

from ongikar.clock.machine_clock import (
    accept_machine_clock,
    machine_name,
    state_lines,
    unaccepted_machine_clocks,
)
from ongikar.clock.models import MachineClock
from ongikar.core.command_line import Refusal, add_language, refusing
from ongikar.core.i18n.say import override_language
from ongikar.core.not_none import not_none

from .cli_arguments import MACHINE


def show_clock(words: list[str]) -> int:
    """`ongikar clock show`: status 1 while a worker waits for a word."""
    parser = argparse.ArgumentParser(prog="ongikar clock show")
    add_language(parser)
    with override_language(parser.parse_args(words).language):
        print("\n".join(state_lines(timezone.now())))
    return 1 if unaccepted_machine_clocks() else 0


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
