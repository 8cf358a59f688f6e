"""What people wrote is marked with its language, and nothing they wrote becomes markup."""

import pytest
from django.template import Context, Template

from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import override_language


@pytest.mark.parametrize(
    ("tongue", "words", "marked"),
    [
        ("bn", "রহিমা খাতুন", "রহিমা খাতুন"),
        ("bn", "Jashim Uddin", '<span lang="en">Jashim Uddin</span>'),
        ("bn", "পর্দায় “No signal” লেখা থাকে।", "পর্দায় “No signal” লেখা থাকে।"),
        ("bn", "কলেজ\nKarmichael", 'কলেজ\n<span lang="en">Karmichael</span>'),
        ("bn", "Due: 8549-26-00001", '<span lang="en">Due: 8549-26-00001</span>'),
        ("en", "লেখা “No signal”।", '<span lang="bn">লেখা</span> “No signal”<span lang="bn">।</span>'),
        ("bn", "8549-26-00001", "8549-26-00001"),
        ("bn", "Afroza Parvin, ০১৭", '<span lang="en">Afroza Parvin,</span> ০১৭'),
        ("en", "Jashim Uddin", "Jashim Uddin"),
        ("en", "রহিমা খাতুন, ২ জন", '<span lang="bn">রহিমা খাতুন, ২ জন</span>'),
        ("en", "Go to: কৃষি কার্যালয়", 'Go to: <span lang="bn">কৃষি কার্যালয়</span>'),
        ("en", "এক\nদুই", '<span lang="bn">এক</span>\n<span lang="bn">দুই</span>'),
        ("en", "কয়টি ল্যাব আছে?", '<span lang="bn">কয়টি ল্যাব আছে?</span>'),
        ("en", None, ""),
    ],
)
def test_words_in_another_language_than_the_page_are_marked(tongue, words, marked):
    with override_language(tongue):
        assert mark_languages(words) == marked


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_no_word_becomes_markup(tongue):
    page = Template("{% load words %}{{ words|mark_languages|linebreaksbr }}")
    with override_language(tongue):
        shown = page.render(Context({"words": '<script>\nবাংলা <b> & "English"'}))
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert shown.count("&lt;") == 2
    assert shown.count("<br>") == 1
