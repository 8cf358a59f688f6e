"""The attendance of thirty people at five classes, on one page and by keyboard alone, each key counted."""

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
# A key a cell, and one that saves.
CELL_BY_CELL = PEOPLE * CLASSES + 1


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
