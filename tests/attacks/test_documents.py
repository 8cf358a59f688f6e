"""The pages on security name tests: each of them is there, so that no answer outlives what shows it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "security").glob("*.md"))
NAMED = re.compile(r"`((?:ongikar|tests|docs|scripts|requirements)/[\w./-]+?)(?:::(\w+))?`")
CLAIM = re.compile(r"^\| `([\w./-]+\.md)` \| (.+?) \| `[^|]+` \|$", re.MULTILINE)
ANSWERS = {"yes", "part", "no", "n/a", "deploy"}
# How many items of levels 1 and 2 each chapter of the standard has; two whole chapters are answered in a
# line.
ITEMS = {
    1: 27,
    2: 11,
    3: 19,
    4: 10,
    5: 9,
    6: 33,
    7: 18,
    8: 7,
    9: 7,
    10: 1,
    11: 13,
    12: 9,
    13: 13,
    14: 9,
    15: 13,
    16: 16,
    17: 1,
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_test_that_is_named_is_there(page):
    named = NAMED.findall(page.read_text("utf-8"))
    assert named
    for path, test in named:
        assert (ROOT / path).exists(), path
        if test:
            assert re.search(rf"^def {test}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), (
                f"{path}::{test}"
            )


def answers() -> list[tuple[str, str, str]]:
    text = (ROOT / "docs" / "security" / "asvs.md").read_text("utf-8")
    return re.findall(r"^\| ([\d.]+) \| ([\w/]+) \| (.+) \|$", text, re.MULTILINE)


def test_every_item_is_answered_once_and_an_answer_says_why():
    items = [item for item, _, _ in answers()]
    assert len(items) == len(set(items))
    for item, answer, why in answers():
        assert answer in ANSWERS, item
        assert len(why) > 5, item
    assert {int(item.partition(".")[0]) for item in items} == set(range(1, 18))


def test_no_chapter_is_answered_in_part():
    counts = dict.fromkeys(ITEMS, 0)
    for item, _, _ in answers():
        counts[int(item.partition(".")[0])] += 1
    assert counts == ITEMS


def test_what_is_claimed_still_stands_on_its_page():
    """So that a sentence that is changed is looked at together with the test that shows it."""
    claims = CLAIM.findall((ROOT / "docs" / "security" / "claims.md").read_text("utf-8"))
    assert len(claims) > 30
    for page, sentence in claims:
        assert sentence in " ".join((ROOT / page).read_text("utf-8").split()), f"{page}: {sentence}"
