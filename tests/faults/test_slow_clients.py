"""Clients that send slowly, read slowly or send bombs hold up nobody else, and are cut off."""

import socket
import threading
import time
import urllib.request
from collections import Counter
from contextlib import closing, suppress
from urllib.parse import urlencode

import pytest

from ongikar.core.http import body_limits
from ongikar.operations.serve import HEAD_MILLISECONDS
from ongikar.papers.tests.test_pictures_apart import webp

from .programs import FORM, TOKEN, Site, free_port, make_office, wait

pytestmark = pytest.mark.slow
# Honest people come from here; the slow ones from other addresses of this machine.
HONEST = "127.0.0.1"
# A page in which Django works, and one from memory.
PAGES = ("/track/", "/charter/")
PATIENCE = 3.0


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return make_office(tmp_path_factory.mktemp("slow"), drafts=150, ONGIKAR_FORMS_A_MINUTE="0")


@pytest.fixture
def site(start, office):
    made = Site(free_port())
    start(office, "web", "--port", str(made.port))
    wait(lambda: all(made.get(path).status == 200 for path in PAGES), "the site answers", 30)
    return made


def line_from(address: str, port: int) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=60, source_address=(address, 0))
    line.setblocking(False)
    return line


def head(length: int, path: str = "/track/") -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\nCookie: csrftoken={TOKEN}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


def slowest(site: Site, seconds: float) -> float:
    """The longest that any page took, asked for again and again all the while."""
    longest, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        for path in PAGES:
            began = time.monotonic()
            assert site.get(path).status == 200
            longest = max(longest, time.monotonic() - began)
        time.sleep(0.1)
    return longest


def is_cut(line: socket.socket) -> bool:
    try:
        return line.recv(65536) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


class Trickle(threading.Thread):
    """Sends a byte on each line every half second, for as long as it is asked to."""

    def __init__(self, lines):
        super().__init__(daemon=True)
        self.lines, self.stop = lines, threading.Event()

    def run(self):
        while not self.stop.wait(0.5):
            for line in self.lines:
                with suppress(OSError):
                    line.send(b"x")


def test_bodies_that_trickle_hold_up_nobody_and_are_cut(site):
    # From more addresses than one, so that together they would fill every thread that reads bodies.
    lines = [line_from(f"127.0.1.{1 + n % 12}", site.port) for n in range(96)]
    for line in lines:
        line.send(head(1_000_000) + b"number=")
    trickle = Trickle(lines)
    trickle.start()
    try:
        assert slowest(site, 5) < PATIENCE
        # Who sends a form meanwhile is taken, or told at once that it was not: nobody is let wait.
        began = time.monotonic()
        assert site.post("/track/", [("number", "x"), ("last_four", "0000")]).status in (422, 200, 404, 503)
        assert time.monotonic() - began < PATIENCE
        within = body_limits.GRACE + 5 * body_limits.LOOK_EVERY + 10
        wait(lambda: all(map(is_cut, lines)), "the slow ones are cut", within)
        assert site.post("/track/", [("number", "x"), ("last_four", "0000")]).status in (200, 422, 404)
    finally:
        trickle.stop.set()
        for line in lines:
            line.close()


def test_one_address_leaves_room_for_the_forms_of_others(site):
    lines = [line_from("127.0.2.1", site.port) for _ in range(64)]
    for line in lines:
        line.send(head(1_000_000) + b"number=")
    time.sleep(1)
    try:
        for number in range(3):
            began = time.monotonic()
            assert site.send(number).status == 302
            assert time.monotonic() - began < PATIENCE
    finally:
        for line in lines:
            line.close()


def test_a_form_in_chunks_is_read_and_one_without_end_is_not(site):
    """As OpenRosa lets an app send (Form Submission API: the server takes chunks)."""
    begin = (
        "POST /track/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
        f"Content-Type: {FORM}\r\nCookie: csrftoken={TOKEN}\r\n\r\n"
    ).encode()
    for body, told in (
        ([f"csrfmiddlewaretoken={TOKEN}&number=85", b"49-26-00417&last_four=".decode()], b"8549-26-00417"),
        (["x" * 1_000_000] * 32, b" 413 "),
    ):
        with closing(socket.create_connection(("127.0.0.1", site.port), timeout=20)) as line:
            line.sendall(begin)
            with suppress(OSError):
                for piece in body:
                    line.sendall(f"{len(piece):x}\r\n{piece}\r\n".encode())
                line.sendall(b"0\r\n\r\n")
            answer = b""
            with suppress(OSError):
                while piece := line.recv(65536):
                    answer += piece
            assert told in answer


