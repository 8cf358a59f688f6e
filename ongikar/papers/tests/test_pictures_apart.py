"""Pictures are unpacked in a program of their own: what they take there, the web server does not feel."""

import io
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from ongikar.papers import check
from ongikar.papers.check import (
    PICTURE_SANDBOX,
    PICTURE_TOO_LARGE,
    TOO_MANY_PIXELS,
    PaperFault,
    clean_file,
    redraw_pixels,
)
from ongikar.papers.picture_sandbox import MOST_PIXELS, webp_pixels
from tests.started import SECONDS


def webp(width: int, height: int) -> bytes:
    """A whole WEBP of one colour, in 36 bytes, that says it is so large."""
    file = io.BytesIO()
    Image.new("RGB", (16, 16), "#006a4e").save(file, "WEBP", lossless=True)
    made = bytearray(file.getvalue())
    at = made.index(b"VP8L") + 9
    (bits,) = struct.unpack_from("<I", made, at)
    struct.pack_into("<I", made, at, bits & ~0x0FFFFFFF | (width - 1) | (height - 1) << 14)
    return bytes(made)


def most_memory_of(content: bytes, times: int) -> int:
    """The most memory, in MB, that a process took that made so many such pictures safe, or
    had them refused.
    """
    program = (
        "import re, sys\n"
        "from ongikar.papers.check import clean_file, PaperFault\n"
        "sent = sys.stdin.buffer.read()\n"
        f"for _ in range({times}):\n"
        "    try: clean_file(sent)\n"
        "    except PaperFault: pass\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)\n"
    )
    root = Path(__file__).resolve().parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=content,
        capture_output=True,
        cwd=root,
        timeout=SECONDS,
        check=True,
    )
    return int(ran.stdout)


@pytest.mark.parametrize(("width", "height"), [(4990, 5000), (7070, 7070), (16383, 16383)])
def test_a_bomb_of_a_few_bytes_takes_no_memory_of_ours(width, height):
    bomb = webp(width, height)
    assert len(bomb) < 2000
    assert most_memory_of(bomb, 1) < 60


@pytest.mark.parametrize(("width", "height"), [(5001, 5000), (7070, 7070), (16383, 16383), (16383, 1600)])
def test_more_than_25_megapixels_are_refused_with_the_reason(width, height):
    with pytest.raises(PaperFault) as fault:
        clean_file(webp(width, height))
    assert (fault.value.bn, fault.value.en) == TOO_MANY_PIXELS


def test_as_many_as_the_limit_are_taken():
    assert clean_file(webp(5000, 5000)).media_type == "image/jpeg"
    assert MOST_PIXELS == 5000 * 5000


@pytest.mark.parametrize(
    "options", [{"lossless": True}, {"quality": 50}, {"lossless": True, "exif": b"Exif\0\0MM\0*"}]
)
def test_the_size_of_a_webp_is_read_before_anything_is_unpacked(options):
    file = io.BytesIO()
    Image.new("RGB", (321, 123), "#006a4e").save(file, "WEBP", **options)
    assert webp_pixels(file.getvalue()) == 321 * 123


@pytest.mark.parametrize("content", [b"RIFF", b"RIFF....WEBPVP8X", b"", b"\xff\xd8\xff"])
def test_a_size_that_is_not_there_is_none(content):
    assert webp_pixels(content) in (0, 1)


def test_a_room_that_falls_or_takes_too_long_is_told_as_a_picture_too_large(monkeypatch):
    killed = subprocess.CompletedProcess([], -9, b"", b"")
    for ended in (killed, None, subprocess.CompletedProcess([], 0, b"nonsense", b"")):
        monkeypatch.setattr("ongikar.papers.check.run_sandboxed", lambda *_, answer=ended, **__: answer)
        with pytest.raises(PaperFault) as fault:
            redraw_pixels(b"x")
        assert fault.value.args == (PICTURE_TOO_LARGE[1],)


def test_a_picture_that_takes_too_long_is_ended(tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    began = time.monotonic()
    assert check.run_sandboxed(slow, b"", seconds=0.5) is None
    assert time.monotonic() - began < 10


def test_no_more_than_a_few_are_open_at_once_and_whoever_waits_too_long_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "WAIT", 0.2)
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(2)\n")
    threads = [
        threading.Thread(target=check.run_sandboxed, args=(slow, b""), kwargs={"seconds": 10})
        for _ in range(check.AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    with pytest.raises(PaperFault) as fault:
        redraw_pixels(webp(10, 10))
    assert fault.value.bn == check.BUSY[0]
    for thread in threads:
        thread.join(SECONDS)
    assert PICTURE_SANDBOX.exists()
    assert clean_file(webp(10, 10)).suffix == ".jpg"
