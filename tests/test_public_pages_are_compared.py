"""Every public page has an ETag, the same for as long as nothing changes, and is not sent again to whoever
has it.
"""

import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

from ongikar.core import cache_version
from ongikar.core.http.page_cache import PageCache

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
PATHS = [
    "/",
    "/charter/",
    "/charter/official/",
    "/services/citizen-1/",
    "/account/",
    "/calendar/",
    "/grievances/",
    "/ledger/",
    "/charter/?q=ল্যাব",
]


@pytest.fixture(autouse=True)
def _one_connection():
    """A request ends no connection here, as with Django's own client: the test's transaction lives on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def _stopped_clock(now):
    """A page tells at which minute it was made: no test begins in one and ends in the next."""
    with time_machine.travel(now, tick=False):
        yield


def ask(application, path: str, **headers: str):
    started = {}

    def start_response(status, headers, exc_info=None):
        started.update(status=status, headers=dict(headers))

    body = application(RequestFactory().get(path, **headers).environ, start_response)
    return started["status"], started["headers"], b"".join(body)


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_public_page_is_sent_once_to_whoever_keeps_it(office, root, path):
    django = get_wsgi_application()
    status, headers, body = ask(PageCache(django), root + path)
    assert status == "200 OK", path
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    # Of another process, which has made the page by itself.
    again = ask(PageCache(django), root + path, HTTP_IF_NONE_MATCH=headers["ETag"])
    assert again[0] == "304 Not Modified"
    assert (again[1]["ETag"], again[2]) == (headers["ETag"], b"")
    assert len(body) > 1000


def test_what_an_office_changes_is_sent_to_whoever_had_the_page(office):
    cache = PageCache(get_wsgi_application(), beside=lambda job: job())
    before = ask(cache, "/charter/")
    type(office).objects.filter(pk=office.pk).update(name_bn="কার্যালয়, অন্য নামে")
    assert ask(cache, "/charter/", HTTP_IF_NONE_MATCH=before[1]["ETag"])[0] == "304 Not Modified"
    cache_version.invalidate_now()
    # The first who comes has the page of before, and the new one is made meanwhile.
    ask(cache, "/charter/")
    status, headers, body = ask(cache, "/charter/", HTTP_IF_NONE_MATCH=before[1]["ETag"])
    assert status == "200 OK"
    assert headers["ETag"] != before[1]["ETag"]
    assert "কার্যালয়, অন্য নামে" in body.decode()


@pytest.mark.parametrize("path", ["/sign-in/", "/track/", "/mine/", "/nowhere/"])
def test_a_page_that_is_not_the_same_for_everybody_has_none(office, path):
    _, headers, _ = ask(PageCache(get_wsgi_application()), path)
    assert "ETag" not in headers
    assert "public" not in headers.get("Cache-Control", "")
