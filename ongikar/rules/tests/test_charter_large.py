"""No text keeps the reader long: a charter of two thousand rows in any layout, and megabytes of what is no
charter.
"""

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ongikar.rules.charter.parse import read_text
from ongikar.rules.tests.any_charter import CELLS, CLEAR, LAYOUTS, NAMES, ORDERS, Cell, Charter

LONGEST_SECONDS = 10
# Letters, three bytes each: a fifth of the five megabytes that benchmarks/ reads, so that a slow machine
# has room.
MANY = 350_000


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    def too_long(*_: object) -> None:
        raise TimeoutError(f"not read in {seconds} seconds")

    # Of work, not by the clock on the wall: what else the machine does is not the reader's fault.
    before = signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def charter(rows: int, order: str = "field-8") -> Charter:
    chance = random.Random(1)
    kinds = ORDERS[order].split()
    services = [
        {"name": Cell(name, {"name": name}), **{kind: chance.choice(cells) for kind, cells in CELLS.items()}}
        for name in chance.choices(NAMES, k=rows)
    ]
    return Charter(kinds, [CLEAR[kind][0] for kind in kinds], services)


def words(between: str) -> str:
    chance = random.Random(2)
    seen = [cell for row in charter(40).body() for cell in row]
    seen += [
        "\n",
        "\t",
        " | ",
        "|",
        "ঐ",
        "সেবার নাম",
        "ক্রমিক নং",
        "সময়সীমা",
        "নাগরিক সেবা",
        "ফোন: ",
        "a@b.c",
        "(",
        ")",
        "1",
        "-",
    ]
    return between.join(chance.choices(seen, k=MANY // 8))


HEADINGS = charter(1).head()
NOISE = {
    **{
        f"only {letters!r}": letters * (MANY // len(letters))
        for letters in (
            "ক",
            " ",
            "1",
            "১",
            "|",
            "\t",
            "\n",
            "(",
            "()",
            "a@",
            "a@b ",
            "a ",
            "a.",
            "-",
            "1-",
            "১ ",
            "ক:",
            "ঃ",
            "---\n",
            "| ",
            "১\n",
            "ঐ\n",
            "৭ দিন ",
            "২০/- ",
        )
    },
    "words in one line": words(" "),
    "words, one a line": words("\n"),
    "words without spaces": words(""),
    "headings and then one line of cells": "\t".join(HEADINGS) + "\n" + words("\t"),
    "headings and then lines of words": "\n".join(HEADINGS) + "\n" + words("\n"),
    "facts with a page's width of spaces between": (
        "১। সেবার নাম: ক\n" + ("সময়: ৭ দিন" + " " * 3500 + "ফি ২০\n") * 400
    ),
    "run-on headings and then words": " ".join(HEADINGS) + "\n" + words(" "),
    "headings again and again": ("\t".join(HEADINGS) + "\n") * 300,
    "headings again and again, one a line": ("\n".join(HEADINGS) + "\n") * 300,
    "headings and then serials": "\n".join(HEADINGS) + "\n" + "১\n" * (MANY // 2),
    "cells of enormous length": (
        " | ".join(HEADINGS[:4])
        + "\n১ | "
        + " | ".join(word * 40_000 for word in ("ক ", "৭ দিন ", "আবেদন, "))
    ),
    "cells as long as are read": (
        " | ".join(HEADINGS)
        + "\n"
        + "\n".join(
            f"১ | ক | {'৭ ' * 550} | {'ক) ' * 400} | ক | {'2 ' * 550} | {'(ক ' * 400} | {'০১৭ ' * 280}"
            for _ in range(3)
        )
    ),
}


@pytest.mark.parametrize("layout", ["tabs", "pipes at both ends", "one cell a line", "one cell a paragraph"])
def test_two_thousand_rows_are_all_read(layout):
    large = charter(2000)
    with at_most(LONGEST_SECONDS):
        services = read_text(LAYOUTS[layout]([large.head(), *large.body()]))["services"]
    assert [service["name"] for service in services] == [meant["name"] for meant in large.means()]


def test_two_thousand_rows_run_together_or_with_lost_cells_are_read_in_time():
    large = charter(2000)
    run_on = "\n".join(" ".join(row) for row in [large.head(), *large.body()])
    chance = random.Random(3)
    lost = [
        [cell for place, cell in enumerate(row) if place < 2 or chance.random() > 0.1] for row in large.body()
    ]
    with at_most(LONGEST_SECONDS):
        assert len(read_text(run_on)["services"]) == 2000
    with at_most(LONGEST_SECONDS):
        assert len(read_text("\n".join("\n".join(row) for row in [large.head(), *lost]))["services"]) > 1950


@pytest.mark.parametrize("noise", NOISE)
def test_what_is_no_charter_is_read_to_its_end_in_time(noise):
    with at_most(LONGEST_SECONDS):
        read_text(NOISE[noise])
