"""Bodies that never end or cannot be read."""

import io

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.config.wsgi import application
from ongikar.core.http import request_limits
from ongikar.core.i18n.say import override_language

from .sending import TONGUES, assert_answer_in_language

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Endless(io.RawIOBase):
    """A body of any length, which remembers how much of it was read."""

    def __init__(self):
        self.taken = 0

    def read(self, size=-1):
        self.taken += size if size > 0 else 1
        return b"x" * (size if size > 0 else 1)


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize(
    "path", ["/apply/nothing/papers/", "/track/8549-26-00001/answer/", "/sign-in/", "/nowhere/"]
)
def test_a_hundred_megabytes_are_refused_with_the_reason_before_they_are_read(path, tongue, office):
    body, started = Endless(), []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": ("/en" if tongue == "en" else "") + path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": body,
        "wsgi.errors": io.StringIO(),
        "CONTENT_LENGTH": str(100 * 1024 * 1024),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
    }
    page = b"".join(application(environ, lambda status, headers: started.append(status))).decode()
    assert started[0].startswith("413")
    assert body.taken == 0
    assert f'<html lang="{tongue}"' in page
    assert ("ফাইলটি খুব বড়" if tongue == "bn" else "That file is too big") in page


@pytest.mark.parametrize(
    ("sent_from", "leads_to"),
    [
        ("http://testserver/apply/a-token/papers/", "/apply/a-token/papers/"),
        ("http://testserver/track/8549-26-00001/?a=b&c=d#answer", "/track/8549-26-00001/?a=b&amp;c=d"),
        ("http://elsewhere.example/apply/a-token/papers/", "/"),
        ("http://testserver//elsewhere.example/", "/"),
        ("http://[broken/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_whoever_sent_too_large_a_file_finds_the_way_back_to_the_form(sent_from, leads_to, client, office):
    answer = client.post(
        "/track/8549-26-00001/answer/",
        "x",
        content_type="text/plain",
        CONTENT_LENGTH="99999999",
        HTTP_REFERER=sent_from,
        HTTP_HOST="testserver",
    )
    assert answer.status_code == 413
    assert f'<a class="btn" href="{leads_to}">' in answer.content.decode()


def test_what_announces_no_readable_length_is_not_read(rf):
    for length in ("", "abc", "-5", "১২"):
        request = rf.post("/")
        request.META["CONTENT_LENGTH"] = length
        assert request_limits.announced_length(request) == 0
    request.META["CONTENT_LENGTH"] = "9" * 5000
    assert request_limits.announced_length(request) > request_limits.MOST_BYTES


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize(
    ("content", "sort"),
    [
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data"),
        (
            b'--x\r\nContent-Disposition: form-data; name="number"\r\n\r\n'
            + b"1" * 2_000_000
            + b"\r\n--x--\r\n",
            "multipart/form-data; boundary=x",
        ),
        (b"&".join(b"a%d=1" % n for n in range(5000)), "application/x-www-form-urlencoded"),
        (b"number=" + b"1" * 2_000_000, "application/x-www-form-urlencoded"),
    ],
    ids=["no boundary", "2 MB of text", "5000 fields", "2 MB of text, plain"],
)
def test_a_body_that_cannot_be_read_gets_a_page(content, sort, tongue, office):
    with override_language(tongue):
        response = Client(raise_request_exception=False).post(reverse("track"), content, content_type=sort)
    assert response.status_code in (400, 413)
    assert_answer_in_language(response, tongue)
