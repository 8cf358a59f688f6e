"""What is kept of a page is drawn once for its values and its language, and anew when
something is published.
"""

import pytest
from django.template import Context, Template
from django.template.context import make_context

from ongikar.core import cache_version
from ongikar.core.i18n.say import override_language
from ongikar.core.templatetags.cached import MOST_VERSIONS, texts

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


def test_of_a_busy_office_only_the_last_versions_are_kept(rf):
    page = Template(PAGE)

    def draw_at(version, drawn):
        request = rf.get("/")
        request.content_version = version
        return page.render(make_context({"office": "busy", "drawn": drawn}, request))

    for version in range(1, 40):
        draw_at(version, version)
    [kept] = [each for key, each in texts.items() if key[-1] == "busy"]
    assert 0 < len(kept) <= MOST_VERSIONS
    # Two processes may have heard of the newest version at different moments.
    assert draw_at(39, "anew") == "কার্যালয় busy 39anew"
    assert draw_at(38, "anew") == "কার্যালয় busy 38anew"
