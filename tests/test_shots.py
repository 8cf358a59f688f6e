"""Every page of which a picture stands in the documentation opens, as the picture shows it."""

import pytest

from scripts.shots import SHOTS
from scripts.take_shots import Camera

from .conftest import Stage, set_up

# Every page of the list is also walked by test_every_page.py: with --all it is seen that the list itself is
# whole.
pytestmark = [pytest.mark.browser, pytest.mark.slow]
# What is refused, what would be saved, and what was counted.
SHOWN_BY_PRESSING = "main .errors, main [name=save], main table"


@pytest.fixture(scope="module")
def camera(chromium, tmp_path_factory):
    stage = Stage(set_up(tmp_path_factory, "--with-cases"))
    stage.let_the_worker_work()
    camera = Camera(chromium, stage)
    yield camera
    for context in camera.contexts.values():
        context.close()
    stage.end()


def test_every_page_of_the_list_opens_and_shows_what_is_pressed(camera):
    wrong = []
    for shot in SHOTS:
        page, answer = camera.look(shot)
        if not answer.ok or "/sign-in/" in page.url:
            wrong.append(f"{shot.file.name}: {page.url} answers {answer.status}")
        elif page.get_attribute("html", "lang") != shot.tongue or not page.locator("h1").count():
            wrong.append(f"{shot.file.name}: {page.url} is no page in {shot.tongue}")
        elif shot.press and not page.locator(SHOWN_BY_PRESSING).count():
            wrong.append(f"{shot.file.name}: nothing is shown by pressing {shot.press}")
        page.close()
    assert not wrong, "\n".join(wrong)
