"""What every answer forbids the browser, with and without TLS, and that no page needs what is forbidden."""

import json
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tests.started import SECONDS

from .site_walk import every_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def every_answer(scene):
    """(address, person, answer) of every page, walked once for the tests of this file: nobody writes anything
    here.
    """
    if not WALKED:
        WALKED.extend((address, person, answer) for address, person, _, answer in every_page(scene))
    return WALKED


WALKED: list[tuple] = []


def directives(response) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: values for name, *values in parts}


def test_no_page_holds_a_style_a_script_or_a_handler_of_its_own(every_answer):
    seen = 0
    for address, person, answer in every_answer:
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        seen += 1
        # A file to be taken home may be styled for where it goes; in its sandbox the browser heeds
        # none of it.
        is_file = "sandbox" in directives(answer)
        tree = LexborHTMLParser(answer.content)
        for node in tree.css("*"):
            about = f"{address} for {person}: {node.html[:90]}"
            assert node.tag != "style" or is_file, about
            assert node.tag != "script" or node.attributes.get("src", "").startswith(settings.STATIC_URL), (
                about
            )
            for name, value in node.attributes.items():
                assert name != "style" or is_file, about
                assert not name.startswith("on"), about
                assert not re.match(r"\s*(javascript|vbscript|data:text)", value or "", re.IGNORECASE), about
    assert seen > 100


def test_every_page_forbids_what_it_does_not_need(every_answer):
    for address, _, answer in every_answer:
        policy = directives(answer)
        assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == ["'none'"], address
        assert policy["frame-ancestors"] == ["'none'"], address
        for values in policy.values():
            assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & set(values), address
        if "sandbox" not in policy:
            assert policy["form-action"] == ["'self'"], address
        said = answer.headers
        assert said["X-Content-Type-Options"] == "nosniff", address
        assert said["X-Frame-Options"] == "DENY", address
        assert said["Referrer-Policy"] == "same-origin", address
        assert said["Cross-Origin-Opener-Policy"] == "same-origin", address
        # Open data is for every page there is; it names no person.
        is_open = "license" in said.get("Link", "")
        assert said["Cross-Origin-Resource-Policy"] == ("cross-origin" if is_open else "same-origin"), address
        assert not is_open or address.endswith((".json", ".jsonld", ".csv")), address
        # A photo of an inspection says where it was taken: that page alone asks for the position.
        is_field = re.search(r"/field/(?!job/|intake/)[^/.]+/", address)
        # The page on which the voice of the board is recorded.
        heard = "microphone=(self)" if address.endswith("/desk/counter/voice/") else "microphone=()"
        where = "geolocation=(self)" if is_field else "geolocation=()"
        for power in ("camera=()", where, heard, "payment=()"):
            assert power in said["Permissions-Policy"], address
        assert "Server" not in said
        assert "X-Powered-By" not in said


# The same for everybody: what programs ask for that check certificates, the face of the office, and files
# that bear a licence for all.
FOR_PROGRAMS = ("/c/revoked.txt", "/c/status/", "/c/keys/", "/.well-known/", "/face/")


def is_public(address, answer) -> bool:
    is_licensed = 'rel="license"' in answer.headers.get("Link", "") and not address.startswith("/desk/")
    return is_licensed or "X-Public-Page" in answer.headers or address.startswith(FOR_PROGRAMS)


def test_what_is_a_persons_own_is_kept_by_no_browser_and_no_cache_on_the_way(every_answer):
    kept = {
        address: answer.headers["Cache-Control"]
        for address, person, answer in every_answer
        if person in ("citizen", "officer", "gro") and not is_public(address, answer)
        if "no-store" not in answer.headers["Cache-Control"]
    }
    assert kept == {}


