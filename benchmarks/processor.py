"""The processor time that the web server takes for a page, beside what it takes for Django's hello: a ratio
that holds while others use the machine, where requests a second would not.

What a database server takes for it stands beside it, for that is no process of ours.
"""

import os
import statistics
from pathlib import Path

from .filled import Filled
from .load import ROUNDS, SECONDS, Page, rate
from .memory import below
from .pages import pages_read
from .results import Figure
from .served import Served, bare, ours

TICK = 1 / os.sysconf("SC_CLK_TCK")


def processor_seconds(process: int) -> float:
    """What a process and all below it have used of the processor, in seconds."""
    used = 0
    for pid in below(process):
        # After the name, which may hold spaces: utime and stime are the 14th and 15th of all.
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used += int(words[11]) + int(words[12])
    return used * TICK


def cost(server: Served, page: Page) -> float:
    """Microseconds of the processor for each request, of one round in which any was answered: on a machine
    that does much else there may be none in three seconds.
    """
    answered, before = 0.0, processor_seconds(server.process.pid)
    while not answered:
        answered = rate(page.address, page.headers, script=page.script) * SECONDS
    return (processor_seconds(server.process.pid) - before) / answered * 1e6


def processor(few: Filled, many: Filled, folder: Path) -> list[Figure]:
    """Each page in turn with the hello, and the median of what they take beside it."""
    with ours(many.environment) as site, bare("hello") as hello:
        pages = pages_read(site, many, folder)
        plain = Page(f"{hello.address}/", holds="hello")
        for page in pages.values():
            rate(page.address, page.headers, script=page.script, seconds=1)
        costs: dict[str, list[float]] = {name: [] for name in ("hello", *pages)}
        for _ in range(ROUNDS):
            costs["hello"].append(cost(hello, plain))
            for name, page in pages.items():
                costs[name].append(cost(site, page))
    median = {name: statistics.median(each) for name, each in costs.items()}
    return [
        Figure("hello, µs of processor", median["hello"], 1.0),
        *(
            Figure(f"hello / {name}, µs of processor", median[name], median["hello"] / median[name])
            for name in pages
        ),
    ]
