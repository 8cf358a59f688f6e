"""Settings of an installation: read by one table, refused with what is expected, told with their source."""

import json
import os
import re
import subprocess
import sys

import pytest

from conftest import ROOT
from ongikar.__main__ import main
from ongikar.core.environment import (
    BY_NAME,
    OF_TOOLS,
    TABLE,
    SettingFault,
    in_force,
    read_path,
    read_setting,
    unknown_names,
)
from scripts.settings_page import EXAMPLE, PAGE, example_file, page

pytestmark = pytest.mark.once


@pytest.mark.parametrize("each", TABLE, ids=lambda each: each.name)
def test_the_usual_value_and_the_example_are_of_its_kind(each):
    each.kind.read(each.default)
    assert each.kind.read(each.example) is not None
    assert re.search("[ঀ-৿]", each.meaning[0])
    assert not re.search("[ঀ-৿]", each.meaning[1])


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ONGIKAR_SMTP_PORT", "twenty", "a whole number, such as 465"),
        ("ONGIKAR_SMTP_PORT", "", "a whole number"),
        ("ONGIKAR_PROXIES", "10.0.0.0/33", "addresses or networks"),
        ("ONGIKAR_PROXIES", "10.0.0.1/24", "addresses or networks"),
        ("ONGIKAR_PROXIES", "nginx", "addresses or networks"),
        ("ONGIKAR_LOG", "xml", "one of auto, json, text"),
        ("ONGIKAR_DEBUG", "perhaps", "1 or 0"),
        ("ONGIKAR_PAPERS_STORAGE_OPTIONS", "[1]", "a JSON object"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_is_expected_in_both_languages(name, value, expected):
    with pytest.raises(SettingFault) as fault:
        read_setting(name, {name: value})

    bn, en = str(fault.value).splitlines()
    assert bn.startswith(f"{name}=")
    assert re.search("[ঀ-৿]", bn)
    assert expected in en


def test_what_opens_something_is_not_printed_when_it_is_refused():
    with pytest.raises(SettingFault) as fault:
        read_setting("ONGIKAR_PAPERS_STORAGE_OPTIONS", {"ONGIKAR_PAPERS_STORAGE_OPTIONS": '{"key": "hush"'})

    assert "hush" not in str(fault.value)


def test_a_secret_is_read_from_its_file(tmp_path):
    file = tmp_path / "smtp"
    file.write_text("hush\n")

    given = in_force("ONGIKAR_SMTP_PASSWORD", {"ONGIKAR_SMTP_PASSWORD_FILE": str(file)})

    assert (given.text, given.source) == ("hush", str(file))


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"ONGIKAR_SECRET": "a", "ONGIKAR_SECRET_FILE": "/b"}, "keep one"),
        ({"ONGIKAR_SECRET_FILE": "/no/such/file"}, "cannot be read"),
    ],
)
def test_a_secret_said_twice_or_in_a_file_that_is_not_there_is_refused(environ, words):
    with pytest.raises(SettingFault, match=words):
        read_setting("ONGIKAR_SECRET", environ)


def test_a_path_lies_in_the_data_folder_unless_it_is_given(tmp_path):
    assert read_path("ONGIKAR_BACKUPS", tmp_path, {}) == tmp_path / "backups"
    assert read_path("ONGIKAR_BACKUPS", tmp_path, {"ONGIKAR_BACKUPS": "/mnt/b"}).as_posix() == "/mnt/b"
    assert read_path("ONGIKAR_OFFICES", tmp_path, {}) == tmp_path


def test_a_misspelt_name_is_told_with_the_nearest(monkeypatch, capsys):
    monkeypatch.setenv("ONGIKAR_ADRESS", "https://office.example")

    assert main(["settings", "--changed"]) == 0
    assert "Did you mean ONGIKAR_ADDRESS?" in capsys.readouterr().err
    assert unknown_names(["ONGIKAR_XYZZY", "PATH", *BY_NAME, *OF_TOOLS]) == [("ONGIKAR_XYZZY", "")]


def test_what_is_in_force_is_printed_with_its_source_and_without_secrets(monkeypatch, capsys):
    monkeypatch.setenv("ONGIKAR_SMTP_PASSWORD", "hush")
    monkeypatch.setenv("ONGIKAR_SMTP_PORT", "465")

    main(["settings", "--language", "en"])
    text = capsys.readouterr().out
    main(["settings", "--json"])
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}

    assert "ONGIKAR_SMTP_PORT=465   (ONGIKAR_SMTP_PORT)" in text
    assert "ONGIKAR_SMTP_USER=   (by default)" in text
    assert "hush" not in text
    assert rows["ONGIKAR_SMTP_PASSWORD"]["value"] is None
    assert rows["ONGIKAR_SMTP_PORT"]["source"] == "ONGIKAR_SMTP_PORT"
    assert set(rows) == set(BY_NAME)


def test_no_setting_is_read_past_the_table():
    """What the program, its scripts and its units name begins as ours and stands in the table."""
    named = set()
    folders = ("ongikar", "scripts", "docs/how-to")
    files = [
        file
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".py", ".sh", ".md")
    ]
    for file in (*files, ROOT / "run", ROOT / "compose.yaml", ROOT / "Containerfile"):
        if "tests" not in file.parts:
            named |= set(
                re.findall(
                    r"(?:environ(?:\.get)?[\[(]\"|\$\{?|^export |^)(ONGIKAR_[A-Z_]+)", file.read_text(), re.M
                )
            )
    known = {*BY_NAME, *OF_TOOLS, *(f"{each.name}_FILE" for each in TABLE if each.secret)}
    # Names of Django's settings that no environment sets.
    own = set(re.findall(r"^(ONGIKAR_[A-Z_]+)", (ROOT / "ongikar/config/settings.py").read_text(), re.M))
    assert named - known - own == set()


def test_the_page_and_the_example_are_current():
    assert PAGE.read_text("utf-8") == page(), "python -m scripts.settings_page"
    assert EXAMPLE.read_text("utf-8") == example_file(), "python -m scripts.settings_page"


@pytest.mark.parametrize(
    ("given", "starttls", "at_once"),
    [
        ({}, False, False),
        ({"ONGIKAR_SMTP_TLS": "1"}, True, False),
        ({"ONGIKAR_SMTP_TLS": "starttls"}, True, False),
        ({"ONGIKAR_SMTP_PORT": "465"}, False, True),
        ({"ONGIKAR_SMTP_PORT": "465", "ONGIKAR_SMTP_TLS": "starttls"}, True, False),
        ({"ONGIKAR_SMTP_PORT": "4650", "ONGIKAR_SMTP_TLS": "implicit"}, False, True),
    ],
)
def test_mail_is_encrypted_as_the_port_wants_it(given, starttls, at_once):
    program = (
        "from ongikar.config import settings; o = settings.MAILERS['default']['OPTIONS'];"
        "print(o['use_tls'], o['use_ssl'])"
    )
    environment = {name: value for name, value in os.environ.items() if "SMTP" not in name}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment | given,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.stdout.split() == [str(starttls), str(at_once)], ended.stderr
