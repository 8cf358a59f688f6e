"""How far a command has come with what takes more than two seconds: a bar on a terminal, lines in a log, on
standard error alone, so that what a program reads on standard output stays as it is. See decision 117.
"""

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO

from ongikar.rules.bangla.text import grouped_number

# Seconds before anything is told, and between two looks at a bar.
QUIET, LOOK = 2.0, 0.2
# A log is told after 2, 4, 8 … seconds, and then once a minute.
LONGEST = 60.0
CELLS = 24
ERASE = "\r\x1b[K"
OF = {"bn": "{total}টির {done}টি", "en": "{done} of {total}"}
SECONDS = {"bn": "{n} সেকেন্ড", "en": "{n} s"}
ENDED = {"bn": "{text}: হয়েছে", "en": "{text}: done"}

# How many there are, or what counts them where somebody is told; None where nobody can say.
type Total = int | Callable[[], int] | None

# The language of the command that is being given; None in what serves, in which nobody waits for an end.
_tongue: ContextVar[str | None] = ContextVar("tongue", default=None)
# The bar and whatever is printed meanwhile share one terminal.
_lock = threading.Lock()
_is_drawn = False


@contextmanager
def telling_progress(tongue: str) -> Iterator[None]:
    """Within, each `step` is told in this language."""
    token = _tongue.set(tongue)
    try:
        yield
    finally:
        _tongue.reset(token)


class Step:
    """One long piece of a command."""

    def __init__(self, words: str, total: int | None, tongue: str, out: TextIO) -> None:
        self.words, self.total, self.tongue, self.out = words, total, tongue, out
        self.done = 0
        self.began = time.monotonic()
        self.is_told = False
        self.ended = threading.Event()

    def advance(self, by: int = 1) -> None:
        self.done += by

    def reach(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def text(self) -> str:
        seconds = int(time.monotonic() - self.began)
        spent = SECONDS[self.tongue].format(n=grouped_number(seconds, self.tongue))
        if not self.total:
            count = grouped_number(self.done, self.tongue) + ", " if self.done else ""
            return f"{self.words}: {count}{spent}"
        # What comes in meanwhile is beyond the total, and still no more than all.
        done = min(self.done, self.total)
        figures = OF[self.tongue].format(
            done=grouped_number(done, self.tongue), total=grouped_number(self.total, self.tongue)
        )
        return f"{self.words}: {figures}, {spent}"

    def bar(self) -> str:
        filled = min(self.done, self.total) * CELLS // self.total if self.total else 0
        drawn = f"[{'#' * filled}{'.' * (CELLS - filled)}] " if self.total else ""
        # A line that is longer than the terminal could not be written over.
        return (drawn + self.text())[: shutil.get_terminal_size().columns - 1]

    def tell(self) -> None:
        """Now and again until the end; run beside the work, which may not come by for minutes."""
        global _is_drawn
        is_terminal, pause = self.out.isatty(), QUIET
        while not self.ended.wait(pause):
            with _lock:
                # The end may have come while another printed.
                if self.ended.is_set():
                    return
                self.is_told = True
                self.out.write(ERASE + self.bar() if is_terminal else self.text() + "\n")
                self.out.flush()
                _is_drawn = is_terminal
            pause = LOOK if is_terminal else min(time.monotonic() - self.began, LONGEST)

    def end(self) -> None:
        self.ended.set()
        with _lock:
            erase_bar(self.out)
            if self.is_told and not self.out.isatty():
                self.out.write(ENDED[self.tongue].format(text=self.text()) + "\n")
                self.out.flush()


def erase_bar(out: TextIO) -> None:
    """Called under the lock."""
    global _is_drawn
    if _is_drawn:
        out.write(ERASE)
        out.flush()
        _is_drawn = False


@contextmanager
def step(bn: str, en: str, total: Total = None) -> Iterator[Step]:
    """A piece of work that may be long. What it prints meanwhile goes through `print_line`; a step holds no
    other.
    """
    tongue, out = _tongue.get(), sys.stderr
    if tongue is None or out is None:
        yield Step("", None, "bn", out)
        return
    counted = Step(en if tongue == "en" else bn, total() if callable(total) else total, tongue, out)
    beside = threading.Thread(target=counted.tell, daemon=True)
    beside.start()
    try:
        yield counted
    except BaseException:
        # What broke off was not done: the bar goes, and the fault speaks for itself.
        counted.is_told = False
        raise
    finally:
        counted.end()
        beside.join()


def each_of[T](items: Iterable[T], bn: str, en: str, total: Total = None) -> Iterator[T]:
    """The items, one after the other, as a step; of what has a length that is its total."""
    if total is None and isinstance(items, Sized):
        total = len(items)
    with step(bn, en, total) as counted:
        for item in items:
            yield item
            counted.advance()


def print_line(line: str) -> None:
    """On standard output, in the place of a bar that stands on the same terminal."""
    with _lock:
        erase_bar(sys.stderr)
        print(line, flush=True)


def print_no_line(line: str) -> None:
    """In its place for `--json`, whose text is printed at the end."""
