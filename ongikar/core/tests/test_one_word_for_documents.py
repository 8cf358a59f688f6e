"""What people bring, attach and send is called by one word in English: documents. Paper is what one writes
on.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STRING = r'"((?:[^"\\]|\\.)*)"'
PAIR = re.compile(rf"{STRING},?\s+{STRING}")
BLOCK = re.compile(r"{% say_block.*?%}(.*?){% in_english %}(.*?){% endsay_block %}", re.DOTALL)
SAID = re.compile(r"\bpapers?\b", re.IGNORECASE)
# Of the sheet itself.
SHEET = (
    "on paper",
    "onto paper",
    "from the paper",
    "paper receipt",
    "give the paper",
    "this paper be lost",
    "paper original",
    "“{paper}”",
)


def is_bangla(text: str) -> bool:
    return any("\u0980" <= sign <= "\u09ff" for sign in text)


def said_in(source: str):
    """Every English sentence that stands right after its Bangla one."""
    for bangla, english in PAIR.findall(source) + BLOCK.findall(source):
        if is_bangla(bangla) and not is_bangla(english):
            yield english


@pytest.mark.parametrize(
    "room", sorted(each.name for each in ROOT.iterdir() if (each / "__init__.py").is_file())
)
def test_no_page_or_message_says_papers(room):
    files = [each for ending in ("py", "html", "typ") for each in (ROOT / room).rglob(f"*.{ending}")]
    wrong = [
        f"{each.relative_to(ROOT)}: {english}"
        for each in files
        if "tests" not in each.parts
        # The frame of the papers says nothing, and its marks of quotation stand in no pairs.
        and each.name not in ("stationery.typ", "paper.html")
        for english in said_in(each.read_text("utf-8"))
        if SAID.search(english) and not any(sheet in english.lower() for sheet in SHEET)
    ]
    assert not wrong


def test_the_reading_finds_a_pair_in_code_and_in_a_template():
    assert list(said_in('say("কাগজ", "Papers")')) == ["Papers"]
    assert list(said_in('{% say "কাগজ: {n}" "Papers: {n}" n=3 %}')) == ["Papers: {n}"]
    block = "{% say_block n=3 %}কাগজ: {n}{% in_english %}Papers: {n}{% endsay_block %}"
    assert list(said_in(block)) == ["Papers: {n}"]
