"""The root of the day before leaves the machine by itself: at the foot of each page of a printed register,
on receipts, and in the e-mail to whoever stands above a broken promise; never in an SMS.
"""

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ongikar.books import register_files
from ongikar.books.registry import book_named
from ongikar.cases.citizen.pdfs import receipt_pdf
from ongikar.clock.watch import watch_clocks
from ongikar.core.i18n.say import override_language
from ongikar.exports.makers import Work
from ongikar.grievances.actions import file_offer
from ongikar.grievances.citizen.receipt import complaint_receipt_pdf
from ongikar.grievances.models import Offer
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.outbox import run_due_entries
from ongikar.journal.rules.hash_chain import read_root
from ongikar.notices.actions import post_recipient
from ongikar.notices.models import Message
from ongikar.offices.day_roots import day_roots
from ongikar.offices.models import Post

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LABEL = {"bn": "খতিয়ানের শেষ সিল", "en": "Last seal of the ledger"}


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def sealed_root(office, at) -> str:
    """The root of the day of this moment, once the worker has sealed."""
    Sealer()(at)
    (root,) = day_roots(office, [timezone.localdate(at)])
    return root.line()


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("book", ["diary", "services"])
def test_every_page_of_a_printed_register_carries_the_root_of_the_day_before(
    office, receive, signed_in, karim, tongue, book
):
    now = timezone.now()
    receive(now=now - 2 * DAY)
    root = sealed_root(office, now - DAY)
    # What is sealed today stands on the paper of tomorrow.
    receive(now=now)
    Sealer()(now)
    address = f"{'/en' if tongue == 'en' else ''}/desk/books/{book}/{fiscal_year(now)}.pdf"
    found = pages(signed_in(karim).get(address).content)
    assert found
    for page in found:
        assert f"{LABEL[tongue]}: {root}" in page
        assert read_root(page[page.index(root) :][: len(root)]).link


def fiscal_year(now) -> int:
    day = timezone.localdate(now)
    return day.year if day.month >= 7 else day.year - 1


def test_each_volume_of_a_long_register_carries_that_of_the_day_before_it_was_ordered(
    office, receive, monkeypatch, tmp_path
):
    now = timezone.now()
    for _ in range(3):
        receive(now=now - 2 * DAY)
    root = sealed_root(office, now - DAY)
    monkeypatch.setattr(register_files, "LINES_A_VOLUME", 2)
    seen = []
    monkeypatch.setattr(register_files, "render_apart", lambda template, data: seen.append(data) or b"%PDF")
    work = Work(tmp_path, now, lambda lines: None, lambda: None)
    book, year = book_named("services"), fiscal_year(now)
    shown = register_files.narrow_book(book, office, year, {})
    assert len(list(register_files.print_volumes(book, office, year, shown, work))) == 2
    assert [data["root"] for data in seen] == [root, root]


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_a_receipt_carries_the_root_of_the_day_before_it_was_entered_in_both_languages(
    office, receive, now, tongue
):
    receive(now=now)
    root = sealed_root(office, now)
    case = receive(now=now + DAY)
    with override_language(tongue):
        (page,) = pages(receipt_pdf(case))
        assert f"{LABEL[tongue]}: {root}" in page
        # What is sealed later changes nothing on it.
        sealed_root(office, now + DAY)
        assert pages(receipt_pdf(case)) == [page]


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_so_does_the_receipt_of_a_complaint(office, receive, now, tongue):
    receive(now=now)
    root = sealed_root(office, now + 59 * DAY)
    later = now + 60 * DAY
    watch_clocks(later)
    run_due_entries(later)
    offer = Offer.objects.get()
    complaint = file_offer(offer=offer, text=offer.text, now=later)
    with override_language(tongue):
        (page,) = pages(complaint_receipt_pdf(complaint, "123456789012"))
    assert f"{LABEL[tongue]}: {root}" in page


def test_a_receipt_before_the_first_seal_says_nothing_of_it(receive, now):
    (page,) = pages(receipt_pdf(receive(now=now)))
    assert LABEL["bn"] not in page


def test_drawing_a_receipt_costs_one_statement_for_it_and_receiving_an_application_none(office, receive, now):
    receive(now=now)
    sealed_root(office, now)
    with CaptureQueriesContext(connection) as received:
        case = receive(now=now + DAY)
    assert not [each for each in received if "journal_seal" in each["sql"]]
    with CaptureQueriesContext(connection) as drawn:
        receipt_pdf(case)
    assert len([each for each in drawn if "journal_seal" in each["sql"]]) == 1


@pytest.mark.parametrize(
    ("tongue", "says"), [("bn", "খতিয়ানের শেষ সিল (রেখে দিন"), ("en", "Last seal of the ledger (keep it")]
)
def test_the_mail_to_the_superior_of_a_broken_promise_carries_it_and_the_sms_does_not(
    office, receive, now, tongue, says, monkeypatch
):
    monkeypatch.setattr("ongikar.notices.reactions.post_recipient", speaking(tongue))
    Post.objects.filter(office=office).update(email="above@example.gov.bd", phone="01711000001")
    receive(now=now)
    root = sealed_root(office, now + 59 * DAY)
    later = now + 60 * DAY
    watch_clocks(later)
    run_due_entries(later)
    told = Message.objects.filter(outbox_entry__reaction="notices.reactions.notify_superior")
    mail, sms = told.get(channel=Message.EMAIL), told.get(channel=Message.SMS)
    assert f"{root}\n" in mail.body
    assert says in mail.body
    assert root not in sms.body
    assert says.split(" (")[0] not in sms.body


def speaking(tongue):
    return lambda *args, **kwargs: replace(post_recipient(*args, **kwargs), tongue=tongue)
