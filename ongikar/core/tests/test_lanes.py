"""The lanes in front of Django, and the bodies that are read before it."""

import fcntl
import io
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from subprocess import PIPE

import pytest
from django.http import FileResponse

from ongikar.core import cache_version
from ongikar.core.http import body_limits, heavy_pages
from ongikar.core.http.body_limits import BodyLimits, BodyRead, ConnectionCutter, NoBody
from ongikar.core.http.heavy_pages import MOST_WAITING, give_way
from ongikar.core.http.lanes import Lanes
from ongikar.core.http.page_cache import MARK, PageCache
from ongikar.core.http.request_limits import CROWDED, MOST_BYTES, UNREAD
from tests.started import SECONDS

# No web server has it in hand with the head.
LARGE = b"y" * (body_limits.SMALL + 1)
FORM, FILES = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


def environ(body=b"", kind=FORM, length=None, address="10.0.0.1", method="POST"):
    return {
        "REQUEST_METHOD": method,
        "REMOTE_ADDR": address,
        "CONTENT_TYPE": kind,
        "wsgi.input": io.BytesIO(body),
        "CONTENT_LENGTH": str(len(body)) if length is None else length,
    }


def ask(lanes, asked):
    started = {}
    body = b"".join(lanes(asked, lambda status, headers: started.update(status=status)))
    return started["status"], body


def echo(asked, start_response):
    start_response("200 OK", [])
    return [
        threading.current_thread().name.encode(),
        b" ",
        asked["wsgi.input"].read(),
        str(asked.get(UNREAD)).encode(),
    ]


def test_pages_and_files_have_a_lane_each_and_the_body_is_whole_before_they_begin():
    lanes = Lanes(echo)
    assert ask(lanes, environ(b"a=b")) == ("200 OK", b"pages_0 a=bNone")
    assert ask(lanes, environ(b"--x", FILES)) == ("200 OK", b"files_0 --xNone")
    assert ask(lanes, environ(method="GET", length="")) == ("200 OK", b"pages_0 None")


def test_a_process_that_is_ending_serves_the_page_at_hand_and_tells_of_all_others_that_it_goes(monkeypatch):
    lanes = Lanes(lambda _, start: (start("200 OK", [(MARK, "1")]), [b"the page"])[1])
    monkeypatch.setattr(cache_version, "fresh_versions", lambda: None)
    monkeypatch.setattr(cache_version, "current_versions", lambda: {1: 7})
    cache = PageCache(lanes, marks=lanes.marks)
    asked = environ(method="GET", length="") | {"PATH_INFO": "/charter/"}
    assert ask(cache, asked) == ("200 OK", b"the page")
    for lane in (lanes.pages, lanes.files, lanes.marks_lane):
        lane.shutdown()
    assert ask(cache, asked) == ("200 OK", b"the page")
    assert ask(cache, asked | {"PATH_INFO": "/track/"}) == ("503 Service Unavailable", b"")


def test_a_body_in_chunks_is_read_whole_and_its_length_is_told(monkeypatch):
    lanes, asked = Lanes(echo), environ(b"a=b&c=d", length="")
    assert ask(lanes, asked | {"HTTP_TRANSFER_ENCODING": "chunked"}) == ("200 OK", b"pages_0 a=b&c=dNone")
    # Without a word of how it comes, it has no body.
    assert ask(lanes, environ(b"a=b", length=""))[1] == b"pages_0 None"
    monkeypatch.setattr(body_limits, "most_bytes_at", lambda path: 4)
    for body, length in ((b"abcd", "4"), (b"abcde and so on", "5")):
        # Also where a length stands beside it: chunks count (RFC 9112, 6.3).
        sent = environ(body, length="3") | {"HTTP_TRANSFER_ENCODING": "chunked"}
        BodyLimits().read(sent)
        assert sent["CONTENT_LENGTH"] == length


@pytest.mark.django_db
def test_a_file_from_the_disk_is_sent_piece_by_piece_while_the_lane_serves_the_next(tmp_path):
    path = tmp_path / "large"
    path.write_bytes(b"a" * 10_000)

    def application(asked, start_response):
        if asked["CONTENT_TYPE"] == FORM:
            return echo(asked, start_response)
        answer = FileResponse(path.open("rb"))
        start_response("200 OK", [])
        return answer

    lanes = Lanes(application)
    answer = lanes(environ(kind="file", method="GET"), lambda status, headers: None)
    pieces = iter(answer)
    assert len(next(pieces)) < 10_000
    assert ask(lanes, environ(b"a=b"))[0] == "200 OK"
    assert sum(map(len, pieces)) < 10_000
    answer.close()
    assert answer.file_to_stream.closed


