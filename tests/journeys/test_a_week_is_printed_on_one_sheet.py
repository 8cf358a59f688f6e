"""The week of the office is printed on one sheet of A4 on which everything can be read."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT, Stage, at_home_in, set_up
from tests.pdf_boxes import PrintedPages
from tests.started import SECONDS

pytestmark = pytest.mark.browser
# A4 lying, in points; and what an office's printer cuts.
A4, EDGE = (842, 595), 18


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """An office in which two batches have a class each day of a week at the same hour."""
    folder = set_up(tmp_path_factory)
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.classes_begun", "2", "5", "2"],
        cwd=ROOT,
        env=os.environ | at_home_in(folder),
        timeout=SECONDS,
        check=True,
        capture_output=True,
    )
    stage = Stage(folder)
    stage.it_is("2026-11-16T12:00:00")
    yield stage
    stage.end()


@pytest.mark.parametrize("root", ["", "/en"])
def test_it_is_one_sheet(stage, staff, root):
    page = staff("karim")
    page.goto(f"{root}/desk/week/")
    entries = page.locator(".timed .e")
    assert entries.count() == 10
    # Those of one hour stand side by side, and both can be read on the screen.
    first, second = (entries.nth(place).bounding_box() for place in (0, 1))
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]
    sheets = PrintedPages(page.pdf(prefer_css_page_size=True))
    (size,) = sheets.sizes
    assert tuple(map(round, size)) == A4
    assert sheets.overlaps == []
    assert sheets.outside(EDGE) == []
