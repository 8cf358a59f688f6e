"""Both languages side by side; values speak the language of the sentence."""

from datetime import date, datetime

import pytest
from django.template import Context, Template, TemplateSyntaxError

from ongikar.core.i18n.language_middleware import path_in_language
from ongikar.core.i18n.say import override_language, say, say_in, say_lazy
from ongikar.rules.calendar.office_calendar import TZ


@pytest.mark.parametrize(("tongue", "expected"), [("bn", "১,২৩,৪৫৬টি কথা"), ("en", "1,23,456 promises")])
def test_a_sentence_comes_in_the_language_of_the_page(tongue, expected):
    with override_language(tongue):
        assert say("{n}টি কথা", "{n} promises", n=123456) == expected


def test_a_later_sentence_is_said_in_the_language_it_is_read_in():
    words = say_lazy("হ্যাঁ", "Yes")
    with override_language("en"):
        assert str(words) == "Yes"
    with override_language("bn"):
        assert str(words) == "হ্যাঁ"


def test_days_and_moments_are_words():
    moment = datetime(2026, 12, 6, 10, 42, tzinfo=TZ)
    assert say_in("en", "", "by {day}", day=date(2026, 12, 6)) == "by Sunday, 6\u00a0December 2026"
    assert "সকাল ১০টা ৪২" in say_in("bn", "{at}", "", at=moment)


def render(template, **context):
    return Template("{% load words %}" + template).render(Context(context))


def test_the_template_word_fills_in_and_escapes_values_only():
    with override_language("en"):
        said = render('{% say "<b>{x}</b>" "<b>{x}</b>" x=name %}', name="<script>")
    assert said == "<b>&lt;script&gt;</b>"


def test_the_template_word_can_be_kept_for_later():
    with override_language("bn"):
        assert render('{% say "নাম" "Name" as label %}[{{ label }}]') == "[নাম]"


LONG = """{% say_block n=count name=who %}
  বাকি {n}টি,
  <b>{name}</b>।
  {% in_english %}
  {n} [is|are]
	left, <b>{name}</b>.
{% endsay_block %}"""


@pytest.mark.parametrize(
    ("tongue", "count", "expected"),
    [
        ("bn", 1234, "(বাকি ১,২৩৪টি, <b>&lt;i&gt;</b>।)"),
        ("en", 1, "(1 is left, <b>&lt;i&gt;</b>.)"),
        ("en", 2, "(2 are left, <b>&lt;i&gt;</b>.)"),
    ],
)
def test_a_sentence_over_several_lines_is_said_as_on_one(tongue, count, expected):
    with override_language(tongue):
        assert render(f"({LONG})", count=count, who="<i>") == expected


def test_a_sentence_over_several_lines_keeps_its_no_break_spaces():
    with override_language("en"):
        assert (
            render("{% say_block %}খ{% in_english %} 6\u00a0December {% endsay_block %}") == "6\u00a0December"
        )


def test_a_sentence_over_several_lines_can_be_kept_for_later():
    with override_language("bn"):
        said = render("{% say_block as label %} নাম {% in_english %} Name {% endsay_block %}[{{ label }}]")
    assert said == "[নাম]"


@pytest.mark.parametrize(
    "wrong",
    [
        "{% say_block %}নাম{% endsay_block %}",
        "{% say_block %}{% in_english %}Name{% endsay_block %}",
        "{% say_block %}নাম{% in_english %} {% endsay_block %}",
        "{% say_block %}নাম {{ name }}{% in_english %}Name{% endsay_block %}",
        "{% say_block name %}নাম{% in_english %}Name{% endsay_block %}",
    ],
)
def test_a_block_takes_two_literal_sentences_and_values_by_name(wrong):
    with pytest.raises(TemplateSyntaxError):
        render(wrong)


def test_a_variable_is_no_sentence():
    with pytest.raises(TemplateSyntaxError):
        render("{% say name name %}")


@pytest.mark.parametrize(
    ("path", "tongue", "expected"),
    [
        ("/charter/", "en", "/en/charter/"),
        ("/en/charter/", "bn", "/charter/"),
        ("/en/", "bn", "/"),
        ("/", "en", "/en/"),
        ("/english/", "en", "/en/english/"),
        ("/en/track/?number=1", "bn", "/track/?number=1"),
    ],
)
def test_the_other_language_is_one_press_away(path, tongue, expected):
    assert path_in_language(path, tongue) == expected


@pytest.mark.parametrize(
    ("n", "says"),
    [
        (1, "1 part is left, open it"),
        (2, "2 parts are left, open them"),
        ("1", "1 part is left, open it"),
        (0, "0 parts are left, open them"),
    ],
)
def test_an_english_sentence_has_the_form_that_fits_its_number(n, says):
    english = "{n} [part is|parts are] left, open [it|them]"
    assert say_in("en", "{n}টি বাকি", english, n=n) == says
    page = Template('{% load words %}{% say "{n}টি বাকি" "' + english + '" n=n %}')
    with override_language("en"):
        assert page.render(Context({"n": n})) == says
    with override_language("bn"):
        assert "[" not in page.render(Context({"n": n}))