def test_a_page_does_not_wait_for_files():
    held = threading.Event()

    def slow(asked, start_response):
        if asked["CONTENT_TYPE"] == FILES:
            held.wait(10)
        return echo(asked, start_response)

    lanes = Lanes(slow)
    sender = threading.Thread(target=ask, args=(lanes, environ(b"--x", FILES)))
    sender.start()
    began = time.monotonic()
    ask(lanes, environ(method="GET", length=""))
    assert time.monotonic() - began < 5
    held.set()
    sender.join(SECONDS)


def test_a_body_that_breaks_off_is_told_and_nothing_of_it_is_looked_at():
    status, body = ask(Lanes(echo), environ(b"a=b", length="100"))
    assert (status, body) == ("200 OK", b"pages_0 broken off")


@pytest.mark.parametrize("length", ["", "x", "-1", "0", str(MOST_BYTES + 1), "9" * 40, "٣"])
def test_what_says_no_length_or_too_large_a_one_is_not_read(length):
    asked = environ(b"a=b", length=length)
    assert BodyLimits().read(asked).read() == b""
    assert asked["wsgi.input"].tell() == 0


@pytest.mark.parametrize(
    ("path", "is_read"), [("/en/desk/letters/in/", True), ("/desk/letters/in", False), ("/", False)]
)
def test_more_is_read_only_where_whole_letters_are_scanned(path, is_read):
    content = b"1" * (MOST_BYTES + 1)
    body = BodyLimits().read(environ(content) | {"PATH_INFO": path})
    assert len(body.read()) == (len(content) if is_read else 0)


class Held:
    """A body that does not come until it may."""

    def __init__(self):
        self.may = threading.Event()

    def read(self, size):
        self.may.wait(10)
        return b"x" * size


def hold(limits, count, addresses, *, all_of=None):
    held = Held()
    threads = []
    for number in range(count):
        asked = environ(b"x", address=addresses(number)) | {"wsgi.input": held}
        threads.append(threading.Thread(target=limits.read, args=(asked,)))
        threads[-1].start()
    end = time.monotonic() + 5
    while len(limits.readings) < (all_of or count) and time.monotonic() < end:
        time.sleep(0.01)
    return held, threads


def test_of_one_address_so_many_bodies_are_read_at_once_and_others_have_room():
    limits = BodyLimits()
    held, threads = hold(limits, body_limits.OF_ONE_ADDRESS, lambda _: "10.0.0.1")
    with pytest.raises(NoBody, match="busy"):
        limits.read(environ(LARGE))
    assert limits.read(environ(LARGE, address="10.0.0.2")).read() == LARGE
    # What may be here whole is read beside them.
    assert limits.read(environ(b"a")).read() == b"a"
    held.may.set()
    for thread in threads:
        thread.join(SECONDS)
    assert limits.read(environ(b"a")).read() == b"a"
    assert not limits.readings


