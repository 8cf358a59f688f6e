"""An SMS gateway that takes calls and says nothing: nobody waits for it, nothing is lost, and nothing goes
twice.
"""

import socket
import sqlite3

import pytest

from .gateway import Gateway, address
from .outcome_checks import LEFT_IN_OUTBOX, assert_each_application_is_there_once, wait_until_outbox_is_empty
from .programs import Site, free_port, make_office, wait

APPLICATIONS = 20
OTHERS = LEFT_IN_OUTBOX + " AND reaction <> 'notices.reactions.send_due_message'"


# The worker gives the gateway its 20 seconds, once.
@pytest.mark.slow
def test_nobody_waits_for_a_gateway_that_does_not_answer(start, tmp_path):
    silent = socket.create_server(("127.0.0.1", 0))
    port = silent.getsockname()[1]
    office = make_office(tmp_path, drafts=APPLICATIONS, ONGIKAR_SMS_URL=address(port))
    database = sqlite3.connect(tmp_path / "ongikar.sqlite3", autocommit=True)
    database.execute("UPDATE offices_office SET is_demo = 0")

    def count(question):
        return database.execute(question).fetchone()[0]

    site = Site(free_port())
    start(office, "web", "--port", str(site.port))
    worker = start(office, "worker")
    wait(lambda: site.get("/track/").status == 200, "the site answers")
    assert [site.send(number).status for number in range(APPLICATIONS)] == [302] * APPLICATIONS
    wait(lambda: not count(OTHERS), "all but sending is done", 45)
    tried = "SELECT count(*) FROM notices_message WHERE channel = 'sms' AND attempts > 0"
    sent = "SELECT count(*) FROM notices_message WHERE channel = 'sms' AND status = 'sent'"
    # Once the worker has waited for it in vain, the others are not tried: they would wait as long.
    wait(lambda: count(tried), "the gateway was waited for", 45)
    assert (count(tried), count(sent)) == (1, 0)

    silent.close()
    gateway = Gateway(port)
    # A worker started anew knows nothing of the minute's rest.
    worker.kill()
    worker.start()
    wait_until_outbox_is_empty(count, database.execute)
    gateway.away()
    assert_each_application_is_there_once(count, APPLICATIONS)
    assert count(sent) == len(gateway.taken) >= APPLICATIONS
    assert set(gateway.taken.values()) == {1}
