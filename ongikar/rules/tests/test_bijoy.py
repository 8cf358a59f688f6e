"""Bijoy letters as Unicode: what a clerk typed in SutonnyMJ, and laws for whatever syllable he may have
typed.
"""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ongikar.rules.bangla.bijoy import GLYPHS, is_bijoy_font, is_english, looks_like_bijoy, to_unicode
from ongikar.rules.bangla.text import nfc

# The machine may be busy with others; speed is measured in benchmarks/.
unhurried = settings(deadline=None)

TYPED = [
    ("Avgvi †mvbvi evsjv", "আমার সোনার বাংলা"),
    ("†mev", "সেবা"),
    ("‡mev", "সেবা"),
    ("mgqmxgv", "সময়সীমা"),
    ("µwgK", "ক্রমিক"),
    ("cÖwkÿY", "প্রশিক্ষণ"),
    ("`vwqZ¡cÖvß Kg©KZ©v", "দায়িত্বপ্রাপ্ত কর্মকর্তা"),
    ("Dc‡Rjv", "উপজেলা"),
    ("webvg~‡j¨", "বিনামূল্যে"),
    ("Kvh©w`em", "কার্যদিবস"),
    ("03 (wZb) Kvh©w`em", "০৩ (তিন) কার্যদিবস"),
    ("¯^v¯’¨", "স্বাস্থ্য"),
    ("wb‡`©wkKv", "নির্দেশিকা"),
    ("Kvh©vjq", "কার্যালয়"),
    ("Kvhv©jq", "কার্যালয়"),
    ("Riæix", "জরুরী"),
    ("Riƒix", "জরূরী"),
    ("gš¿Yvjq", "মন্ত্রণালয়"),
    ("e¯‘", "বস্তু"),
    ("†cŠimfv", "পৌরসভা"),
    ("iƒcKí", "রূপকল্প"),
    ("gvwëwgwWqv", "মাল্টিমিডিয়া"),
    ("ZvrÿwYK", "তাৎক্ষণিক"),
    ("wb®úwË", "নিষ্পত্তি"),
    ("mvwU©wd‡KU", "সার্টিফিকেট"),
    ("¸iæZ¡c~Y©", "গুরুত্বপূর্ণ"),
    ("D×©Zb", "উর্দ্ধতন"),
    ("EaŸ©Zb", "ঊর্ধ্বতন"),
    ("A¨vc", "অ্যাপ"),
    ("wkÿv cÖwZôvb|", "শিক্ষা প্রতিষ্ঠান।"),
    ("evsjv‡`‡ki wm×všÍ", "বাংলাদেশের সিদ্ধান্ত"),
    ("R¨vgwZ, ü`q, û‡Kvi", "জ্যামতি, হৃদয়, হুকোর"),
    ("i¨ve", "র\u200d্যাব"),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_what_was_typed_is_read_as_it_was_meant(typed, meant):
    assert to_unicode(typed) == (nfc(meant), "")


@pytest.mark.parametrize(
    "kept",
    [
        "uno.rangpur@mopa.gov.bd",
        "rangpursadardoict@g mail.com",
        "www.doict.gov.bd",
        "https://grs.gov.bd/",
        "01712-345678",
        "+880 2589 962488",
        "SMS",
        "Online",
        "website:",
    ],
)
def test_addresses_phones_and_english_words_stand_as_they_were(kept):
    assert to_unicode(f"Kg©KZ©v {kept} Awdm").text == nfc(f"কর্মকর্তা {kept} অফিস")


def test_a_pipe_is_a_danda_but_not_between_the_cells_of_a_row():
    assert to_unicode("†mev|").text == "সেবা।"
    assert to_unicode("µwgK|†mev|mgq", pipes_part_cells=True).text == nfc("ক্রমিক|সেবা|সময়")


def test_letters_that_no_bijoy_font_draws_are_named():
    assert to_unicode("†mev▲").unknown == "▲"


@pytest.mark.parametrize(
    ("font", "bijoy"),
    [
        ("SutonnyMJ", True),
        ("SutonnyMJ Bold", True),
        ("ABCDEF+SutonnyMJ-Bold", True),
        ("SutonnyEMJ", True),
        ("'SutonnyMJ', sans-serif", True),
        ("ChandrabatiMatraMJ", True),
        ("Kalpurush ANSI", True),
        ("BijoyBaijra", True),
        ("SutonnyOMJ", False),
        ("Nikosh", False),
        ("NikoshBAN", False),
        ("Kalpurush", False),
        ("SolaimanLipi", False),
        ("Times New Roman", False),
        ("Bijoy Unicode", False),
        (None, False),
    ],
)
def test_a_font_is_known_by_its_name(font, bijoy):
    assert is_bijoy_font(font) is bijoy


@pytest.mark.parametrize(
    ("text", "bijoy"),
    [
        ("µwgK bs | †mevi bvg | †mev cÖ`v‡bi mgqmxgv", True),
        ("webvg~‡j¨ Z_¨ cÖ`vb, Kvh©w`‡mi g‡a¨ †`qv nq", True),
        ("ক্রমিক নং | সেবার নাম | সময়সীমা", False),
        ("Citizen's Charter: service, time, fee and officer†", False),
        ("The officer‡ shall answer† within 7 days; see note ¶ and © 2026", False),
        ("", False),
    ],
)
def test_text_without_a_font_is_known_by_its_look(text, bijoy):
    assert looks_like_bijoy(text) is bijoy


@pytest.mark.parametrize("word", ["Portal", "layout", "National", "Welcome", "Charter", "people", "values"])
def test_where_no_font_is_told_english_among_bijoy_is_left(word):
    assert to_unicode(f"†mev {word} mgq", sure=False).text == nfc(f"সেবা {word} সময়")


LETTERS = sorted(
    (drawn, glyph.text) for drawn, glyph in GLYPHS.items() if glyph.part == "C" and glyph.text != "র"
)
BELOW = [("", ""), ("¨", "্য"), ("Ö", "্র"), ("¡", "্ব")]
SIGNS = [
    ("", "", ""),
    ("", "v", "া"),
    ("w", "", "ি"),
    ("", "x", "ী"),
    ("", "y", "ু"),
    ("", "~", "ূ"),
    ("", "…", "ৃ"),
    ("‡", "", "ে"),
    ("ˆ", "", "ৈ"),
    ("‡", "v", "ো"),
    ("‡", "Š", "ৌ"),
]


@st.composite
def syllables(draw):
    """A syllable as drawn in the font, and as it is spoken."""
    letter, said = draw(st.sampled_from(LETTERS))
    below, said_below = draw(st.sampled_from(BELOW))
    before, after, sign = draw(st.sampled_from(SIGNS))
    reph = draw(st.booleans())
    return (
        before + letter + below + ("©" if reph else "") + after,
        ("র্" if reph else "") + said + said_below + sign,
    )


@unhurried
@given(st.lists(syllables(), min_size=1, max_size=5))
def test_every_syllable_is_put_back_in_the_order_it_is_spoken(word):
    drawn, spoken = "".join(one for one, _ in word), "".join(said for _, said in word)
    assume(not is_english(drawn))
    assert to_unicode(drawn) == (nfc(spoken), "")


@unhurried
@given(st.text(st.characters(min_codepoint=0x985, max_codepoint=0x9CC, categories=["L", "M"]), min_size=1))
def test_bangla_that_is_unicode_already_is_not_touched(text):
    assert to_unicode(text).text == nfc(text)


@unhurried
@given(st.text())
def test_whatever_is_given_an_answer_comes(text):
    assert isinstance(to_unicode(text, sure=False).text, str)
    looks_like_bijoy(text)


@unhurried
@given(st.from_regex(r"[a-z]{2,9}\.[a-z]{2,9}@[a-z]{3,9}\.gov\.bd", fullmatch=True))
def test_an_address_is_the_same_wherever_it_stands(address):
    assert address in to_unicode(f"†dvb {address} bs").text
