"""The pages of complaining: read, pressed, followed; in both languages, with and without a right to see."""

import pytest
from django.urls import reverse

from ongikar.cases.case_queries import case_by_number
from ongikar.cases.citizen.track.tracking import FINDERS, find_subject
from ongikar.cases.models import proofs
from ongikar.core.i18n.say import override_language
from ongikar.grievances.models import Grievance, Offer, Stage
from ongikar.grievances.parts import citizen_case_part
from ongikar.offices.models import Serial
from ongikar.rules.bangla import text as bangla
from tests.applicants import show_proof

from .conftest import LATER, MINUTE, SUNDAY

NEW = {
    "about": "unlawful",
    "respondent": "upazila-ict-officer",
    "text": "আমার কাছে টাকা চাওয়া হয়েছে।",
    "kind": "citizen",
    "who": "named",
    "name": "রহিমা খাতুন",
    "mobile": "০১৭০০০০০০০১",
    "submission": "pressed-once",
}


@pytest.fixture
def following(client):
    """`following(case)`: the browser that sent this in."""
    return lambda thing: show_proof(client, thing)


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("name", ["grievances", "grievance_new"])
def test_the_public_pages_answer_in_both_languages(office, client, tongue, name):
    with override_language(tongue):
        address = reverse(name)
    html = client.get(address).content.decode()
    assert f'<html lang="{tongue}">' in html
    assert ("জেলা আইসিটি অফিসার" in html) == (tongue == "bn")


def test_the_ladder_is_a_public_page_with_each_limit_and_no_date_of_today(office, client):
    answer = client.get(reverse("grievances"))
    html = answer.content.decode().replace("\u00a0", " ")
    assert answer["X-Public-Page"] == "1"
    assert "csrfmiddlewaretoken" not in html
    assert [limit in html for limit in ("৩০ কার্যদিবস", "২০ কার্যদিবস", "৬০ কার্যদিবস")] == [True] * 3
    assert "২০২৬" not in html


def test_a_tier_without_a_mailbox_says_why(office, client):
    assert "অভিযোগ যাঁর বিরুদ্ধে, তাঁর কাছেই যেত" in client.get(reverse("grievances")).content.decode()


def test_the_banner_offers_the_ready_complaint_with_today_in_it(broken, rf):
    template, context = citizen_case_part(request=rf.get("/"), case=broken, now=LATER)
    assert template == "grievances/banner.html"
    assert "৬ ডিসেম্বর ২০২৬ পর্যন্ত পাইনি" in context["shown"].words.replace("\u00a0", " ")
    assert bangla.day_month(context["shown"].due_day) == "১৮\u00a0জানুয়ারি"


def test_a_complaint_about_what_came_late_does_not_say_it_never_came(broken, karim, rf):
    from ongikar.cases import actions

    actions.keep(broken, outcome={"words": "উত্তর দেওয়া হলো।"}, actor=("user", karim.pk), now=LATER)
    broken.refresh_from_db()
    _, context = citizen_case_part(request=rf.get("/"), case=broken, now=LATER)
    assert "দেরিতে" in context["shown"].words
    assert "পাইনি" not in context["shown"].words


def test_an_application_withdrawn_in_time_offers_no_ready_complaint(receive, pass_time, rf):
    from ongikar.cases import actions

    case = receive("citizen-1", now=SUNDAY)
    actions.withdraw(case, words="লাগবে না", now=SUNDAY + MINUTE)
    pass_time(LATER)
    assert citizen_case_part(request=rf.get("/"), case=case, now=LATER)[0] == "grievances/may_complain.html"


def test_one_withdrawn_after_the_promise_was_broken_keeps_the_right_to_complain(broken, rf):
    from ongikar.cases import actions

    actions.withdraw(broken, words="লাগবে না", now=LATER)
    broken.refresh_from_db()
    assert citizen_case_part(request=rf.get("/"), case=broken, now=LATER)[0] == "grievances/banner.html"


def test_before_the_breach_the_tracking_page_costs_no_statement_of_its_own(
    receive, office, rf, django_assert_num_queries
):
    case = case_by_number(office, receive().number)
    with django_assert_num_queries(0):
        citizen_case_part(request=rf.get("/"), case=case, now=case.received_at)


