"""Pages, manual and gate say the same about how large a file may be."""

import re

import pytest
from django.conf import settings

from conftest import ROOT
from ongikar.core.http import request_limits
from ongikar.papers import check, quota
from ongikar.rules.bangla.text import latin_digits

SAID = re.compile(r"([0-9০-৯]+) ?MB")
MB = 1024 * 1024
TRUE = {check.MOST_BYTES // MB, request_limits.MOST_BYTES // MB, quota.MOST_BYTES_A_SUBJECT // MB}
MANUALS = [
    ROOT / "docs/manual" / tongue / f"{who}.md" for tongue in ("bn", "en") for who in ("officer", "assistant")
]


def sizes(text: str) -> set[int]:
    return {int(latin_digits(figure)) for figure in SAID.findall(text)}


def test_the_gate_lets_in_what_a_form_asks_for_and_the_words_beside_it():
    """Five papers of the largest size."""
    assert request_limits.MOST_BYTES >= 5 * check.MOST_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.parametrize("path", MANUALS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_manual_tells_the_size_of_a_file_and_of_all_at_once(path):
    assert sizes(path.read_text("utf-8")) == {check.MOST_BYTES // MB, request_limits.MOST_BYTES // MB}


def test_the_page_of_a_form_that_was_too_large_tells_both_in_both_languages():
    words = (ROOT / "ongikar/core/templates/413.html").read_text("utf-8")
    assert sorted(int(latin_digits(figure)) for figure in SAID.findall(words)) == [5, 5, 30, 30]


def test_no_page_and_no_how_to_tells_another_size():
    found = [ROOT / "docs/how-to/keep-papers-elsewhere.md", *(ROOT / "ongikar").rglob("*.html")]
    found += [path for path in (ROOT / "ongikar/cases").rglob("*.py") if "tests" not in path.parts]
    for path in found:
        text = path.read_text("utf-8").replace("1,200 MB", "").replace("700 MB", "")
        assert sizes(text) <= TRUE | {900}, path
