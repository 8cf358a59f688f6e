"""Pages come without the white space that lays their templates out, and with each space between words."""

from pathlib import Path

import pytest
from django.template import Origin
from django.template.engine import Engine

from ongikar.core.light_templates import Loader

TEMPLATE = (
    '<p\n  class="a"\n>\n    কাজ\n    শেষ\n\n    {% if x %}\n      <b>x</b> y\n    {% endif %}\n  </p>\n'
)


@pytest.fixture
def contents(tmp_path):
    def read(name: str) -> str:
        path = Path(tmp_path / name)
        path.write_text(TEMPLATE, "utf-8")
        return Loader(Engine()).get_contents(Origin(name=str(path)))

    return read


def test_a_line_break_stays_for_each_run_of_white_space_with_one(contents):
    assert contents("page.html") == ('<p\nclass="a"\n>\nকাজ\nশেষ\n{% if x %}\n<b>x</b> y\n{% endif %}\n</p>\n')


def test_what_is_no_page_stays_as_it_is(contents):
    assert contents("letter.txt") == TEMPLATE


def test_while_templates_are_written_each_line_keeps_its_number(contents, settings):
    settings.DEBUG = True
    assert contents("page.html").count("\n") == TEMPLATE.count("\n")


def test_the_pages_of_the_house_are_read_that_way(client, db):
    assert "\n " not in client.get("/accessibility/").content.decode()
