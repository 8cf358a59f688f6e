"""A page cache in front of Django: public pages, the same for everybody, are answered from memory, as
bytes, or with "you have it" (304).

A view asks for it as a `cacheable_page`, which sets the response header `X-Public-Page`, and only for a
page that is the same for everybody: it may carry no token, no cookie and no live figure that the cache
version does not drop. A page lives at most a minute, since some of them say what day is due if you apply
now, and less where the view says so (`X-Public-Until`).

Nobody waits while a page is made anew: for half a minute after it has aged or something was published the
page of before is served, and the new one is made beside. What is true until a moment only is never served
after it.
"""

import gzip
import hashlib
import logging
import math
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import wraps
from io import BytesIO
from threading import Lock
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from ongikar.core import cache_version

# The response headers by which a view tells the page cache so; they never leave the building.
MARK = "X-Public-Page"
UNTIL = "X-Public-Until"
# After the office's key: the page may be compared with what a browser has, but is not kept here.
ONCE = "once"
# After the office's key: the page shows what is counted in the office.
FIGURES = "figures"
View = Callable[..., HttpResponse]


def cacheable_page(view: View) -> View:
    """A view whose answer carries no token, no cookie and no figure, and nothing that
    `cache_version.invalidate` does not drop.

    Search results are as many as there are questions, so an address with a query string is not kept.
    """
    return marked_view(view)


def cacheable_figures(view: View) -> View:
    """The same for a page that shows what is counted in the office: it is made anew after each act that moves
    it.
    """
    return marked_view(view, FIGURES)


def marked_view(view: View, *more: str) -> View:
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            once = [ONCE] if request.GET else []
            response[MARK] = " ".join([str(office_key(request)), *more, *once])
        return response

    return wrapper


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


log = logging.getLogger("ongikar.core")
SECONDS = 60
# So long the page of before may be served while the new one is made.
MEANWHILE = 30
# Of one process, both forms of every page together; and what a page takes beside its bytes.
MOST_BYTES = 12 * 1024 * 1024
OVERHEAD = 2000
CACHED_BY_BROWSERS = "public, max-age=0, must-revalidate"
# Of one answer alone: written anew for each form of a page, or the number of the request it was made for.
NOT_KEPT = frozenset({"Content-Length", "Vary", "Cache-Control", "ETag", "X-Request-ID"})
Headers = list[tuple[str, str]]


class EncodedPage(NamedTuple):
    """A page as it is sent: plain or gzipped. Either has a strong ETag of its own, since the bytes differ."""

    etag: str
    headers: Headers
    body: bytes


class Scope(NamedTuple):
    """What a page tells of: an office, with what is counted there or without."""

    office_id: int
    has_figures: bool

    def version(self, marks: cache_version.Versions) -> int:
        return cache_version.version_of_office(marks, self.office_id, figures=self.has_figures)


class CachedPage(NamedTuple):
    """A page as it is kept: until `until` while its office's cache version is the same, and till `end` while
    another is made. Both count as time.monotonic().
    """

    until: float
    end: float
    scope: Scope
    version: int
    plain: EncodedPage
    gzipped: EncodedPage

    @property
    def size(self) -> int:
        return len(self.plain.body) + len(self.gzipped.body) + OVERHEAD


