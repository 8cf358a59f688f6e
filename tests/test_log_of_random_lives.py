"""The log of an office's random lives, in both forms, says nothing of anybody: no name, number or words."""

import json
import logging
import re
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.test import Client

from ongikar.cases.models import Case
from ongikar.core.log_redaction import RedactingFormatter, RedactingJsonFormatter
from ongikar.core.request_id import RequestIdFilter
from ongikar.notices import sending
from ongikar.notices.models import Message
from ongikar.offices.models import Office

from .promises import test_seals_of_random_lives as lives

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """What the installation's own handler writes, at its own levels: once as JSON, once as text."""
    line = dict(django_settings.LOGGING["formatters"]["line"])
    line.pop("()")
    written = []
    for formatter in (RedactingJsonFormatter(), RedactingFormatter(**line)):
        handler = logging.StreamHandler(StringIO())
        handler.setFormatter(formatter)
        handler.addFilter(RequestIdFilter())
        logging.getLogger().addHandler(handler)
        written.append(handler)
    yield lambda: [handler.stream.getvalue() for handler in written]
    for handler in written:
        logging.getLogger().removeHandler(handler)


@pytest.fixture
def repeating_gateway(monkeypatch, settings):
    """A gateway that refuses every message, and repeats in its answer what it was handed."""

    class Refuses:
        @staticmethod
        def is_set():
            return True

        @staticmethod
        def send(message, taken):
            raise OSError(f"550 not taken: {message.body} for {message.address}")

    settings.ONGIKAR_SMS_URL = "http://127.0.0.1:1/?u=x"
    Office.objects.update(is_demo=False)
    monkeypatch.setattr(sending, "CHANNELS", dict.fromkeys(sending.CHANNELS, Refuses))


def personal_words() -> set[str]:
    """Names, numbers and addresses of everybody who asked for something, and what was written to them."""
    found = set()
    for case in Case.objects.select_related("applicant"):
        asker = case.applicant
        mobile = str(asker.mobile)
        found |= {asker.name, mobile, mobile.removeprefix("+88"), case.number}
    for message in Message.objects.all():
        # Each sentence: the whole would be missed where but one number in it is shortened.
        found |= {message.address, message.title, *re.split(r"[।.:\n]\s*", message.body)}
    return {word for word in found if len(word) > 5}


def test_nothing_of_anybody_is_in_the_log(office, log, repeating_gateway, monkeypatch):
    monkeypatch.setattr(lives, "LIVES", 25)
    life = lives.OfficeLife(office, seed=3)
    life.live()
    life.worker()
    browser = Client(raise_request_exception=False)

    def falls(request, number, **_):
        raise ValueError(f"no such request of {Case.objects.first().applicant.mobile}")

    for case in Case.objects.all()[:5]:
        browser.post("/track/", {"number": case.number, "last_four": "0000"})
        browser.get(f"/track/{case.number}/?name={case.applicant.name}")
    monkeypatch.setattr("django.urls.resolvers.URLPattern.resolve", _leading_to(falls))
    for case in Case.objects.all()[:5]:
        browser.get(f"/track/{case.number}/")
    words, (as_json, as_text) = personal_words(), log()
    lines = [json.loads(line) for line in as_json.splitlines()]
    assert [line for line in lines if "failed" in line["message"]], "the worker told of what failed"
    assert [line for line in lines if line.get("request_id")], "so did the web server"
    assert len(words) > 50
    for word in words - {case.number for case in Case.objects.all()}:
        assert word not in as_text, word
        assert word not in "".join(map(str, lines)), word


def _leading_to(view):
    """The tracking page leads to this view."""
    from django.urls import URLPattern

    before = URLPattern.resolve

    def resolve(self, path):
        match = before(self, path)
        if match and self.name == "track_case":
            match.func = view
        return match

    return resolve