@pytest.mark.parametrize("path", ["/nowhere/", "/papers/1/", "/sign-in/", "/queue/\0"])
def test_refusals_say_it_too(path, client, office):
    answer = client.get("/", PATH_INFO=path)
    assert "camera=()" in answer["Permissions-Policy"]
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/nowhere/", "/sign-in/", "/track/"])
def test_so_is_what_an_unknown_browser_is_answered(path, client, office):
    assert "no-store" in client.get(path)["Cache-Control"]


def test_results_of_a_search_are_the_same_for_everybody_and_compared_in_front_of_django(client, office):
    """The page cache gives them their tag and their Cache-Control, and keeps none:
    tests/test_public_pages_are_compared.py.
    """
    answer = client.get("/charter/?q=training")
    assert answer["X-Public-Page"] == f"{office.pk} once"
    assert "Set-Cookie" not in answer


def test_a_refusal_is_told_to_the_log_with_who_and_where_and_never_the_address(scene, caplog):
    desk = scene.browser("gro")
    with caplog.at_level("WARNING", logger="ongikar.refused"):
        assert desk.get(f"/desk/cases/{scene.ours.received.number}/").status_code == 403
    (line,) = [record.getMessage() for record in caplog.records if record.name == "ongikar.refused"]
    assert line.startswith("403 at case for user:")
    assert scene.ours.received.number not in line


SETTINGS = """
import json, os, django
django.setup()
from django.conf import settings
from django.test import Client
from django.core.management import call_command
names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY",
         "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SAMESITE", "SECURE_HSTS_SECONDS", "DEBUG")
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
answer = Client().get("/nowhere/", secure=True, headers={"x-forwarded-proto": "https"})
hsts = answer.headers.get("Strict-Transport-Security", "")
print(json.dumps({name: getattr(settings, name) for name in names} | {"hsts": hsts}))
"""


def settings_at(address: str, folder: Path) -> dict:
    environment = {
        "PATH": "/usr/bin",
        "DJANGO_SETTINGS_MODULE": "ongikar.config.settings",
        "ONGIKAR_VAR": str(folder),
        "ONGIKAR_ADDRESS": address,
        "ONGIKAR_HOSTS": "testserver",
        "ONGIKAR_SECRET": "signs what this one process sends, and nothing of any office",
    }
    ran = subprocess.run(
        [sys.executable, "-c", SETTINGS],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(ran.stdout.splitlines()[-1])


def test_behind_tls_cookies_go_over_tls_only_and_the_browser_never_comes_without(tmp_path):
    values = settings_at("https://ict.example.gov.bd", tmp_path)
    assert values["SESSION_COOKIE_SECURE"]
    assert values["CSRF_COOKIE_SECURE"]
    assert values["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert values["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert values["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert values["hsts"] == "max-age=31536000; includeSubDomains"


def test_without_tls_the_demonstration_still_works(tmp_path):
    values = settings_at("http://127.0.0.1:8000", tmp_path / "var")
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700, "names and papers lie in it"
    assert not values["SESSION_COOKIE_SECURE"]
    assert values["hsts"] == ""
    assert values["SESSION_COOKIE_HTTPONLY"]
    assert values["CSRF_COOKIE_HTTPONLY"]
    assert values["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert not values["DEBUG"]


def test_security_txt_tells_whom_to_write_to_and_until_when(client, office, settings):
    page = client.get("/.well-known/security.txt")
    assert page["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in page.content.decode().splitlines())
    assert lines["Contact"] == f"mailto:{office.email}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", lines["Expires"])
    assert lines["Preferred-Languages"] == "bn, en"
    settings.ONGIKAR_SECURITY_CONTACT = "mailto:cirt@example.gov.bd"
    assert "cirt@example.gov.bd" in client.get("/.well-known/security.txt").content.decode()


def test_the_cookie_of_following_is_signed_short_lived_and_read_by_no_script(receive, now):
    case = receive("citizen-1")
    cookie = Client().post("/track/", {"number": case.number, "last_four": "0001"}).cookies["following"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] <= 24 * 3600
    assert "0001" not in cookie.value
