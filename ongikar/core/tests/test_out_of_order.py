"""When the database is away, the disk full or the program wrong: a page in the person's language, and nothing
typed is lost.
"""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import RequestFactory
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.http.error_pages import server_error
from ongikar.core.i18n.say import override_language

PASSES = [
    OperationalError("connection refused"),
    OperationalError("database or disk is full"),
    InterfaceError("connection already closed"),
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EDQUOT, "Disk quota exceeded"),
]
STAYS = [
    ValueError("a fault of ours"),
    ProgrammingError("no such column"),
    FileNotFoundError(2, "gone"),
    None,
]


def answered(fault, request=None, tongue="bn"):
    """The answer to a request that this fault ended."""
    request = request or RequestFactory().get("/track/?number=8549-26-00001")
    with override_language(tongue):
        if fault is None:
            return server_error(request)
        try:
            raise fault
        except type(fault):
            return server_error(request)


@pytest.mark.parametrize("fault", PASSES, ids=str)
def test_what_passes_by_itself_is_a_503_that_says_when_to_come_again(fault):
    response = answered(fault)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"


@pytest.mark.parametrize("fault", STAYS, ids=str)
def test_a_fault_of_ours_is_a_500(fault):
    response = answered(fault)
    assert response.status_code == 500
    assert "Retry-After" not in response


def test_what_a_database_fault_led_to_is_told_as_what_it_came_of():
    led_to = KeyError("office")
    led_to.__context__ = OperationalError("connection refused")
    assert answered(led_to).status_code == 503


@pytest.mark.parametrize(
    ("tongue", "words"), [("bn", "কয়েক মিনিট পরে আবার চেষ্টা করুন"), ("en", "Try again in a few minutes")]
)
def test_the_page_speaks_the_persons_language_and_leads_back_to_the_same_address(tongue, words):
    page = HTMLParser(answered(PASSES[0], tongue=tongue).content)
    assert page.css_first("html").attributes["lang"] == tongue
    assert words in page.body.text()
    assert page.css_first("main .btn").attributes["href"] == "/track/?number=8549-26-00001"


QUESTION = 'কয়টি ল্যাব "চালু"?\nসব <b>স্কুলে</b>'


@pytest.mark.parametrize("fault", [PASSES[0], STAYS[0]], ids=str)
def test_what_was_typed_is_sent_again_word_for_word(fault):
    sent = {"question": QUESTION, "papers": ["1", "2"], "csrfmiddlewaretoken": "a" * 64, "password": "secret"}
    page = HTMLParser(answered(fault, RequestFactory().post("/en/apply/citizen-1/?from=home", sent)).content)
    form = page.css_first("main form")
    assert (form.attributes["method"], form.attributes["action"]) == (
        "post",
        "/en/apply/citizen-1/?from=home",
    )
    kept = [(each.attributes["name"], each.attributes["value"]) for each in form.css("input[type=hidden]")]
    assert kept == [
        ("question", QUESTION),
        ("papers", "1"),
        ("papers", "2"),
        ("csrfmiddlewaretoken", "a" * 64),
    ]
    assert form.css_first("button") is not None


def test_a_password_is_not_written_into_the_page():
    request = RequestFactory().post("/sign-in/", {"login": "karim", "password": "ongikar-demo"})
    assert b"ongikar-demo" not in answered(PASSES[0], request).content


def test_a_file_is_asked_for_again_by_its_name():
    sent = {"show-1": "on", "paper-0": SimpleUploadedFile("nid.jpg", b"x", "image/jpeg")}
    page = HTMLParser(answered(PASSES[0], RequestFactory().post("/apply/a/papers/", sent)).content)
    file = page.css_first("form[enctype='multipart/form-data'] input[type=file]")
    assert file.attributes["name"] == "paper-0"
    assert "nid.jpg" in page.css_first(f"label[for={file.attributes['id']}]").text()


def test_a_body_that_could_not_be_read_is_told_to_be_lost():
    request = RequestFactory().post("/track/", {"number": "8549"})
    request.read(3)
    page = HTMLParser(answered(PASSES[3], request).content)
    assert page.css_first("main form") is None
    assert "আগের পাতায় ফিরে আবার পাঠান" in page.body.text()


@pytest.mark.parametrize("fault", [PASSES[0], STAYS[0]], ids=str)
def test_the_log_tells_the_fault_and_no_address(fault, caplog):
    answered(fault, RequestFactory().get("/apply/the-key-of-somebody/check/"))
    assert str(fault) in caplog.text
    assert "the-key-of-somebody" not in caplog.text


@pytest.mark.fast
def test_the_whole_site_answers_so(client, office, caplog, settings):
    """Through the site's own handler, and Django's log says no more than ours."""
    settings.ROOT_URLCONF = "tests.journeys.urls"
    client.raise_request_exception = False
    response = client.get("/en/broken/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()
    assert "500 at" in caplog.text
    assert "/en/broken/" not in caplog.text
