"""Log lines as JSON, and the number of the request in them."""

import json
import logging
import sys
from io import StringIO

import pytest
from django.test import Client

from ongikar.core.http.page_cache import PageCache
from ongikar.core.log_redaction import GONE, RedactingJsonFormatter, log_form, redact
from ongikar.core.request_id import RequestIdFilter, chosen_id, request_id

HEX = "0123456789abcdef0123456789abcdef"
UUID = "01234567-89ab-cdef-0123-456789abcdef"


@pytest.fixture
def lines():
    """`lines()`: what the installation's handler would have written as JSON, read back."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(RedactingJsonFormatter())
    handler.addFilter(RequestIdFilter())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def test_a_line_is_one_object_with_its_moment_and_its_words_in_bangla(lines):
    logging.getLogger("ongikar.worker").error("কাজ %s থেমেছে\nline two", 7)
    (line,) = lines()
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "ERROR", "logger": "ongikar.worker", "message": "কাজ 7 থেমেছে\nline two"}


def test_a_trace_is_redacted_before_it_is_encoded(lines):
    try:
        raise ValueError('Key (submission)=(abc)\nDETAIL: Key (a)=(b)\n"quoted" /receipt/abcdefgh/')
    except ValueError:
        logging.getLogger("ongikar.core").exception("at /apply/abcdefgh/check/")
    (line,) = lines()
    assert line["message"] == f"at /apply/{GONE}"
    assert "abcdefgh" not in line["exception"]
    assert "(abc)" not in line["exception"]
    assert "Traceback" in line["exception"]


def test_what_else_hangs_on_a_record_is_left_out(lines):
    logging.getLogger("django.request").critical("x", extra={"request": "<GET /o/abc>", "status_code": 500})
    assert lines()[0].keys() == {"time", "level", "logger", "message"}


@pytest.mark.parametrize("given", [HEX, UUID])
def test_a_well_formed_number_is_taken_over(given):
    assert chosen_id(given) == given


@pytest.mark.parametrize(
    "given",
    [
        "",
        "01712345678",
        "rahima",
        HEX[:-1],
        HEX + "0",
        HEX.upper(),
        f"{HEX}\n",
        UUID[:-1],
        "x" * 32,
        "৭" * 32,
    ],
)
def test_another_is_replaced_by_a_new_one(given):
    chosen = chosen_id(given)
    assert chosen != given
    assert chosen_id(chosen) == chosen


@pytest.mark.django_db
def test_the_answer_and_each_line_of_a_request_bear_its_number(office, lines, monkeypatch):
    def falls(*_):
        raise ValueError("a fault of ours")

    monkeypatch.setattr("ongikar.website.statement_views.retained_data", falls)
    browser = Client(raise_request_exception=False)
    answer = browser.get("/privacy/", headers={"x-request-id": HEX})
    assert (answer.status_code, answer["X-Request-ID"]) == (500, HEX)
    assert [line["request_id"] for line in lines() if line["logger"] == "ongikar.core"] == [HEX]
    assert f">{HEX[:8]}<" in answer.content.decode()
    assert request_id() == ""
    other = browser.get("/privacy/", headers={"x-request-id": "01712345678"})
    assert other["X-Request-ID"] == lines()[-1]["request_id"] != "01712345678"


def test_a_page_that_is_kept_bears_nobodys_number():
    def view(environ, start_response):
        start_response("200 OK", [("X-Public-Page", "0"), ("X-Request-ID", HEX)])
        return [b"page"]

    heads = []
    cache = PageCache(view, marks=dict)
    for _ in range(2):
        cache({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, lambda _, headers: heads.append(dict(headers)))
    assert len(heads) == 2
    assert not [head for head in heads if "X-Request-ID" in head]


def test_text_for_a_terminal_and_json_for_a_collector():
    assert [log_form("auto", is_terminal=each) for each in (True, False)] == ["text", "json"]
    assert [log_form(each, is_terminal=True) for each in ("json", "text")] == ["json", "text"]
    with pytest.raises(ValueError, match="ONGIKAR_LOG=xml"):
        log_form("xml", is_terminal=True)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("refused: 01712345678", f"refused: {GONE}"),
        ("to +8801712345678.", f"to {GONE}."),
        ("to +880 1712-345678", f"to {GONE}"),
        ("০১৭১২৩৪৫৬৭৮ নম্বরে", f"{GONE} নম্বরে"),
        ("SMTPRecipientsRefused: {'rahima.k@example.com': (550, b'no')}",
         f"SMTPRecipientsRefused: {{'{GONE}': (550, b'no')}}"),
        ("from ongikar@localhost", "from ongikar@localhost"),
        ("NID 1234567890123 and 1234567890", f"NID {GONE} and {GONE}"),
        ("entry 123456789 of 2026-11-27", "entry 123456789 of 2026-11-27"),
        ("after 0.1234567890 seconds", "after 0.1234567890 seconds"),
    ],
)  # fmt: skip
def test_a_persons_numbers_and_addresses_go(line, kept):
    assert redact(line) == kept


def test_python_says_where_a_line_came_from_without_it():
    """The redaction reads no stack by itself: a formatter that is asked for one gives it redacted."""
    record = logging.LogRecord("a", logging.ERROR, __file__, 1, "m", (), None)
    record.stack_info = "at /receipt/abcdefgh/"
    assert "abcdefgh" not in json.loads(RedactingJsonFormatter().format(record))["stack"]
    assert "pythonjsonlogger" in sys.modules
