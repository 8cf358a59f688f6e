"""`./run charter read`: what it says of a charter, in the language it is asked for."""

import json

import pytest

from ongikar.__main__ import main
from ongikar.rules.bangla.text import nfc
from ongikar.rules.tests.clean_charter import TEXT


@pytest.fixture
def paper(tmp_path):
    def written(text: str) -> str:
        (tmp_path / "charter.txt").write_text(text, "utf-8")
        return str(tmp_path / "charter.txt")

    return written


def test_it_speaks_bangla_unless_english_is_asked_for(paper, capsys):
    file = paper(TEXT.replace("৭ কার্যদিবস", "নির্দেশনা অনুযায়ী"))
    assert main(["charter", "read", file]) == 0
    said = capsys.readouterr().out
    assert nfc("নাগরিক সেবা ১: ") in said
    assert nfc("নির্দেশনা অনুযায়ী (গোনা যায় না)") in said
    assert "ভুল: " in said
    assert "findings" not in said
    assert "working_days" not in said


def test_in_english_each_time_stands_as_printed_and_as_counted(paper, capsys):
    assert main(["charter", "read", "--lang", "en", paper(TEXT)]) == 0
    said = capsys.readouterr().out
    assert "citizen service 1: " in said
    assert nfc("৭ কার্যদিবস (7\u00a0working days)") in said


def test_for_programs_it_prints_the_whole_reading(paper, capsys):
    assert main(["charter", "read", "--json", paper(TEXT)]) == 0
    assert json.loads(capsys.readouterr().out)["services"][0]["time"]["kind"] == "working_days"


def test_of_one_fault_it_speaks_as_of_one(paper, capsys):
    main(["charter", "lint", "--lang", "en", paper(TEXT.replace("৭ কার্যদিবস", "নির্দেশনা অনুযায়ী", 1))])
    assert "; 1 error, 0 warnings, 0 notes." in capsys.readouterr().out
