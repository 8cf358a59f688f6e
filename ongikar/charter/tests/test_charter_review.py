"""Reviewing a charter on screen: what is decided stays, an error stands in the way, and nobody is written
over unseen.
"""

import re

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from conftest import OFFICE
from ongikar.charter.models import CharterVersion, ReviewDecision, Upload
from ongikar.journal.models import Entry
from ongikar.people.models import Holding, User

from .reviewing import NEW, bring, decide, filled, newest, part_page, publish, settle

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = "2026-11-22T10:00:00+06:00"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def document() -> str:
    return (OFFICE / "charter.txt").read_text("utf-8")


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def page_of(desk, address: str) -> str:
    return desk.get(address).content.decode()


def faults_in(response) -> str:
    return " ".join(re.findall(r'<p class="err".*?</p>', response.content.decode(), re.DOTALL))


def test_a_document_is_read_kept_and_its_review_opened(desk, document):
    upload = bring(desk, document)
    assert len(upload.reading["services"]) == 22
    assert "আইসিটি অধিদপ্তর সংক্রান্ত তথ্য প্রদান" in page_of(desk, f"/desk/charter/{upload.pk}/")
    handed = desk.get(f"/desk/charter/{upload.pk}/file/")
    assert handed.content.decode() == document
    assert Entry.objects.filter(verb="charter.review_opened", subject_id=upload.pk).count() == 1


def test_the_same_form_sent_twice_opens_one_review(desk, document):
    sent = filled(page_of(desk, NEW)) | {"text": document, "again": "on"}
    first, second = desk.post(NEW, sent), desk.post(NEW, sent)
    assert first["Location"] == second["Location"]
    assert Upload.objects.count() == 1


