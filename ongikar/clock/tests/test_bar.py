"""The promise bar on a page: valid, unique, and in three heights."""

import re
from xml.etree import ElementTree

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory

from ongikar.core.i18n.say import override_language
from ongikar.rules.promise_bar.drawing import draw_bar
from ongikar.rules.tests.bar_states import STATES


def bars(*drawings, form: str = "", language: str = "bn") -> str:
    source = "{% load promise %}{% for d in drawings %}{% promise_bar d form %}{% endfor %}"
    with override_language(language):
        context = RequestContext(RequestFactory().get("/"), {"drawings": drawings, "form": form})
        return Template(source).render(context)


def svg(state: str, form: str = "", language: str = "bn") -> ElementTree.Element:
    return ElementTree.fromstring(
        bars(draw_bar(STATES[state], language=language), form=form, language=language)
    )


def classes(bar: ElementTree.Element) -> list[str]:
    return [node.get("class", "") for node in bar.iter()]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("form", ["", "low", "mini"])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_state_is_well_formed_and_names_itself(state, form, language):
    bar = svg(state, form, language)
    title = bar.find("title")
    assert bar.get("role") == "img"
    assert bar.get("aria-labelledby") == title.get("id")
    assert title.text


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_places_are_written_in_latin_figures_whatever_the_language(state, language):
    bar = svg(state, "", language)
    for node in bar.iter():
        for name in ("x", "x1", "x2", "width", "y", "height"):
            assert re.fullmatch(r"-?\d+(\.\d+)?%?", node.get(name, "0")), (name, node.get(name))


def test_bars_of_one_page_never_share_an_id():
    drawing = draw_bar(STATES["open"], language="bn")
    ids = re.findall(r'id="([^"]+)"', bars(drawing, drawing, drawing))
    assert len(set(ids)) == 3


def test_a_part_of_the_page_goes_on_counting_bars():
    request = RequestFactory().get("/")
    context = {"d": draw_bar(STATES["open"], language="bn")}
    source = Template("{% load promise %}{% promise_bar d %}")
    made = [source.render(RequestContext(request, context)) for _ in range(2)]
    assert len({re.search(r'id="([^"]+)"', one)[1] for one in made}) == 2


def test_the_open_bar_is_drawn_as_approved():
    made = bars(draw_bar(STATES["open"], language="bn")).replace("\n", "").replace("\u00a0", " ")
    assert '<rect class="off" x="30%" y="50" width="9.85%" height="4"/>' in made
    assert '<rect class="done" x="0%" y="34" width="55%" height="14" rx="2"/>' in made
    assert (
        '<svg x="100%" y="25" overflow="visible"><rect class="post" x="-1.5" width="3" height="32"/></svg>'
        in made
    )
    assert '<line class="now" x1="55%" x2="55%" y1="23" y2="55"/>' in made
    assert '<text class="d" x="100%" dx="3" y="95" text-anchor="end">১০ ডিসেম্বর</text>' in made


def test_the_low_bar_has_no_label_on_top_and_the_small_one_none_at_all():
    assert {node.get("y") for node in svg("open", "low").iter("text")} == {"50", "71"}
    assert list(svg("open", "mini").iter("text")) == []


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        ("late", "cap bad"),
        ("kept early", "cap"),
        ("kept late", "cap bad"),
        ("refused", "cap shut"),
        ("may move", "ring"),
    ],
)
def test_in_a_list_each_end_has_a_sign_and_not_only_a_colour(state, sign):
    assert sign in classes(svg(state, "mini"))


def test_a_promise_still_running_has_no_sign():
    assert not {"cap", "cap bad", "cap shut", "ring"} & set(classes(svg("open", "mini")))
