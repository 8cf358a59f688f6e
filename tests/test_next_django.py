"""`./test --next` takes the newest Django only where it is a pre-release and newer than ours."""

import subprocess
from importlib.metadata import version

import pytest
from packaging.version import Version

from scripts import next_django

OURS = version("django")


@pytest.mark.parametrize(
    ("found", "ours", "is_next"),
    [
        ("6.2a1", "6.1.3", True),
        ("6.2rc1", "6.1.3", True),
        ("6.2rc1", "6.2b1", True),
        ("6.1.3", "6.1.3", False),
        ("6.1.4", "6.1.3", False),
        ("6.2rc1", "6.2", False),
        ("6.1rc1", "6.1.3", False),
    ],
)
def test_a_newer_pre_release_is_next(found, ours, is_next):
    assert next_django.is_next(Version(found), Version(ours)) is is_next


@pytest.mark.parametrize(("found", "printed"), [("99.0a1", "99.0a1\n"), (OURS, "")])
def test_it_prints_a_version_or_says_that_there_is_none(monkeypatch, capsys, found, printed):
    monkeypatch.setattr(next_django, "newest", lambda: Version(found))
    assert next_django.main() == 0
    out, err = capsys.readouterr()
    assert out == printed
    assert (f"no pre-release newer than Django {OURS}" in err) is not bool(printed)


def test_a_registry_that_does_not_answer_is_no_none(monkeypatch, capsys):
    def fail():
        raise subprocess.CalledProcessError(2, "uv", stderr="no network")

    monkeypatch.setattr(next_django, "newest", fail)
    assert next_django.main() == 1
    assert "no network" in capsys.readouterr().err
