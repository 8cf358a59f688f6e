"""A certificate that is owed: Today leads to the page where it is given, which says so as long as it is."""

import re
from urllib.parse import urljoin

import pytest
import time_machine

from ongikar.certificates.models import Certificate
from ongikar.clock.watch import watch_clocks
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.models import Application, Batch
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.gatherings.actions import cancel_gathering
from ongikar.journal.outbox import run_due_entries

from .batches import at
from .test_after_seats import BEGUN, ENDED, attend, finished, offering, running, seats_taken  # noqa: F401
from .test_pages import browser

pytestmark = pytest.mark.django_db
# Seven working days after the last class are over.
TOO_LATE = at("2027-02-15", "11:00")


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


def board_of(desk, batch, root=""):
    return " ".join(desk.get(f"{root}/desk/training/{batch.number}/").content.decode().split())


def act_links(desk):
    page = desk.get("/desk/today/").content.decode()
    return re.findall(r'<a class="btn btn-2 btn-s" href="([^"]+)"', page)


def test_a_late_certificate_on_today_leads_to_the_page_where_it_is_given(running, actor):  # noqa: F811
    batch = finished(running, actor)
    watch_clocks(TOO_LATE)
    run_due_entries(TOO_LATE)
    own = f"/desk/training/{batch.number}/"
    with time_machine.travel(TOO_LATE, tick=False):
        desk = browser("karim")
        # Of four certificates, and of two who still wait for a seat, one line.
        links = [link for link in act_links(desk) if link.startswith(own)]
        assert len(links) == 1
        answer = desk.get(links[0], follow=True)
        assert answer.redirect_chain == []
        page = answer.content.decode()
        assert "এখন আর এটি করা যায় না" not in page
        assert "৪ জনের সনদ বাকি। দায়িত্বে:" in page
        assert "এখনো দেওয়া যায়" in page
        (press,) = re.findall(r'<form method="post" action="([^"]+/certify/)"', page)
        assert desk.post(urljoin(links[0], press)).status_code == 302
        # Ordered is not given: until the worker has issued them they are owed.
        assert Batch.objects.get(pk=batch.pk).state == states.CERTIFIED
        assert "4 certificates are owed" in board_of(desk, batch, "/en")
        while (export := lease_next_export(TOO_LATE)) is not None:
            make_leased_export(export.pk, export.lease, lambda: TOO_LATE)
        run_due_entries(TOO_LATE)
        assert Certificate.objects.of_subject(batch.reference).count() == 4
        page = board_of(desk, batch)
        assert "2 people are still waiting" in board_of(desk, batch, "/en")
        assert f'action="/desk/training/{batch.number}/close_waiting/"' in page
        desk.post(f"/desk/training/{batch.number}/close_waiting/")
        assert "প্রত্যেকে সনদ পেয়েছেন" in board_of(desk, batch)
        assert not [link for link in act_links(desk) if link.startswith(own)]


def test_from_seat_to_certificate_the_board_names_what_is_next_and_its_button_opens(
    offering,  # noqa: F811
    actor,
):
    with time_machine.travel(BEGUN, tick=False):
        desk = browser("karim")
        assert f'href="/desk/training/{offering.number}/begin/"' in board_of(desk, offering)
        sent = {"weekdays": ["6", "0", "1", "2", "3"], "begins_at": "10:00", "minutes": "120"}
        desk.post(f"/desk/training/{offering.number}/begin/", sent)
        assert "The classes are running" in board_of(desk, offering, "/en")
    batch = Batch.objects.select_related("office", "course").get(pk=offering.pk)
    with time_machine.travel(ENDED, tick=False):
        desk = browser("karim")
        page = board_of(desk, batch)
        assert "২০টি ক্লাসের সময় পেরিয়েছে, উপস্থিতি লেখা হয়নি" in page
        assert f'href="/desk/training/{batch.number}/attendance/"' in page
        assert desk.get(f"/desk/training/{batch.number}/attendance/").status_code == 200
        attend(batch, actor)
        # Two still wait for a seat, and the first class is over: they are owed that answer.
        assert f'action="/desk/training/{batch.number}/close_waiting/"' in board_of(desk, batch)
        desk.post(f"/desk/training/{batch.number}/close_waiting/")
        assert Application.objects.filter(call__batch=batch, state=states.NOT_SELECTED).count() == 2
        (finish,) = re.findall(r'action="([^"]+/finish/)"', board_of(desk, batch))
        assert desk.post(finish).status_code == 302
        # The worker has not looked yet.
        assert "ফল হিসাব হচ্ছে" in board_of(desk, batch)
        run_due_entries(ENDED)
        assert "৪ জনের সনদ বাকি" in board_of(desk, batch)


def test_where_every_class_was_called_off_the_batch_can_be_cancelled(running, actor):  # noqa: F811
    from ongikar.delivery.training.after.sessions import sessions_of

    for session in sessions_of(running):
        cancel_gathering(session, reason="বন্যা", actor=actor, now=BEGUN)
    with time_machine.travel(ENDED, tick=False):
        desk = browser("karim")
        assert "কোনো ক্লাস হয়নি" in board_of(desk, running)
        assert desk.get(f"/desk/training/{running.number}/cancel/").status_code == 200


def test_nobody_passed_and_nothing_is_owed(running, actor):  # noqa: F811
    actions.close_waiting_list(running, actor=actor, now=BEGUN)
    batch = finished(running, actor, absent={0: 20, 1: 20, 2: 20, 3: 20})
    with time_machine.travel(ENDED, tick=False):
        assert "Nobody completed the course." in board_of(browser("karim"), batch, "/en")
