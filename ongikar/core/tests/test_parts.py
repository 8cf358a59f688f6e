"""The parts of every form and list, as a screen reader and a keyboard meet them."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    DayField,
    MobileField,
    TextField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import override_language, say_lazy
from ongikar.core.templatetags.icons import ICONS, STATES
from tests.as_shown import as_shown


class Contact(Form):
    name = TextField(label="আপনার নাম", help_text="জাতীয় পরিচয়পত্রে যেমন আছে")
    mobile = MobileField(label="মোবাইল নম্বর", help_text="এই নম্বরে SMS যাবে")
    answer = ChoiceField(label="উত্তর কীভাবে পেতে চান?", choices=[("sms", "SMS-এ"), ("post", "ডাকে")])
    village = TextField(label="গ্রাম", required=False)
    agreed = CheckboxField(label="আমি রাজি")
    photo = UploadField(label="ছবি", required=False)
    step = forms.CharField(widget=forms.HiddenInput, required=False)


def html(source: str, language: str = "bn", **context) -> HTMLParser:
    with override_language(language):
        made = Template("{% load icons parts words %}" + source).render(Context(context))
    return HTMLParser(as_shown(made))


@pytest.fixture
def wrong() -> Contact:
    with override_language("bn"):
        form = Contact({"name": "রহিমা খাতুন", "mobile": "০১৭"})
        form.is_valid()
        return form


def test_every_input_has_a_label_of_its_own(wrong):
    page = html("{{ form }}", form=wrong)
    named = {label.attributes["for"] for label in page.css("label")}
    inputs = [
        node.attributes["id"]
        for node in page.css("input, textarea, select")
        if node.attributes["type"] != "hidden"
    ]
    assert inputs
    assert set(inputs) == named


def test_a_wrong_field_says_so_to_eyes_and_to_screen_readers(wrong):
    page = html("{{ form }}", form=wrong)
    mobile = page.css_first("#id_mobile")
    assert mobile.attributes["aria-invalid"] == "true"
    assert mobile.attributes["aria-describedby"].split() == ["id_mobile-h", "id_mobile-e"]
    fault = page.css_first("#id_mobile-e")
    assert fault.text().startswith("ভুল:")
    assert fault.css_first("svg") is not None


def test_a_group_of_choices_is_a_fieldset_with_its_question_as_legend(wrong):
    group = html("{{ form }}", form=wrong).css_first("fieldset")
    assert group.css_first("legend").text(strip=True) == "উত্তর কীভাবে পেতে চান?"
    assert "id_answer-e" in group.attributes["aria-describedby"]
    assert len(group.css(".opt")) == 2


def test_what_may_be_left_out_says_so_and_a_tick_does_not(wrong):
    page = html("{{ form }}", form=wrong)
    soft = {label.attributes["for"] for label in page.css("label") if label.css_first(".soft")}
    assert soft == {"id_village", "id_photo"}


def test_every_link_of_the_error_summary_leads_into_a_field(wrong):
    page = html('{% include "core/errors.html" %}{{ form }}', form=wrong)
    targets = [link.attributes["href"] for link in page.css(".errors a")]
    assert targets == ["#id_mobile", "#id_answer_0"]
    assert all(page.css_first(target).tag == "input" for target in targets)


class Counts(Form):
    name = TextField(
        label=say_lazy("আপনার নাম", "Your name"), missing=say_lazy("আপনার নাম লিখুন", "Enter your name")
    )
    village = TextField(label=say_lazy("গ্রাম", "Village"))
    age = WholeNumberField(label=say_lazy("বয়স", "Age"), least=14, most=65)
    day = DayField(label=say_lazy("কোন দিন", "Which day"))
    way = ChoiceField(label=say_lazy("কীভাবে", "Which way"), choices=[("a", "a")])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "bn",
            [
                "আপনার নাম লিখুন",
                "গ্রাম: অক্ষরে বা সংখ্যায় কিছু লিখুন",
                "বয়স: সংখ্যায় লিখুন, যেমন ১৪",
                "কোন দিন: তারিখটি ঠিক নয়। দিন/মাস/বছর লিখুন, যেমন ৯/১২/২০২৬",
                "কীভাবে, বেছে নিন",
            ],
        ),
        (
            "en",
            [
                "Enter your name",
                "Village: Write something in letters or digits",
                "Age: Enter a number, such as 14",
                "Which day: This date is not right. Write day/month/year, such as 9/12/2026",
                "Choose: Which way",
            ],
        ),
    ],
)
def test_the_list_above_the_form_says_which_field_each_fault_is_about(language, said):
    with override_language(language):
        form = Counts({"village": "…", "age": "অনেক", "day": "কাল"})
        page = html('{% include "core/errors.html" %}{{ form }}', language, form=form)
    assert [link.text() for link in page.css(".errors a")] == said
    # Beside the field its label says it already.
    assert page.css_first("#id_age-e").text().endswith(said[2].partition(": ")[2])


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("bn", 1, "১টি ভুল ঠিক করুন"),
        ("bn", 2, "২টি ভুল ঠিক করুন"),
        ("en", 1, "Fix 1 problem"),
        ("en", 2, "Fix 2 problems"),
    ],
)
def test_the_error_summary_counts_in_the_language_of_the_page(language, count, words):
    with override_language(language):
        form = Contact({"name": "রহিমা", "mobile": "০১৭", **({"answer": "sms"} if count == 1 else {})})
        form.is_valid()
    page = html('{% include "core/errors.html" %}', language, form=form)
    assert page.css_first("h2").text() == words


def test_a_right_form_has_no_error_summary():
    form = Contact({"name": "রহিমা", "mobile": "01700000001", "answer": "sms"})
    assert form.is_valid()
    assert html('{% include "core/errors.html" %}', form=form).css_first(".errors") is None


def test_picks_carry_the_key_that_chooses_them():
    page = html('{% picks form.answer "12" %}', form=Contact())
    keys = [(node.attributes["value"], node.attributes["accesskey"]) for node in page.css("input")]
    assert keys == [("sms", "1"), ("post", "2")]
    assert [kbd.text() for kbd in page.css("kbd")] == ["১", "২"]


def test_more_choices_than_keys_leave_the_last_without_one():
    page = html('{% picks form.answer "1" %}', form=Contact())
    assert [("accesskey" in node.attributes) for node in page.css("input")] == [True, False]


@pytest.mark.parametrize("state", STATES)
def test_no_state_is_told_by_colour_alone(state):
    tag = html("{% state name words %}", name=state, words="কথা রাখা হয়েছে").css_first("strong.tag")
    assert tag.text() == "কথা রাখা হয়েছে"
    assert tag.css_first("svg") is not None


def test_words_of_a_state_are_never_taken_for_markup():
    assert html('{% state "kept" words %}', words="<b>x</b>").css_first("b") is None


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_drawn_but_not_read_aloud(name):
    drawing = html("{% icon name %}", name=name).css_first("svg")
    assert drawing.attributes["aria-hidden"] == "true"
    assert drawing.css_first("path, circle, rect") is not None


def pages(number: int, language: str = "bn") -> HTMLParser:
    request = RequestFactory().get("/desk/cases/", {"q": "ল্যাব", "page": number})
    with override_language(language):
        context = RequestContext(request, {"page": Paginator(range(200), 20).get_page(number)})
        return HTMLParser(Template('{% include "core/pages.html" %}').render(context))


def test_turning_a_page_keeps_what_was_searched_for():
    following = pages(3).css_first("a[rel=next]").attributes["href"]
    assert "page=4" in following
    assert "q=" in following


def test_the_present_page_is_marked_and_far_ones_are_left_out():
    page = pages(5)
    assert [node.text(strip=True) for node in page.css("[aria-current=page]")] == ["পাতা৫"]
    assert [node.text(strip=True).removeprefix("পাতা") for node in page.css("li")] == [
        "আগে",
        "১",
        "…",
        "৪",
        "৫",
        "৬",
        "…",
        "১০",
        "পরে",
    ]


def test_one_page_needs_no_turning():
    context = Context({"page": Paginator([1], 20).get_page(1)})
    assert Template('{% include "core/pages.html" %}').render(context).strip() == ""


@pytest.mark.parametrize(("most", "example"), [(500, "3"), (999_999_999, "50,000")])
def test_an_example_is_of_the_size_that_is_asked_for(most, example):
    with override_language("en"), pytest.raises(forms.ValidationError, match=f"such as {example}\\b"):
        WholeNumberField(most=most).clean("many")


def test_a_name_that_is_marked_up_in_its_own_language_is_told_as_it_is_and_what_was_typed_does_nothing():
    form = Form({"item": "keys", "other": "keys"})
    with override_language("en"):
        form.fields["item"] = TextField(label=mark_languages("ল্যাবের চাবি"), max_length=3)
        form.fields["other"] = TextField(label="<b>", max_length=3)
        form.is_valid()
    each = "{% for fault in field|fault_summary %}<p>{{ fault }}</p>{% endfor %}"
    told = html("{% for field in form %}" + each + "{% endfor %}", "en", form=form)
    assert [name.text() for name in told.css("span[lang=bn]")] == ["ল্যাবের চাবি"]
    assert [line.text().partition(":")[0] for line in told.css("p")] == ["ল্যাবের চাবি", "<b>"]
