"""Progress of a command: told after two seconds, as a bar on a terminal and as lines elsewhere, and never on
standard output.
"""

import os
import pty
import re
import subprocess
import sys

from conftest import ROOT

COUNTING = """
import time
from ongikar.core.command_progress import each_of, print_line, step, telling_progress
with telling_progress({tongue!r}):
    for n in each_of(range({total}), "সারি মেলানো", "Comparing the rows"):
        time.sleep({pause})
        if n == {total} - 2:
            print_line("a row differs")
"""
BROKEN = """
import time
from ongikar.core.command_progress import step, telling_progress
with telling_progress("en"), step("কপি", "Copying"):
    time.sleep(2.5)
    raise SystemExit("the disk is full")
"""


def run(code: str, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def counting(tongue: str = "en", total: int = 6, pause: float = 0.5) -> str:
    return COUNTING.format(tongue=tongue, total=total, pause=pause)


def test_what_is_done_within_two_seconds_tells_nothing():
    ran = run(counting(pause=0.01))

    assert (ran.stdout, ran.stderr) == ("a row differs\n", "")


def test_a_log_gets_lines_with_how_many_of_how_many():
    ran = run(counting())

    first, *_, last = ran.stderr.splitlines()
    assert first.startswith("Comparing the rows: ")
    assert " of 6, " in first
    assert last.startswith("Comparing the rows: 6 of 6, ")
    assert last.endswith(" s: done")
    assert ran.stdout == "a row differs\n"
    assert "\r" not in ran.stderr


def test_the_lines_are_in_the_language_and_the_figures_of_the_command():
    last = run(counting("bn")).stderr.splitlines()[-1]

    assert last.startswith("সারি মেলানো: ৬টির ৬টি, ")
    assert last.endswith(" সেকেন্ড: হয়েছে")


def test_where_nobody_waits_for_a_command_nothing_is_told():
    code = counting().replace("with telling_progress('en'):", "if True:")

    assert run(code).stderr == ""


def test_what_breaks_off_is_not_said_to_be_done():
    ran = run(BROKEN)

    assert "done" not in ran.stderr
    assert ran.stderr.endswith("the disk is full\n")


def test_a_terminal_gets_a_bar_that_gives_way_to_what_is_printed_and_to_the_end():
    ours, theirs = pty.openpty()
    # On a busy machine the bar is drawn late, and then shows more; the line that is printed comes long after.
    ran = subprocess.Popen([sys.executable, "-c", counting(pause=1)], cwd=ROOT, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(ours, 4096)
        except OSError:
            # So a terminal ends on Linux.
            break
    os.close(ours)

    assert ran.wait(timeout=60) == 0
    bar, _, rest = shown.decode().partition("\r\x1b[Ka row differs\r\n")
    assert "[####" in bar
    assert re.search(r"Comparing the rows: [1-5] of 6, \d s", bar)
    assert "\n" not in bar
    assert not rest or rest.endswith("\r\x1b[K")
