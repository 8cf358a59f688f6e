"""Letters entered in the diary a second: by eight writers at once, beside one writer in the same run.

Each writer is a process of its own with a connection of its own, and every letter is durable before the next
one. All take their serials from one book, so that they wait for one another; the ratio says what that waiting
costs. `python -m benchmarks diary SECONDS NAME` is one writer, and prints how many letters it entered.
"""

import os
import statistics
import subprocess
import sys
import time

from ongikar.core.not_none import not_none

from .filled import Filled
from .load import ROUNDS, SECONDS
from .results import Figure
from .served import ROOT

WRITERS = 8


def diary(office: Filled) -> list[Figure]:
    alone, together = [], []
    for turn in range(ROUNDS):
        alone.append(enter_letters(office, 1, f"alone {turn}"))
        together.append(enter_letters(office, WRITERS, f"together {turn}"))
    one, eight = statistics.median(alone), statistics.median(together)
    return [Figure(f"diary, {WRITERS} writers / one", eight, eight / one)]


def enter_letters(office: Filled, writers: int, name: str) -> float:
    """Letters a second that so many processes entered together: they begin once all of them are ready."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks", "diary", str(SECONDS), f"{name} {writer}"],
            cwd=ROOT,
            env=os.environ | office.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for writer in range(writers)
    ]
    for program in programs:
        not_none(program.stdout).readline()
    for program in programs:
        print(file=not_none(program.stdin), flush=True)
    return sum(int(program.communicate()[0]) for program in programs) / SECONDS


def main(asked: list[str]) -> None:
    """One writer: enters a letter, says that it is ready, and begins at the next line of its input."""
    from django.utils import timezone

    from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
    from ongikar.offices.models import Office

    seconds, name = float(asked[0]), f"{asked[1]} {time.time_ns()}"
    office, now, today = Office.objects.get(is_default=True), timezone.now(), timezone.localdate()

    def enter(count: int) -> None:
        received = ReceivedLetter("ল্যাবের তালিকা প্রেরণ", today, sender_name="শিক্ষা অফিস")
        submission = f"{name} {count}"[:64]
        enter_letter(office=office, letter=received, submission=submission, actor=("user", 1), now=now)

    enter(0)
    print("ready", flush=True)
    sys.stdin.readline()
    count, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        count += 1
        enter(count)
    print(count)
