"""The whole way: from a call, or an office's letter, to a certificate that proves itself by its printed
page.
"""

import re
from datetime import time
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp

from ongikar.certificates.models import Certificate
from ongikar.certificates.paper import certificate_pdf
from ongikar.certificates.rules.statement import read_line
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.after.sessions import begin_batch
from ongikar.delivery.training.models import Batch
from ongikar.journal.outbox import run_due_entries

from .batches import PLAIN, admit_all, at, called_batch, draw, in_state, offering_batch
from .test_after_seats import BEGUN, SUNDAYS_TO_THURSDAYS, certify, finished
from .test_pages import send_list, sheet

pytestmark = pytest.mark.django_db


def take_seats_and_learn(batch, actor):
    """Everybody who was offered a seat takes it and comes to every class."""
    for application in in_state(batch.call, states.OFFERED):
        actions.accept_offer(application, now=at("2026-12-03"))
    begin_batch(batch, weekdays=SUNDAYS_TO_THURSDAYS, begins_at=time(10), minutes=120, actor=actor, now=BEGUN)
    done = finished(Batch.objects.select_related("office", "course").get(pk=batch.pk), actor)
    certify(done)
    return done


@pytest.mark.parametrize("language", ["bn", "en"])
def test_from_the_call_to_a_certificate_checked_from_the_printed_page(office, karim, now, client, language):
    call = offering_batch(office, now, rule=PLAIN, seats=4)
    run_due_entries(at("2026-12-02", "12:00"))
    batch = Batch.objects.select_related("office", "course").get(pk=call.batch_id)
    done = take_seats_and_learn(batch, ("user", karim.pk))
    certificate = Certificate.objects.of_subject(done.reference).with_related().first()
    printed = pypdfium2.PdfDocument(certificate_pdf(certificate, language))[0].render(scale=300 / 72)
    (found,) = zxingcpp.read_barcodes(printed.to_pil(), formats=zxingcpp.BarcodeFormat.QRCode)
    statement = read_line(found.text).statement
    applicant = in_state(call, states.COMPLETED)[0].case.applicant
    assert statement.fields["name"][0] == applicant.name
    assert statement.fields["attendance"] == ("১০০%", "100%")
    page = client.get(urlsplit(found.text).path)
    assert page.status_code == 200
    shown = re.sub(r"<[^>]+>", "", page.content.decode())
    assert applicant.name in shown
    assert done.course.in_words("title", language) in shown


def test_officers_are_nominated_chosen_trained_and_certified(office, karim, now, client, time_machine):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now, code="institutional-3", audience="nominated")
    listed = sheet(*[[f"কর্মী {n}", "", "", "", "", "", ""] for n in range(6)])
    assert send_list(client, listed).status_code == 302
    admit_all(call, now)
    actions.close_call(call.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
    draw(call)
    actions.publish_result(call.batch, actor=("user", karim.pk), now=at("2026-12-02", "11:00"))
    run_due_entries(at("2026-12-02", "12:00"))
    batch = Batch.objects.select_related("office", "course").get(pk=call.batch_id)
    done = take_seats_and_learn(batch, ("user", karim.pk))
    completed = in_state(call, states.COMPLETED)
    assert completed
    assert all(each.nomination_id for each in completed)
    assert Certificate.objects.of_subject(done.reference).count() == len(completed)
    assert {each.case.state for each in in_state(call, states.COMPLETED)} == {"kept"}
