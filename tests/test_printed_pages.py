"""What is printed can be read: no text lies over another, and none reaches beyond the paper."""

import pytest

from ongikar.papers.pdf import TEMPLATES, render
from ongikar.papers.tests.sample_diary import DIARY_BN

from .pdf_boxes import crossings_of_pdf, outside_of_pdf, overlaps_of_pdf, rules_of_pdf

pytestmark = pytest.mark.once
# Nearer to the edge than this, in points, an office's printer cuts.
EDGE = 18
# Words that no column is wide enough for.
LONG = (
    "shikkha.protishthan.computer.lab@chandanpat-high-school.example.gov.bd",
    "তথ্যওযোগাযোগপ্রযুক্তিঅধিদপ্তরেরপ্রকল্পবাস্তবায়নকর্মকর্তা",
    "০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬-১২৩৪",
)


def assert_readable(pdf: bytes, what: str) -> None:
    assert overlaps_of_pdf(pdf) == [], what
    assert crossings_of_pdf(pdf) == [], what
    assert outside_of_pdf(pdf, EDGE) == [], what


def test_what_runs_into_another_column_is_noticed():
    """With the cells of a register set as they were: no word was broken."""
    source = (TEMPLATES / "register.typ").read_text("utf-8").replace("{ fitted(cell) }", "{ cell }")
    data = DIARY_BN | {"rows": [{"cells": [LONG[0]] * len(DIARY_BN["columns"])}]}
    pdf = render("register", data, source=source)
    assert rules_of_pdf(pdf)
    assert crossings_of_pdf(pdf) or overlaps_of_pdf(pdf)


@pytest.mark.parametrize("word", LONG)
def test_a_word_wider_than_its_column_is_broken_and_reaches_into_no_other(word):
    cells = [word] * len(DIARY_BN["columns"])
    struck = [[{"text": word, "struck": True}, {"text": word, "struck": False}]] * len(cells)
    pdf = render("register", DIARY_BN | {"rows": [{"cells": cells}, {"cells": struck}, {"cells": cells}]})
    assert_readable(pdf, word)
