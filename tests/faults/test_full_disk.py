"""No room left: what was acknowledged is there, what is refused is told so and is not lost, and the office
goes on by itself.
"""

import sqlite3

import pytest

from tests.scene import make_picture

from .disk_limits import FileLimit, SmallDisk
from .outcome_checks import assert_each_application_is_there_once, wait_until_outbox_is_empty
from .programs import Site, free_port, make_office, wait

APPLICATIONS = 60
QUESTION = "কয়টি ল্যাব চালু আছে?\r\nকোন কোন স্কুলে?"


@pytest.fixture(params=[SmallDisk, pytest.param(FileLimit, marks=pytest.mark.slow)])
def room(request, tmp_path):
    made = request.param(tmp_path / "room")
    if not made.is_there:
        pytest.skip("only root may mount a small disk; the file limit below stands for it")
    yield made
    made.away()


@pytest.fixture
def database(room):
    made = sqlite3.connect(room.folder / "ongikar.sqlite3", autocommit=True)
    yield made
    made.close()


def test_a_full_disk_loses_nothing_and_the_office_goes_on_when_there_is_room(room, start, database):
    office, site = make_office(room.folder, drafts=APPLICATIONS), Site(free_port())
    programs = [start(office, "web", "--port", str(site.port)), start(office, "worker")]
    wait(lambda: site.get("/track/").status == 200, "the site answers")
    left = list(range(APPLICATIONS))
    acknowledged = []

    def count(question):
        return database.execute(question).fetchone()[0]

    def send(root=""):
        answer = site.send(left[-1], root)
        if answer.location:
            acknowledged.append((left.pop(), answer.location))
        return answer

    for _ in range(10):
        assert send().status == 302
    room.fill_up(programs)
    refused = None
    while left and not refused:
        answer = send()
        refused = answer if answer.status != 302 else None
    assert refused, "there was room for everything"

    # Told in the person's language, and again and again: nobody is let in to half of it.
    assert "এই মুহূর্তে কাজটি করা যাচ্ছে না" in refused.page
    assert [send("/en").status for _ in range(5)] == [503] * 5
    assert "We cannot do that just now" in send("/en").page
    # Reading goes on.
    assert "হরিদেবপুর" in site.get(f"/apply/bench-{left[-1]:06d}/check/").page

    # What somebody has just typed stands on the page, and is sent from there when there is room.
    asking = [("question", QUESTION), ("form_wanted", "written"), ("receive_by", "collect")]
    typed = site.post("/services/citizen-1/apply/", asking)
    assert typed.status == 503
    assert [pair for pair in typed.hidden() if pair[0] != "csrfmiddlewaretoken"] == asking
    # Of a paper there is the whole or nothing.
    paper = site.post(
        f"/apply/bench-{left[-1]:06d}/papers/", [("show-0", "on")], [("paper-0", make_picture())]
    )
    assert paper.status == 503
    assert 'name="paper-0"' in paper.page
    assert not list((room.folder / "papers").rglob("*.jpg"))
    assert len(acknowledged) == count("SELECT count(*) FROM cases_case WHERE channel = 'online'")

    room.make_room(programs)
    sent_again = site.post(typed.action(), typed.hidden())
    assert sent_again.location.endswith("/contact/")
    questions = site.get(sent_again.location.replace("/contact/", "/questions/"))
    assert "কোন কোন স্কুলে?" in questions.page
    while left:
        assert send().status == 302
    wait_until_outbox_is_empty(count, database.execute)
    assert all(program.process.poll() is None for program in programs)
    assert_each_application_is_there_once(count, APPLICATIONS)
    assert count("PRAGMA quick_check") == "ok"