class PageCache:
    """A WSGI application around another. `marks` gives the cache versions as they stand; `beside` runs what
    nobody waits for.
    """

    def __init__(
        self,
        application: Callable,
        marks: Callable[[], cache_version.Versions] = cache_version.current_versions,
        beside: Callable[[Callable[[], None]], None] | None = None,
    ) -> None:
        self.application, self.marks = application, marks
        self.beside = beside or self.run_in_thread
        # It begins with the first page that has aged: a thread does not outlive the fork of its process.
        self.thread = ThreadPoolExecutor(1, "pages anew")
        self.pages: dict[str, CachedPage] = {}
        self.size = 0
        self.changing = Lock()
        self.being_made: set[str] = set()

    def run_in_thread(self, job: Callable[[], None]) -> None:
        # A process that is ending takes nothing more.
        with suppress(RuntimeError):
            self.thread.submit(job)

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        key = page_key(environ)
        page = self.pages.get(key)
        if page is not None and page.end > (now := time.monotonic()):
            if page.until <= now or page.version != page.scope.version(self.marks()):
                self.make_beside(key, environ)
            return serve_page(page, environ, start_response)
        return self.make(key, environ, start_response)

    def make_beside(self, key: str, environ: dict) -> None:
        """Make a page anew while the one of before is served; once, however many ask for it."""
        with self.changing:
            if key in self.being_made:
                return
            self.being_made.add(key)
        asked = environ | {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}
        asked.pop("HTTP_IF_NONE_MATCH", None)

        def job() -> None:
            try:
                for _ in self.make(key, asked, lambda *_: None):
                    pass
            except Exception:
                # The page of before is served to its end; whoever comes then meets the fault.
                log.exception("a public page could not be made anew")
            finally:
                self.being_made.discard(key)

        self.beside(job)

    def make(self, key: str, environ: dict, start_response: Callable) -> Iterable[bytes]:
        # As they stand before anything is read: what changes while the page is made, it may not know.
        marks = self.marks()
        started: list = []

        def listen(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            started[:] = [status, headers]
            if exc_info:
                return start_response(status, headers, exc_info)
            return None

        body = self.application(environ, listen)
        status, headers = started
        asked = next((value for name, value in headers if name == MARK), None)
        until = next((value for name, value in headers if name == UNTIL), None)
        headers = [(name, value) for name, value in headers if name not in (MARK, UNTIL)]
        if asked is None or not status.startswith("200"):
            # What is no public page any more is not served as one either.
            with self.changing:
                self.drop(key)
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
        office, *how = asked.split()
        if ONCE in how:
            return serve_form(
                encode_page(headers, plain, gzipped=takes_gzip(environ)), environ, start_response
            )
        page = make_page(Scope(int(office), FIGURES in how), marks, until, headers, plain)
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
    scope: Scope, marks: cache_version.Versions, until: str | None, headers: Headers, plain: bytes
) -> CachedPage:
    now = time.monotonic()
    true_for = math.inf if until is None else float(until) - time.time()
    return CachedPage(
        now + min(SECONDS, true_for),
        now + min(SECONDS + MEANWHILE, true_for),
        scope,
        scope.version(marks),
        encode_page(headers, plain, gzipped=False),
        encode_page(headers, plain, gzipped=True),
    )


def encode_page(headers: Headers, plain: bytes, *, gzipped: bool) -> EncodedPage:
    """One form of a page, with the headers that are its own."""
    digest = hashlib.sha256(plain).hexdigest()[:32]
    own = [h for h in headers if h[0] not in NOT_KEPT]
    own += [("Vary", "Accept-Encoding"), ("Cache-Control", CACHED_BY_BROWSERS)]
    body, etag = plain, f'"{digest}"'
    if gzipped:
        body, etag = gzip.compress(plain, 9, mtime=0), f'"{digest}-gzip"'
        own.append(("Content-Encoding", "gzip"))
    return EncodedPage(etag, [*own, ("ETag", etag), ("Content-Length", str(len(body)))], body)


def takes_gzip(environ: dict) -> bool:
    return "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")


def serve_page(page: CachedPage, environ: dict, start_response: Callable) -> list[bytes]:
    return serve_form(page.gzipped if takes_gzip(environ) else page.plain, environ, start_response)


def serve_form(form: EncodedPage, environ: dict, start_response: Callable) -> list[bytes]:
    if (known := environ.get("HTTP_IF_NONE_MATCH")) and is_etag_known(form.etag, known):
        same = [("ETag", form.etag), ("Vary", "Accept-Encoding"), ("Cache-Control", CACHED_BY_BROWSERS)]
        start_response("304 Not Modified", same)
        return []
    start_response("200 OK", form.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]


def is_etag_known(etag: str, known: str) -> bool:
    """Whether what the browser says it has (If-None-Match, RFC 9110 13.1.2) is this; ours hold no comma."""
    return any(each.strip().removeprefix("W/") in (etag, "*") for each in known.split(","))
