"""Caddy and nginx in front, with the files that `ongikar install` writes: a slow body is theirs to wait for,
and what a client claims of itself does not reach the program.
"""

import json
import re
import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection
from threading import Thread
from wsgiref.simple_server import WSGIServer

import pytest

from ongikar.core.request_id import WELL_FORMED
from ongikar.operations.health.metrics_server import SilentHandler
from ongikar.operations.installing.server_files import CADDY, NGINX, server_files, this_server

from .programs import free_port

PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
NAME = "office.example.gov.bd"


class Program(WSGIServer):
    """Stands for ours: answers with the headers that came, and remembers the bodies."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), SilentHandler)
        self.heads, self.asked = 0, list[bytes]()
        self.set_app(self.answer)
        Thread(target=self.serve_forever, daemon=True).start()

    def answer(self, environ, start_response):
        self.heads += 1
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.asked.append(body)
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({k: v for k, v in environ.items() if k.startswith("HTTP_")}).encode()]


@pytest.fixture
def program():
    running = Program()
    yield running
    running.shutdown()
    running.server_close()


def written_files(tmp_path, port: int) -> dict[str, str]:
    server = this_server(
        user="ongikar",
        environment=tmp_path / "env",
        certificates=tmp_path / "live",
        port=port,
        address=f"https://{NAME}",
    )
    return server_files(server, with_secrets=False)


def nginx_command(text: str, folder, port: int) -> list[str]:
    """The site that has the certificate, without it, at a port of this machine."""
    text = re.sub(r"\n\tlisten \[::\].*", "", text)
    text = re.sub(r"\n\tssl_.*", "", text).replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    (folder / "site.conf").write_text(text)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/log; events {{}}\n"
        f"http {{ {temporary} include {folder}/site.conf; }}\n"
    )
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "log")]


def caddy_command(text: str, folder, port: int) -> list[str]:
    text = text.replace(f"https://{NAME} {{", f"http://127.0.0.1:{port} {{")
    (folder / "Caddyfile").write_text(text.replace("{\n\tservers", "{\n\tadmin off\n\tservers", 1))
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


FRONTS = {"nginx": (NGINX, nginx_command), "caddy": (CADDY, caddy_command)}


@pytest.fixture(params=["nginx", "caddy"])
def front(request, office, program, tmp_path):
    """The port of the front server."""
    path = shutil.which(request.param, path=PATH)
    if path is None:
        pytest.skip(f"{request.param} is not here: apt-get install {request.param}")
    place, command = FRONTS[request.param]
    port = free_port()
    words = command(written_files(tmp_path, program.server_port)[place], tmp_path, port)
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PATH": PATH}
    running = subprocess.Popen([path, *words[1:]], env=home, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert time.monotonic() < until
            assert running.poll() is None
            time.sleep(0.05)
        yield port
    finally:
        running.terminate()
        running.wait(20)


@pytest.mark.django_db
@pytest.mark.needs("nginx", "caddy")
def test_what_a_client_claims_does_not_reach_the_program(front):
    line = HTTPConnection("127.0.0.1", front, timeout=60)
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Request-ID": "01712345678", "X-Forwarded-Proto": "gopher"}
    line.request("GET", "/", headers=forged)
    seen = json.loads(line.getresponse().read())
    assert seen["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
    assert seen["HTTP_X_FORWARDED_PROTO"] == "http"
    assert WELL_FORMED.fullmatch(seen["HTTP_X_REQUEST_ID"])


@pytest.mark.django_db
@pytest.mark.needs("nginx", "caddy")
def test_a_slow_body_is_waited_for_in_front_and_comes_whole(front, program):
    with socket.create_connection(("127.0.0.1", front), timeout=20) as line:
        line.sendall(b"POST /apply/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 30\r\n\r\n")
        for _ in range(2):
            line.sendall(b"0123456789")
            time.sleep(0.4)
            assert program.heads == 0
        line.sendall(b"0123456789")
        assert line.recv(12) == b"HTTP/1.1 200"
    assert program.asked == [b"0123456789" * 3]
