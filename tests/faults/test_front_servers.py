"""Caddy and nginx in front, with the files that `ongikar install` writes: a slow body is theirs to wait for,
and what a client claims of itself does not reach the program.
"""

import json
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Thread
from wsgiref.simple_server import WSGIServer

import pytest
from cryptography import x509

from conftest import ROOT
from ongikar.core.cache_version import invalidate
from ongikar.core.request_id import WELL_FORMED
from ongikar.offices.models import Office
from ongikar.offices.sites import is_served_name
from ongikar.operations.health.metrics_server import SilentHandler
from ongikar.operations.installing.server_files import CADDY, NGINX, server_files, this_server

from .programs import free_port

PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
NAME = "office.example.gov.bd"
HOW_TO = ROOT / "docs/how-to/fence-the-desk.md"
# What a front server may take on a machine that is busy with others.
SECONDS = 60


class Program(WSGIServer):
    """Stands for ours: answers with the headers that came, and remembers the bodies."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), SilentHandler)
        self.heads, self.asked = 0, list[bytes]()
        # Which names are offices', where a front server asks.
        self.names = set[str]()
        self.set_app(self.answer)
        Thread(target=self.serve_forever, daemon=True).start()

    def answer(self, environ, start_response):
        if environ["PATH_INFO"] == "/served-name":
            is_known = environ["QUERY_STRING"].removeprefix("domain=") in self.names
            start_response("200 OK" if is_known else "404 Not Found", [])
            return [b""]
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
    # No other than ours at its usual ports, and certificates of its own making.
    alone = f"{{\n\tadmin off\n\thttps_port {free_port()}\n\thttp_port {free_port()}\n\tlocal_certs\n"
    alone += "\tskip_install_trust\n"
    (folder / "Caddyfile").write_text(text.replace("\n{\n", f"\n{alone}", 1))
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


FRONTS = {"nginx": (NGINX, nginx_command), "caddy": (CADDY, caddy_command)}


@contextmanager
def running_front(name: str, tmp_path, program: Program):
    """The port of the front server of this name, which reads what lies in `tmp_path`."""
    path = shutil.which(name, path=PATH)
    if path is None:
        pytest.skip(f"{name} is not here: apt-get install {name}")
    place, command = FRONTS[name]
    port = free_port()
    words = command(written_files(tmp_path, program.server_port)[place], tmp_path, port)
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PATH": PATH}
    running = subprocess.Popen([path, *words[1:]], env=home, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + SECONDS
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert time.monotonic() < until
            assert running.poll() is None
            time.sleep(0.05)
        yield port
    finally:
        running.terminate()
        running.wait(SECONDS)


@pytest.fixture(params=["nginx", "caddy"])
def front(request, office, program, tmp_path):
    with running_front(request.param, tmp_path, program) as port:
        yield port


@pytest.fixture(params=["nginx", "caddy"])
def fenced(request, office, program, tmp_path):
    """The same with the fence that the how-to has one write: 127.0.0.1 is the office's network."""
    name = request.param
    blocks = re.findall(rf"```{name}\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL)
    place, ending = re.search(rf"`/etc/{name}/(ongikar\.d/fence\.(\w+))`", HOW_TO.read_text("utf-8")).groups()
    assert (len(blocks), ending) == (1, {"nginx": "conf", "caddy": "caddy"}[name])
    assert "10.20.0.0/16" in blocks[0]
    (tmp_path / place).parent.mkdir()
    (tmp_path / place).write_text(blocks[0].replace("10.20.0.0/16", "127.0.0.1"), "utf-8")
    with running_front(name, tmp_path, program) as port:
        yield port


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


def status_of(path: str, port: int, *, of: str) -> int:
    """What whoever sits at this address of the machine is answered."""
    line = HTTPConnection("127.0.0.1", port, timeout=SECONDS, source_address=(of, 0))
    line.putrequest("GET", path, skip_accept_encoding=True)
    line.endheaders()
    answer = line.getresponse()
    answer.read()
    return answer.status


INSIDE, OUTSIDE = "127.0.0.1", "127.0.0.2"
# The last ones name the desk in other letters.
DESK = (
    "/desk/",
    "/desk/today/",
    "/en/desk/cases/1/",
    "/%64esk/today/",
    "/en/%64esk/today/",
    "/x/../desk/today/",
)
OPEN = ("/", "/en/", "/sign-in/", "/me/", "/t/x/", "/field/x/", "/odk/x/", "/charter/", "/desks/")


@pytest.mark.django_db
@pytest.mark.needs("nginx", "caddy")
def test_the_fence_of_the_how_to_lets_the_office_in_and_keeps_others_from_the_desk_alone(fenced, program):
    assert {path: status_of(path, fenced, of=INSIDE) for path in (*DESK, *OPEN)} == dict.fromkeys(
        (*DESK, *OPEN), 200
    )
    let_through = program.heads
    assert {path: status_of(path, fenced, of=OUTSIDE) for path in DESK} == dict.fromkeys(DESK, 403)
    assert program.heads == let_through, "the program was asked for the desk by somebody outside"
    assert {path: status_of(path, fenced, of=OUTSIDE) for path in OPEN} == dict.fromkeys(OPEN, 200)


@pytest.mark.django_db
@pytest.mark.needs("nginx", "caddy")
def test_what_a_client_claims_does_not_open_the_fence(fenced):
    line = HTTPConnection("127.0.0.1", fenced, timeout=SECONDS, source_address=(OUTSIDE, 0))
    line.request("GET", "/desk/today/", headers={"X-Forwarded-For": INSIDE, "X-Real-IP": INSIDE})
    assert line.getresponse().status == 403


@pytest.mark.django_db
@pytest.mark.needs("caddy")
def test_a_certificate_is_made_for_the_name_of_an_office_and_for_no_other(
    office, program, tmp_path, settings
):
    """Which names those are says the program (test_probes.py); a name that only leads here gets none, so that
    nobody has certificates made by pointing names at this machine.
    """
    settings.PUBLIC_ADDRESS = f"https://{NAME}"
    Office.objects.create(slug="later", name_bn="পরে", name_en="Later", geocode="8549")
    invalidate()
    later, strange = f"later.{NAME}", ("strange.example.org", f"other.{NAME}")
    program.names = {name for name in (later, *strange) if is_served_name(name)}
    with running_front("caddy", tmp_path, program):
        port = int(re.search(r"https_port (\d+)", (tmp_path / "Caddyfile").read_text())[1])

        assert later in names_once_made(port, later)
        for name in strange:
            with pytest.raises(ssl.SSLError):
                names_of_certificate(port, name)


def names_once_made(port: int, name: str) -> list[str]:
    """Whoever comes in the moment in which the server makes its own authority is refused, and comes again."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            return names_of_certificate(port, name)
        except ssl.SSLError:
            assert time.monotonic() < until
            time.sleep(0.2)


def names_of_certificate(port: int, name: str) -> list[str]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as line,
        context.wrap_socket(line, server_hostname=name) as over,
    ):
        shown = x509.load_der_x509_certificate(over.getpeercert(binary_form=True))
    names = shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return names.get_values_for_type(x509.DNSName)