ARTICLE = (
    "শেরপুরে বন্যহাতির আক্রমণে কৃষক নিহত\nশেরপুর প্রতিনিধি\n২৪ নভেম্বর ২০২৬\nএ ঘটনায় ৩০ কার্যদিবসের মধ্যে"
    " ক্ষতিপূরণ দেওয়া হবে। আবেদন বিনামূল্যে করা যাবে।\n"
)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "কোনো সেবা নেই এমন একটি খবরের লেখা। আজ বৃষ্টি হয়েছে।",
        ARTICLE * 4,
        b"\x89PNG\r\n\x1a\n" + bytes(200),
    ],
    ids=["empty", "news", "article", "picture"],
)
def test_what_is_no_charter_is_refused_beside_the_field_and_nothing_is_kept(desk, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    content = content.encode() if isinstance(content, str) else content
    sent = filled(page_of(desk, NEW)) | {"file": SimpleUploadedFile("x.txt", content)}
    response = desk.post(NEW, sent)
    assert response.status_code == 422
    assert faults_in(response)
    assert not Upload.objects.exists()


def test_the_page_of_a_service_shows_print_reading_findings_and_suggestions(desk, document):
    upload = bring(desk, document)
    page = page_of(desk, part_page(upload, "institutional-8"))
    assert "০৩ (তিন) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)" in page
    assert "ভুল:" in page
    assert "প্রস্তাব:" in page
    sent = filled(page)
    assert sent["kind"] == "rollout"
    # The print names the officer as his own superior; the post above him is proposed.
    assert (sent["responsible_post"], sent["superior_post"]) == (
        "upazila-ict-officer",
        "district-ict-officer",
    )


def test_a_correction_is_read_anew_and_its_error_is_gone(desk, document):
    upload = bring(desk, document)
    response = decide(
        desk,
        upload,
        "institutional-8",
        fee_choice="correct",
        fee_text="বিনামূল্যে",
        fee_reason="সময়টি সময়ের ঘরে যাবে",
        time_choice="correct",
        time_text="০৫ (পাঁচ) কার্যদিবস",
        time_reason="খরচের ঘরে লেখা ছিল",
        superior_post="district-ict-officer",
    )
    assert response.status_code == 302
    standing = newest(upload).review_state
    assert standing.open_errors("institutional-8") == []
    piece = standing.part("institutional-8").piece
    assert (piece["time"]["kind"], piece["time"]["max"], piece["fee"]["kind"]) == ("working_days", 5, "free")


def test_a_limit_is_shown_and_taken_in_either_language_and_kept_in_one(desk, document):
    upload = bring(desk, document)
    address = part_page(upload, "citizen-1")
    assert (
        desk.post(
            f"/en{address}", filled(page_of(desk, f"/en{address}")) | {"ceiling": "9 working days"}
        ).status_code
        == 302
    )
    assert (
        newest(upload).review_state.newest_decisions["citizen-1/ceiling"].text.replace("\xa0", " ")
        == "৯ কার্যদিবস"
    )
    assert filled(page_of(desk, f"/en{address}"))["ceiling"].replace("\xa0", " ") == "9 working days"
    assert filled(page_of(desk, address))["ceiling"].replace("\xa0", " ") == "৯ কার্যদিবস"
    assert "Citizen service 1" in page_of(desk, f"/en{address}")


def test_an_error_cannot_be_accepted(desk, document):
    """It is not offered, and not taken from a page that was tampered with."""
    upload = bring(desk, document)
    page = desk.get(part_page(upload, "institutional-8")).content.decode()
    assert 'name="fee-choice" value="correct"' in page
    assert 'name="fee-choice" value="accept"' not in page
    response = decide(desk, upload, "institutional-8", fee_choice="accept")
    assert response.status_code == 422
    assert "তালিকা থেকে একটি বেছে নিন" in faults_in(response)
    assert not ReviewDecision.objects.exists()


def test_a_correction_that_leaves_the_error_says_so(desk, document):
    upload = bring(desk, document)
    response = decide(
        desk,
        upload,
        "institutional-8",
        fee_choice="correct",
        fee_text="বিনামূল্যে ০৪ কার্যদিবস",
        fee_reason="হালনাগাদ",
    )
    assert response.status_code == 422
    assert "সংশোধনের পরও ভুল থাকে" in faults_in(response)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"fee_choice": "correct", "fee_text": "", "fee_reason": "কারণ"}, "fee-text"),
        ({"fee_choice": "correct", "fee_text": "বিনামূল্যে", "fee_reason": ""}, "fee-reason"),
        ({"fee_choice": "reserve", "fee_reason": "", "fee_until": "2027-01-31"}, "fee-reason"),
        ({"fee_choice": "reserve", "fee_reason": "কারণ", "fee_until": ""}, "fee-until"),
        ({"fee_choice": "reserve", "fee_reason": "কারণ", "fee_until": "2026-11-21"}, "fee-until"),
        ({"fee_choice": "reserve", "fee_reason": "কারণ", "fee_until": "2096-11-21"}, "fee-until"),
        ({"fee_choice": "reserve", "fee_reason": "কারণ", "fee_until": "৩২/১৩/২০২৭"}, "fee-until"),
        ({"kind": ""}, "kind"),
        ({"kind": "no-such-kind"}, "kind"),
        ({"ceiling": "শিগগিরই"}, "ceiling"),
        ({"responsible_post": ""}, "responsible_post"),
        ({"responsible_post": "prime-minister"}, "responsible_post"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_kept(desk, document, typed, field):
    upload = bring(desk, document)
    response = decide(
        desk,
        upload,
        "institutional-8",
        **({"fee_choice": "reserve", "fee_reason": "ক", "fee_until": "2027-01-31"} | typed),
    )
    assert response.status_code == 422
    assert f'id="id_{field}-e"' in response.content.decode()
    assert not ReviewDecision.objects.exists()


def test_decisions_outlast_the_page_and_the_newest_holds(desk, document):
    upload = bring(desk, document)
    for day in ("2027-01-31", "2027-02-28"):
        decide(desk, upload, "institutional-8", fee_choice="reserve", fee_reason="যাচাই চলছে", fee_until=day)
    assert ReviewDecision.objects.filter(upload=upload, where="institutional-8/fee").count() == 2
    sent = filled(page_of(desk, part_page(upload, "institutional-8")))
    assert (sent["fee-choice"], sent["fee-until"]) == ("reserve", "২৮/০২/২০২৭")


def test_two_officers_at_once_do_not_write_over_one_another_unseen(desk, document, karim, client_of):
    upload = bring(desk, document)
    address = part_page(upload, "citizen-1")
    first = filled(page_of(desk, address))
    other = client_of("second")
    second = filled(page_of(other, address)) | {"short_bn": "অন্য নাম"}
    assert other.post(address, second).status_code == 302
    response = desk.post(address, first | {"short_bn": "আমার নাম"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "দ্বিতীয় কর্মকর্তা" in page
    assert filled(page)["short_bn"] == "আমার নাম"
    assert newest(upload).review_state.newest_decisions["citizen-1/short_bn"].text == "অন্য নাম"
    assert desk.post(address, filled(page)).status_code == 302
    assert newest(upload).review_state.newest_decisions["citizen-1/short_bn"].text == "আমার নাম"


@pytest.fixture
def client_of(office, karim):
    def browser(username):
        from django.test import Client

        user = User.objects.create(username=username, name_bn="দ্বিতীয় কর্মকর্তা", name_en="Second Officer")
        Holding.objects.create(
            user=user, post=office.posts.get(role="officer"), since="2024-01-01", charge="additional"
        )
        client = Client()
        client.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
        return client

    return browser


def test_one_decision_may_hold_wherever_the_same_is_printed(desk, document):
    upload = bring(desk, document)
    twins = [
        part.code
        for part in upload.review_state.printed
        if part.sort == "service"
        and part.raw("form_source") == upload.review_state.part("citizen-1").raw("form_source")
    ]
    assert len(twins) > 2
    decide(
        desk,
        upload,
        "citizen-1",
        form_source_choice="reserve",
        form_source_reason="ঠিকানা বদলাচ্ছে",
        form_source_until="2027-01-31",
        form_source_too="on",
    )
    held = newest(upload).review_state.newest_decisions
    assert {f"{code}/form_source" for code in twins} <= held.keys()
    assert not newest(upload).review_state.is_looked_at(twins[1])


@pytest.mark.slow
def test_what_is_printed_as_before_is_decided_as_before_in_one_press(desk, document):
    upload = bring(desk, document)
    settle(desk, upload)
    publish(desk, upload, "2026-11-22")
    first = HTMLParser(desk.get(f"/desk/charter/{upload.pk}/").content.decode())
    assert first.css_first("details.folded") is None
    again = bring(desk, document.replace("ইউনিয়ন ডিজিটাল সেন্টার গুলোকে", "সব ইউনিয়ন ডিজিটাল সেন্টারকে"))
    address, total = f"/desk/charter/{again.pk}/", len(newest(again).review_state.parts)
    page = HTMLParser(desk.get(f"/en{address}").content.decode())
    (changed,) = page.css("section[aria-labelledby=parts] > ul > li")
    (was, now) = (cell.text(strip=True) for cell in changed.css("table.changed tbody tr:first-child td"))
    assert "ইউনিয়ন ডিজিটাল সেন্টার গুলোকে" in was
    assert "সব ইউনিয়ন ডিজিটাল সেন্টারকে" in now
    assert (
        f"Printed exactly as in version 2: {total - 1} parts"
        in page.css_first("details.folded summary").text()
    )
    assert len(page.css("details.folded li")) == total - 1
    assert desk.post(f"{address}as-before/").status_code == 302
    left = [part.code for part in newest(again).review_state.not_looked_at]
    assert left == ["citizen-4"]
    # What was changed is shown still, what was kept stays folded.
    page = HTMLParser(desk.get(address).content.decode())
    assert len(page.css("section[aria-labelledby=parts] > ul > li")) == 1


def test_a_dropped_review_publishes_nothing_and_cannot_be_decided_on(desk, document):
    upload = bring(desk, document)
    desk.post(f"/desk/charter/{upload.pk}/drop/")
    assert newest(upload).state == Upload.DROPPED
    assert desk.get(part_page(upload, "citizen-1")).status_code == 302
    assert desk.post(f"/desk/charter/{upload.pk}/publish/", {"begins": "2026-11-23"}).status_code == 302
    assert not CharterVersion.objects.filter(upload=upload).exists()
