"""A page cache in front of Django: public pages, the same for everybody, are answered from memory, as
bytes, or with "you have it" (304).

A view asks for it as a `cacheable_page`, which sets the response header `X-Public-Page`, and only for a
page that is the same for everybody: it may carry no token, no cookie and no live figure that the cache
version does not drop. A page lives at most a minute, since some of them say what day is due if you apply
now, and less where the view says so (`X-Public-Until`).
"""

import gzip
import hashlib
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from ongikar.core import cache_version

# The response headers by which a view tells the page cache so; they never leave the building.
MARK = "X-Public-Page"
UNTIL = "X-Public-Until"
# After the office's key: the page may be compared with what a browser has, but is not kept here.
ONCE = "once"


def cacheable_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose answer carries no token, no cookie and no figure that `cache_version.invalidate` does not
    drop.

    Search results are as many as there are questions, so an address with a query string is not kept.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response[MARK] = f"{office_key(request)} {ONCE}" if request.GET else str(office_key(request))
        return response

    return marked


def office_key(request: HttpRequest) -> int:
    office = getattr(request, "office", None)
    return office.pk if office else 0


def cacheable_until(response: HttpResponse, moment: datetime) -> HttpResponse:
    """The public page says something that is true until `moment` only, such as that the office is open: it is
    made anew then.

    Without it a page lives for as long as the page cache says, a minute.
    """
    response[UNTIL] = str(moment.timestamp())
    return response


SECONDS = 60
# Of one process, both forms of every page together; and what a page takes beside its bytes.
MOST_BYTES = 12 * 1024 * 1024
OVERHEAD = 2000
CACHED_BY_BROWSERS = "public, max-age=0, must-revalidate"
Headers = list[tuple[str, str]]


class EncodedPage(NamedTuple):
    """A page as it is sent: plain or gzipped. Either has a strong ETag of its own, since the bytes differ."""

    etag: str
    headers: Headers
    body: bytes


class CachedPage(NamedTuple):
    """A page as it is kept. `until` counts as time.monotonic(); it is dropped before when the office's
    cache version changes.
    """

    until: float
    office_id: int
    content_version: int
    plain: EncodedPage
    gzipped: EncodedPage

    @property
    def size(self) -> int:
        return len(self.plain.body) + len(self.gzipped.body) + OVERHEAD


class PageCache:
    """A WSGI application around another. `marks` gives the cache versions as they stand."""

    def __init__(
        self,
        application: Callable,
        marks: Callable[[], cache_version.Versions] = cache_version.current_versions,
    ) -> None:
        self.application, self.marks = application, marks
        self.pages: dict[str, CachedPage] = {}
        self.size = 0
        self.changing = Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        key = page_key(environ)
        page = self.pages.get(key)
        if (
            page is not None
            and page.until > time.monotonic()
            and page.content_version == cache_version.version_of_office(self.marks(), page.office_id)
        ):
            return serve_page(page, environ, start_response)
        return self.make(key, environ, start_response)

    def make(self, key: str, environ: dict, start_response: Callable) -> Iterable[bytes]:
        # As they stand before anything is read: what changes while the page is made, it may not know.
        marks = self.marks()
        told: list = []

        def listen(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            told[:] = [status, headers]
            if exc_info:
                return start_response(status, headers, exc_info)
            return None

        body = self.application(environ, listen)
        status, headers = told
        asked = next((value for name, value in headers if name == MARK), None)
        until = next((value for name, value in headers if name == UNTIL), None)
        headers = [(name, value) for name, value in headers if name not in (MARK, UNTIL)]
        if asked is None or not status.startswith("200"):
            start_response(status, headers)
            return body
        if environ["REQUEST_METHOD"] == "HEAD":
            # What is said of a page that is not sent is what would be said of it.
            if hasattr(body, "close"):
                body.close()
            self.make(key, environ | {"REQUEST_METHOD": "GET"}, start_response)
            return []
        plain = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        if any(name == "Set-Cookie" for name, _ in headers):
            start_response(status, headers)
            return [plain]
        office, _, how = asked.partition(" ")
        page = make_page(int(office), marks, until, headers, plain)
        if how != ONCE:
            self.keep(key, page)
        return serve_page(page, environ, start_response)

    def keep(self, key: str, page: CachedPage) -> None:
        """Keep a page; the oldest go where there is no room. One that would take a quarter of it
        is not kept.
        """
        with self.changing:
            self.drop(key)
            if page.size > MOST_BYTES // 4:
                return
            while self.pages and self.size + page.size > MOST_BYTES:
                self.drop(next(iter(self.pages)))
            self.pages[key] = page
            self.size += page.size

    def drop(self, key: str) -> None:
        if page := self.pages.pop(key, None):
            self.size -= page.size


def page_key(environ: dict) -> str:
    """The address without its port: one office is met at one name, by whatever way in."""
    host = environ.get("HTTP_HOST", "").lower()
    if not host.endswith("]"):
        host = host.rpartition(":")[0] or host
    return f"{host} {environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"


def make_page(
    office_id: int, marks: cache_version.Versions, until: str | None, headers: Headers, plain: bytes
) -> CachedPage:
    life = SECONDS if until is None else min(SECONDS, float(until) - time.time())
    digest = hashlib.sha256(plain).hexdigest()[:32]
    common = [h for h in headers if h[0] not in ("Content-Length", "Vary", "Cache-Control", "ETag")]
    common += [("Vary", "Accept-Encoding"), ("Cache-Control", CACHED_BY_BROWSERS)]

    def form(etag: str, body: bytes, *more: tuple[str, str]) -> EncodedPage:
        return EncodedPage(etag, [*common, *more, ("ETag", etag), ("Content-Length", str(len(body)))], body)

    zipped = gzip.compress(plain, 9, mtime=0)
    return CachedPage(
        time.monotonic() + life,
        office_id,
        cache_version.version_of_office(marks, office_id),
        form(f'"{digest}"', plain),
        form(f'"{digest}-gzip"', zipped, ("Content-Encoding", "gzip")),
    )


def serve_page(page: CachedPage, environ: dict, start_response: Callable) -> list[bytes]:
    form = page.gzipped if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else page.plain
    if (known := environ.get("HTTP_IF_NONE_MATCH")) and is_etag_known(form.etag, known):
        same = [("ETag", form.etag), ("Vary", "Accept-Encoding"), ("Cache-Control", CACHED_BY_BROWSERS)]
        start_response("304 Not Modified", same)
        return []
    start_response("200 OK", form.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]


def is_etag_known(etag: str, known: str) -> bool:
    """Whether what the browser says it has (If-None-Match, RFC 9110 13.1.2) is this; ours hold no comma."""
    return any(each.strip().removeprefix("W/") in (etag, "*") for each in known.split(","))
