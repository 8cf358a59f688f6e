"""A demonstration, whose passwords everybody knows, is never served in public."""

import subprocess
import sys

import pytest
from django.test import Client

from conftest import ROOT
from ongikar.demo.public_demo import is_public, refusal_words, refuse_public_bind
from ongikar.operations.prepare import prepare
from ongikar.operations.serve import web
from ongikar.people.models import User
from tests.started import SECONDS

# Says the same on either database.
pytestmark = pytest.mark.once

HERE = ["127.0.0.1", "localhost", "[::1]"]


@pytest.mark.parametrize(
    ("address", "hosts", "public"),
    [
        ("http://127.0.0.1:8000", HERE, False),
        ("http://localhost", ["localhost"], False),
        ("http://[::1]:8000", HERE, False),
        ("http://office.localhost:8000", ["office.localhost"], False),
        ("https://ict.rangpur.gov.bd", HERE, True),
        ("http://127.0.0.1:8000", [*HERE, "ict.rangpur.gov.bd"], True),
        ("http://127.0.0.1:8000", ["*"], True),
        ("http://192.168.0.5:8000", HERE, True),
        ("http://127.0.0.1.example.com", HERE, True),
        ("nonsense", HERE, True),
    ],
)
def test_what_is_more_than_this_machine_is_public(address, hosts, public):
    assert is_public(address, hosts) is public


@pytest.fixture
def in_public(settings):
    settings.ONGIKAR_IS_PUBLIC, settings.PUBLIC_ADDRESS = True, "https://ict.rangpur.gov.bd"
    settings.HOSTS = ["ict.rangpur.gov.bd"]


@pytest.mark.django_db
@pytest.mark.parametrize("words", [[], ["--no-demo"]])
def test_it_is_not_prepared_in_public_and_says_why(office, in_public, capsys, words):
    assert prepare(words) == 1
    bangla, english = capsys.readouterr().err.strip().splitlines()
    assert "প্রদর্শনী চালু হলো না" in bangla
    assert "https://ict.rangpur.gov.bd" in english


@pytest.mark.django_db
def test_nobody_of_it_signs_in_or_stays_in_in_public(signed_in, karim, settings):
    browser = signed_in(karim)
    assert browser.get("/desk/cases/").status_code == 200
    settings.ONGIKAR_IS_PUBLIC = True
    assert "/sign-in/" in browser.get("/desk/cases/")["Location"]
    assert Client().post("/sign-in/", {"login": "karim", "password": "ongikar-demo"}).status_code == 200
    User.objects.filter(pk=karim.pk).update(is_demo=False)
    assert Client().post("/sign-in/", {"login": "karim", "password": "ongikar-demo"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "expected",
    [
        {"headers": {"x-forwarded-for": "203.0.113.9"}},
        {"headers": {"x-forwarded-host": "ict.example"}},
        {"headers": {"x-forwarded-proto": "https"}},
        {"headers": {"forwarded": "for=203.0.113.9"}},
        {"headers": {"x-real-ip": "203.0.113.9"}},
        {"headers": {"via": "1.1 proxy"}},
        {"REMOTE_ADDR": "203.0.113.9"},
        {"REMOTE_ADDR": "192.168.0.7"},
    ],
)
def test_sample_people_sign_in_at_this_machine_alone(office, expected):
    """A tunnel or a proxy that somebody put before the demonstration lets nobody in, whatever it says of
    itself.
    """
    form = {"login": "karim", "password": "ongikar-demo"}
    answer = Client().post("/sign-in/", form, **expected)
    assert answer.status_code == 200
    assert "শুধু এই কম্পিউটারে বসেই" in answer.content.decode()
    assert "only at this computer itself" in Client().post("/en/sign-in/", form, **expected).content.decode()
    for here in ("127.0.0.1", "::1"):
        assert Client().post("/sign-in/", form, REMOTE_ADDR=here).status_code == 302
    User.objects.filter(username="karim").update(is_demo=False)
    assert Client().post("/sign-in/", form, **expected).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "refused"),
    [("0.0.0.0", True), ("::", True), ("192.168.0.5", True), ("127.0.0.1", False), ("::1", False)],
)
def test_a_demonstration_is_opened_to_no_other_machine(office, monkeypatch, capsys, address, refused):
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    assert refuse_public_bind(address) is refused
    assert (address in capsys.readouterr().err) is refused
    office.is_demo = False
    type(office).objects.update(is_demo=False)
    User.objects.update(is_demo=False)
    assert not refuse_public_bind(address)


@pytest.mark.django_db
def test_the_web_server_asks_before_it_opens_its_port(office, monkeypatch):
    monkeypatch.setitem(sys.modules, "ongikar.config.wsgi", object())
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    monkeypatch.setattr("granian.Granian.serve", lambda *_, **__: pytest.fail("it served"))
    assert web(["--address", "0.0.0.0", "--port", "1"]) == 1


def test_the_sentence_names_each_open_name_once():
    bangla, english = refusal_words("https://a.example", ["a.example", "localhost", "b.example"])
    assert "b.example" in bangla
    assert "localhost" not in english


@pytest.mark.parametrize(
    ("address", "starts"), [("https://ict.example.gov.bd", False), ("http://127.0.0.1:8000", True)]
)
def test_faults_are_never_told_with_their_insides_where_strangers_can_come(address, starts, tmp_path):
    environment = {
        "PATH": "/usr/bin",
        "ONGIKAR_VAR": str(tmp_path),
        "ONGIKAR_ADDRESS": address,
        "ONGIKAR_DEBUG": "true",
    }
    ran = subprocess.run(
        [sys.executable, "-c", "import ongikar.config.settings"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert (ran.returncode == 0) is starts
    if not starts:
        bangla, english = ran.stderr.strip().splitlines()
        assert "বাইরে খোলা যায় না" in bangla
        assert "not served at a public address" in english