def test_heads_that_never_end_and_idle_lines_are_closed(site):
    lines = [line_from("127.0.3.1", site.port) for _ in range(300)]
    for place, line in enumerate(lines):
        # Half of them say nothing at all.
        if place % 2:
            line.send(b"GET /track/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    try:
        assert slowest(site, 3) < PATIENCE
        wait(lambda: all(map(is_cut, lines[1::2])), "heads are not waited for", HEAD_MILLISECONDS / 1000 + 10)
        assert slowest(site, 1) < PATIENCE
    finally:
        for line in lines:
            line.close()


def test_whoever_does_not_read_the_answer_holds_up_nobody(site):
    lines = [line_from("127.0.4.1", site.port) for _ in range(64)]
    asked = b"GET /charter/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 20
    for line in lines:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with suppress(BlockingIOError):
            line.send(asked)
    try:
        assert slowest(site, 3) < PATIENCE
    finally:
        for line in lines:
            line.close()


def test_eight_bombs_at_once_hold_up_no_page_and_take_no_memory(site):
    address = site.get("/apply/bench-000005/papers/")
    assert address.status == 200, address
    bomb, answers = webp(5000, 5000), []

    def send():
        answers.append(
            site.post("/apply/bench-000005/papers/", [("show-0", "on")], [("paper-0", bomb)]).status
        )

    senders = [threading.Thread(target=send) for _ in range(8)]
    for sender in senders:
        sender.start()
    assert slowest(site, 4) < PATIENCE
    for sender in senders:
        sender.join(60)
    assert len(answers) == 8


def test_a_form_that_breaks_off_is_handed_in_by_nobody(site):
    with closing(line_from("127.0.5.1", site.port)) as line:
        line.send(head(100, "/apply/bench-000006/check/") + b"csrfmiddlewaretoken=")
        time.sleep(0.5)
        line.shutdown(socket.SHUT_WR)
        time.sleep(1)
        with suppress(BlockingIOError):
            assert b" 302 " not in line.recv(4096)
    assert site.send(6).status == 302


def test_a_slow_but_honest_telephone_is_waited_for(site):
    """Two thousand bytes a second, as over GPRS."""
    words = urlencode({"csrfmiddlewaretoken": TOKEN, "number": "x" * 50_000, "last_four": "0000"}).encode()
    with closing(socket.create_connection(("127.0.0.1", site.port), source_address=("127.0.6.1", 0))) as line:
        line.sendall(head(len(words)))
        for start in range(0, len(words), 1000):
            line.sendall(words[start : start + 1000])
            time.sleep(0.5)
        line.settimeout(10)
        assert line.recv(4096).startswith(b"HTTP/1.1 ")
    assert urllib.request.urlopen(f"http://127.0.0.1:{site.port}/track/").status == 200


class Persistent(Trickle):
    """Whose line is cut begins anew."""

    def __init__(self, addresses, port):
        self.addresses, self.port, self.cut = addresses, port, 0
        super().__init__([self.begin(address) for address in addresses])

    def begin(self, address):
        line = line_from(address, self.port)
        line.send(head(1_000_000) + b"number=")
        return line

    def run(self):
        while not self.stop.wait(0.5):
            for place, line in enumerate(self.lines):
                if is_cut(line):
                    line.close()
                    self.cut += 1
                    self.lines[place] = self.begin(self.addresses[place])
                with suppress(OSError):
                    self.lines[place].send(b"x")


@pytest.mark.parametrize(
    ("addresses", "first"),
    [
        ([f"127.0.7.{n}" for n in range(1, 65)], 20),
        # As behind a front server that passes on what comes at once: all come from where we do.
        ([HONEST] * 64, 80),
    ],
    ids=["of 64 addresses", "of our own address"],
)
def test_senders_that_trickle_shut_nobody_out(site, addresses, first, capsys):
    trickle = Persistent(addresses, site.port)
    trickle.start()
    time.sleep(2)
    seconds, statuses = [], Counter()
    try:
        for number in range(first, first + 60):
            began = time.monotonic()
            statuses[site.send(number).status] += 1
            seconds.append(time.monotonic() - began)
        with capsys.disabled():
            print(
                f"\n  {statuses[302]} of 60 forms taken beside 64 that trickle, half of them within"
                f" {sorted(seconds)[30]:.2f} s, the last within {max(seconds):.2f} s; {trickle.cut} lines cut"
            )
        assert statuses == {302: 60}
    finally:
        trickle.stop.set()
        trickle.join(10)
        for line in trickle.lines:
            line.close()
