"""The end of the site's certificate, as the address itself shows it."""

import socket
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from ongikar.core.i18n.say import override_language
from ongikar.operations.health import health_sections
from ongikar.operations.health.health_sections import KeptEnd, ask_certificate_end
from ongikar.operations.health.measurements import measure
from tests.tls_front import Authority, Front


def test_it_is_asked_for_where_visitors_are_answered(tmp_path):
    front = Front(Authority(tmp_path))
    end = ask_certificate_end(f"https://127.0.0.1:{front.port}")
    front.listening.close()
    assert abs(end - (datetime.now(UTC) + timedelta(days=60))) < timedelta(minutes=5)


def test_where_nobody_or_no_certificate_answers_the_end_is_not_known():
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    assert ask_certificate_end(f"https://127.0.0.1:{port}") is None


def test_it_is_asked_for_once_an_hour_and_nobody_waits_for_an_address_that_does_not_answer(now):
    asked, answered = [], Event()

    def ask(address):
        asked.append(address)
        answered.wait(5)
        return now

    kept = KeptEnd(ask)
    assert kept("https://a.test") is None
    answered.set()
    assert KeptEnd(lambda address: now)("https://a.test") == now
    assert kept("https://a.test") in (None, now)
    assert asked == ["https://a.test"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("left", "state", "words"),
    [
        (None, "done", "its end is not known"),
        (timedelta(days=60), "kept", "the server in front renews it"),
        (timedelta(days=13), "late", "was not renewed"),
        (timedelta(0), "late", "Browsers warn everybody"),
    ],
)
def test_the_line_says_what_follows(settings, monkeypatch, now, left, state, words):
    settings.BEHIND_TLS, settings.ONGIKAR_PROXIES = True, frozenset({"127.0.0.1"})
    settings.PUBLIC_ADDRESS = "https://office.test"
    end = None if left is None else now + left
    monkeypatch.setattr(health_sections, "certificate_end", lambda address: end)
    with override_language("en"):
        line = health_sections.address_line(measure(now))
    assert line.state == state
    assert words in line.sentence
    assert line.has_failed == bool(line.need)
