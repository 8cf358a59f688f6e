"""The attendance of thirty people at five classes, on one page and by keyboard alone, each key counted: a key
a cell, with everybody else present, and from a sheet of Excel.
"""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT, Stage, at_home_in, set_up
from tests.navigation import follow_to_next_page
from tests.started import SECONDS

from .classes_begun import NAMES
from .steps import assert_sees

pytestmark = pytest.mark.browser
PEOPLE, CLASSES = len(NAMES), 5
# A key a cell, and one that saves; with the key for everybody else; pasted, with one cell put right.
CELL_BY_CELL, WITH_THE_REST, PASTED = PEOPLE * CLASSES + 1, 30, 5


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """An office with three batches whose classes are over; `stage.batches`: their numbers."""
    folder = set_up(tmp_path_factory)
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.classes_begun", str(PEOPLE), str(CLASSES), "3"],
        cwd=ROOT,
        env=os.environ | at_home_in(folder),
        timeout=SECONDS,
        check=True,
        capture_output=True,
        text=True,
    )
    stage = Stage(folder)
    stage.batches = made.stdout.split()[-3:]
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

    def press_and_follow(self, key):
        follow_to_next_page(self.page, lambda: self.press(key))


def sheet(staff, batch, root=""):
    page = staff("karim", scripts=True)
    page.goto(f"{root}/desk/training/{batch}/attendance/")
    assert page.locator("table.fill tbody input").count() == PEOPLE * CLASSES
    return page, Keys(page)


def test_a_key_a_cell(stage, staff):
    page, keys = sheet(staff, stage.batches[0])
    keys.press(*(["1"] * (PEOPLE * CLASSES - 1)), "0")
    keys.press_and_follow("Control+Enter")
    assert_sees(page, "১৫০টি চিহ্ন লেখা হয়েছে।", "ক্লাস ১, ২, ৩, ৪, ৫ খাতায় উঠেছে।")
    assert keys.count == CELL_BY_CELL
    there = page.locator("table.dots tbody td:has(circle.p)")
    assert there.count() == PEOPLE * CLASSES - 1


def test_everybody_else_present_and_those_who_were_not(stage, staff):
    page, keys = sheet(staff, stage.batches[1], "/en")
    # At the first class the third was late and the fourth was not there; at the last the first two were not.
    keys.press("ArrowDown", "ArrowDown", "l", "a", "*", "*", "*", "*", "a", "a", "*")
    # What was pressed by mistake is taken back.
    keys.press("ArrowDown", "ArrowDown", "a", "ArrowUp", "Delete", "1")
    # How long the third was there at the first class is written inside the cell.
    keys.press(*["ArrowLeft"] * 4, *["ArrowUp"] * 3, "F2", "Space", "9", "0", "Enter")
    keys.press_and_follow("Control+Enter")
    assert_sees(page, "150 marks were written.", "In the class book now: class 1, 2, 3, 4, 5.")
    assert keys.count == WITH_THE_REST
    marks = page.locator("table.dots tbody td")
    assert marks.filter(has_text="Absent").count() == 3
    assert marks.filter(has_text="Late, 90 minutes").count() == 1
    assert marks.filter(has_text="Present").count() == PEOPLE * CLASSES - 4


def copied_in_excel(page, lines):
    """Put on the clipboard what Excel puts there, by the keys with which one copies."""
    other = page.context.new_page()
    other.set_content("<textarea autofocus></textarea>")
    other.locator("textarea").fill("\n".join("\t".join(line) for line in lines))
    other.locator("textarea").press("Control+a")
    other.locator("textarea").press("Control+c")
    other.close()
    page.bring_to_front()


def test_a_sheet_of_excel_is_pasted_and_the_one_cell_that_nobody_can_read_is_put_right(stage, staff):
    page, keys = sheet(staff, stage.batches[2])
    lines = [[name, *["1"] * CLASSES] for name in NAMES]
    # Late for some offices, absent for others: it is asked about, and nothing is guessed.
    lines[1][1], lines[4][3] = "X", "অনুপস্থিত"
    copied_in_excel(page, [["নাম", *(f"ক্লাস {n}" for n in range(1, CLASSES + 1))], *lines])
    keys.press_and_follow("Control+v")
    assert_sees(page, "আমিনা ইসলাম, ক্লাস ১, ১৫ নভেম্বর: “X”:", "কিছুই সংরক্ষণ হয়নি।")
    # From what is said to its cell; late.
    keys.press("Tab", "Enter", "2")
    keys.press_and_follow("Control+Enter")
    assert_sees(page, "১৫০টি চিহ্ন লেখা হয়েছে।", "ক্লাস ১, ২, ৩, ৪, ৫ খাতায় উঠেছে।")
    assert keys.count == PASTED
    marks = page.locator("table.dots tbody td")
    assert marks.filter(has_text="দেরি").count() == 1
    assert marks.filter(has_text="অনুপস্থিত").count() == 1
