"""The scanner beside the office: a real clamd with one signature of our own, and one that fails in each
way.
"""

import shutil
import socket
import subprocess
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ongikar.papers.actions import check_upload
from ongikar.papers.check import PaperFault
from ongikar.papers.scanner import scan

from .hostile import picture

SIGN = b"harm-known-to-our-own-signature"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """The address of a clamd that knows one virus."""
    program = shutil.which("clamd", path="/usr/sbin:/usr/bin")
    if program is None:
        pytest.skip("clamd is not installed (apt install clamav-daemon); the door below stands for it")
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "own.ndb").write_text(f"Ongikar.Test:0:*:{SIGN.hex()}\n")
    conf = folder / "clamd.conf"
    conf.write_text(
        f"DatabaseDirectory {folder}\nLocalSocket {folder}/ctl\nForeground yes\nStreamMaxLength"
        " 10M\nOfficialDatabaseOnly no\n"
    )
    with open(folder / "log", "w") as log:
        running = subprocess.Popen([program, "-c", str(conf)], stdout=log, stderr=log)
    until = time.monotonic() + 20
    while not (folder / "ctl").exists() and running.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    assert (folder / "ctl").exists(), (folder / "log").read_text()
    yield f"unix:{folder}/ctl"
    running.terminate()
    running.wait(10)


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("nid.jpg", content, "image/jpeg")


def test_what_the_scanner_knows_is_refused_before_it_is_even_looked_at(clamd, settings):
    settings.ONGIKAR_CLAMD = clamd
    with pytest.raises(PaperFault, match="virus was found"):
        check_upload(upload(picture() + SIGN))


def test_a_good_picture_passes_a_large_one_too(clamd, settings):
    settings.ONGIKAR_CLAMD = clamd
    assert check_upload(upload(picture())).suffix == ".jpg"
    scan(bytes(5 * 1024 * 1024))


def test_without_a_scanner_nothing_is_asked():
    scan(SIGN)


class FakeScanner(threading.Thread):
    """A scanner of a few lines: takes one stream as the protocol says, and answers what it was told to."""

    def __init__(self, answer: bytes):
        super().__init__(daemon=True)
        self.answer, self.taken = answer, b""
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp:127.0.0.1:{self.door.getsockname()[1]}"
        self.start()

    def run(self):
        line, _ = self.door.accept()
        with line, line.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            while length := int.from_bytes(sent.read(4)):
                self.taken += sent.read(length)
            line.sendall(self.answer)
        self.door.close()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"stream: Eicar FOUND\0", "virus was found"),
        (b"INSTREAM size limit exceeded. ERROR\0", "cannot be checked just now"),
        (b"", "cannot be checked just now"),
        (b"HTTP/1.1 200 OK\r\n\r\nstream: OK", "cannot be checked just now"),
    ],
)
def test_only_its_word_that_all_is_well_lets_a_file_in(answer, reason, settings):
    door = FakeScanner(answer)
    settings.ONGIKAR_CLAMD = door.address
    content = picture() + bytes(200_000)
    with pytest.raises(PaperFault, match=reason):
        check_upload(upload(content))
    door.join(5)
    assert door.taken == content


def test_a_scanner_that_is_away_lets_nothing_in_and_says_to_come_again(settings, tmp_path):
    for away in (f"unix:{tmp_path}/nobody", "tcp:127.0.0.1:9"):
        settings.ONGIKAR_CLAMD = away
        with pytest.raises(PaperFault, match="in a little while") as fault:
            check_upload(upload(picture()))
        assert "কিছুক্ষণ পরে" in fault.value.bn
