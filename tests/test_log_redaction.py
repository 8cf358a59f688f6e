"""No log line holds what opens something: every address with a key in it is driven to its failures, and the
log is read.
"""

import logging
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from ongikar.core.log_redaction import GONE, OPENING, PLAIN, SECRET, RedactingFormatter, own_secrets, redact
from ongikar.operations.serve import LOG_FORMATTER
from ongikar.people.passwords import password_link

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
# As long as the real ones, and found nowhere by chance.
TOKEN = "Zq7TokenThatOpensSomething42xY"


def routes(resolver=None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in (resolver or get_resolver()).url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        else:
            yield route, each


def secret_routes() -> list[str]:
    return sorted({route for route, _ in routes() if SECRET & {name for _, name in PARAMETER.findall(route)}})


def test_every_part_of_an_address_is_named_as_one_that_opens_or_one_that_does_not():
    """A new route with a key of another name is put on one of the two lists."""
    texts = {
        name
        for route, _ in routes()
        for kind, name in PARAMETER.findall(route)
        if kind in ("str", "slug", "path", "uuid", "")
    }
    assert texts <= SECRET | PLAIN, texts - SECRET - PLAIN


def test_there_is_a_rule_for_every_route_with_a_key():
    for route in secret_routes():
        bare = route.removeprefix("en/")
        assert bare.startswith(OPENING), route
        first = PARAMETER.search(bare)
        assert TOKEN not in redact(f"at /{PARAMETER.sub(TOKEN, bare)}"), route
        assert first


@pytest.fixture
def log():
    """What the installation's own handler would write, of every logger and every level."""
    line = dict(settings.LOGGING["formatters"]["line"])
    assert line.pop("()").endswith("RedactingFormatter")
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(RedactingFormatter(**line))
    loggers = [
        logging.getLogger(name) for name in ("", "django.request", "django.security.csrf", "django.server")
    ]
    levels = [(each, each.level) for each in loggers]
    logging.getLogger().addHandler(handler)
    for each in loggers:
        each.setLevel(logging.DEBUG)
    yield written
    logging.getLogger().removeHandler(handler)
    for each, level in levels:
        each.setLevel(level)


def addresses() -> list[str]:
    def filled(part: re.Match) -> str:
        return "1" if part[1] == "int" else TOKEN

    return ["/" + PARAMETER.sub(filled, route) for route in secret_routes()]


@pytest.mark.django_db
def test_failures_at_every_address_with_a_key_leave_no_key_in_the_log(office, log, monkeypatch):
    """No token of a form, an unknown host, an unknown key, a fault of ours, a database that is away."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    tried = addresses()
    assert len(tried) >= 5
    statuses = set()
    for address in tried:
        statuses.add(browser.get(f"{address}?key={TOKEN}").status_code)
        statuses.add(browser.post(address, {"secret": TOKEN, "password1": TOKEN}).status_code)
        statuses.add(browser.get(address, headers={"host": "elsewhere.example"}).status_code)
    for fault in (
        ValueError(f"no way to /receipt/{TOKEN}/"),
        OperationalError(f"away: /apply/{TOKEN}/check/"),
    ):

        def fall(request, *args, fault=fault, **kwargs):
            raise fault

        monkeypatch.setattr("django.urls.resolvers.URLPattern.resolve", _leading_to(fall))
        for address in tried:
            statuses.add(browser.get(address).status_code)
        monkeypatch.undo()
    logged = log.getvalue()
    assert {400, 403, 404, 500, 503} <= statuses
    assert "Forbidden (CSRF" in logged, "what leaked a link is driven here"
    assert "ValueError" in logged
    assert TOKEN not in logged
    assert logged.count(GONE) > len(tried)


def _leading_to(view):
    """Every route of the site leads to this view."""
    before = URLPattern.resolve

    def resolve(self, path):
        match = before(self, path)
        if match:
            match.func = view
        return match

    return resolve


@pytest.mark.django_db
def test_a_live_link_to_a_new_password_is_not_in_the_log(karim, log):
    link = password_link(karim)
    address = link[link.index("/new-password/") :]
    Client(enforce_csrf_checks=True).post(address, {"password1": "x"})
    seal = address.rstrip("/").rpartition("/")[2]
    assert "/new-password/" in log.getvalue()
    assert seal not in log.getvalue()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Forbidden: /en/receipt/abcdefgh/pdf", f"Forbidden: /en/receipt/{GONE}"),
        (
            "Not Found: https://a.example/apply/abc/check/ now",
            f"Not Found: https://a.example/apply/{GONE} now",
        ),
        (
            "GET /desk/cases/8549-26-00417-58203/identity/?key=abc",
            f"GET /desk/cases/8549-26-00417-{GONE}/identity/?{GONE}",
        ),
        (
            "no route to http://127.0.0.1:13013/cgi-bin/sendsms?username=o&password=p",
            f"no route to http://127.0.0.1:13013/cgi-bin/sendsms?{GONE}",
        ),
        (
            "cannot reach postgresql://ongikar:hush@db.example/o",
            f"cannot reach postgresql://ongikar:{GONE}@db.example/o",
        ),
        (
            "DETAIL:  Key (submission)=(abc) already exists.",
            f"DETAIL:  Key (submission)=({GONE}) already exists.",
        ),
        ("DETAIL:  Failing row contains (1, a, (b), c).", f"DETAIL:  Failing row contains ({GONE})."),
        (
            'File "/srv/ongikar/papers/links.py", line 20, in told',
            'File "/srv/ongikar/papers/links.py", line 20, in told',
        ),
        ("the old number 8549-25-00417 stays", "the old number 8549-25-00417 stays"),
        ("3 of 5 done? yes", "3 of 5 done? yes"),
    ],
)
def test_what_opens_goes_and_the_rest_stays(line, kept):
    assert redact(line) == kept


def test_a_secret_of_the_settings_goes_wherever_it_stands(settings):
    settings.SMTP_PASSWORD = "hush-hush"
    own_secrets.cache_clear()
    assert redact("535 refused: hush-hush!") == f"535 refused: {GONE}!"
    own_secrets.cache_clear()


def test_the_web_server_writes_its_lines_in_the_same_way():
    from granian.log import LOGGING_CONFIG

    assert set(LOGGING_CONFIG["formatters"]) == {"generic", "access"}
    assert LOG_FORMATTER["()"].endswith("RedactingFormatter")
