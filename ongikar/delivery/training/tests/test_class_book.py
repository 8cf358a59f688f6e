"""Days and hours of a certificate are those of the class book; what is struck later is told, not reissued."""

import re
from datetime import time
from urllib.parse import urlsplit

import pypdfium2
import pytest
import time_machine

from ongikar.certificates.actions import replace_certificate, revoke_certificate
from ongikar.certificates.addresses import qr_address
from ongikar.certificates.models import Certificate
from ongikar.certificates.paper import certificate_pdf
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.after.class_book import (
    class_hours_words,
    duration_words,
    held_classes,
    hours_of,
    overstatements,
    printed_minutes,
)
from ongikar.delivery.training.after.sessions import begin_batch, sessions_of
from ongikar.delivery.training.books import TRAINING
from ongikar.delivery.training.models import Batch, LabUse
from ongikar.gatherings.actions import cancel_gathering, strike_gathering
from ongikar.gatherings.models import Gathering, Mark
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.outbox import run_due_entries
from ongikar.offices.models import Place
from ongikar.rules.transitions import TransitionFault

from .batches import PLAIN, at, in_state, offering_batch
from .test_after_seats import BEGUN, ENDED, SUNDAYS_TO_THURSDAYS, attend, certify, finished
from .test_pages import browser

pytestmark = pytest.mark.django_db
HOURS_COLUMN = TRAINING.columns.index(("ঘণ্টা", "Hours"))
LATER = at("2027-02-10", "11:00")


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def running(office, now, actor):
    """A course of 50 hours by its plan; five classes of two hours are held, the other fifteen called off."""
    call = offering_batch(office, now, rule=PLAIN, seats=4)
    run_due_entries(at("2026-12-02", "12:00"))
    for application in in_state(call, states.OFFERED):
        actions.accept_offer(application, now=at("2026-12-03"))
    batch = Batch.objects.select_related("office", "course").get(pk=call.batch_id)
    begin_batch(batch, weekdays=SUNDAYS_TO_THURSDAYS, begins_at=time(10), minutes=120, actor=actor, now=BEGUN)
    for session in sessions_of(batch)[5:]:
        cancel_gathering(session, reason="কোর্স ছোট করা হয়েছে।", actor=actor, now=BEGUN)
    actions.close_waiting_list(batch, actor=actor, now=BEGUN)
    return Batch.objects.select_related("office", "course").get(pk=batch.pk)


@pytest.fixture
def certified(running, actor):
    batch = finished(running, actor)
    certify(batch)
    return Batch.objects.select_related("office", "course").get(pk=batch.pk)


def strike_last(batch, actor, now=LATER):
    session = held_classes(batch)[-1]
    strike_gathering(session, reason="ক্লাসটি হয়নি, ভুলে লেখা হয়েছিল।", actor=actor, now=now)
    run_due_entries(now)
    return session


def certificates_of(batch):
    return list(Certificate.objects.of_subject(batch.reference).with_related())


def test_five_classes_of_two_hours_are_ten_hours_on_five_days_on_every_paper_and_page(
    certified, client, office
):
    assert certified.course.hours == 50
    certificate = certificates_of(certified)[0]
    held = held_classes(certified)
    assert (len(held), hours_of(held).days) == (5, 5)
    bn, en = certificate.words_of("time")
    assert bn.endswith("৫ দিন, ১০ ঘণ্টা")
    assert en.endswith("5 days, 10 hours")
    # From the first class that was held to the last, not to the last day of the plan.
    assert en.startswith("20 December 2026 – ")
    assert "27 January 2027" not in en
    text = "".join(
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(certificate_pdf(certificate, "en"))
    )
    assert "10 hours" in " ".join(text.split())
    public = client.get(urlsplit(qr_address(certificate, "en")).path).content.decode()
    assert "5 days, 10 hours" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", public))
    with time_machine.travel(ENDED, tick=False):
        shown = browser("karim").get(f"/en/desk/training/{certified.number}/classes/").content.decode()
    assert "In the class book: 5 classes, 5 days, 10 hours." in re.sub(r"\s+", " ", shown)
    (line,) = TRAINING.rows(office, 2026)
    assert line.cells[HOURS_COLUMN].value == 10


def test_hours_and_minutes_are_said_in_both_languages_and_read_back_from_the_signed_words(certified):
    assert duration_words(450, "bn") == "৭ ঘণ্টা ৩০ মিনিট"
    assert duration_words(450, "en") == "7 hours 30 minutes"
    assert duration_words(60, "en") == "1 hour"
    assert duration_words(45, "en") == "45 minutes"
    assert {printed_minutes(each) for each in certificates_of(certified)} == {600}
    assert class_hours_words(hours_of([]), "bn") == ""


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        # As an earlier release printed it, and as a clerk may type it.
        (("২০ ডিসেম্বর ২০২৬ – ২৭ জানুয়ারি ২০২৭, ৫০ ঘণ্টা", "20 December 2026 – 27 January 2027, 50 hours"), 3000),
        (("জানুয়ারি মাসে ১,২০০ ঘন্টা", "জানুয়ারি মাসে ১,২০০ ঘন্টা"), 72000),
        (("১০ ঘণ্টা ৩০ মিনিট", "10 hours 30 minutes"), 630),
        (("৪৫ মিনিট", "45 minutes"), 45),
        (("পাঁচ দিন", "five days"), None),
    ],
)
def test_what_a_certificate_says_of_hours_is_read_however_it_was_written(words, minutes):
    class Said:
        def words_of(self, code):
            return words

    assert printed_minutes(Said()) == minutes


