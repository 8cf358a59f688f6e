"""A page cache in front of Django: published public pages are answered from memory, as bytes.

A view asks for it with the response header `X-Public-Page: 1`, and only for a page that is the same for everybody:
it may carry no token, no cookie and no live figure that the public stamp does not drop. A page lives at most a
minute, since some of them say what day is due if you apply now.
"""

import gzip
import time
from collections.abc import Callable, Iterable

from ongikar.frame import stamp
from ongikar.frame.public import MARK

SECONDS = 60
MOST_PAGES = 2000

Kept = tuple[float, int, str, list[tuple[str, str]], bytes, list[tuple[str, str]], bytes]


class PageCache:
    """A WSGI application around another. Keeps each page twice: plain and gzipped."""

    def __init__(self, application: Callable):
        self.application = application
        self.pages: dict[str, Kept] = {}

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        key = f"{environ.get('HTTP_HOST', '')} {environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
        page = self.pages.get(key)
        if page is not None and page[0] > time.monotonic() and page[1] == stamp.read():
            return self.answer(page, environ, start_response)
        return self.make(key, environ, start_response)

    def answer(self, page: Kept, environ: dict, start_response: Callable) -> list[bytes]:
        zipped = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        headers, body = (page[5], page[6]) if zipped else (page[3], page[4])
        start_response(page[2], headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def make(self, key: str, environ: dict, start_response: Callable) -> Iterable[bytes]:
        stamped = stamp.read()
        told: list = []

        def listen(status, headers, exc_info=None):
            told[:] = [status, headers]
            if exc_info:
                return start_response(status, headers, exc_info)
            return None

        body = self.application(environ, listen)
        status, headers = told
        asked = any(name == MARK for name, _ in headers)
        headers = [(name, value) for name, value in headers if name != MARK]
        if not asked or not status.startswith("200") or environ["REQUEST_METHOD"] != "GET":
            start_response(status, headers)
            return body
        plain = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        if any(name == "Set-Cookie" for name, _ in headers):
            start_response(status, headers)
            return [plain]
        headers = [h for h in headers if h[0] not in ("Content-Length", "Vary")]
        headers += [("Vary", "Accept-Encoding"), ("Cache-Control", "public, max-age=0, must-revalidate")]
        small = gzip.compress(plain, 9, mtime=0)
        page = (
            time.monotonic() + SECONDS, stamped, status,
            [*headers, ("Content-Length", str(len(plain)))], plain,
            [*headers, ("Content-Encoding", "gzip"), ("Content-Length", str(len(small)))], small,
        )  # fmt: skip
        if len(self.pages) >= MOST_PAGES:
            self.pages.clear()
        self.pages[key] = page
        return self.answer(page, environ, start_response)
