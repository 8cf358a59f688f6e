"""Django behind three lanes: pages in one, forms with files in another, so that nobody waits for a picture to
be drawn, and in the third what takes long by intent, so that nobody waits for a register of a large year.

The server's threads, of which there are many, read bodies, answer from memory and wait; each lane is one
thread that does the work, with one connection to the database. See docs/decisions/043 and 097.
"""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from django.http import FileResponse

from ongikar.core import cache_version

from .body_limits import DROPPED, BodyLimits, NoBody
from .heavy_pages import Turns, is_heavy
from .request_limits import CROWDED, UNREAD
from .web_processes import Cell, web_processes

FILES = "multipart/form-data"
# Status, headers and body.
Made = tuple[str, list[tuple[str, str]], Iterable[bytes]]


class Lanes:
    """A WSGI application around another, which is run in threads of its own. The threads begin with the first
    request.
    """

    def __init__(self, application: Callable) -> None:
        self.application, self.bodies, self.turns = application, BodyLimits(), Turns()
        # Thread of a lane → since when it has worked at the request that it has in hand.
        self.at_work: dict[int, float] = {}
        # Made here and not by whoever comes first: of several that come at once each would make its own.
        self.pages, self.files, self.heavy, self.marks_lane = (
            ThreadPoolExecutor(1, name) for name in ("pages", "files", "heavy", "marks")
        )

    def marks(self) -> cache_version.Versions:
        """The cache versions, asked for in a thread of their own: the server's threads hold no connection.

        None of them once the process is ending: the page that is at hand is served, and no other is made.
        """
        known = cache_version.fresh_versions()
        if known is not None:
            return known
        try:
            asked = self.marks_lane.submit(cache_version.current_versions)
        except RuntimeError:
            return {}
        return asked.result()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        has_files = environ.get("CONTENT_TYPE", "").startswith(FILES)
        try:
            environ["wsgi.input"] = self.bodies.read(environ)
        except NoBody as fault:
            if fault.why == DROPPED:
                start_response("408 Request Timeout", [("Content-Length", "0"), ("Connection", "close")])
                return [b""]
            # The gate says so in the language of the page; nothing of the body is looked at.
            environ["wsgi.input"], environ[UNREAD], has_files = BytesIO(), fault.why, False
        if has_files:
            made = self.put_in(self.files, self.run, environ)
        elif is_heavy(environ):
            made = self.run_heavy(environ)
        else:
            with self.turns.page_at_hand():
                made = self.put_in(self.pages, self.run, environ)
        if made is None:
            # The process is ending, and takes nothing more.
            start_response("503 Service Unavailable", [("Content-Length", "0"), ("Connection", "close")])
            return [b""]
        status, headers, body = made
        start_response(status, headers)
        return body

    def put_in(self, lane: ThreadPoolExecutor, work: Callable[[dict], Made], environ: dict) -> Made | None:
        """What comes of a request in a lane; None where the process is ending."""
        web_processes.add(Cell.WAITING)
        try:
            answer = lane.submit(work, environ)
        except RuntimeError:
            web_processes.add(Cell.WAITING, -1)
            return None
        return answer.result()

    def run_heavy(self, environ: dict) -> Made | None:
        """In the lane of heavy pages, where there is room among those that wait; else it says so at once."""
        if not self.turns.waiting.acquire(blocking=False):
            environ[UNREAD] = CROWDED
            with self.turns.page_at_hand():
                return self.put_in(self.pages, self.run, environ)
        try:
            return self.put_in(self.heavy, self.run_in_turn, environ)
        finally:
            self.turns.waiting.release()

    def run_in_turn(self, environ: dict) -> Made:
        with self.turns.heavy_at_hand():
            return self.run(environ)

    def run(self, environ: dict) -> Made:
        web_processes.add(Cell.WAITING, -1)
        me = threading.get_ident()
        self.at_work[me] = time.monotonic()
        try:
            return self.answer(environ)
        finally:
            del self.at_work[me]

    def answer(self, environ: dict) -> Made:
        started: list = []

        def listen(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            started[:] = [status, headers]

        parts: Iterable[bytes] = self.application(environ, listen)
        if isinstance(parts, FileResponse):
            # A file of a hundred megabytes: sent from the disk by the server's thread, which closes it. It
            # asks nothing of the database, and the lane is free for the next page.
            environ["wsgi.input"].close()
            return started[0], started[1], parts
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
            environ["wsgi.input"].close()
        return started[0], started[1], [body]
