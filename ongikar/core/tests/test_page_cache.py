"""The page cache answers published pages from memory, and nothing else."""

import gzip
import time

import pytest

from ongikar.core import cache_version
from ongikar.core.http import page_cache
from ongikar.core.http.page_cache import PageCache

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
PUBLIC = ("X-Public-Page", "1")


def at_once(job):
    """In place of the thread that makes a page anew while the one of before is served."""
    job()


def served_anew(cache, *path):
    """The page that was made while the one of before was served."""
    ask(cache, *path)
    return ask(cache, *path)[0]


class Site:
    """An application that counts how often it is asked."""

    def __init__(self, headers=(PUBLIC,), status="200 OK", filling=""):
        self.headers, self.status, self.filling, self.asked = list(headers), status, filling, 0

    def __call__(self, environ, start_response):
        self.asked += 1
        start_response(self.status, [("Content-Type", "text/html"), *self.headers])
        return [f"page {self.asked}{self.filling}".encode()]


def ask(cache, path="/", method="GET", query="", encoding="", host="x", known=None):
    started = {}

    def start_response(status, headers, exc_info=None):
        started.update(status=status, headers=dict(headers))

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": host,
        "HTTP_ACCEPT_ENCODING": encoding,
    }
    if known is not None:
        environ["HTTP_IF_NONE_MATCH"] = known
    body = b"".join(cache(environ, start_response))
    return body, started


def test_a_public_page_is_made_once():
    site = Site()
    cache = PageCache(site)
    assert ask(cache)[0] == ask(cache)[0] == b"page 1"
    assert site.asked == 1


def test_the_marks_never_leave_the_building():
    cache = PageCache(Site([PUBLIC, ("X-Public-Until", str(time.time() + 30))]))
    for _ in range(2):
        assert not [name for name in ask(cache)[1]["headers"] if name.startswith("X-Public")]


def test_it_is_sent_gzipped_to_those_who_take_it():
    cache = PageCache(Site())
    ask(cache)
    body, headers = ask(cache, encoding="gzip, br")
    assert gzip.decompress(body) == b"page 1"
    assert headers["headers"]["Content-Encoding"] == "gzip"
    assert headers["headers"]["Content-Length"] == str(len(body))


