"""Looking at a page as people meet it: on a phone, at a desk and on paper; with axe, with a ruler, and for
its language.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import axe_playwright_python

from ongikar.rules.calendar.office_calendar import TZ
from scripts.wording import faults_in

# Axe leaves out the contrast of words that a font of icons draws as pictures, and looks for them by drawing
# every text. There is no such font here, and Bangla conjuncts would be taken for pictures; so each sign is
# told to be as wide as any other.
# A canvas that stands on a page is a board of ours, and is drawn on.
NO_ICONS = """const board = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (...asked) {
    return this.isConnected ? board.apply(this, asked) : {
        canvas: {}, clearRect() {}, fillText() {}, measureText: text => ({width: 30 * text.length}),
        getImageData: (x, y, width, height) => ({data: new Uint8ClampedArray(4 * width * height).fill(255)}),
    };
};
"""
AXE = NO_ICONS + (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# The size of a target is a rule of WCAG 2.2 that axe leaves out unless it is asked. On paper nothing is
# pressed, filled in or read out, and what is said to ears alone is not printed: there the colours and the
# heading count.
RUN_AXE = """async ([contrast, view]) => (await axe.run(document, {
    resultTypes: ["violations"], preload: false, iframes: false,
    ...(view === "paper" && {runOnly: ["color-contrast", "page-has-heading-one"]}),
    rules: {"target-size": {enabled: true}, "color-contrast": {enabled: contrast}},
})).violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}`))"""

# Of the colours alone, with what they are: of a page in the light, in the dark and on paper.
RUN_CONTRAST = """async () => (await axe.run(document, {
    resultTypes: ["violations"], preload: false, iframes: false, runOnly: ["color-contrast"],
})).violations.flatMap(rule => rule.nodes.map(node => `${node.target.join(" ")}: ` +
    node.any.map(({data}) => `${data.fgColor} on ${data.bgColor}, ${data.contrastRatio}`).join()))"""

# Width, height and medium. A page of A4 has some 700 pixels between its margins. The narrowest is that of
# WCAG 1.4.10, a screen of 1280 pixels where a page is four times as large: nothing sticks out there.
VIEWS = {
    "phone": (360, 740, "screen"),
    "desk": (1280, 900, "screen"),
    "paper": (700, 1000, "print"),
    "narrow": (320, 640, "screen"),
}
# A page in Bangla is held to be met on a phone, one in English at a desk: each is looked at there with axe,
# and with the ruler everywhere. With ./test --all axe looks everywhere too.
AXE_LOOKS: dict = {"bn": {"phone"}, "en": {"desk"}}
LOOKS_AT_ALL = bool(os.environ.get("ONGIKAR_TEST_ALL"))
if LOOKS_AT_ALL:
    AXE_LOOKS = dict.fromkeys(AXE_LOOKS, VIEWS.keys() - {"narrow"})


def is_turn_of(tongue: str, place: int) -> bool:
    """Whether the page of this place in a list is looked at in this language: each is in one, by turns, and
    with ./test --all in both. What is judged is mostly of the template, and a browser takes a second for it.
    """
    return LOOKS_AT_ALL or (place % 2 == 0) == (tongue == "bn")


# What sticks out at the right, but for what lies in a region of its own that can be moved sideways.
STICKING_OUT = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const out = [...document.querySelectorAll("body *")].filter(each =>
        !each.closest(".scroll") && each.getBoundingClientRect().right > room + 0.5);
    const shown = out.slice(0, 4).map(each => each.outerHTML.slice(0, 90));
    return [`${document.documentElement.scrollWidth} px wide`, ...shown];
}"""

# What the site's own policy would keep from acting: a style, a script or a handler in the page itself.
INLINE = """() => [...document.querySelectorAll("*")].flatMap(each => [
    ...[...each.attributes]
        .filter(a => a.name === "style" || a.name.startsWith("on") || /^\\s*javascript:/i.test(a.value))
        .map(a => `inline ${a.name}: ${each.outerHTML.slice(0, 90)}`),
    ...(each.matches("style, script:not([src])")
        ? [`inline ${each.localName}: ${each.outerHTML.slice(0, 90)}`] : []),
])"""

# The browser’s own fields write a day in the order and the figures of the machine.
NATIVE = """() => [...document.querySelectorAll("input")]
    .filter(each => /^(date|time|datetime-local|month|week)$/.test(each.type))
    .map(each => `a field of the browser: ${each.outerHTML.slice(0, 90)}`)"""

# Bangla is written in a font that surely holds it: ours comes with the page, and what a machine has is not
# known. Figures that stand for numbers of a list are written by the page, too.
WITHOUT_BANGLA = """() => {
    const bare = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const element = walk.currentNode.parentElement;
        const font = getComputedStyle(element).fontFamily;
        if (/[\u0980-\u09ff]/.test(walk.currentNode.data) && !font.includes("Ongikar"))
            bare.push(`no font of ours: ${element.outerHTML.slice(0, 90)}`);
    }
    for (const step of document.querySelectorAll("ol.steps > li:not([data-n])"))
        bare.push(`a step without its number: ${step.outerHTML.slice(0, 90)}`);
    return bare;
}"""

# Everything read on the page or read out, with the language it is said to be in. What was typed into a
# field is not, nor the title, in which no language can be marked.
WORDS = """() => {
    const words = [], say = (element, text) => {
        if (!text || !text.trim()) return;
        words.push([element.closest("[lang]").lang, text.trim().replace(/\\s+/g, " ")]);
    };
    const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const element = walk.currentNode.parentElement;
        if (!element.closest("script, style, textarea, title")) say(element, walk.currentNode.data);
    }
    for (const name of ["aria-label", "alt", "placeholder"])
        for (const element of document.querySelectorAll(`[${name}]`))
            say(element, element.getAttribute(name));
    return words;
}"""

# With the danda, which no sentence in English ends with.
BANGLA = re.compile("[\u0964\u0980-\u09ff]")
SPECIFICATIONS = Path(__file__).parents[1] / "ongikar" / "delivery" / "procurement" / "library"
LATIN = re.compile(r"[A-Za-z][A-Za-z.'’-]*[A-Za-z]|[A-Za-z]")
FIGURES = re.compile("[0-9]+")
# The published charter has spaces in some of its e-mail addresses, and what was found there is quoted. The
# code of a colour is the same in every language.
ADDRESS = re.compile(r"\S+@\S+(?: (?:mail)?\.com)?|https?://\S+|\S+\.gov\.bd\S*|#[0-9a-f]{6}\b")
# Said and written so in Bangla too: keys of the keyboard, kinds of file, measures, names.
BORROWED = {
    "Alt",
    "Ctrl",
    "Enter",
    "Excel",
    "A",
    "N",
    "P",
    "Q",
    "W",
    "E",
    "R",
    "S",
    "SMS",
    "QR",
    "PDF",
    "ICS",
    "JPG",
    "JPEG",
    "PNG",
    "SVG",
    "XLSX",
    "DOCX",
    "CSV",
    "WAV",
    "TLS",
    # The name of an app, as its maker writes it.
    "ODK",
    "Collect",
    "HTML",
    "JSON",
    "ODS",
    "TXT",
    "GRS",
    "MB",
    "KB",
    "GB",
    "ID",
    "ICT",
    "GPMS",
    "Wi-Fi",
    "PIN",
    "OTP",
    "English",
    "Chrome",
    "Linux",
}


def is_looked_through(place: int) -> bool:
    """Whether the contrast of each text of the page of this place is measured, which takes axe most of its
    time: of every third page, as all have their colours from one stylesheet, and with ./test --all of each.
    """
    return LOOKS_AT_ALL or place % 3 == 0


def view_faults(page, *, typed: tuple[str, ...], figures: bool = True, contrast: bool = True) -> list[str]:
    """What is wrong with the page in the browser, in every view; empty if nothing is. Axe must have come with
    the page.

    `typed`: the words of people. `figures`: in Bangla they are Bangla, too. `contrast`: the colours are
    looked at.
    """
    wrong = page.evaluate(INLINE) + page.evaluate(NATIVE) + page.evaluate(WITHOUT_BANGLA)
    axe_looks = AXE_LOOKS[page.evaluate("document.documentElement.lang")]
    for view, (width, height, medium) in VIEWS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media=medium)
        found = page.evaluate(RUN_AXE, [contrast, view]) if view in axe_looks else []
        wrong += [f"{view}, {fault}" for fault in [*found, *page.evaluate(STICKING_OUT)]]
    page.emulate_media(media="screen")
    return wrong + strange_words(page, typed, figures)


def strange_words(page, typed: tuple[str, ...], figures: bool) -> list[str]:
    """What is said in another language than it is marked to be in."""
    said = page.evaluate(WORDS)
    strange = [
        f"in {language}: {text[:80]}"
        for language, text in said
        if (BANGLA.search(text) if language.startswith("en") else strange_in_bangla(text, typed, figures))
    ]
    # What the lint of the code cannot see: words that meet only on the page (scripts/wording.py). The stop of
    # an English sentence that ends with somebody's Bangla words is read, and marked, with them.
    is_english = page.evaluate("document.documentElement.lang").startswith("en")
    return strange + [
        f"in {language}, {fault}"
        for language, text in said
        for fault in faults_in(
            text.removesuffix(".") if is_english else text, language[:2], datetime.now(TZ).date()
        )
        if figures and not any(words in text for words in typed)
    ]


def strange_in_bangla(text: str, typed: tuple[str, ...], figures: bool) -> set[str]:
    # A letter alone may be part of a word of ours.
    for words in typed:
        if len(words) > 1:
            text = text.replace(words, "")
    text = ADDRESS.sub("", text)
    return set(LATIN.findall(text)) - BORROWED | set(FIGURES.findall(text) if figures else ())


@cache
def typed_in_latin(folder: Path) -> tuple[str, ...]:
    """The lines with Latin letters that the people of an office's demonstration typed, and those of the
    library of specifications: units, standards and names of sockets. The longest first.
    """
    files = (folder / "demo_cases.toml", *SPECIFICATIONS.glob("*.toml"))
    found = {line for line in lines_of(files) if LATIN.search(line)}
    # Of the others only what is Bangla, too: a bare word there may be a key of ours.
    others = lines_of(folder.glob("demo_*.toml"))
    found |= {line for line in others if LATIN.search(line) and BANGLA.search(line)}
    return tuple(sorted(found, key=len, reverse=True))


def lines_of(files: Iterable[Path]) -> Iterator[str]:
    rows = [tomllib.loads(file.read_text("utf-8")) for file in files]
    return (" ".join(line.split()) for text in tree_texts(rows) for line in text.splitlines())


def tree_texts(thing) -> Iterator[str]:
    """Every text in a tree of lists and tables."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict | list):
        for part in thing.values() if isinstance(thing, dict) else thing:
            yield from tree_texts(part)
