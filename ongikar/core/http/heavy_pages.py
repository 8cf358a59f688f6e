"""Pages that take long by intent, such as a register of a large year: a lane of their own, one at a time over
all processes of the web server, and within a process each gives way to the pages of everybody else.

Two threads of Python in one process take the processor from one another whatever lane they are in, so a lane
alone would not do: see docs/decisions/097.
"""

import fcntl
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection

# How many may wait in one process. Each holds a thread of the server, of which it has 32.
MOST_WAITING = 8
# A page that gave way for so long goes on beside the others: in a busy hour it would never come.
PATIENCE = 3.0
# After so many seconds a thread that wants to go on is let in, where Python's own are five milliseconds. A
# short page asks the database ten times, and would wait so long after each answer.
SWITCH_SECONDS = 0.0005


def heavy_page[View: Callable[..., Any]](view: View) -> View:
    """Mark a view as one whose pages take long. The outermost of its decorators."""
    view.is_heavy = True  # type: ignore[attr-defined]
    return view


@cache
def heavy_paths() -> re.Pattern[str]:
    """What the addresses of the marked views look like, in either language; read off the table of URLs."""
    from django.urls import get_resolver

    found = [
        str(pattern.pattern.regex.pattern).lstrip("^")
        for resolver in get_resolver().url_patterns
        for pattern in getattr(resolver, "url_patterns", [resolver])
        if getattr(pattern.callback, "is_heavy", False)
    ]
    # Groups are named alike in many of them.
    plain = [re.sub(r"\?P<\w+>", "?:", each) for each in found]
    return re.compile(rf"^/(?:en/)?(?:{'|'.join(plain) or '(?!)'})")


def is_heavy(environ: dict[str, Any]) -> bool:
    """Whether a request is for such a page. What is sent to it is not: an order is taken at once."""
    if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
        return False
    return heavy_paths().match(environ.get("PATH_INFO", "")) is not None


class Turns:
    """Whose turn it is in this process, and over all of those that were forked after it was made."""

    def __init__(self) -> None:
        # In no folder: the kernel lets go of it with the process that held it.
        self.file = os.memfd_create("heavy pages")
        self.waiting = threading.BoundedSemaphore(MOST_WAITING)
        self.pages = 0
        self.changing = threading.Lock()
        self.is_quiet = threading.Event()
        self.is_quiet.set()

    @contextmanager
    def page_at_hand(self) -> Iterator[None]:
        """A page of everybody else is asked for, and heavy ones give way until it is made."""
        with self.changing:
            self.pages += 1
            self.is_quiet.clear()
        try:
            yield
        finally:
            with self.changing:
                self.pages -= 1
                if not self.pages:
                    self.is_quiet.set()

    @contextmanager
    def heavy_at_hand(self) -> Iterator[None]:
        """The one heavy page of all processes."""
        if sys.getswitchinterval() != SWITCH_SECONDS:
            sys.setswitchinterval(SWITCH_SECONDS)
        fcntl.lockf(self.file, fcntl.LOCK_EX)
        _mine.turns, _mine.patience = self, PATIENCE
        try:
            with connection.execute_wrapper(after_giving_way):
                yield
        finally:
            _mine.turns = None
            fcntl.lockf(self.file, fcntl.LOCK_UN)


_mine = threading.local()


def after_giving_way(execute: Callable[..., Any], *asked: Any) -> Any:
    give_way()
    return execute(*asked)


def give_way() -> None:
    """Called between the parts of what takes long, such as two lines of a register: lets the pages of others
    be made first. Costs nothing where nobody waits, and outside of the lane of heavy pages.
    """
    turns: Turns | None = getattr(_mine, "turns", None)
    if turns is None or turns.is_quiet.is_set() or _mine.patience <= 0:
        return
    began = time.monotonic()
    turns.is_quiet.wait(_mine.patience)
    _mine.patience -= time.monotonic() - began
