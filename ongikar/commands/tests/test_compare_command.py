"""Two documents compared from the command line: what is promised otherwise, in either language or for a
program.
"""

import json
from pathlib import Path

import pytest

from ongikar.__main__ import main

CHARTER = Path(__file__).resolve().parents[3] / "offices/rangpur-sadar-ict/charter.txt"
PRINTED = "তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)"


@pytest.fixture
def two(tmp_path):
    """Three and five working days for everything that was left open, a fee for what was
    free, another vision.
    """
    was, now = tmp_path / "was.txt", tmp_path / "now.txt"
    text = CHARTER.read_text("utf-8").replace(PRINTED, "৩ কার্যদিবস")
    was.write_text(text, "utf-8")
    now.write_text(text.replace("৩ কার্যদিবস", "৫ কার্যদিবস").replace("জ্ঞানভিত্তিক", "উদ্ভাবনী জ্ঞানভিত্তিক"), "utf-8")
    return [str(was), str(now)]


def test_the_difference_is_said_in_bangla_and_counted(two, capsys):
    assert main(["charter", "compare", *two]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "− নাগরিক সেবা ১–৩; প্রাতিষ্ঠানিক সেবা ৪; অভ্যন্তরীণ সেবা ১, ২: ৩ → ৫ কার্যদিবস"
    assert said[-2].endswith("টি আবেদনকারীর জন্য কঠিন।")


def test_it_is_said_in_english_for_whoever_asks(two, capsys):
    main(["charter", "compare", *two, "--lang", "en"])
    assert capsys.readouterr().out.startswith(
        "− citizen service 1–3; service to institutions 4; internal service 1, 2: 3 → 5 working days\n"
    )


def test_what_is_no_promise_is_left_to_those_who_want_all(two, capsys):
    main(["charter", "compare", *two])
    assert "ভিশন" not in capsys.readouterr().out
    main(["charter", "compare", *two, "--all"])
    assert "ভিশন" in capsys.readouterr().out


def test_a_program_gets_both_languages(two, capsys):
    main(["charter", "compare", *two, "--json"])
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["where"], first["field"], first["is_worse"]) == ("citizen/1/time", "time", True)
    assert (first["before_raw"], first["after_raw"]) == ("৩ কার্যদিবস", "৫ কার্যদিবস")
    assert first["en"] == "citizen service 1: 3 → 5 working days"


def test_a_charter_against_itself_differs_in_nothing(capsys):
    main(["charter", "compare", str(CHARTER), str(CHARTER), "--all"])
    assert capsys.readouterr().out == "প্রতিশ্রুতিতে কোনো পার্থক্য নেই।\n"


def test_a_file_that_cannot_be_read_is_named_in_both_languages(tmp_path, capsys):
    assert main(["charter", "compare", str(CHARTER), str(tmp_path / "nowhere.docx")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\x89PNG" + bytes(99), "a picture"), ("আজ বৃষ্টি হয়েছে।".encode(), "nothing to compare")],
)
def test_what_cannot_be_compared_is_named(two, tmp_path, capsys, content, words):
    """An article beside a charter would else be told as a charter in which every service is new."""
    other = tmp_path / "other.txt"
    other.write_bytes(content)
    for files in ([two[0], str(other)], [str(other), two[0]]):
        assert main(["charter", "compare", *files]) == 1
        printed = capsys.readouterr()
        assert not printed.out
        bn, en = printed.err.strip().split("\n")
        assert bn.startswith("other.txt: ")
        assert words in en