@pytest.mark.fast
def test_one_press_files_it_and_leads_to_its_page(broken, following):
    offer = Offer.objects.get(case=broken)
    browser = following(broken)
    for _ in range(2):
        answer = browser.post(reverse("offer_file", args=[offer.pk]), {"text": offer.text})
        grievance = Grievance.objects.get()
        assert answer.url == reverse("grievance", args=[grievance.number])
    assert not grievance.identity_hidden
    assert Stage.objects.count() == 1
    assert browser.get(answer.url).status_code == 200


def test_one_press_with_a_hidden_name_answers_with_its_secret_figures(broken, following):
    offer = Offer.objects.get(case=broken)
    browser = following(broken)
    sent = {"text": offer.text, "identity_hidden": "on"}
    answer = browser.post(reverse("offer_file", args=[offer.pk]), sent)
    grievance = Grievance.objects.get()
    assert grievance.identity_hidden
    assert answer.status_code == 200
    assert proofs.is_paper_key(grievance.reference, answer.context["key"])
    page = reverse("grievance", args=[grievance.number])
    assert browser.post(reverse("offer_file", args=[offer.pk]), sent).url == page
    assert browser.get(page).status_code == 200
    assert Stage.objects.count() == 1


def test_who_may_not_see_the_case_finds_no_offer(broken, client):
    offer = Offer.objects.get(case=broken)
    assert client.get(reverse("offer", args=[offer.pk])).status_code == 404
    assert (
        client.get(reverse("grievance_about", args=[broken.number])).url == f"/track/?number={broken.number}"
    )
    assert client.post(reverse("offer_file", args=[offer.pk]), {"text": "x y"}).status_code == 404
    assert not Grievance.objects.exists()


def test_the_words_can_be_changed_before_they_are_sent(broken, following):
    offer = Offer.objects.get(case=broken)
    browser = following(broken)
    html = browser.get(reverse("offer", args=[offer.pk])).content.decode()
    assert "প্রতিকার চাই।</textarea>" in html
    browser.post(reverse("offer", args=[offer.pk]), {"text": "আমার নিজের কথা।"})
    assert Grievance.objects.get().text == "আমার নিজের কথা।"


@pytest.mark.parametrize("text", ["", "   ", "।।।", "\u200b"])
def test_an_empty_text_is_asked_for_again_and_files_nothing(broken, following, text):
    offer = Offer.objects.get(case=broken)
    browser = following(broken)
    answer = browser.post(reverse("offer", args=[offer.pk]), {"text": text})
    assert answer.status_code == 422
    assert "<title>ভুল:" in answer.content.decode()
    assert browser.post(reverse("offer_file", args=[offer.pk]), {"text": text}).url == reverse(
        "offer", args=[offer.pk]
    )
    assert not Grievance.objects.exists()


def test_a_case_that_is_not_late_can_be_complained_of_too(receive, following):
    case = receive()
    address = reverse("grievance_about", args=[case.number])
    browser = following(case)
    assert browser.get(address).status_code == 200
    sent = {"about": "quality", "text": "ব্যবহার খারাপ ছিল।", "submission": "once"}
    for _ in range(2):
        browser.post(address, sent)
    grievance = Grievance.objects.get()
    assert (grievance.case, grievance.respondent, grievance.about) == (case, case.post, "quality")


def test_a_complaint_about_no_case_is_filed_once_however_often_it_is_sent(office, client):
    for _ in range(2):
        answer = client.post(reverse("grievance_new"), NEW)
    grievance = Grievance.objects.get()
    assert answer.url == reverse("grievance", args=[grievance.number])
    assert grievance.complainant.mobile == "+8801700000001"
    html = client.get(answer.url).content.decode()
    assert bangla.digits(grievance.number) in html


def test_without_a_name_no_notices_come_and_the_page_says_how_to_follow(office, client, pass_time):
    from ongikar.notices.models import Message

    answer = client.post(reverse("grievance_new"), NEW | {"who": "anonymous", "name": "", "mobile": ""})
    grievance = Grievance.objects.get()
    key = answer.context["key"]
    html = answer.content.decode()
    assert bangla.digits(proofs.group_figures(key)) in html
    assert "কোনো SMS বা ই-মেইল যাবে না" in html
    pass_time(grievance.filed_at + MINUTE)
    assert not Message.objects.filter(person__startswith="applicant").exists()
    assert Message.objects.filter(person__startswith="post").exists()


