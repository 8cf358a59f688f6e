"""Five cases of five kinds, answered one after another from Today: each form follows from the one before, no
list is gone back to, and each press and each page is counted.
"""

import os
import subprocess
import sys

import pytest

from tests.conftest import DESK, PHONE, ROOT, Stage, at_home_in, set_up
from tests.started import SECONDS

from .five_kinds_received import KINDS
from .steps import assert_sees, text_of
from .test_a_repair_visit_is_one_page import Count

pytestmark = pytest.mark.browser
# The first is opened; each answer brings the next.
MOST_PAGES = 1 + len(KINDS)
MOST_PRESSES_A_CASE = 3
# What is typed, by the name of the field, and what is chosen, by a press each.
TYPED = {
    "words": "তালিকার কপি দেওয়া হয়েছে; যা লাগবে, তাতে লেখা আছে।",
    "held_on": "২২/১১/২০২৬",
    "done_on": "২২/১১/২০২৬",
    "hours": "২",
    "attended": "৩০",
    "proof": "রেজিস্টারের ক্রমিক ৪১",
    "measured": "আগে তিন দিন, এখন এক দিন",
}
CHOSEN = {"given": "all", "ended": "closed"}


@pytest.fixture
def stage(tmp_path_factory):
    folder = set_up(tmp_path_factory)
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.five_kinds_received"],
        cwd=ROOT,
        env=os.environ | at_home_in(folder),
        timeout=SECONDS,
        check=True,
    )
    stage = Stage(folder)
    stage.it_is("2026-11-22T12:00:00")
    yield stage
    stage.end()


@pytest.mark.parametrize("screen", [DESK, pytest.param(PHONE, marks=pytest.mark.slow)])
def test_five_cases_of_five_kinds_are_answered_without_going_back_to_a_list(stage, staff, screen):
    karim = staff("karim", scripts=True)
    karim.set_viewport_size(screen)
    karim.goto("/desk/today/")
    assert_sees(karim, *KINDS.values())
    count, seen = Count(karim), []
    count.follow(karim.locator(".next-line a.btn").first)
    for _ in KINDS:
        before = count.presses
        shown = text_of(karim.locator("main h1"))
        seen.append(next((name for name in KINDS.values() if name in shown), f"{karim.url}: {shown}"))
        answers(karim, count)
        assert count.presses - before <= MOST_PRESSES_A_CASE, seen[-1]
    assert sorted(seen) == sorted(KINDS.values())
    assert count.pages == MOST_PAGES


def answers(karim, count: Count) -> None:
    """Fills in what the form of the case asks for, and sends it to go on to the next."""
    form = karim.locator("main form[method=post]").last
    for name, words in TYPED.items():
        if (field := form.locator(f"[name={name}]")).count():
            field.fill(words)
    for name, value in CHOSEN.items():
        if (choice := form.locator(f"[name={name}][value={value}]")).count():
            count.choose(choice.check)
    url = karim.url
    count.follow(form.locator("button.btn").first)
    assert karim.url != url, text_of(karim)
