"""The lint of wording finds each kind of stumbling that it is there for, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from scripts.wording import EXCEPTIONS, Sentence, faults_in, faults_of, main, of_python, of_template

TODAY = date(2026, 12, 1)


@pytest.mark.fast
def test_no_sentence_of_the_code_is_wrong(capsys):
    assert main() == 0, capsys.readouterr().out


def test_each_exception_has_its_reason():
    assert all(len(reason) > 15 for reason in EXCEPTIONS.values())


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("bn", "কে আবেদন করতে পারেন: যে কেউ. শেষ সময়", "Latin full stop"),
        ("bn", "এক বছরে ৩ বার নষ্ট. আবার সারানোর আগে", "Latin full stop"),
        ("bn", "(রংপুর কলেজ). চলবে", "Latin full stop"),
        ("bn", "৬ ডিসেম্বর-এর মধ্যে", "hyphen before an ending"),
        ("bn", "৩০ মিনিট-এ শেষ", "hyphen before an ending"),
        ("bn", "৬ ভাগের ৩ম", "ordinal"),
        ("bn", "৬ ভাগের ৩তম", "ordinal"),
        ("bn", "শেষ হওয়ার ১ তিন মাস পর", "a number twice"),
        ("bn", "স্মারক 85৪৯", "mixed number"),
        ("bn", "ব্যাচ T-2026-০১", "mixed number"),
        ("en", "T-২০২৬-01", "mixed number"),
        ("en", "by ৬ December", "Bangla in English"),
        ("en", "It is done।", "Bangla in English"),
        ("bn", "শেষ দিন ছিল ৬ ডিসেম্বর ২০২৬", "false tense"),
        ("en", "It was due on 6 December 2026", "false tense"),
    ],
)
def test_what_made_people_stumble_is_found_on_a_page(language, text, kind):
    assert [fault.partition(":")[0] for fault in faults_in(text, language, TODAY)][:1] == [kind]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bn", "যে কেউ। শেষ সময় রাত ৯টা।"),
        ("bn", "মো. আব্দুল করিম, ১. আবেদন, ২.৫ ঘণ্টা"),
        ("bn", "৬ ডিসেম্বরের মধ্যে; ৬ ডিসেম্বর ২০২৬-এর মধ্যে; ফরম খ-তে; তা-ই"),
        ("bn", "৬ ভাগের ৩য়, ১ম, ৬ষ্ঠ, ১১তম"),
        ("bn", "T-২০২৬-০১, স্মারক ৮৫৪৯.২৬২৭.০০৬৩"),
        ("bn", "শেষ দিন ছিল ৩০ নভেম্বর ২০২৬"),
        ("en", "It was due on 30 November 2026. T-2026-01"),
    ],
)
def test_what_is_right_is_left_alone(language, text):
    assert not list(faults_in(text, language, TODAY))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (Sentence("a.html", 1, "bn", "ফাইল থেকে আনা", is_title=True), "a title that does nothing"),
        (Sentence("a.html", 1, "en", "Handing over charge", is_title=True), "a title that does nothing"),
        (Sentence("a.py", 1, "bn", "{n}ম ভাগ"), "an ending for any ordinal"),
        (Sentence("a.py", 1, "bn", "৫ বা 7 দিন"), "Latin figures"),
    ],
)
def test_what_only_the_code_shows_is_found_there(said, kind):
    assert [fault.partition(":")[0] for fault in faults_of(said)] == [kind]


def test_sentences_are_read_where_they_stand():
    python = 'x = say("৩টি কথা", "3 words")\ny = {"a": ("হ্যাঁ.", "Yes")}\nrender(title=say("আনা", "Bring"))\n'
    found = [(each.line, each.language, each.text, each.is_title) for each in of_python("a.py", python)]
    assert found == [
        (1, "bn", "৩টি কথা", False),
        (1, "en", "3 words", False),
        (2, "bn", "হ্যাঁ.", False),
        (2, "en", "Yes", False),
        (3, "bn", "আনা", True),
        (3, "en", "Bring", True),
    ]
    template = (
        '<h1>{% say "যোগ" "Add" %}</h1>\n{{ words }}.\n'
        "{% say_block %}ক\nখ{% in_english %}A {{ b }}.{% endsay_block %}"
    )
    shown = [(each.line, each.language, each.text, each.is_title) for each in of_template("a.html", template)]
    assert shown == [
        (1, "bn", "যোগ", True),
        (1, "en", "Add", True),
        (3, "bn", "ক খ", False),
        (3, "en", "A {{ b }}.", False),
        (2, "bn", "শব্দ.", False),
    ]


def test_the_page_about_it_names_every_kind():
    page = (Path(__file__).parents[1] / "docs" / "wording.md").read_text("utf-8")
    for kind in ("full stop", "hyphen", "ordinal", "figures", "mixed number", "tense", "title"):
        assert kind in page, kind