@pytest.mark.parametrize("encoding", ["", "gzip"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("as_known", ["{}", "W/{}", '"other", {}', "*", ' W/"x" ,  {} '])
def test_who_has_the_page_is_told_so_and_gets_no_body(encoding, method, as_known):
    cache = PageCache(Site())
    first = ask(cache, encoding=encoding)[1]
    etag = first["headers"]["ETag"]
    assert etag.startswith('"'), "a strong one: the bytes are the same"
    body, headers = ask(cache, method=method, encoding=encoding, known=as_known.format(etag))
    assert (body, headers["status"]) == (b"", "304 Not Modified")
    # What the page itself would have said of it, and no length of a body that is not there (RFC 9110 15.4.5).
    for name in ("ETag", "Vary", "Cache-Control"):
        assert headers["headers"][name] == first["headers"][name]
    assert "Content-Length" not in headers["headers"]


def test_each_form_of_a_page_has_a_tag_of_its_own_and_each_page_too():
    cache = PageCache(Site())
    tags = {
        ask(cache, path, encoding=how)[1]["headers"]["ETag"] for path in ("/", "/en/") for how in ("", "gzip")
    }
    assert len(tags) == 4


def test_the_same_bytes_have_the_same_tag_in_every_process():
    assert ask(PageCache(Site()))[1]["headers"]["ETag"] == ask(PageCache(Site()))[1]["headers"]["ETag"]


@pytest.mark.parametrize("known", ['"other"', "", '""', "nonsense, ,", "\xff"])
def test_who_has_another_page_gets_this_one(known):
    cache = PageCache(Site())
    ask(cache)
    body, headers = ask(cache, known=known)
    assert (body, headers["status"]) == (b"page 1", "200 OK")


def test_a_page_that_changed_is_sent_to_whoever_had_it():
    cache = PageCache(Site(), beside=at_once)
    etag = ask(cache)[1]["headers"]["ETag"]
    cache_version.invalidate_now()
    assert ask(cache, known=etag)[1]["status"] == "304 Not Modified"
    body, headers = ask(cache, known=etag)
    assert (body, headers["status"]) == (b"page 2", "200 OK")
    assert headers["headers"]["ETag"] != etag


def test_the_answer_to_a_question_is_compared_but_not_kept():
    site = Site([("X-Public-Page", "1 once")], filling="")
    site.__class__ = type("Same", (Site,), {"__call__": same_page})
    cache = PageCache(site)
    etag = ask(cache, query="q=x")[1]["headers"]["ETag"]
    assert ask(cache, query="q=x", known=etag)[1]["status"] == "304 Not Modified"
    assert site.asked == 2
    assert not cache.pages


def same_page(site, environ, start_response):
    site.asked += 1
    start_response(site.status, site.headers)
    return [b"the same"]


def test_the_stamp_of_all_offices_drops_every_page():
    cache = PageCache(Site(), beside=at_once)
    ask(cache)
    cache_version.invalidate_now()
    assert served_anew(cache) == b"page 2"


def test_what_one_office_publishes_drops_its_pages_and_leaves_those_of_others():
    cache = PageCache(Site(), beside=at_once)
    ask(cache)
    cache_version.invalidate_now(2)
    assert served_anew(cache) == b"page 1"
    cache_version.invalidate_now(1)
    assert served_anew(cache) == b"page 2"


def test_what_is_counted_in_an_office_drops_the_pages_that_show_it_and_no_others():
    plain = PageCache(Site(), beside=at_once)
    counted = PageCache(Site([("X-Public-Page", "1 figures")]), beside=at_once)
    for cache in (plain, counted):
        ask(cache)
    cache_version.invalidate_now(cache_version.figures_of(2))
    assert served_anew(counted) == b"page 1"
    cache_version.invalidate_now(cache_version.figures_of(1))
    assert served_anew(plain) == b"page 1"
    assert served_anew(counted) == b"page 2"


def test_nobody_waits_while_a_page_is_made_anew_and_it_is_made_once():
    site, jobs = Site(), []
    cache = PageCache(site, beside=jobs.append)
    ask(cache)
    cache_version.invalidate_now()
    assert [ask(cache)[0] for _ in range(3)] == [b"page 1"] * 3
    assert (site.asked, len(jobs)) == (1, 1)
    jobs.pop()()
    assert [ask(cache)[0] for _ in range(3)] == [b"page 2"] * 3
    assert not jobs


def test_the_thread_that_makes_pages_anew_is_a_real_one():
    cache = PageCache(Site())
    # Without the database: a thread of its own has a connection of its own.
    cache.marks = dict
    ask(cache)
    cache.marks = lambda: {1: 7}
    assert ask(cache)[0] == b"page 1"
    cache.thread.shutdown(wait=True)
    assert ask(cache)[0] == b"page 2"


def test_a_page_of_before_is_served_for_half_a_minute_and_no_longer(monkeypatch):
    cache = PageCache(Site(), beside=lambda job: None)
    ask(cache)
    later(monkeypatch, 89)
    assert ask(cache)[0] == b"page 1"
    later(monkeypatch, 2)
    assert ask(cache)[0] == b"page 2"


def test_a_page_that_cannot_be_made_anew_is_served_to_its_end_and_tried_again(monkeypatch):
    site = Site()
    cache = PageCache(site, beside=at_once)
    ask(cache)
    cache_version.invalidate_now()
    working, cache.application = site, lambda *_: 1 / 0
    assert [ask(cache)[0] for _ in range(2)] == [b"page 1"] * 2
    cache.application = working
    assert served_anew(cache) == b"page 2"


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found"])
def test_what_is_no_public_page_any_more_is_no_longer_served(status):
    site = Site()
    cache = PageCache(site, beside=at_once)
    ask(cache)
    cache_version.invalidate_now()
    site.status = status
    ask(cache)
    assert ask(cache)[1]["status"] == status


def test_what_is_published_while_a_page_is_made_drops_it():
    class Slow(Site):
        def __call__(self, environ, start_response):
            made = super().__call__(environ, start_response)
            if self.asked == 1:
                cache_version.invalidate_now(1)
            return made

    cache = PageCache(Slow(), beside=at_once)
    ask(cache)
    assert served_anew(cache) == b"page 2"


def later(monkeypatch, seconds):
    at, moment = time.monotonic() + seconds, time.time() + seconds
    monkeypatch.setattr("ongikar.core.http.page_cache.time.monotonic", lambda: at)
    monkeypatch.setattr("ongikar.core.http.page_cache.time.time", lambda: moment)


def test_a_page_lives_a_minute_at_most(monkeypatch):
    cache = PageCache(Site(), beside=at_once)
    ask(cache)
    later(monkeypatch, 61)
    assert served_anew(cache) == b"page 2"


def test_a_page_that_is_true_for_a_while_is_made_anew_then(monkeypatch):
    cache = PageCache(Site([PUBLIC, ("X-Public-Until", str(time.time() + 20))]))
    ask(cache)
    later(monkeypatch, 10)
    assert ask(cache)[0] == b"page 1"
    later(monkeypatch, 20)
    assert ask(cache)[0] == b"page 2"


@pytest.mark.parametrize(
    "site",
    [
        Site(headers=()),
        Site(headers=[PUBLIC, ("Set-Cookie", "a=b")]),
        Site(status="404 Not Found"),
    ],
    ids=["not public", "sets a cookie", "not found"],
)
def test_what_is_not_the_same_for_everybody_is_never_kept_and_has_no_tag(site):
    cache = PageCache(site)
    assert "ETag" not in ask(cache)[1]["headers"]
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


def test_what_is_said_of_a_page_not_sent_is_what_would_be_said_of_it():
    """Also the first time, when the page is not there yet."""
    headers = ask(PageCache(Site()), method="HEAD")
    assert headers[0] == b""
    # The application was asked twice, and the page is the second.
    cache = PageCache(Site())
    ask(cache, "/other/")
    assert headers[1]["headers"] == ask(cache)[1]["headers"]


def test_a_head_request_has_no_body():
    cache = PageCache(Site())
    ask(cache)
    body, headers = ask(cache, method="HEAD")
    assert body == b""
    assert headers["headers"]["Content-Length"] == "6"


def test_a_page_is_kept_once_by_whatever_port_and_letters_its_host_is_asked_for():
    site = Site()
    cache = PageCache(site)
    for host in (
        "office.example",
        "office.example:8000",
        "OFFICE.example:1",
        *(f"office.example:{n}" for n in range(99)),
    ):
        assert ask(cache, host=host)[0] == b"page 1"
    assert len(cache.pages) == 1
    for host in ("[::1]", "[::1]:8000", "[::1]:1"):
        assert ask(cache, host=host)[0] == b"page 2"
    assert ask(cache, host="other.example")[0] == b"page 3"


def test_what_is_kept_is_bounded_in_bytes_and_the_oldest_go_first(monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_BYTES", 100_000)
    cache = PageCache(Site(filling="x" * 10_000))
    for number in range(200):
        ask(cache, f"/{number}/")
        assert cache.size == sum(page.size for page in cache.pages.values()) <= 100_000
    assert 5 < len(cache.pages) < 10
    assert " /199/?" in list(cache.pages)[-1].replace("x", "")
    # The same page again takes no more room.
    size = cache.size
    cache_version.invalidate_now()
    ask(cache, "/199/")
    assert cache.size == size


def test_a_page_too_large_to_be_kept_is_answered_all_the_same(monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_BYTES", 100_000)
    cache = PageCache(Site(filling="x" * 60_000))
    assert ask(cache)[0].startswith(b"page 1")
    assert not cache.pages