def test_a_name_left_out_of_a_named_complaint_is_asked_for_beside_its_field(office, client):
    answer = client.post(reverse("grievance_new"), NEW | {"name": "", "mobile": "123"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "আপনার নাম লিখুন" in html
    assert "মোবাইল নম্বর ০১৩ থেকে" in html
    assert not Grievance.objects.exists()


def test_script_in_a_complaint_is_shown_as_text(office, client, signed_in, salma):
    client.post(reverse("grievance_new"), NEW | {"text": "<script>alert(1)</script> টাকা"})
    grievance = Grievance.objects.get()
    html = signed_in(salma).get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_flood_from_one_address_is_stopped_with_a_clear_page(office, client):
    from ongikar.grievances.citizen.complain_views import MAX_PER_HOUR

    for count in range(MAX_PER_HOUR):
        sent = {"submission": f"flood-{count}", "text": f"{NEW['text']} {count}"}
        client.post(reverse("grievance_new"), NEW | sent)
    answer = client.post(reverse("grievance_new"), NEW | {"submission": "one-more"})
    assert answer.status_code == 429
    assert Grievance.objects.count() == MAX_PER_HOUR


def test_the_track_form_opens_a_grievance_by_its_number(filed, office):
    grievance = filed()
    assert find_subject(grievance.number, "0001", office).address == reverse(
        "grievance", args=[grievance.number]
    )
    assert find_subject(grievance.number, "0002", office) is None
    assert len({finder.__name__ for finder in FINDERS}) == len(FINDERS)


@pytest.mark.parametrize("typed", ["{n}", "{bn}", "{plain}"])
def test_a_grievance_past_99_999_in_a_year_opens_by_its_number_too(filed, office, client, typed):
    Serial.objects.create(office=office, book="grievances", year=2026, last=100_002)
    grievance = filed()
    assert grievance.number.startswith("8549-26-9-100003-")
    number = grievance.number
    typed = typed.format(n=number, bn=bangla.digits(number), plain=number.replace("-", ""))
    answer = client.post(reverse("track"), {"number": typed, "last_four": "0001"})
    assert answer.url == reverse("grievance", args=[grievance.number])


def test_a_stranger_is_led_to_the_door(filed, client):
    grievance = filed()
    answer = client.get(reverse("grievance", args=[grievance.number]))
    assert answer.url == f"{reverse('track')}?number={grievance.number}"


def test_the_page_of_the_case_shows_how_its_complaint_stands_and_what_can_be_done_next(
    filed, decide, pass_time, following
):
    grievance = filed()
    browser, address = following(grievance.case), reverse("track_case", args=[grievance.case.number])
    html = browser.get(address).content.decode()
    assert "অভিযোগ: জেলা আইসিটি অফিসার" in html
    assert "আপনার অভিযোগ তৈরি আছে" not in html
    decide(grievance)
    pass_time(LATER + MINUTE)
    html = browser.get(address).content.decode()
    assert "নথিতে দেরির কোনো কারণ লেখা নেই।" in html
    assert "আপনার আপিল তৈরি আছে" in html


def test_after_an_unsatisfying_decision_the_page_offers_the_appeal(filed, decide, pass_time, following):
    grievance = filed()
    decide(grievance, upheld=False, remedy="")
    pass_time(LATER + MINUTE)
    html = following(grievance).get(reverse("grievance", args=[grievance.number])).content.decode()
    assert "আপনার আপিল তৈরি আছে" in html
    assert "নথিতে দেরির কোনো কারণ লেখা নেই।" in html


def test_an_appeal_past_its_window_asks_for_the_reason(filed, decide, pass_time, following, time_machine):
    from datetime import timedelta

    grievance = filed()
    decide(grievance)
    late = LATER + timedelta(days=40)
    pass_time(late)
    time_machine.move_to(late)
    offer = Offer.objects.get(grievance=grievance)
    browser = following(grievance)
    address = reverse("offer", args=[offer.pk])
    assert browser.post(reverse("offer_file", args=[offer.pk]), {"text": offer.text}).url == address
    assert "আপিল করতে দেরি হলো কেন, লিখুন" in browser.post(address, {"text": offer.text}).content.decode()
    browser.post(address, {"text": offer.text, "late_reason": "হাসপাতালে ছিলাম।"})
    assert Stage.objects.get(number=2).late_reason == "হাসপাতালে ছিলাম।"