def test_a_crowd_behind_one_address_whose_bodies_are_there_is_taken_whole():
    """Many people share the address of a mobile network; each of their bodies takes a few milliseconds."""
    limits, refused = BodyLimits(), []

    class Quick(io.BytesIO):
        def read(self, size=-1):
            time.sleep(0.002)
            return super().read(size)

    def send():
        try:
            limits.read(environ(b"a=b") | {"wsgi.input": Quick(b"a=b")})
        except NoBody as fault:
            refused.append(fault.why)

    crowd = [threading.Thread(target=send) for _ in range(4 * body_limits.OF_ONE_ADDRESS)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join(SECONDS)
    assert refused == []
    assert not limits.readings


def test_of_all_together_so_many_that_threads_are_left_for_pages():
    from ongikar.operations.serve import THREADS

    limits = BodyLimits()
    held, threads = hold(limits, body_limits.AT_ONCE, lambda number: f"10.0.0.{number}")
    with pytest.raises(NoBody, match="busy"):
        limits.read(environ(LARGE, address="10.0.1.1"))
    assert THREADS - body_limits.AT_ONCE >= 8
    # Some small ones beside them, and no more.
    count = body_limits.AT_ONCE + body_limits.WHOLE_AT_ONCE
    small, more = hold(limits, body_limits.WHOLE_AT_ONCE, lambda number: f"10.0.2.{number}", all_of=count)
    with pytest.raises(NoBody, match="busy"):
        limits.read(environ(b"a", address="10.0.1.1"))
    assert count == body_limits.MOST_THREADS < THREADS
    for each in (held, small):
        each.may.set()
    for thread in [*threads, *more]:
        thread.join(SECONDS)
    assert not limits.readings


class FromLine:
    """A body as it comes on a connection of this process."""

    def __init__(self, line):
        self.line = line

    def read(self, size):
        return self.line.recv(size)


class Senders:
    """Each on a line of its own, from addresses of this machine, with the threads that read their bodies."""

    def __init__(self, limits):
        self.limits, self.lines, self.threads = limits, [], []
        self.listener = socket.create_server(("127.0.0.1", 0))
        # Number of the sender → why its body was not read, or the body.
        self.ended = {}

    def begin(self, address, length, first):
        number = len(self.lines)
        line = socket.create_connection(self.listener.getsockname(), source_address=(address, 0))
        ours, _ = self.listener.accept()
        line.sendall(first)
        self.lines.append((line, ours))
        asked = environ(length=str(length), address=address) | {"wsgi.input": FromLine(ours)}

        def read():
            try:
                self.ended[number] = self.limits.read(asked).read()
            except NoBody as fault:
                self.ended[number] = fault.why

        self.threads.append(threading.Thread(target=read))
        self.threads[-1].start()
        return number

    def lines_found(self):
        return {each.line for each in list(self.limits.readings) if each.line}

    def end(self):
        for line, ours in self.lines:
            line.close()
            with suppress(OSError):
                ours.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(SECONDS)
        for _, ours in self.lines:
            ours.close()
        self.listener.close()


@pytest.fixture
def senders():
    made = Senders(BodyLimits())
    yield made
    made.end()


def until(is_so):
    end = time.monotonic() + SECONDS
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    assert is_so()


@pytest.mark.parametrize("addresses", [[f"127.0.9.{n}" for n in range(1, 25)], ["127.0.9.1"] * 8])
def test_where_all_places_are_taken_the_slowest_goes_and_not_who_comes(senders, addresses):
    unwatched = 2 if len(addresses) == 8 else body_limits.WATCHED_FROM
    for number, address in enumerate(addresses, start=1):
        senders.begin(address, 1_000_000, b"x")
        until(lambda many=number: len(senders.limits.readings) == many)
        until(lambda many=number: len(senders.lines_found()) == max(0, many - unwatched))
    # All but one go on well.
    slow = len(addresses) - 2
    for number, (line, _) in enumerate(senders.lines):
        line.sendall(b"x" * (10 if number == slow else 10_000))
    came = senders.begin(addresses[0] if len(addresses) == 8 else "127.0.9.99", len(LARGE), LARGE[:9])
    until(lambda: senders.ended)
    senders.lines[came][0].sendall(LARGE[9:])
    until(lambda: len(senders.ended) == 2)
    assert senders.ended == {slow: "dropped", came: LARGE}


def test_whoever_was_taken_for_the_slowest_gives_it_back_its_place():
    limits = BodyLimits()
    slowest, other = (BodyRead("10.0.0.1", "10.0.0.1", line=("10.0.0.1", port)) for port in (1, 2))
    slowest.is_dropped = True
    limits.readings |= {slowest, other}
    limits.end(other, is_broken_off=True)
    assert (slowest.is_dropped, slowest.line, other.is_dropped) == (False, ("10.0.0.1", 2), True)
    assert limits.readings == {slowest}


def test_to_one_whose_line_was_cut_no_page_is_made(senders):
    made = []
    lanes = Lanes(lambda *_: made.append(1))
    lanes.bodies.read = lambda environ: (_ for _ in ()).throw(NoBody(body_limits.DROPPED))
    assert ask(lanes, environ(b"a=b")) == ("408 Request Timeout", b"")
    assert not made


@pytest.mark.parametrize(
    ("seconds", "got", "slow"),
    [(19, 0, False), (21, 0, True), (60, 50_000, False), (60, 30_000, True), (1000, 2_000_000, False)],
)
def test_a_body_may_take_its_grace_and_a_second_for_a_thousand_bytes(seconds, got, slow):
    assert BodyRead("a", "a", began=0.0, got=got).is_too_slow(seconds) is slow


def test_only_lines_of_the_address_that_sends_slowly_are_cut(monkeypatch):
    cut, moments = [], iter([0.0, body_limits.GRACE + 1])

    class Line:
        def __init__(self, peer):
            self.peer = peer

        def shutdown(self, how):
            cut.append(self.peer)

    slow, quick, other = ("10.0.0.1", 1), ("10.0.0.1", 2), ("10.0.0.2", 3)
    came = {slow: [500, 600], quick: [500, 900_000], other: [500, 500]}
    monkeypatch.setattr(body_limits.time, "monotonic", lambda: next(moments))
    monkeypatch.setattr(
        body_limits,
        "connections_from",
        lambda watched: [(Line(peer), peer, line.pop(0)) for peer, line in came.items()],
    )
    cutter = ConnectionCutter()

    for _ in range(2):
        cutter.look({"10.0.0.1", "10.0.0.2"}, Counter({"10.0.0.1": 1}))
    assert cut == [slow]


@pytest.mark.parametrize(
    ("why", "status", "bn", "en"),
    [
        ("busy", 503, "অনেকে একসঙ্গে ফরম পাঠাচ্ছেন", "Many people are sending forms"),
        ("broken off", 408, "সংযোগ খুব ধীর ছিল", "The connection was too slow"),
    ],
)
def test_whoever_sent_it_reads_why_it_did_not_arrive_and_that_nothing_was_handed_in(
    client, db, why, status, bn, en
):
    for root, words in (("", bn), ("/en", en)):
        answer = client.post(f"{root}/track/", {"number": "x"}, **{UNREAD: why})
        assert answer.status_code == status
        assert words in answer.content.decode()
        assert answer["Retry-After"] == "30"


def heavy(path="/desk/books/services/2026/", method="GET"):
    return environ(method=method, length="") | {"PATH_INFO": path}


def test_what_takes_long_has_a_lane_of_its_own_and_what_is_sent_to_it_does_not_wait_there():
    lanes = Lanes(echo)
    for path in (
        "/desk/books/services/2026/",
        "/en/desk/books/services/2026.xlsx",
        "/en/desk/books/issue/2026.pdf",
    ):
        assert ask(lanes, heavy(path))[1] == b"heavy_0 None"
        # An order is taken at once: the worker makes the file.
        assert ask(lanes, heavy(path, "POST"))[1] == b"pages_0 None"
    for path in ("/desk/books/", "/track/", "/en/charter/", "/", "/desk/books/services/2026/x"):
        assert ask(lanes, heavy(path))[1] == b"pages_0 None"


def test_pages_are_made_while_a_register_takes_its_time_and_one_more_than_may_wait_is_told_so_at_once():
    """Ten officers open the largest registers: whoever tracks an application waits for none of them."""
    goes_on, begun = threading.Event(), threading.Semaphore(0)

    def app(asked, start_response):
        start_response("200 OK", [])
        if threading.current_thread().name.startswith("heavy"):
            begun.release()
            assert goes_on.wait(SECONDS)
        return [str(asked.get(UNREAD)).encode()]

    lanes, answers = Lanes(app), []
    officers = [
        threading.Thread(target=lambda: answers.append(ask(lanes, heavy()))) for _ in range(MOST_WAITING)
    ]
    for each in officers:
        each.start()
    assert begun.acquire(timeout=SECONDS)
    until = time.monotonic() + SECONDS
    while lanes.turns.waiting.acquire(blocking=False):
        lanes.turns.waiting.release()
        assert time.monotonic() < until
        time.sleep(0.01)
    assert ask(lanes, environ(method="GET", length="")) == ("200 OK", b"None")
    assert ask(lanes, heavy()) == ("200 OK", CROWDED.encode())
    goes_on.set()
    for each in officers:
        each.join(SECONDS)
    assert answers == [("200 OK", b"None")] * MOST_WAITING


def test_a_register_gives_way_between_its_lines_but_not_for_ever(monkeypatch):
    made, at_a_line, page_begun, page_ends = [], threading.Event(), threading.Event(), threading.Event()

    def app(asked, start_response):
        start_response("200 OK", [])
        if threading.current_thread().name.startswith("heavy"):
            at_a_line.set()
            assert page_begun.wait(SECONDS)
            give_way()
            made.append("register")
        else:
            page_begun.set()
            assert at_a_line.wait(SECONDS)
            page_ends.wait(0.2)
            made.append("page")
        return []

    for patience, order in ((SECONDS, ["page", "register"]), (0.01, ["register", "page"])):
        monkeypatch.setattr(heavy_pages, "PATIENCE", patience)
        for event in (at_a_line, page_begun):
            event.clear()
        made.clear()
        lanes = Lanes(app)
        register = threading.Thread(target=ask, args=(lanes, heavy()))
        register.start()
        assert at_a_line.wait(SECONDS)
        ask(lanes, environ(method="GET", length=""))
        register.join(SECONDS)
        assert made == order


def test_one_register_is_made_at_a_time_over_all_processes():
    """The turn is one of the kernel's, made before the server forks; it ends with the process that had it."""
    lanes = Lanes(echo)
    hold = "import fcntl, sys; fcntl.lockf(int(sys.argv[1]), fcntl.LOCK_EX); print(flush=True); input()"
    command = [sys.executable, "-c", hold, str(lanes.turns.file)]
    other = subprocess.Popen(command, pass_fds=[lanes.turns.file], stdin=PIPE, stdout=PIPE)
    other.stdout.readline()
    with pytest.raises(BlockingIOError):
        fcntl.lockf(lanes.turns.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    other.kill()
    other.communicate(timeout=SECONDS)
    assert ask(lanes, heavy())[1] == b"heavy_0 None"
