"""The stage of the notices: a real mail server, a real gateway, and an office whose messages may leave."""

import socket
import time
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.controller import Controller

from ongikar.clock.watch import watch_clocks
from ongikar.journal.outbox import run_due_entries
from ongikar.notices import sending
from ongikar.offices.models import Office


class Postbox:
    """Takes mail, unless it refuses; keeps what it took."""

    def __init__(self):
        self.mails, self.refusals = [], 0
        # What it says to every mail instead of taking it; "" takes it.
        self.answer = ""
        self.on_data = self.on_taken = self.on_quit = None

    async def handle_DATA(self, server, session, envelope):
        if self.on_data:
            self.on_data()
        if self.answer:
            return self.answer
        if self.refusals:
            self.refusals -= 1
            return "451 the mailbox is full, try again later"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.on_taken:
            self.on_taken()
        return "250 taken"

    async def handle_QUIT(self, server, session, envelope):
        if self.on_quit:
            self.on_quit()
        return "221 bye"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def postbox():
    """A mail server on a port of its own, as (its postbox, its port)."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


@pytest.fixture
def mail(postbox, settings):
    """The postbox, with the office's mail going to it."""
    smtp = {"host": "127.0.0.1", "port": postbox.port, "timeout": 5}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": smtp}
    }
    settings.ONGIKAR_MAIL_IS_SET = True
    return postbox


class Gateway(ThreadingHTTPServer):
    """A gateway that speaks Kannel's sendsms form."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), SendsmsHandler)
        self.taken, self.refusals = [], 0
        # What it says instead, as (status, words); and how long it thinks first.
        self.instead, self.seconds = None, 0.0
        # Where it sends everybody who asks at its own address.
        self.elsewhere = ""


class SendsmsHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.server.seconds:
            time.sleep(self.server.seconds)
            return None
        if self.server.elsewhere and not self.path.startswith("/elsewhere"):
            return self.answer(302, "moved", Location=self.server.elsewhere)
        if self.server.instead:
            return self.answer(*self.server.instead)
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        if self.server.refusals:
            self.server.refusals -= 1
            return self.answer(503, "Temporal failure, try again later.")
        if asked.get("password") != "secret":
            return self.answer(403, "Authorization failed for sendsms")
        self.server.taken.append(asked)
        return self.answer(202, "0: Accepted for delivery")

    def answer(self, status, words, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(words.encode())

    def log_message(self, *words):
        pass


@pytest.fixture
def gateway(settings):
    server = Gateway()
    Thread(target=server.serve_forever, daemon=True).start()
    settings.ONGIKAR_SMS_URL = (
        f"http://127.0.0.1:{server.server_port}/cgi-bin/sendsms?username=ongikar&password=secret&from=16123"
    )
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _nobody_rests(monkeypatch):
    """That a server did not answer another test is forgotten, and on a busy machine none is called slow."""
    sending.paused_channels.clear()
    monkeypatch.setattr(sending, "SLOW_SECONDS", 120.0)


@pytest.fixture
def real_office(office):
    """The office as one that is no demonstration: its messages may leave."""
    Office.objects.filter(pk=office.pk).update(is_demo=False)
    return office


@pytest.fixture
def rahima_with_mail(rahima):
    from dataclasses import replace

    return replace(rahima, email="rahima@example.com")


@pytest.fixture
def pass_time():
    """`pass_time(moment)`: the worker comes by at that moment and does all that is due."""

    def until(now):
        watch_clocks(now)
        run_due_entries(now)

    return until
