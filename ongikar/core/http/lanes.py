"""Django behind two lanes: pages in one, forms with files in the other, so that nobody waits for a picture to
be drawn.

The server's threads, of which there are many, read bodies, answer from memory and wait; each lane is one
thread that does the work, with one connection to the database. See docs/decisions/043.
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
from .request_limits import UNREAD
from .web_processes import Cell, web_processes

FILES = "multipart/form-data"


class Lanes:
    """A WSGI application around another, which is run in threads of its own. The threads begin with the first
    request.
    """

    def __init__(self, application: Callable) -> None:
        self.application, self.bodies = application, BodyLimits()
        # Thread of a lane → since when it has worked at the request that it has in hand.
        self.at_work: dict[int, float] = {}
        # Made here and not by whoever comes first: of several that come at once each would make its own.
        self.pages, self.files, self.marks_lane = (
            ThreadPoolExecutor(1, name) for name in ("pages", "files", "marks")
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
        lane = self.files if has_files else self.pages
        web_processes.add(Cell.WAITING)
        try:
            answer = lane.submit(self.run, environ)
        except RuntimeError:
            web_processes.add(Cell.WAITING, -1)
            # The process is ending, and takes nothing more.
            start_response("503 Service Unavailable", [("Content-Length", "0"), ("Connection", "close")])
            return [b""]
        status, headers, body = answer.result()
        start_response(status, headers)
        return body

    def run(self, environ: dict) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
        web_processes.add(Cell.WAITING, -1)
        me = threading.get_ident()
        self.at_work[me] = time.monotonic()
        try:
            return self.answer(environ)
        finally:
            del self.at_work[me]

    def answer(self, environ: dict) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
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
