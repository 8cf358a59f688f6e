"""The command line as people know it: help on each level, the nearest word for a mistyped one, one language,
and former names that answer for a release.
"""

import re
import subprocess

import pytest

from conftest import ROOT
from ongikar.__main__ import main
from ongikar.commands.catalogue import ALL, BY_WORDS, FORMER, NOUNS
from ongikar.commands.catalogue_parser import NoSuchCommand, named_command
from scripts.commands_page import PAGE, page

pytestmark = pytest.mark.once


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_help_names_every_command_with_what_it_is_for_in_one_language(capsys, tongue):
    assert main(["-h", "--language", tongue]) == 0

    printed = " ".join(capsys.readouterr().out.split())
    for each in ALL:
        assert f"{each.name} " in printed
        assert " ".join(each.about[tongue == "en"].split()) in printed
    assert bool(re.search("[ঀ-৿]", printed)) == (tongue == "bn")


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_help_of_one_thing_has_its_commands_and_an_example_of_each(capsys, noun):
    assert main([noun, "-h"]) == 0

    printed = capsys.readouterr().out
    for each in ALL:
        assert (f"ongikar {each.example}" in printed) == (each.words[0] == noun)


@pytest.mark.parametrize("each", [each for each in ALL if each.name not in ("manage",)], ids=lambda c: c.name)
def test_each_command_tells_what_it_takes_and_ends_with_its_example(db, capsys, each):
    with pytest.raises(SystemExit) as ended:
        main([*each.words, "-h"])

    printed = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"ongikar {each.example}" in printed.splitlines()[-1]
    assert ("--json" in printed.rpartition("\n\n")[0]) == each.json


@pytest.mark.parametrize("each", ALL, ids=lambda c: c.name)
def test_an_example_is_of_its_own_command(each):
    command, _ = named_command(each.example.split())

    assert command is each


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("chartre", "charter"),
        ("charter lnt", "charter lint"),
        ("bakup", "backup"),
        ("keys rotat", "keys rotate"),
    ],
)
def test_a_mistyped_word_is_answered_with_the_nearest_in_both_languages(capsys, words, near):
    assert main(words.split()) == 2

    bn, en = capsys.readouterr().err.splitlines()
    assert bn.endswith(f"ongikar {near}")
    assert en == f"{words}: there is no such command. Did you mean: ongikar {near}"


@pytest.mark.parametrize(("set_to", "lines"), [("en_US.UTF-8", 1), ("bn_BD.UTF-8", 1), ("C.UTF-8", 2)])
def test_a_refusal_is_told_in_the_language_of_the_machine(monkeypatch, capsys, set_to, lines):
    monkeypatch.setenv("LC_ALL", set_to)

    assert main(["xyzzy"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == lines


@pytest.mark.parametrize(("former", "now"), FORMER.items())
def test_a_former_name_answers_and_says_what_it_is_called_now(capsys, former, now):
    command, left = named_command([*former, "-h"])

    assert [*command.words, *left] == [*now, "-h"]
    assert f"ongikar {' '.join(former)} is now ongikar {' '.join(now)}" in capsys.readouterr().err


def test_no_word_names_two_things():
    assert {words[0] for words in BY_WORDS if len(words) == 2} == set(NOUNS)
    assert not {words[0] for words in BY_WORDS if len(words) == 1} & set(NOUNS)
    assert not set(FORMER) & set(BY_WORDS)


def test_a_thing_without_a_command_is_answered_with_its_help():
    with pytest.raises(NoSuchCommand, match="usage: ongikar keys"):
        named_command(["keys"])


def test_the_version_is_that_of_the_project(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"ongikar \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_bash_completes_the_first_and_the_second_word(tmp_path, capsys):
    main(["completion", "bash"])
    script = tmp_path / "completion"
    script.write_text(capsys.readouterr().out)
    ask = 'COMP_CWORD=%d; COMP_WORDS=(%s); _ongikar; echo "${COMPREPLY[*]}"'

    def completed(at: int, words: str) -> set[str]:
        ended = subprocess.run(
            ["bash", "-c", f". {script}; {ask % (at, words)}"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return set(ended.stdout.split())

    assert completed(1, "ongikar re") == {"receipt", "registers", "restore", "retention"}
    assert completed(2, "ongikar keys r") == {"rotate", "retire"}


def test_the_page_of_the_commands_is_current():
    assert PAGE.read_text("utf-8") == page(), "python -m scripts.commands_page"


def documented() -> list[list[str]]:
    """What README and docs have somebody type, without decisions and the changelog."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "docs").glob("how-to/*.md")]
    pages += (ROOT / "docs").glob("manual/*/*.md")
    lines = {
        line
        for path in pages
        for line in re.findall(r"(?:\./run|\bongikar) ([a-z][^`\n#|]*)", path.read_text())
    }
    return sorted(line.split() for line in lines)


def test_every_command_that_the_documents_name_is_there():
    firsts = {each.words[0] for each in ALL} | {"completion", "help"}
    commands = [words for words in documented() if words[0] in firsts]

    assert len(commands) > 60
    for words in commands:
        words = [word.strip('`,.;:)"') for word in words]
        named_command(words, speak=False)
        assert tuple(words[:2]) not in FORMER, words


def test_a_service_that_a_document_names_is_one_of_the_office():
    services = re.findall(
        r'^code = "([a-z]+-\d+)"', (ROOT / "offices/rangpur-sadar-ict/charter.toml").read_text(), re.M
    )
    named = [words[words.index("--service") + 1] for words in documented() if "--service" in words]

    assert named
    assert set(named) <= set(services)
