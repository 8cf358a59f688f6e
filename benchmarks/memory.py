"""The memory of the web server and the worker once they have worked: their proportional set size (PSS of
/proc/PID/smaps_rollup), with that of the starter that watches them.

The processes are forked from one that loaded the program, and share what none of them has written over. PSS
counts such a page once among all of them; resident set sizes added up would count it for each.
"""

import re
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from .filled import Filled
from .load import Page, rate
from .results import Figure
from .served import start_office


def memory(office: Filled) -> list[Figure]:
    number = office.number
    # No office's files are brought up to date at its start: a demonstration would be lived through between
    # all the cases that were filled in.
    with (
        TemporaryDirectory() as no_offices,
        start_office(office.environment | {"ONGIKAR_OFFICES": no_offices}) as site,
    ):
        for path, headers in (
            ("/charter/", {}),
            (f"/track/{number}/", office.citizen),
            ("/desk/cases/", office.staff),
            (f"/desk/cases/{number}/", office.staff),
        ):
            page = Page(site.address + path, headers)
            rate(page.address, page.headers)
        time.sleep(4)
        taken = memory_of(site.process.pid)
    return [Figure("memory after load, web, worker and starter, MB", taken)]


def memory_of(process: int) -> float:
    """Proportional set size of a process and all below it, in MB."""
    return sum(kilobytes(pid) for pid in below(process)) / 1024


def below(process: int) -> list[int]:
    """A process and all below it, whichever of their threads began them."""
    pids, left = [], [process]
    while left:
        pid = left.pop()
        pids.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            left += [int(each) for each in children.read_text().split()]
    return pids


def kilobytes(pid: int) -> int:
    return int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1])
