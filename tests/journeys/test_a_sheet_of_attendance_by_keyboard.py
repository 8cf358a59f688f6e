"""The attendance of thirty people at five classes, on one page and by keyboard alone, with each key counted:
cell by cell, and with everybody else present.
"""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT, Stage, at_home_in, set_up
from tests.navigation import follow_to_next_page
from tests.started import SECONDS

from .steps import assert_sees

pytestmark = pytest.mark.browser
PEOPLE, CLASSES = 30, 5
# A key a cell, and one that saves; and with the key for everybody else.
CELL_BY_CELL, WITH_THE_REST = PEOPLE * CLASSES + 1, 30


@pytest.fixture
def stage(tmp_path_factory):
    """An office with a batch whose classes are over; `stage.batch`: its number."""
    folder = set_up(tmp_path_factory)
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.classes_begun", str(PEOPLE), str(CLASSES)],
        cwd=ROOT,
        env=os.environ | at_home_in(folder),
        timeout=SECONDS,
        check=True,
        capture_output=True,
        text=True,
    )
    stage = Stage(folder)
    stage.batch = made.stdout.split()[-1]
    stage.it_is("2026-11-23T12:00:00")
    yield stage
    stage.end()


class Keys:
    """What a person presses on the page, once it is open."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, *keys):
        for key in keys:
            self.count += 1
            self.page.keyboard.press(key)

    def save(self):
        follow_to_next_page(self.page, lambda: self.press("Control+Enter"))


def sheet(staff, stage, root=""):
    page = staff("karim", scripts=True)
    page.goto(f"{root}/desk/training/{stage.batch}/attendance/")
    assert page.locator("table.fill tbody input").count() == PEOPLE * CLASSES
    return page, Keys(page)


def test_a_key_a_cell(stage, staff):
    page, keys = sheet(staff, stage)
    keys.press(*(["1"] * (PEOPLE * CLASSES - 1)), "0")
    keys.save()
    assert_sees(page, "১৫০টি চিহ্ন লেখা হয়েছে।", "ক্লাস ১, ২, ৩, ৪, ৫ খাতায় উঠেছে।")
    assert keys.count == CELL_BY_CELL
    there = page.locator("table.dots tbody td:has(circle.p)")
    assert there.count() == PEOPLE * CLASSES - 1


def test_everybody_else_present_and_those_who_were_not(stage, staff):
    page, keys = sheet(staff, stage, "/en")
    # At the first class the third was late and the fourth was not there; at the last the first two were not.
    keys.press("ArrowDown", "ArrowDown", "l", "a", "*", "*", "*", "*", "a", "a", "*")
    # What was pressed by mistake is taken back.
    keys.press("ArrowDown", "ArrowDown", "a", "ArrowUp", "Delete", "1")
    # How long the third was there at the first class is written inside the cell.
    keys.press(*["ArrowLeft"] * 4, *["ArrowUp"] * 3, "F2", "Space", "9", "0", "Enter")
    keys.save()
    assert_sees(page, "150 marks were written.", "In the class book now: class 1, 2, 3, 4, 5.")
    assert keys.count == WITH_THE_REST
    marks = page.locator("table.dots tbody td")
    assert marks.filter(has_text="Absent").count() == 3
    assert marks.filter(has_text="Late, 90 minutes").count() == 1
    assert marks.filter(has_text="Present").count() == PEOPLE * CLASSES - 4
