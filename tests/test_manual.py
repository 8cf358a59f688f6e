"""The manual in both languages: the same pages, links that lead somewhere, and words that stand on the pages
of the program.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from scripts.shots import DOCS, MANUAL, SHOTS, of_manual

from .manual_words import words_on_pages

FOLDER = DOCS / "manual"
TONGUES = ("bn", "en")
PEOPLE = ("citizen", "officer", "assistant", "gro", "administrator")
PAGES = [FOLDER / tongue / f"{person}.md" for tongue in TONGUES for person in PEOPLE]
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
CODE = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^]]*)\]\(([^)\s]+)\)")
MOST_BYTES, MOST_IN_ALL = 120_000, 3_100_000


def text_of(page: Path) -> str:
    """The page without its commands: what is read."""
    return CODE.sub("", FENCE.sub("", page.read_text("utf-8")))


def name_of(page: Path) -> str:
    return f"{page.parent.name}/{page.name}"


def headings(page: Path) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", FENCE.sub("", page.read_text("utf-8")), re.M)]


def targets(page: Path) -> Iterator[Path]:
    """The files that a page of the documentation leads to."""
    for target in LINK.findall(text_of(page)):
        if not re.match(r"\w+:", target) and not target.startswith("#"):
            yield page.parent / target.partition("#")[0]


def pictures(page: Path) -> set[Path]:
    return {(page.parent / target).resolve() for _, target in PICTURE.findall(text_of(page))}


@pytest.mark.once
def test_both_languages_have_the_same_pages():
    found = {tongue: {page.stem for page in (FOLDER / tongue).glob("*.md")} for tongue in TONGUES}
    assert found == {tongue: set(PEOPLE) for tongue in TONGUES}


@pytest.mark.once
@pytest.mark.parametrize("person", PEOPLE)
def test_both_languages_have_the_same_headings(person):
    bangla, english = (headings(FOLDER / tongue / f"{person}.md") for tongue in TONGUES)
    assert bangla == english
    assert bangla[0] == 1
    assert len(bangla) > 8


@pytest.mark.once
def test_every_link_leads_to_a_file():
    documents = [*DOCS.rglob("*.md"), DOCS.parent / "README.md"]
    lost = [f"{page.name} → {each}" for page in documents for each in targets(page) if not each.exists()]
    assert not lost


@pytest.mark.once
def test_the_index_leads_to_every_page_and_the_readme_to_the_index():
    index = {target.resolve() for target in targets(FOLDER / "README.md")}
    others = {FOLDER / "access.md", DOCS / "lint.md", *(DOCS / "how-to").glob("*.md")}
    assert {*PAGES, *others} <= index
    assert FOLDER / "README.md" in {target.resolve() for target in targets(DOCS.parent / "README.md")}


@pytest.mark.once
@pytest.mark.parametrize("tongue", TONGUES)
def test_the_administrator_reads_where_roots_go_and_from_where_they_come_back(tongue):
    commands = "".join(FENCE.findall((FOLDER / tongue / "administrator.md").read_text("utf-8")))
    assert re.search(r"^ONGIKAR_ROOTS_TO=\S+@\S+$", commands, re.M)
    assert re.search(r"^ONGIKAR_ROOTS_FROM=https://\S+$", commands, re.M)


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_the_manual_says_is_pressed_stands_on_a_page(page):
    fits = words_on_pages(page.parent.name).fullmatch
    bold = [" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text_of(page), re.S)]
    assert bold
    assert not [words for words in bold if not fits(words)]


@pytest.mark.once
@pytest.mark.parametrize("page", [each for each in PAGES if each.parent.name == "bn"], ids=name_of)
def test_digits_are_in_the_language_of_the_page(page):
    words = LINK.sub("]", text_of(page))
    assert not re.findall(r"[^\n]*(?<![A-Za-z-])[0-9][^\n]*", words)


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_pictures_of_a_page_are_in_the_list_and_in_its_language(page):
    listed = {shot.file for shot in of_manual() if shot.tongue == page.parent.name}
    assert pictures(page)
    assert pictures(page) <= listed
    assert all(words for words, _ in PICTURE.findall(text_of(page))), (
        "say what each shows, for those who do not see it"
    )


@pytest.mark.once
def test_every_picture_of_the_list_was_taken_and_is_shown():
    shown = set().union(*map(pictures, PAGES))
    assert {shot.file for shot in of_manual()} == shown == set(MANUAL.glob("*.png"))
    assert all(shot.file.exists() for shot in SHOTS)


@pytest.mark.once
def test_pictures_are_light_enough_for_a_slow_line():
    sizes = {path.name: path.stat().st_size for path in MANUAL.glob("*.png")}
    assert not [name for name, size in sizes.items() if size > MOST_BYTES]
    assert sum(sizes.values()) < MOST_IN_ALL


@pytest.mark.once
@pytest.mark.parametrize("shot", of_manual(), ids=lambda shot: shot.file.stem)
def test_a_picture_is_as_wide_as_the_list_says(shot):
    """One that was left lying from another list would show another page."""
    with Image.open(shot.file) as picture:
        assert picture.size == (shot.width * shot.scale, shot.height * shot.scale)
