"""`./run charter lint`: its words, its exit status, and the page of its codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ongikar.__main__ import main
from ongikar.commands.catalogue import ALL
from ongikar.rules.charter.lint import CODES
from ongikar.rules.tests.clean_charter import SECRETARY, TEXT
from tests.started import SECONDS

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "offices" / "rangpur-sadar-ict" / "charter.txt"


@pytest.fixture
def paper(tmp_path):
    """A charter as a file."""

    def written(text: str, name: str = "charter.txt") -> str:
        (tmp_path / name).write_text(text, "utf-8")
        return str(tmp_path / name)

    return written


def test_a_charter_with_errors_ends_with_one_and_a_clean_one_with_nought(paper, capsys):
    assert main(["charter", "lint", str(DOCUMENT)]) == 1
    assert main(["charter", "lint", paper(TEXT)]) == 0
    assert "মান: ১০০-তে ১০০।" in capsys.readouterr().out


def test_a_warning_alone_is_no_error(paper):
    assert main(["charter", "lint", paper(TEXT.replace(SECRETARY, "সচিব"))]) == 0


def test_it_is_said_in_either_language(paper, capsys):
    file = paper(TEXT.replace("৭ কার্যদিবস", "নির্দেশনা অনুযায়ী"))
    main(["charter", "lint", file])
    said = capsys.readouterr().out
    assert "ভুল: নাগরিক সেবা ১, সময়: এই সময় গোনা যায় না" in said
    assert "২টি সেবা; ১ ভুল, ০ সতর্কতা, ০ মন্তব্য। মান: ১০০-তে ৬৭।" in said
    assert "+৩৩.৩  নাগরিক সেবা ১, সময়: কত দিন, তা সংখ্যায় লিখুন" in said
    main(["charter", "lint", file, "--lang", "en"])
    said = capsys.readouterr().out
    assert "error: citizen service 1, time: This time cannot be counted" in said
    assert "2 services; 1 error, 0 warnings, 0 notes. Score: 67 of 100." in said
    assert "+33.3  citizen service 1, time: name the number of days" in said


def test_a_program_gets_both_languages_the_score_and_what_would_raise_it(paper, capsys):
    main(["charter", "lint", paper(TEXT.replace("২০/- নগদে", "")), "--json"])
    data = json.loads(capsys.readouterr().out)
    assert (data["services"], data["score"]) == (2, 87)
    (found,) = data["findings"]
    assert set(found) == {"code", "severity", "where", "message_bn", "message_en", "raw", "suggestion"}
    assert data["raises"][0]["code"] == found["code"] == "fee.missing"
    assert data["raises"][0]["where"] == ["citizen/1/fee"]


def test_the_version_before_shows_a_promise_grown_longer(paper, capsys):
    before, now = paper(TEXT, "before.txt"), paper(TEXT.replace("৭ কার্যদিবস", "৯ কার্যদিবস"))
    assert main(["charter", "lint", now, "--before", before, "--lang", "en"]) == 0
    assert "A longer time than in the version before: ৭ কার্যদিবস, now ৯ কার্যদিবস." in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_what_cannot_be_read_is_refused_in_both_languages(tmp_path, content, capsys):
    file = tmp_path / "charter.txt"
    if content is not None:
        file.write_bytes(content)
    assert main(["charter", "lint", str(file)]) == 1
    bn, en = capsys.readouterr().err.splitlines()[:2]
    assert not bn.isascii()
    assert en.isascii()


def test_what_needs_no_django_is_imported_without_it():
    """In a process of its own: here Django is loaded, and hides what would fail at a terminal."""
    modules = sorted({f"ongikar.{each.function.partition(':')[0]}" for each in ALL if not each.needs_django})
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-c", f"import {', '.join(modules)}"]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS
    )
    assert ended.returncode == 0, ended.stderr


def test_the_page_of_the_codes_is_current(capsys):
    main(["charter", "codes"])
    assert (ROOT / "docs" / "lint.md").read_text("utf-8") == capsys.readouterr().out


def test_the_page_documents_every_code_once():
    page = (ROOT / "docs" / "lint.md").read_text("utf-8")
    assert all(page.count(f"### `{code}`\n") == 1 for code in CODES)
    assert "{" not in page


def test_the_document_of_another_office_is_an_error_beside_the_folder_of_ones_own(tmp_path, capsys):
    own = ROOT / "offices" / "rangpur-sadar-ict"
    text = (own / "charter.txt").read_text("utf-8")
    (tmp_path / "theirs.txt").write_text(
        "উপজেলা মৎস্য দপ্তর, লোহাগাড়া, চট্টগ্রাম\n\n" + text.replace("৮৫৪৯", "১৫৪৭"), "utf-8"
    )
    for path, expected in (
        (own / "charter.txt", set()),
        (tmp_path / "theirs.txt", {"office.other_geocode", "office.other_place", "office.other_name"}),
    ):
        assert main(["charter", "lint", str(path), "--office", str(own), "--json"]) == 1
        found = {each["code"] for each in json.loads(capsys.readouterr().out)["findings"]}
        assert {code for code in found if code.startswith("office.")} == expected
    assert main(["charter", "lint", str(own / "charter.txt"), "--office", str(tmp_path)]) == 1
    assert "office.toml" in capsys.readouterr().err
