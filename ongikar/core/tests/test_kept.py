"""What is kept of a page is drawn once for its values and its language, and anew when
something is published.
"""

import pytest
from django.template import Context, Template

from ongikar.core import cache_version
from ongikar.core.i18n.say import override_language

pytestmark = pytest.mark.django_db

PAGE = (
    '{% load cached words %}{% cached office %}{% say "কার্যালয়" "Office" %} {{ office }} {{ drawn }}{%'
    " endcached %}{{ drawn }}"
)


@pytest.fixture
def draw():
    page, count = Template(PAGE), iter(range(1, 100))

    def do(office="a", tongue="bn"):
        with override_language(tongue):
            return page.render(Context({"office": office, "drawn": next(count)}))

    return do


def test_it_is_drawn_once_and_what_stands_beside_it_each_time(draw):
    assert [draw(), draw()] == ["কার্যালয় a 11", "কার্যালয় a 12"]


def test_each_value_and_each_language_has_its_own(draw):
    assert draw("a") == "কার্যালয় a 11"
    assert draw("b") == "কার্যালয় b 22"
    assert draw("a", "en") == "Office a 33"
    assert draw("b") == "কার্যালয় b 24"


def test_when_something_is_published_it_is_drawn_anew(draw, django_capture_on_commit_callbacks):
    draw()
    with django_capture_on_commit_callbacks(execute=True):
        cache_version.invalidate()
    cache_version.current_versions()
    assert draw() == "কার্যালয় a 22"