def test_a_class_struck_before_the_certificates_counts_for_nobody(running, actor):
    batch = finished(running, actor)
    session = strike_last(batch, actor, now=ENDED)
    assert (session.state, session.minutes) == ("struck", 120)
    certify(batch)
    assert {each.words_of("time")[1].partition(", ")[2] for each in certificates_of(batch)} == {
        "4 days, 8 hours"
    }
    assert Batch.objects.get(pk=batch.pk).overstated_since is None


def test_a_class_struck_after_the_certificates_is_told_and_nothing_is_reissued_by_itself(certified, actor):
    before = [(each.pk, each.state, each.proof) for each in certificates_of(certified)]
    strike_last(certified, actor)
    run_due_entries(LATER)
    assert [(each.pk, each.state, each.proof) for each in certificates_of(certified)] == before
    found = overstatements(certified)
    assert [(each.certificate.pk, each.printed, each.book) for each in found] == [
        (pk, "১০ ঘণ্টা", "৮ ঘণ্টা") for pk, *_ in before
    ]
    with time_machine.travel(LATER, tick=False):
        desk = browser("karim")
        today = desk.get("/desk/today/").content.decode()
        page = f"/desk/training/{certified.number}/classes/"
        assert "সনদে ক্লাসের খাতার চেয়ে বেশি ঘণ্টা লেখা" in today
        assert re.search(rf'href="{page}\?of=[0-9.]+#overstated"', today)
        # The assistant can neither replace nor revoke one, and is not asked to.
        assert "খাতার চেয়ে বেশি" not in browser("shirin").get("/desk/today/").content.decode()
        board = desk.get(f"/desk/training/{certified.number}/").content.decode()
        assert "কিছু সনদে খাতার চেয়ে বেশি ঘণ্টা লেখা" in board
        shown = desk.get(page).content.decode()
        for serial in (each.serial for each in certificates_of(certified)):
            assert f"/desk/certificates/{serial}/replace/" in shown or f"{serial}/replace/" in shown
        replace = next(link for link in re.findall(r'href="([^"]+/replace/)"', shown))
        assert desk.get(replace).status_code == 200


def test_the_line_goes_once_each_was_replaced_or_revoked_by_hand(certified, actor):
    strike_last(certified, actor)
    found = overstatements(certified)
    first, *others = found
    replace_certificate(
        first.certificate,
        statement={"time": first.by_book},
        reason="একটি ক্লাস হয়নি।",
        actor=actor,
        now=LATER,
    )
    run_due_entries(LATER)
    assert Batch.objects.get(pk=certified.pk).overstated_since == LATER
    for each in others:
        revoke_certificate(each.certificate, reason="একটি ক্লাস হয়নি।", actor=actor, now=LATER)
    run_due_entries(LATER)
    assert Batch.objects.get(pk=certified.pk).overstated_since is None
    assert overstatements(certified) == []


def test_only_a_class_that_was_written_down_is_struck_and_only_once(running, actor):
    first = sessions_of(running)[0]
    with pytest.raises(TransitionFault):
        strike_gathering(first, reason="ভুল", actor=actor, now=BEGUN)
    attend(running, actor)
    first.refresh_from_db()
    with pytest.raises(GatheringFault, match="Write the reason"):
        strike_gathering(first, reason=" ", actor=actor, now=LATER)
    strike_gathering(first, reason="ভুল", actor=actor, now=LATER)
    with pytest.raises(TransitionFault):
        strike_gathering(first, reason="ভুল", actor=actor, now=LATER)
    # Its marks stay readable with it.
    assert Mark.objects.filter(gathering=first).count() == 4
    second = sessions_of(running)[0]
    Gathering.objects.filter(pk=second.pk).update(sort=Gathering.MEETING)
    second.refresh_from_db()
    with pytest.raises(GatheringFault, match="Only a class"):
        strike_gathering(second, reason="ভুল", actor=actor, now=LATER)


def test_the_line_of_the_labs_book_is_struck_with_its_class_and_by_the_same_person(office, running, actor):
    lab = Place.objects.create(office=office, slug="lab-x", kind=Place.LAB, name_bn="নমুনা ল্যাব")
    first = sessions_of(running)[0]
    first.place = lab
    first.save(update_fields=["place"])
    attend(running, actor)
    run_due_entries(LATER)
    assert LabUse.objects.get().struck_at is None
    first.refresh_from_db()
    strike_gathering(first, reason="ক্লাসটি হয়নি।", actor=actor, now=LATER)
    run_due_entries(LATER)
    line = LabUse.objects.get()
    assert (line.struck_at, line.struck_reason) == (LATER, "ক্লাসটি হয়নি।")


def test_a_class_is_struck_on_its_page_with_the_reason(running, actor):
    attend(running, actor)
    first = sessions_of(running)[0]
    with time_machine.travel(LATER, tick=False):
        desk = browser("karim")
        page = f"/desk/gatherings/{first.pk}/"
        assert f"{page}strike/" in desk.get(page).content.decode()
        assert desk.post(f"{page}strike/", {"reason": ""}).status_code == 422
        assert desk.post(f"{page}strike/", {"reason": "ভুলে লেখা"}).status_code == 302
        shown = desk.get(page).content.decode()
    assert "খাতা থেকে কাটা" in shown
    assert "ভুলে লেখা" in shown
    assert f"{page}strike/" not in shown
