"""Letters entered in the diary a second: by eight writers at once, beside one writer in the same run.

Each writer is a process of its own with a connection of its own, and every letter is durable before the next
one. All take their serials from one book, so that they wait for one another; the ratio says what that waiting
costs. `python -m benchmarks diary BEGIN SECONDS NAME` is one writer, and prints how many letters it entered.
"""

import os
import statistics
import subprocess
import sys
import time

from .filled import Filled
from .load import ROUNDS, SECONDS
from .report import Figure
from .served import ROOT

WRITERS = 8
# So long the programs take to begin; they start to write together.
BEGIN = 6.0


def diary(office: Filled) -> list[Figure]:
    alone, together = [], []
    for turn in range(ROUNDS):
        alone.append(entered(office, 1, f"alone {turn}"))
        together.append(entered(office, WRITERS, f"together {turn}"))
    one, eight = statistics.median(alone), statistics.median(together)
    return [Figure(f"diary, {WRITERS} writers / one", eight, eight / one, "≥ 0.8")]


def entered(office: Filled, writers: int, name: str) -> float:
    """Letters a second that so many processes entered together."""
    begin = time.time() + BEGIN
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks", "diary", str(begin), str(SECONDS), f"{name} {writer}"],
            cwd=ROOT,
            env=os.environ | office.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for writer in range(writers)
    ]
    counts = [int(program.communicate()[0]) for program in programs]
    return sum(counts) / SECONDS


def main(asked: list[str]) -> None:
    from django.utils import timezone

    from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
    from ongikar.offices.models import Office

    begin, seconds, name = float(asked[0]), float(asked[1]), asked[2]
    office, now = Office.objects.get(is_default=True), timezone.now()
    time.sleep(max(0.0, begin - time.time()))
    count, until = 0, begin + seconds
    while time.time() < until:
        enter_letter(
            office=office,
            letter=ReceivedLetter("ল্যাবের তালিকা প্রেরণ", timezone.localdate(), sender_name="শিক্ষা অফিস"),
            submission=f"{name} {count} {begin}"[:64],
            actor=("user", 1),
            now=now,
        )
        count += 1
    print(count)
