"""The pages of asking for information: read, sent, followed, answered; in both languages, phone or desk."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import override_language
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import Letter
from ongikar.rti.models import InformationRequest
from tests.applicants import show_proof

from .conftest import SUNDAY, again

NEW = {
    "text": "২০২৫-২৬ অর্থবছরে ল্যাবের বরাদ্দের হিসাব",
    "wanted_as": "copy",
    "name": "রহিমা খাতুন",
    "mobile": "০১৭০০০০০০০১",
    "address": "হরিদেবপুর",
    "submission": "pressed-once",
}


@pytest.mark.fast
@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("name", ["rti_about", "rti_new"])
def test_the_public_pages_answer_in_both_languages(office, client, tongue, name):
    with override_language(tongue):
        address = reverse(name)
    html = client.get(address).content.decode()
    assert f'<html lang="{tongue}">' in html
    assert ("উপজেলা আইসিটি অফিসার" in html) == (tongue == "bn")


def test_the_days_stand_on_the_public_page_and_the_unverified_one_says_so(office, client):
    html = client.get(reverse("rti_about")).content.decode().replace("\u00a0", " ")
    assert [days in html for days in ("২০ কার্যদিবস", "৩০ কার্যদিবস", "১০ কার্যদিবস", "২৪ ঘণ্টা")] == [True] * 4
    assert html.count("মিলিয়ে দেখা হয়নি") == 1
    assert "তথ্য কমিশন" in html


def test_asking_takes_one_page_and_leads_to_its_own(office, client):
    for _ in range(2):
        answer = client.post(reverse("rti_new"), NEW)
    asked = InformationRequest.objects.get()
    assert answer.url == reverse("rti", args=[asked.number])
    html = client.get(answer.url).content.decode()
    assert NEW["text"] in html
    pdf = client.post(reverse("rti_form", args=[asked.number]))
    assert pdf.content.startswith(b"%PDF")


def test_what_is_left_out_is_asked_for_beside_its_field(office, client):
    answer = client.post(reverse("rti_new"), NEW | {"address": "", "text": ""})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "ঠিকানা লিখুন" in html
    assert "কী তথ্য চান, লিখুন" in html
    assert not InformationRequest.objects.exists()


def test_a_stranger_is_led_to_the_door(ask, client):
    asked = ask()
    for name in ("rti", "rti_notice", "rti_appeal", "rti_withdraw", "rti_appeal_form"):
        answer = client.get(reverse(name, args=[asked.number]))
        assert answer.url == f"{reverse('track')}?number={asked.number}"


def test_the_track_form_opens_it_by_its_number(ask, client):
    asked = ask()
    answer = client.post(reverse("track"), {"number": asked.number, "last_four": "0001"})
    assert answer.url == reverse("rti", args=[asked.number])
    # Four figures read it; what is done in the applicant's name asks for a proof.
    assert "/prove/" in client.get(reverse("rti_withdraw", args=[asked.number])).url


def test_the_officer_refuses_with_form_b_and_the_applicant_appeals_with_form_c(
    ask, client, signed_in, karim, salma, time_machine
):
    time_machine.move_to(SUNDAY)
    asked = ask()
    desk = signed_in(karim)
    act = reverse("desk_rti_request_refuse", args=[asked.number])
    assert "৬ ডিসেম্বর" in desk.get(act).content.decode().replace("\u00a0", " ")
    assert desk.post(act, {"words": ""}).status_code == 422
    desk.post(act, {"words": "নথি নেই।", "reason_code": "not_held"})
    assert again(asked).state == "refused"
    browser = show_proof(client, asked)
    page = browser.get(reverse("rti", args=[asked.number])).content.decode()
    assert "নথি নেই।" in page
    assert "আপিল লিখুন" in page
    assert browser.get(reverse("rti_notice", args=[asked.number])).content.startswith(b"%PDF")
    sent = {"grounds": "নথি আছে।", "relief": "কপি চাই।"}
    for _ in range(2):
        browser.post(reverse("rti_appeal", args=[asked.number]), sent)
    assert browser.get(reverse("rti_appeal_form", args=[asked.number])).content.startswith(b"%PDF")
    above = signed_in(salma)
    page = above.get(reverse("desk_rti_request", args=[asked.number])).content.decode()
    assert "আপিলের সিদ্ধান্ত দিন" in page
    decide = reverse("desk_rti_request_decide", args=[asked.number])
    no_day = above.post(decide, {"outcome": "order", "words": "দিন।", "by": ""})
    assert "কোন দিনের মধ্যে, লিখুন" in no_day.content.decode()
    above.post(decide, {"outcome": "order", "words": "দিন।", "by": "2026-12-03"})
    assert again(asked).state == "ordered"


def test_the_assistant_enters_what_came_on_paper_and_hands_over_the_digits(
    office, signed_in, shirin, time_machine
):
    time_machine.move_to(SUNDAY)
    desk = signed_in(shirin)
    sent = NEW | {"channel": "letter", "received": "2026-11-15", "mobile": ""}
    html = desk.post(reverse("desk_rti_new"), sent).content.decode()
    asked = InformationRequest.objects.get()
    assert asked.received_at.date().isoformat() == "2026-11-15"
    assert "গোপন সংখ্যা" in html
    late = desk.post(reverse("desk_rti_new"), sent | {"received": "2026-11-23", "submission": "b"})
    assert "দিনটি এখনো আসেনি" in late.content.decode()


def test_a_letter_of_the_diary_becomes_a_request_of_the_day_it_came(office, signed_in, shirin, time_machine):
    time_machine.move_to(SUNDAY)
    came = ReceivedLetter("ল্যাবের বরাদ্দের হিসাবের কপি চাই", date(2026, 11, 17), sender_name="রহিমা খাতুন")
    letter = enter_letter(
        office=office, letter=came, submission="one", actor=("user", shirin.pk), now=timezone.now()
    )
    desk, new = signed_in(shirin), reverse("desk_rti_new")
    assert f"{new}?letter={letter.pk}" in desk.get(reverse("letter", args=[letter.pk])).content.decode()
    page = desk.get(new, {"letter": letter.pk}).content.decode()
    assert letter.subject_line in page
    assert "রহিমা খাতুন" in page
    sent = NEW | {"channel": "letter", "received": "2026-11-17", "mobile": "", "letter": str(letter.pk)}
    for submission in ("a", "another press"):
        assert desk.post(new, sent | {"submission": submission}).status_code == 200
    asked, letter = InformationRequest.objects.get(), Letter.objects.get(direction="in")
    assert (asked.letter_id, asked.received_at.date()) == (letter.pk, date(2026, 11, 17))
    assert letter.subject == asked.reference
    assert not letter.is_open
    assert f"?letter={letter.pk}" not in desk.get(reverse("letter", args=[letter.pk])).content.decode()
    for wrong in ("0", "x", "9" * 30, str(letter.pk + 999)):
        assert desk.get(new, {"letter": wrong}).status_code == 404


def test_the_office_above_sees_a_request_only_when_it_is_appealed(ask, signed_in, salma, shirin):
    asked = ask()
    page = reverse("desk_rti_request", args=[asked.number])
    assert signed_in(salma).get(page).status_code == 403
    assert asked.number not in signed_in(salma).get(reverse("desk_rti")).content.decode()
    # The assistant reads; the answer is the officer's.
    assert signed_in(shirin).get(page).status_code == 200
    act = reverse("desk_rti_request_provide", args=[asked.number])
    assert signed_in(shirin).get(act).status_code == 403


def test_what_is_held_is_shown_to_its_owner_and_put_right_with_the_old_value_crossed_out(
    ask, client, signed_in, karim, time_machine
):
    time_machine.move_to(SUNDAY)
    asked = ask(parents="আব্দুর রহিম")
    act = reverse("desk_rti_request_correct", args=[asked.number])
    wrong = signed_in(karim).post(act, {"field": "mobile", "new": "০১২", "words": "ফোনে"})
    assert wrong.status_code == 422
    for _ in range(2):
        signed_in(karim).post(act, {"field": "name", "new": "রহিমা বেগম", "words": "পরিচয়পত্র দেখে"})
    assert [each.name for each in again(asked).acts.all()] == ["file", "correct"]
    page = show_proof(client, asked).get(reverse("rti", args=[asked.number])).content.decode()
    assert "<s>রহিমা খাতুন</s>" in page
    assert "আব্দুর রহিম" in page
    book = signed_in(karim).get(reverse("book", args=["rti", 2026])).content.decode()
    assert "<s>রহিমা খাতুন</s>" in book
    assert "ল্যাবের জন্য কত টাকা" in book


def test_a_typed_number_opens_its_page(ask, signed_in, karim):
    asked = ask()
    answer = signed_in(karim).get(reverse("desk_search"), {"q": asked.number})
    assert answer.url == reverse("desk_rti_request", args=[asked.number])
