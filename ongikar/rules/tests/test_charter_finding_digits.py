"""A finding counts in the digits of its own sentence; other digits are only in what it quotes from the
document.
"""

import re
from pathlib import Path

import pytest

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.lint.codes import CODES
from ongikar.rules.charter.parse import read_text
from ongikar.rules.tests.test_charter_lint_codes import FIRED

HERE = Path(__file__).parent
SAMPLES = [
    HERE.parents[2] / "offices" / "rangpur-sadar-ict" / "charter.txt",
    *sorted(
        path
        for folder in ("samples", "charters", "charters_unseen")
        for path in (HERE / folder).glob("*.txt")
    ),
]
FOREIGN = {"bn": re.compile(r"\S*[0-9]\S*"), "en": re.compile(r"\S*[০-৯]\S*")}


def counted_wrongly(finding, tongue, document=""):
    """The words of a finding with the other language's digits that are neither the
    document's nor an address.
    """
    words = FOREIGN[tongue].findall(finding[f"message_{tongue}"])
    quoted = document if finding["raw"] else ""
    return [word for word in words if "@" not in word and word.rstrip("।.;,)") not in quoted]


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_the_reader_counts_itself_is_in_the_digits_of_the_sentence(sample, tongue):
    text = sample.read_text("utf-8")
    document = re.sub(r"\s+", " ", nfc(text))
    assert [
        (finding["code"], words)
        for finding in read_text(text)["findings"]
        if (words := counted_wrongly(finding, tongue, document))
    ] == []


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("code", CODES)
def test_each_code_counts_in_the_digits_of_its_sentence(code, tongue):
    """The charter that they are put into is in Bangla alone, with Bangla digits: an English sentence quotes
    those.
    """
    for finding in FIRED[code]():
        if finding["code"] == code and (tongue == "bn" or not finding["raw"]):
            assert counted_wrongly(finding, tongue) == []


def test_a_count_is_seen_to_be_in_the_wrong_digits():
    finding = {
        "message_bn": "ক্রমিক নম্বর নেই; ক্রম অনুযায়ী 3 ধরা হয়েছে।",
        "message_en": "It is ৩, not a@b৩.bd.",
        "raw": "",
    }
    assert counted_wrongly(finding, "bn") == ["3"]
    assert counted_wrongly(finding, "en") == ["৩,"]
    assert counted_wrongly(finding, "bn", "রুম 3, ঢাকা") == ["3"]
    assert counted_wrongly(finding | {"raw": "রুম 3"}, "bn", "রুম 3, ঢাকা") == []
