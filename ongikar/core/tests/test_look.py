"""The stylesheet, the fonts and the frame keep their promises: light, readable, and strict about what they
load.
"""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from fontTools.ttLib import TTFont
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.i18n.say import override_language

FRAME = Path(__file__).resolve().parents[1]
STATIC = FRAME / "static/core"
STYLE, DESK_STYLE = (STATIC / "look.css").read_text(), (STATIC / "desk.css").read_text()
DARK_STYLE = (STATIC / "dark.css").read_text()
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))
TOKENS = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", STYLE))
# Text and the ground it stands on; WCAG 2.2 AA asks for 4.5 to 1.
TEXTS = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "sand"),
    ("muted", "paper"),
    ("muted", "sheet"),
    ("muted", "sand"),
    ("muted", "g50"),
    ("g600", "paper"),
    ("g600", "sheet"),
    ("g600", "g50"),
    ("g800", "g100"),
    ("ink", "g50"),
    ("g800", "g50"),
    ("red7", "paper"),
    ("red7", "sheet"),
    ("red7", "red1"),
    ("paper", "g600"),
    ("paper", "g700"),
    ("paper", "g800"),
    ("paper", "g900"),
]
# Lines and shapes that carry meaning; 3 to 1.
SHAPES = [("edge", "paper"), ("edge", "sheet"), ("red", "paper"), ("g600", "g100")]
FAULT_PAGES = [
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "413.html",
    "429.html",
    "500.html",
    "503.html",
]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two colours of the stylesheet."""
    shades = []
    for name in (one, other):
        channels = [int(TOKENS[name][place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        shades.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(shades) + 0.05) / (min(shades) + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("text", "ground"), [*TEXTS, *(("on", green) for green in ("g600", "g700", "g800"))])
def test_text_stands_out_from_its_ground_in_the_dark(text, ground, monkeypatch):
    monkeypatch.setattr(f"{__name__}.TOKENS", dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", DARK_STYLE)))
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_with_a_meaning_stand_out_from_their_ground(shape, ground):
    assert contrast(shape, ground) >= 3


def test_the_stylesheet_leaves_half_of_the_first_fourteen_kilobytes_to_the_page():
    assert len(gzip.compress(STYLE.encode(), 9)) < 7_000


def test_colours_are_named_once():
    outside = STYLE[STYLE.index("}\n*, ::before") :]
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", outside)) <= {"#fff", "#999", "#e8efe9", "#dcebe3", "#e8decb"}


def test_the_style_of_the_offices_own_pages_is_small_beside_it_and_names_no_colour():
    assert len(gzip.compress(DESK_STYLE.encode(), 9)) < 4_900
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", DESK_STYLE)) <= {"#fff", "#dcebe3"}


@pytest.mark.parametrize("style", [STYLE, DESK_STYLE], ids=["look", "desk"])
def test_red_is_for_what_is_late_or_wrong(style):
    """A colour that also decorated, or called what is only urgent, would say nothing any more."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    red = {" ".join(names.split()) for names, body in rules if "var(--red" in body}
    assert not [names for names in red if not re.search(r"late|bad|err|\.over|\.lt|\.chart \.no", names)]


@pytest.mark.parametrize("style", [STYLE, DESK_STYLE], ids=["look", "desk"])
def test_nothing_is_loaded_from_elsewhere(style):
    assert not re.search(r"url\((?!\"?fonts/|#)|@import|https?:", style)


def test_both_fonts_together_stay_under_ninety_kilobytes():
    assert len(FONTS) == 2
    assert sum(font.stat().st_size for font in FONTS) <= 90 * 1024


def test_the_fonts_hold_every_sign_of_both_languages_and_the_weights_in_use():
    covered: set[int] = set()
    for path in FONTS:
        font = TTFont(path)
        (axis,) = font["fvar"].axes
        assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
        covered |= set(font.getBestCmap())
    # U+09FE and the vedic signs aside, these are all letters, signs and figures of Bangla that Unicode
    # 1.1 knew.
    bangla = [*range(0x0985, 0x098D), *range(0x0993, 0x09A9), *range(0x09BE, 0x09C5), *range(0x09E6, 0x09F0)]
    signs = "ঁংঃ়্ৎড়ঢ়য়৳।॥\u200c\u200d" + "“”‘’–—…·÷%@0123456789AZaz"
    assert set(bangla) | {ord(sign) for sign in signs} <= covered


def test_the_fonts_keep_the_tables_that_build_conjuncts():
    bengali = TTFont(
        next(path for path in FONTS if "-bengali-wght" in path.name and "latin" not in path.name)
    )
    features = {record.FeatureTag for record in bengali["GSUB"].table.FeatureList.FeatureRecord}
    assert {"akhn", "blwf", "half", "pres", "psts", "rphf", "vatu"} <= features
    assert len(bengali.getGlyphOrder()) == 405


@pytest.mark.parametrize(
    "path", sorted(FRAME.parent.rglob("templates/**/*.html")), ids=lambda path: path.name
)
def test_no_template_carries_a_style_or_a_script_of_its_own(path):
    source = path.read_text()
    # The reader of a mail fetches no stylesheet: what it looks like stands on its elements.
    own_style = "" if path.name == "mail.html" else r"|\sstyle="
    assert not re.search(rf"<style|<script(?![^>]*\bsrc=){own_style}|\son[a-z]+=|javascript:", source)


@pytest.mark.parametrize("name", FAULT_PAGES)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_fault_page_needs_neither_a_database_nor_a_request(name, language):
    with override_language(language):
        page = HTMLParser(get_template(name).render())
    assert page.css_first("html").attributes["lang"] == language
    assert page.css_first("h1").text()
    assert page.css_first("main a.btn").attributes["href"] == ("/en/" if language == "en" else "/")
    assert ("অঙ্গীকার" in page.text()) == (language == "bn")


def test_the_hatch_of_waiting_stands_once_on_every_page():
    with override_language("bn"):
        page = HTMLParser(get_template("404.html").render())
    assert len(page.css("pattern#hatch")) == 1


@pytest.mark.fast
def test_days_and_times_are_asked_for_by_no_field_of_the_browser():
    """Those write a day in the order and the figures of the machine; ours are typed (core/forms/typed.py)."""
    native = re.compile(
        r"""type["']?[=:,]\s*["']?(date|time|datetime-local|month|week)\b|\b(Date|Time|DateTime|SelectDate)(Input|Widget)\b"""
    )
    package = FRAME.parent
    sources = (path for ending in ("py", "html", "js") for path in package.rglob(f"*.{ending}"))
    found = [
        f"{path.relative_to(package)}: {match[0]}"
        for path in sources
        if "tests" not in path.parts
        for match in native.finditer(path.read_text("utf-8"))
    ]
    assert found == []
