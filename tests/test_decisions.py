"""Decisions are found by what they are about: the index names each page by its title, and no other."""

import re

import pytest

from conftest import ROOT

PAGES = ROOT / "docs/decisions"
LINE = re.compile(r"- (\d{3}) \[(.+)\]\((.+\.md)\)")


def titles() -> dict[str, tuple[str, str]]:
    """`{file: (number, title)}` as the pages say."""
    heads = {path.name: path.read_text().partition("\n")[0] for path in PAGES.glob("[0-9]*.md")}
    return {name: (head[2:5], head[6:]) for name, head in heads.items()}


@pytest.mark.once
def test_the_index_names_each_decision_by_its_number_and_title():
    index = LINE.findall((PAGES / "README.md").read_text())

    assert {file: (number, title) for number, title, file in index} == titles()
    assert len(index) == len(titles())


@pytest.mark.once
def test_a_decision_has_a_number_of_its_own_and_a_title_that_can_be_read_at_a_glance():
    numbers = [number for number, _ in titles().values()]

    assert sorted(numbers) == sorted(set(numbers))
    assert {title for _, title in titles().values() if len(title) > 110 or title.endswith(".")} == set()
