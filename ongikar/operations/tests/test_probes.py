"""The addresses that supervisors and load balancers ask: alive, and ready with the reason why not."""

import json
import threading
import time
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from ongikar.core.cache_version import invalidate
from ongikar.offices.models import Office, Post
from ongikar.operations.health import probes, readiness
from ongikar.operations.health.probes import HealthProbes
from ongikar.operations.health.readiness import (
    DATABASE,
    DISK,
    KEYS,
    MIGRATIONS,
    Readiness,
    ReadinessProbe,
    find_obstacles,
    judge_readiness,
    known_migrations,
    unapplied_migrations,
)
from ongikar.operations.start_checks import pending_migrations
from ongikar.people.models import Holding, User


@pytest.fixture
def administrator(office, now):
    user = User.objects.get(username="lipi")
    if not Holding.objects.on(now.date()).filter(user=user, post__role=Post.ADMIN).exists():
        post = office.posts.get(role=Post.ADMIN)
        Holding.objects.create(user=user, post=post, charge=Holding.OWN, since=date(2026, 1, 1))
    return user


AWAY = Readiness(timezone.now(), (DATABASE,), None)


def ready() -> Readiness:
    return judge_readiness(timezone.now())


class Probes:
    """`ask(path)`: (status, facts) as the web server would be answered; `passed` counts what Django got."""

    def __init__(self, probe):
        self.passed = []
        self.application = HealthProbes(self.django, probe)

    def django(self, environ, start_response):
        self.passed.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b"{}"]

    def ask(self, path, method="GET", address="203.0.113.9", **more):
        started = []
        environ = {
            "PATH_INFO": path,
            "REQUEST_METHOD": method,
            "REMOTE_ADDR": address,
            "wsgi.input": BytesIO(),
        }
        body = b"".join(self.application(environ | more, lambda status, _: started.append(status)))
        return int(started[0][:3]), json.loads(body or b"null")


@pytest.mark.django_db
def test_alive_asks_nobody(django_assert_num_queries):
    def never():
        raise AssertionError("the database was asked")

    with django_assert_num_queries(0):
        assert Probes(never).ask("/healthz") == (200, {"status": "alive"})


def test_a_database_that_is_away_leaves_us_alive_and_not_ready():
    probes = Probes(lambda: AWAY)
    assert probes.ask("/healthz")[0] == 200
    assert probes.ask("/readyz") == (503, {"status": "not ready", "why": ["database"]})


@pytest.mark.django_db
def test_ready_tells_strangers_a_word_and_who_sits_near_the_figures(office):
    probes = Probes(ready)
    assert probes.ask("/readyz") == (200, {"status": "ready", "why": []})
    for near in ("127.0.0.1", "::1", "10.1.2.3", "192.168.0.7", "fd00::5"):
        status, facts = probes.ask("/readyz", address=near)
        assert (status, facts["detail"]["worker_age"]) == (200, None)
        assert {"worker", "backup"} <= set(facts["detail"]["attention"])
        assert facts["detail"]["disks"][0]["free"] > 0


