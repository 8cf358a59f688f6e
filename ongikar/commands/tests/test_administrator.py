"""One command of an administrator: root becomes the user of the service and takes its settings; anybody else
is told so, and nothing is done.
"""

import os
import pwd
import subprocess
import sys

import pytest

from conftest import ROOT
from ongikar.core.command_line import Refusal
from ongikar.operations.installing.environment_file import merge_environment, read_environment
from ongikar.operations.installing.server_files import quote_setting

pytestmark = pytest.mark.once
SECONDS = 120
SERVICE, STRANGER = "nobody", "daemon"
# A clone below root's own home is shut to everybody else, as the program itself then says.
IS_OPEN = all(folder.stat().st_mode & 0o001 for folder in (ROOT, *ROOT.parents))
root_only = pytest.mark.skipif(os.geteuid() != 0 or not IS_OPEN, reason="becomes other users")


def give(*words: str, environment, user=SERVICE, by: str = "root") -> subprocess.CompletedProcess:
    def as_user() -> None:
        known = pwd.getpwnam(by)
        os.setgroups([])
        os.setresgid(known.pw_gid, known.pw_gid, known.pw_gid)
        os.setresuid(known.pw_uid, known.pw_uid, known.pw_uid)

    return subprocess.run(
        [sys.executable, "-m", "ongikar.commands.administrator", environment, user, *words],
        cwd=ROOT, capture_output=True, text=True, timeout=SECONDS,
        preexec_fn=as_user if by != "root" else None,
        env={name: value for name, value in os.environ.items() if not name.startswith("ONGIKAR_")},
    )  # fmt: skip


@pytest.fixture
def environment(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, pwd.getpwnam(SERVICE).pw_uid, -1)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and str(folder).startswith("/tmp/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    if not all(folder.stat().st_mode & 0o001 for folder in tmp_path.parents):
        pytest.skip("the folder of the tests is shut to other users")
    file = tmp_path / "ongikar.env"
    file.write_text(f'ONGIKAR_VAR="{home}"\r\nONGIKAR_SMTP_PORT=\t465\n')
    file.chmod(0o600)
    return file


@root_only
def test_root_gives_it_as_the_service_with_its_settings_and_leaves_nothing_of_roots(environment):
    ended = give("prepare", "--no-demo", environment=environment)

    assert ended.returncode == 0, ended.stderr
    made = list((environment.parent / "home").rglob("*"))
    assert made
    assert {path.lstat().st_uid for path in made} == {pwd.getpwnam(SERVICE).pw_uid}


@root_only
def test_anybody_else_is_told_what_to_type_and_nothing_is_done(environment):
    ended = give("prepare", environment=environment, by=STRANGER)

    assert ended.returncode == 1
    bn, en = ended.stderr.splitlines()
    assert "sudo ongikar prepare" in bn
    assert "sudo ongikar prepare" in en
    assert not list((environment.parent / "home").iterdir())


@root_only
@pytest.mark.parametrize("words", [["--version"], ["charter", "codes"], ["keys", "-h"]])
def test_what_opens_no_data_is_for_anybody(environment, words):
    assert give(*words, environment=environment, by=STRANGER).returncode == 0


@root_only
def test_a_user_that_is_not_there_and_a_file_that_cannot_be_read_are_told(environment, tmp_path):
    ended = give("doctor", environment=environment, user="no-such-user")
    assert ended.returncode == 1
    assert "there is no user no-such-user" in ended.stderr

    environment.write_text("not a setting\n")
    ended = give("doctor", environment=environment)
    assert ended.returncode == 1
    assert "line 1 cannot be read" in ended.stderr


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=b", "b"),
        ("A=b\r", "b"),
        ("\tA=\tb ", "b"),
        ('A="b c"', "b c"),
        ("A='b \"c'", 'b "c'),
        (r'A="q\"\\\$x"', r'q"\$x'),
        (r"A=C:\new", r"C:\new"),
        ("A=", ""),
        ("\ufeffA=b", "b"),
    ],
)
def test_a_line_is_read_as_systemd_and_windows_write_it(line, value):
    text = line if line.startswith("\ufeff") else f"# settings\n; more\n\n{line}\n"

    assert read_environment(text) == {"A": value}


@pytest.mark.parametrize("line", ['A="b', "A='", "A", "=b", "A b=c"])
def test_a_line_that_is_no_setting_is_refused_with_its_number(line):
    with pytest.raises(Refusal, match="line 2"):
        read_environment(f"B=c\n{line}\n")


def test_what_is_written_is_read_again():
    value = 'a"b\\c$d`e f'

    assert read_environment(f"A={quote_setting(value)}\n") == {"A": value}


def test_what_stands_there_stays_word_for_word_and_what_it_lacks_is_added():
    there = "# ours\r\nA = kept\nA=old\n"

    with pytest.raises(Refusal):
        read_environment(there)
    text, differences = merge_environment("# ours\r\nA=old\n", {"A": "new", "B": "x y"}, quote_setting)

    assert text == '# ours\nA=old\nB="x y"\n'
    assert [(each.name, each.there, each.wanted) for each in differences] == [("A", "old", "new")]
