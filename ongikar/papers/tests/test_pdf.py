"""The papers look as they were approved, and say what is on them when copied or read aloud."""

import io
import json
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst
from PIL import Image, ImageChops, ImageFilter, ImageStat

from ongikar.papers.pdf import FONTS, STANDARD, TEMPLATES, PaperTemplateFault, render

from .sample_papers import GOLDEN, LETTER_BN, RECEIPT_BN, REGISTER_BN, SAMPLES, picture, text

CHARTER_TEXT = Path(__file__).resolve().parents[3] / "offices/rangpur-sadar-ict/charter.txt"
BANGLA = re.compile("[\u0980-\u09ff\u200c\u200d]+")
# Words made of parts at different heights, of marks drawn back, and of a mark followed by the same letter.
HARD_WORDS = (
    "অন্তত তদন্ত ট্র্যাকিং কার্যালয় প্রাপ্তিস্বীকারপত্র ঊর্ধ্বতন উদ্ভাবনী স্বয়ংসম্পূর্ণ দ্বিতীয় ক্ষুদ্র"
    " নিবন্ধন সিদ্ধান্ত কেন্দ্র উজ্জ্বল তত্ত্বাবধায়ক কর্তৃত্ব চাঁদ হ্রাস কুণ্ডু জন্ম তন্ময় জন্তুর বস্তুর"
)

CONSONANTS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ"


# A register and a citizen's own letter have no letterhead, and a sheet of stickers no title.
NOT_PRINTED = {
    ("register", "office"),
    ("labels", "title"),
    ("ready_complaint", "office"),
    ("ready_complaint", "title"),
}


def words(document: str) -> list[str]:
    return BANGLA.findall(unicodedata.normalize("NFC", document))


def untouched(template: str, data: dict) -> bytes:
    """The paper as Typst sets it."""
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=STANDARD,
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_each_paper_looks_as_it_was_approved(name):
    template, data = SAMPLES[name]
    now, kept = picture(render(template, data)), Image.open(GOLDEN / f"{name}.png").convert("L")
    assert now.size == kept.size
    # A little blur forgives another smoothing of edges; a moved line or a box for a letter stays.
    soft = [image.filter(ImageFilter.BoxBlur(2)) for image in (now, kept)]
    difference = ImageChops.difference(*soft)
    assert ImageStat.Stat(difference).mean[0] < 0.5
    assert difference.getextrema()[1] < 60


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.endswith("-bn")])
def test_every_bangla_word_of_a_paper_comes_back_whole(name):
    template, data = SAMPLES[name]
    said = words(text(render(template, data)))
    printed = {key: value for key, value in data.items() if (template, key) not in NOT_PRINTED}
    assert set(words(json.dumps(printed, ensure_ascii=False))) <= set(said)


@pytest.mark.parametrize("field", ["subject", "body", "points"])
def test_no_conjunct_is_said_twice_or_parted_in_any_weight(field):
    data = LETTER_BN | {field: HARD_WORDS if field == "subject" else [HARD_WORDS]}
    said = words(text(render("letter", data)))
    start = said.index("অন্তত")
    assert said[start : start + len(HARD_WORDS.split())] == words(HARD_WORDS)


@pytest.mark.parametrize("vowel", ["", "ি", "ু", "ো"])
def test_every_pair_of_consonants_comes_back_whole(vowel):
    given = [f"জ{first}্{second}{vowel}দ" for first in CONSONANTS for second in CONSONANTS]
    said = set(words(text(render("letter", LETTER_BN | {"body": [" ".join(given)]}))))
    assert [word for word in given if word not in said] == []


def test_every_word_of_the_published_charter_comes_back_whole():
    given = sorted(set(words(CHARTER_TEXT.read_text("utf-8"))))
    rows = [{"cells": given[place : place + 6]} for place in range(0, len(given) // 6 * 6, 6)]
    data = REGISTER_BN | {"columns": [{"label": "শব্দ"}] * 6, "rows": rows}
    said = set(words(text(render("register", data))))
    assert {word for row in rows for word in row["cells"]} - said == set()


@pytest.mark.parametrize("name", SAMPLES)
def test_saying_conjuncts_once_moves_no_ink(name):
    template, data = SAMPLES[name]
    before, after = untouched(template, data), render(template, data)
    pages = [pypdfium2.PdfDocument(pdf) for pdf in (before, after)]
    assert len(pages[0]) == len(pages[1])
    for plain, deduplicated in zip(*pages, strict=True):
        images = [page.render(scale=2).to_pil().convert("L") for page in (plain, deduplicated)]
        # One shade of grey is what drawing a mark later, over its letter, may change at an edge.
        assert ImageChops.difference(*images).getextrema()[1] <= 1


def test_only_the_kept_fonts_are_used():
    pages = pikepdf.open(io.BytesIO(render("receipt", RECEIPT_BN))).pages
    fonts = {str(font.BaseFont).split("+")[1] for page in pages for font in page.Resources.Font.values()}
    assert fonts <= {"NotoSansBengali-Regular", "NotoSansBengali-SemiBold", "NotoSansBengali-Bold"}


def test_the_same_data_give_the_same_bytes():
    assert render("receipt", RECEIPT_BN) == render("receipt", RECEIPT_BN)
    # A moment in it would make two files of any two seconds.
    assert b"/CreationDate" not in render("receipt", RECEIPT_BN)


def test_a_paper_made_at_any_moment_bears_its_second():
    template, data = SAMPLES["charter-bn"]
    made = render(template, data, made_at=datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert "20260301093015" in str(pdf.docinfo["/CreationDate"])


def test_a_paper_is_tagged_and_names_its_language_and_title():
    document = pikepdf.open(io.BytesIO(render("letter", LETTER_BN)))
    root = document.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "bn"
    assert "/StructTreeRoot" in root


def test_a_long_register_repeats_its_header_and_counts_its_pages():
    pages = pypdfium2.PdfDocument(render("register", REGISTER_BN))
    said = [page.get_textpage().get_text_range() for page in pages]
    assert len(said) > 1
    assert all("আবেদনকারী" in page for page in said)
    assert "পৃষ্ঠা ২, মোট ২" in said[1]


def test_a_paper_without_a_promised_day_says_it_was_received():
    said = words(text(render("receipt", RECEIPT_BN | {"due": "", "why": ""})))
    assert words("আপনার আবেদন পেয়েছি")[-1] in said


def test_markup_in_what_people_wrote_is_printed_as_they_wrote_it():
    written = '#panic("x") *রহিমা* $x$ \\ <b> @খাতুন'
    assert written in text(render("receipt", RECEIPT_BN | {"applicant": written}))


def test_a_missing_key_names_the_template():
    with pytest.raises(PaperTemplateFault, match=r"receipt\.typ"):
        render("receipt", {key: value for key, value in RECEIPT_BN.items() if key != "fee"})
