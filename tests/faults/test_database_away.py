"""PostgreSQL gone and back: whoever comes meanwhile is told so, and the office goes on by itself with nothing
lost or doubled.
"""

import json
import threading
import time

import pytest

from .gateway import Gateway
from .outcome_checks import assert_each_application_is_there_once, wait_until_outbox_is_empty
from .programs import Site, free_port, make_office, wait

APPLICATIONS = 120
SECONDS_AWAY = 3


@pytest.fixture
def gateway():
    made = Gateway()
    yield made
    made.away()


@pytest.mark.slow
def test_a_database_that_is_gone_for_a_while_loses_and_doubles_nothing(postgres, gateway, start, tmp_path):
    office = make_office(
        tmp_path, drafts=APPLICATIONS, database=postgres.url, ONGIKAR_SMS_URL=gateway.address
    )
    # Messages of a demonstration never leave.
    postgres.change("UPDATE offices_office SET is_demo = false")
    site = Site(free_port())
    web, worker = start(office, "web", "--port", str(site.port)), start(office, "worker")
    wait(lambda: site.get("/track/").status == 200, "the site answers")
    left, acknowledged, answered = list(range(APPLICATIONS)), set(), []
    lock = threading.Lock()

    def citizen():
        while True:
            with lock:
                if not left:
                    return
                number = left.pop()
            until = time.monotonic() + 20
            while time.monotonic() < until:
                answer = site.send(number, "/en" if number % 2 else "")
                # Slower than the site, so that some still come when the database goes.
                time.sleep(0.1)
                answered.append((number % 2, answer))
                if answer.location:
                    acknowledged.add(number)
                    break
                time.sleep(0.2)

    citizens = [threading.Thread(target=citizen) for _ in range(4)]
    for each in citizens:
        each.start()
    wait(lambda: len(acknowledged) > 15, "applications come in")
    # One message is with the gateway when the database goes, and its yes comes when there is nowhere to
    # write it down.
    gateway.open.clear()
    asked = gateway.asked
    wait(lambda: gateway.asked > asked, "a message is on its way")
    postgres.stop()
    gateway.open.set()
    time.sleep(SECONDS_AWAY)
    postgres.start()
    for each in citizens:
        each.join(30)
    assert len(acknowledged) == APPLICATIONS
    wait_until_outbox_is_empty(postgres.count, postgres.change)
    # The same processes as before: they came back by themselves.
    assert [web.process.poll(), worker.process.poll()] == [None, None]
    assert_each_application_is_there_once(postgres.count, APPLICATIONS)
    assert (
        postgres.count("SELECT count(*) FROM notices_message WHERE status <> 'sent' AND channel = 'sms'") == 0
    )
    assert set(gateway.taken.values()) == {1}

    refused = [(in_english, answer) for in_english, answer in answered if not answer.location]
    assert {answer.status for _, answer in refused} == {503}
    assert {in_english for in_english, _ in refused} == {0, 1}
    for in_english, answer in refused:
        assert ("We cannot do that just now" if in_english else "এই মুহূর্তে কাজটি করা যাচ্ছে না") in answer.page


@pytest.mark.slow
def test_while_the_database_is_gone_the_web_server_is_alive_and_not_ready(postgres, start, tmp_path):
    """A supervisor that asks whether it lives has no reason to kill it; a balancer sends people elsewhere."""
    office = make_office(tmp_path, drafts=0, database=postgres.url)
    site = Site(free_port())
    web = start(office, "web", "--port", str(site.port))
    wait(lambda: site.get("/readyz").status == 200, "the site is ready")
    postgres.stop()
    wait(lambda: site.get("/readyz").status == 503, "it says that it is not ready")
    assert json.loads(site.get("/readyz").page)["why"] == ["database"]
    assert {site.get("/healthz").status for _ in range(20)} == {200}
    postgres.start()
    wait(lambda: site.get("/readyz").status == 200, "it is ready again")
    assert web.process.poll() is None
