"""A letter sent by e-mail leaves with the letter itself attached, once."""

import pytest

from conftest import SUNDAY
from ongikar.journal.outbox import run_due_entries
from ongikar.letters.models import Dispatch
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.dispatching import dispatch
from ongikar.letters.outgoing.paper import letter_pdf
from ongikar.letters.tests.outgoing import KARIM, begin
from ongikar.notices.models import Message
from ongikar.papers.check import clean_file
from tests.scene import make_picture

pytestmark = pytest.mark.django_db


def send(office, channel=Dispatch.EMAIL):
    letter = begin(office, SUNDAY, enclosures=[("প্রজেক্টরের ছবি", clean_file(make_picture())), ("তালিকা", None)])
    actions.sign_and_issue(letter, actor=KARIM, now=SUNDAY)
    uno, district = letter.recipients.all()
    to = district if channel == Dispatch.EMAIL else uno
    carried = {"carried_by": "পিয়ন"} if channel == Dispatch.HAND else {}
    dispatch(letter, to, channel=channel, actor=KARIM, now=SUNDAY, **carried)
    for _ in range(3):
        run_due_entries(SUNDAY)
    return letter


def test_it_arrives_once_with_the_letter_and_its_files(office, real_office, mail):
    letter = send(office)
    [arrived] = [each for each in mail.mails if each["To"] == "district@example.gov.bd"]
    assert arrived["Subject"] == "স্মারক ৮৫৪৯.২৬২৭.০০০১: বিজয় দিবসে সাউন্ড ও প্রজেক্টরের তালিকা"
    pdf, picture = list(arrived.iter_attachments())
    assert (pdf.get_filename(), pdf.get_content()) == ("8549.2627.0001.pdf", letter_pdf(letter))
    assert (picture.get_filename(), picture.get_content_type()) == ("প্রজেক্টরের ছবি.jpg", "image/jpeg")
    assert Message.objects.get(subject_type="letter").status == Message.SENT
    assert "চিঠি সঙ্গে দেওয়া হলো" in Message.objects.get(subject_type="letter").body


def test_what_goes_by_hand_sends_nothing(office, real_office, mail):
    send(office, Dispatch.HAND)
    assert mail.mails == []


def test_in_a_demonstration_it_stays_and_the_page_says_so(office, signed_in, karim):
    letter = send(office)
    page = signed_in(karim).get(f"/desk/letters/out/{letter.pk}/").content.decode()
    assert "পাঠানো হয়নি (প্রদর্শনী)" in page
    assert "চিঠির প্রাপক" in signed_in(karim).get("/desk/messages/").content.decode()
