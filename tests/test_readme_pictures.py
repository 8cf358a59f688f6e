"""README's pictures show the pages as they are: their headings and the entries of their menus are those of
today. What is not fails with how the picture is taken anew.
"""

import pytest

from scripts.shots import README
from scripts.shown_words import digest, read_shown, shots_of_readme, words_shown
from scripts.take_shots import Camera

from .conftest import Stage, set_up

SHOTS = {each.file.stem: each for each in shots_of_readme()}


@pytest.fixture(scope="module")
def camera(chromium, tmp_path_factory):
    stage = Stage(set_up(tmp_path_factory, "--with-cases"))
    stage.let_the_worker_work()
    camera = Camera(chromium, stage)
    yield camera
    for context in camera.contexts.values():
        context.close()
    stage.end()


@pytest.mark.browser
@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_shows_the_headings_and_the_menu_of_today(name, camera):
    page, _ = camera.look(SHOTS[name])
    today = words_shown(page, SHOTS[name])
    page.close()
    told = {what: read_shown()[name][what] for what in today}
    assert told == today, f'make shots WORDS="{name}"'
    assert today["headings"]


@pytest.mark.once
def test_what_is_told_beside_the_pictures_is_told_of_each_and_was_written_with_it():
    assert set(SHOTS) == {path.stem for path in README.glob("*.png")} == set(read_shown())
    for name, shown in read_shown().items():
        assert shown["sha256"] == digest(README / f"{name}.png"), f'make shots WORDS="{name}"'