@pytest.mark.django_db
def test_a_proxy_in_front_makes_nobody_seem_near(settings):
    probes, passed_on = Probes(ready), {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    assert "detail" not in probes.ask("/readyz", address="127.0.0.1", **passed_on)[1]
    settings.ONGIKAR_PROXIES = frozenset({"127.0.0.1"})
    assert "detail" not in probes.ask("/readyz", address="127.0.0.1", **passed_on)[1]
    assert "detail" in probes.ask("/readyz", address="127.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.4")[1]
    # What stands before the last address anybody may have written.
    forged = {"HTTP_X_FORWARDED_FOR": "10.0.0.4, 203.0.113.9"}
    assert "detail" not in probes.ask("/readyz", address="127.0.0.1", **forged)[1]
    settings.ONGIKAR_PROXIES, settings.BEHIND_TLS = frozenset(), True
    assert "detail" not in probes.ask("/readyz", address="127.0.0.1")[1]


@pytest.mark.django_db
def test_whoever_may_be_signed_in_is_asked_after_by_django(settings):
    probes = Probes(ready)
    probes.ask("/readyz", HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=x")
    assert probes.passed == ["/readyz"]
    # Django could not tell while the database is away.
    away = Probes(lambda: AWAY)
    assert away.ask("/readyz", HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=x")[0] == 503
    assert away.passed == []


def test_other_addresses_and_ways_go_on_to_django():
    probes = Probes(lambda: AWAY)
    for path, method in (("/", "GET"), ("/healthz/", "GET"), ("/healthz", "POST")):
        probes.ask(path, method)
    assert probes.passed == ["/", "/healthz/", "/healthz"]
    assert probes.ask("/healthz", "HEAD") == (200, None)


@pytest.mark.django_db
def test_an_administrator_sees_the_detail_from_anywhere_and_an_officer_does_not(
    client, signed_in, karim, administrator
):
    far = {"REMOTE_ADDR": "203.0.113.9"}
    assert "detail" not in client.get("/readyz", **far).json()
    assert "detail" not in signed_in(karim).get("/readyz", **far).json()
    assert "detail" in signed_in(administrator).get("/readyz", **far).json()


@pytest.mark.django_db
def test_a_migration_that_the_database_has_not_seen_is_found_without_loading_it():
    assert unapplied_migrations() == set()
    assert pending_migrations() == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core' AND name LIKE '0003%%'")
    assert unapplied_migrations() == {("core", "0003_presses_of_forms")}
    assert find_obstacles() == [MIGRATIONS]
    assert pending_migrations() == 1


def test_every_migration_that_django_loads_is_known_by_its_file():
    from django.db.migrations.loader import MigrationLoader

    assert known_migrations() == set(MigrationLoader(None).disk_migrations)


@pytest.mark.django_db
def test_other_keys_and_a_full_disk_are_obstacles(office, monkeypatch):
    assert find_obstacles() == []
    monkeypatch.setattr(readiness, "judge_keys", lambda: ["another"])
    monkeypatch.setattr(readiness, "LEAST_FREE", 10**18)
    assert find_obstacles() == [KEYS, DISK]


def test_a_database_that_refuses_is_an_obstacle(monkeypatch):
    def away():
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(readiness, "unapplied_migrations", away)
    found = judge_readiness(timezone.now())
    assert (found.obstacles, found.measured, found.is_database_there) == ((DATABASE,), None, False)


def test_a_database_that_says_nothing_keeps_one_thread_waiting_and_nobody_else(monkeypatch):
    monkeypatch.setattr(readiness, "LONGEST_WAIT", 0.05)
    goes_on, asked = threading.Event(), []

    def hangs(now):
        asked.append(now)
        goes_on.wait(20)
        return Readiness(now, (), None)

    probe = ReadinessProbe(hangs)
    assert probe().obstacles == (DATABASE,)
    began = time.monotonic()
    for _ in range(100):
        assert not probe().is_ready
    assert (len(asked), time.monotonic() - began < 5) == (1, True)
    goes_on.set()
    until = time.monotonic() + 10
    while not probe().is_ready:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_an_answer_is_given_again_for_a_moment():
    asked = []
    probe = ReadinessProbe(lambda now: asked.append(now) or Readiness(now, (), None))
    assert probe() is probe()
    probe.until = 0.0
    probe()
    assert len(asked) == 2


@pytest.mark.fast
@pytest.mark.django_db
def test_the_page_tells_what_needs_somebody_in_both_languages(signed_in, administrator, now):
    page = signed_in(administrator)
    bangla, english = page.get("/desk/health/"), page.get("/en/desk/health/")
    assert "ব্যাকআপ" in bangla.content.decode()
    assert "কাজে আপনাকে লাগবে" in bangla.content.decode()
    assert "There is no backup yet" in english.content.decode()
    assert english["Refresh"] == "60"
    assert 'href="#backup"' in english.content.decode()


@pytest.mark.django_db
def test_nothing_of_a_person_is_told(signed_in, administrator, receive):
    case = receive("citizen-1", now=timezone.now() - timedelta(days=40))
    texts = [
        signed_in(administrator).get(path).content.decode()
        for path in ("/desk/health/", "/en/desk/health/", "/readyz")
    ]
    for text in texts:
        assert case.applicant.name not in text
        assert case.number not in text


@pytest.mark.django_db
def test_a_front_server_is_told_which_names_are_offices_and_asks_for_no_other_certificate(
    office, settings, monkeypatch
):
    """By whatever name it asks; short names count before the installation's own alone."""
    # As Django's own client in tests: the connection is that of the test's transaction.
    monkeypatch.setattr(probes, "close_old_connections", lambda: None)
    settings.PUBLIC_ADDRESS = "https://office.example.gov.bd"
    Office.objects.create(slug="later", name_bn="পরে", name_en="Later", geocode="8549")
    Office.objects.create(slug="own", host="own.example", name_bn="নিজ", name_en="Own", geocode="8549")
    invalidate()
    asked = Probes(ready)

    def status(name: str) -> int:
        return asked.ask("/served-name", QUERY_STRING=f"domain={name}")[0]

    served = [
        "office.example.gov.bd",
        "later.office.example.gov.bd",
        "LATER.office.example.gov.bd",
        "own.example",
    ]
    assert [status(name) for name in served] == [200] * 4
    others = [
        "",
        "other.office.example.gov.bd",
        "later.example.org",
        "own.office.example.gov.bd",
        "example.org",
    ]
    assert [status(name) for name in others] == [404] * 5
    assert asked.passed == []
