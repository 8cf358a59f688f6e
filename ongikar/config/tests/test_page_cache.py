"""The page cache answers published pages from memory, and nothing else."""

import gzip

import pytest

from ongikar.config.page_cache import PageCache
from ongikar.frame import stamp


class Site:
    """An application that counts how often it is asked."""

    def __init__(self, headers=(("X-Public-Page", "1"),), status="200 OK"):
        self.headers, self.status, self.asked = list(headers), status, 0

    def __call__(self, environ, start_response):
        self.asked += 1
        start_response(self.status, [("Content-Type", "text/html"), *self.headers])
        return [f"page {self.asked}".encode()]


def ask(cache, path="/", method="GET", query="", encoding=""):
    told = {}

    def start_response(status, headers, exc_info=None):
        told.update(status=status, headers=dict(headers))

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "x",
        "HTTP_ACCEPT_ENCODING": encoding,
    }
    body = b"".join(cache(environ, start_response))
    return body, told


def test_a_public_page_is_made_once():
    site = Site()
    cache = PageCache(site)
    assert ask(cache)[0] == ask(cache)[0] == b"page 1"
    assert site.asked == 1


def test_the_mark_never_leaves_the_building():
    cache = PageCache(Site())
    for _ in range(2):
        assert "X-Public-Page" not in ask(cache)[1]["headers"]


def test_it_is_sent_gzipped_to_those_who_take_it():
    cache = PageCache(Site())
    ask(cache)
    body, told = ask(cache, encoding="gzip, br")
    assert gzip.decompress(body) == b"page 1"
    assert told["headers"]["Content-Encoding"] == "gzip"
    assert told["headers"]["Content-Length"] == str(len(body))


def test_the_stamp_drops_every_page():
    site = Site()
    cache = PageCache(site)
    ask(cache)
    stamp._touch()
    assert ask(cache)[0] == b"page 2"


def test_a_page_lives_a_minute_at_most(monkeypatch):
    site = Site()
    cache = PageCache(site)
    ask(cache)
    import time

    later = time.monotonic() + 61
    monkeypatch.setattr("ongikar.config.page_cache.time.monotonic", lambda: later)
    assert ask(cache)[0] == b"page 2"


@pytest.mark.parametrize(
    "site",
    [
        Site(headers=()),
        Site(headers=[("X-Public-Page", "1"), ("Set-Cookie", "a=b")]),
        Site(status="404 Not Found"),
    ],
    ids=["not public", "sets a cookie", "not found"],
)
def test_what_is_not_the_same_for_everybody_is_never_kept(site):
    cache = PageCache(site)
    ask(cache)
    assert ask(cache)[0] == b"page 2"


def test_a_post_always_goes_through():
    site = Site()
    cache = PageCache(site)
    ask(cache)
    assert ask(cache, method="POST")[0] == b"page 2"


def test_languages_and_questions_are_pages_of_their_own():
    cache = PageCache(Site())
    assert ask(cache, "/")[0] != ask(cache, "/en/")[0]
    assert ask(cache, "/")[0] != ask(cache, "/", query="q=x")[0]


def test_a_head_request_has_no_body():
    cache = PageCache(Site())
    ask(cache)
    body, told = ask(cache, method="HEAD")
    assert body == b""
    assert told["headers"]["Content-Length"] == "6"
