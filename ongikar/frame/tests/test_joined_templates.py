"""A page that was joined ahead says what Django's own engine makes of its templates, in both languages."""

from pathlib import Path

import pytest
from django.template import Context, Engine, TemplateSyntaxError, engines
from django.template.base import TextNode

import ongikar
from ongikar.frame.joined_templates import joined

EXTENDING = {
    "root": "{% load words %}<{% block a %}{% say 'ক' 'a' %}{% endblock %}|{% block b %}{{ x }}{% block c %}c{% endblock %}{% endblock %}>",
    "child": "{% extends 'root' %}{% load words %}{% block c %}{% say 'গ' 'see' %}{{ x }}{% endblock %}",
    "grandchild": "{% extends 'child' %}{% block a %}[{% include 'part' %}]{% endblock %}",
    "part": "{% load words %}{% say 'অংশ' 'part' %} {{ x }}{% if x %}{% include 'inner' with y=x %}{% endif %}",
    "inner": "{% for each in xs %}({{ each }}{{ y }}){% empty %}none{% endfor %}",
    "names": "{% load words %}{% say 'ঘর' 'room' as x %}{{ x }}",
    "naming": "{% include 'names' %}{{ x }}{% block d %}{% with x='w' %}{{ x }}{% endwith %}{% include 'names' %}{% endblock %}{{ x }}",
    "chosen": "{% include part %}{{ x }}",
    "alone": "{% include 'part' with x='z' only %}",
    "tree": "({{ x }}{% if xs %}{% for x in xs %}{% include 'leaf' %}{% endfor %}{% endif %})",
    "leaf": "{{ x }}{% if x == 'again' %}{% include 'leaf' with x='enough' %}{% endif %}",
    "filled": "{% load words %}{% say '{n}টি' '{n} of them' n=x %}{% filter upper %}{% say 'খ' 'b' %}{{ x }}{% endfilter %}",
}
VALUES = [
    {"part": "leaf"},
    {"x": "<x>", "xs": [1, "again"], "part": "part"},
    {"x": 7, "xs": [], "part": "leaf"},
]


@pytest.fixture(scope="module")
def engine():
    return Engine(
        loaders=[("django.template.loaders.locmem.Loader", EXTENDING)],
        libraries=dict(engines["django"].engine.libraries),
    )


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize("name", EXTENDING)
def test_it_says_what_django_makes_of_it(engine, name, values, tongue):
    told = values | {"tongue": tongue}
    template = engine.get_template(name)
    assert joined(template, tongue).render(Context(told)) == template.render(Context(told))


def test_one_language_leaves_the_other_as_it_was(engine):
    template = engine.get_template("grandchild")
    first = joined(template, "bn").render(Context({"tongue": "bn"}))
    assert joined(template, "en").render(Context({"tongue": "en"})) != first
    assert joined(template, "bn").render(Context({"tongue": "bn"})) == first


def test_what_is_always_the_same_is_one_text(engine):
    (text,) = joined(
        engine.from_string("{% load words %}a {% say 'খ' 'b' %} {% block c %}c{% endblock %}"), "bn"
    ).nodelist
    assert isinstance(text, TextNode)
    assert text.s == "a খ c"


def test_a_page_that_asks_for_its_parents_block_is_refused_and_not_shown_without_it(engine):
    page = engine.from_string("{% extends 'root' %}{% block a %}{{ block.super }}{% endblock %}")
    with pytest.raises(TemplateSyntaxError, match=r"block\.super"):
        joined(page, "bn")


def every_template() -> list[str]:
    rooms = Path(ongikar.__file__).parent
    return sorted(str(path).split("/templates/", 1)[1] for path in rooms.rglob("templates/**/*.html"))


@pytest.mark.parametrize("name", every_template())
def test_every_page_of_ours_can_be_joined(name):
    page = engines["django"].get_template(name)
    assert {type(node).__name__ for node in joined(page.template, "bn").nodelist} & {
        "ExtendsNode",
        "BlockNode",
    } == set()
