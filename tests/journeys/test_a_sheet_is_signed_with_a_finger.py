"""The board on which a sheet is signed: what is drawn is sent as points, cleared, and kept when the page
comes back.
"""

import math
from pathlib import Path

import pytest

from ongikar.delivery.support.rules import HEIGHT, WIDTH, read_strokes

pytestmark = [pytest.mark.browser, pytest.mark.once]
SCRIPT = Path(__file__).parents[2] / "ongikar/delivery/support/static/support/sign.js"
PAGE = f"""
<form><input type="hidden" name="strokes">
<div data-sign hidden><canvas width="{WIDTH}" height="{HEIGHT}" style="width: 100%"></canvas>
<button type="button">Clear</button></div></form>
"""


@pytest.fixture
def board(chromium):
    page = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.set_content(PAGE)
    page.add_script_tag(content=SCRIPT.read_text("utf-8"))
    yield page
    page.context.close()


def draw(page) -> None:
    box = page.locator("canvas").bounding_box()

    def at(step: int) -> tuple[float, float]:
        across, down = 0.1 + 0.02 * step, 0.5 + 0.3 * math.sin(step / 2)
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    page.mouse.move(*at(0))
    page.mouse.down()
    for step in range(1, 40):
        page.mouse.move(*at(step))
    page.mouse.up()


def sent(page) -> str:
    return page.locator("[name=strokes]").input_value()


def test_what_is_drawn_is_sent_as_points_that_are_taken_and_cleared_it_is_gone(board):
    assert board.locator("canvas").is_visible()
    draw(board)
    draw(board)
    strokes = read_strokes(sent(board))
    assert len(strokes) == 2
    assert strokes[0][0] == (round(0.1 * WIDTH), round(0.5 * HEIGHT))
    board.locator("button").click()
    assert sent(board) == ""


def test_a_page_that_comes_back_with_a_fault_shows_what_was_drawn(board, chromium):
    draw(board)
    drawn = sent(board)
    again = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
    again.set_content(PAGE.replace('name="strokes"', f'name="strokes" value="{drawn}"'))
    again.add_script_tag(content=SCRIPT.read_text("utf-8"))
    pen = "document.querySelector('canvas').getContext('2d')"
    assert again.evaluate(f"() => {pen}.getImageData(0, 0, {WIDTH}, {HEIGHT}).data.some(Boolean)")
    draw(again)
    assert len(read_strokes(sent(again))) == 2
    again.context.close()
