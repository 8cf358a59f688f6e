"""The address that opens once: told to the mobile alone, good for one press, and what it presses."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client

from ongikar.cases import actions
from ongikar.cases.models import OneUseAddress
from ongikar.cases.models.proofs import ADDRESS_GOOD_FOR, UNSENT, clear_addresses
from ongikar.config.reactions import REACTIONS
from ongikar.grievances.models import Grievance, Offer, Stage
from ongikar.notices.models import Message
from ongikar.offices.models import Office
from ongikar.offices.sites import sites
from ongikar.rules import case_transitions

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
LATER = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def sent(gateway, real_office):
    """`sent()`: the addresses that open once in what the gateway took, the newest last."""
    return lambda: [
        found for sms in gateway.taken for found in re.findall(r"/(?:en/)?o/[\w-]{16}/", sms["text"])
    ]


@pytest.fixture
def broken(receive, pass_time, time_machine, sent):
    case = receive(now=SUNDAY)
    pass_time(LATER)
    time_machine.move_to(LATER + MINUTE, tick=False)
    return case


def test_the_message_of_a_breach_carries_one_and_it_is_one_press(broken, sent):
    (address,) = sent()
    browser = Client()
    page = browser.get(address).content.decode()
    assert "আপনার অভিযোগ তৈরি আছে" in page
    assert f'action="{address}"' in page
    offer = Offer.objects.get(case=broken)
    answer = browser.post(address, {"do": "file", "text": offer.text})
    grievance = Grievance.objects.get()
    assert answer["Location"] == f"/grievances/{grievance.number}/"
    assert browser.get(answer["Location"]).status_code == 200
    assert grievance.acts.get(name="file").data == {"proof": "address"}


def test_to_look_at_it_uses_nothing_up_and_the_first_press_does(broken, sent):
    (address,) = sent()
    for _ in range(3):
        assert Client().get(address).status_code == 200
    assert Client().head(address).status_code == 200
    first, second = Client(), Client()
    assert first.post(address)["Location"] == f"/track/{broken.number}/"
    assert first.get(f"/track/{broken.number}/withdraw/").status_code == 200
    for answer in (second.get(address), second.post(address, {"do": "file", "text": "আমার কথা"})):
        assert answer.status_code == 404
        assert "ঠিকানাটি আর চলে না" in answer.content.decode()
    assert not Grievance.objects.exists()


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_it_comes_in_the_persons_language(receive, rahima, pass_time, sent, tongue, time_machine):
    receive(now=SUNDAY, person=replace(rahima, language=tongue))
    pass_time(LATER)
    time_machine.move_to(LATER, tick=False)
    assert sent()[0].startswith("/en/") == (tongue == "en")
    assert f'lang="{tongue}"' in Client().get(sent()[0]).content.decode()


def test_it_is_over_after_thirty_days_and_then_forgotten(broken, sent, time_machine):
    (address,) = sent()
    time_machine.move_to(LATER + ADDRESS_GOOD_FOR - MINUTE)
    assert Client().get(address).status_code == 200
    time_machine.move_to(LATER + ADDRESS_GOOD_FOR + MINUTE)
    assert Client().post(address).status_code == 404
    assert clear_addresses(LATER + ADDRESS_GOOD_FOR + timedelta(days=1, minutes=1)) == 1


def test_no_row_and_no_page_of_the_office_has_its_token(broken, sent, signed_in, karim, office):
    token = sent()[0].strip("/").rpartition("/")[2]
    rows = [*Message.objects.values(), *OneUseAddress.objects.values()]
    assert token not in str(rows)
    # Only so that Karim gets in without a second factor: what was sent was sent in earnest.
    Office.objects.filter(pk=office.pk).update(is_demo=True)
    sites.cache_clear()
    desk = signed_in(karim)
    for page in ("/desk/messages/", f"/desk/cases/{broken.number}/"):
        shown = desk.get(page).content.decode()
        assert "/o/•••/" in shown
        assert token not in shown
        assert UNSENT not in shown


def test_a_message_tried_again_has_a_token_of_its_own_and_the_tray_tells_none(
    receive, pass_time, gateway, real_office, sent, time_machine
):
    receive(now=SUNDAY)
    pass_time(SUNDAY)
    time_machine.move_to(LATER, tick=False)
    gateway.instead = (503, "busy")
    from ongikar.clock.watch import watch_clocks
    from ongikar.journal.outbox import run_due_entries

    watch_clocks(LATER)
    run_due_entries(LATER)
    assert not OneUseAddress.objects.exists()
    gateway.instead = None
    run_due_entries(LATER + timedelta(hours=2))
    assert len(sent()) == 1
    assert OneUseAddress.objects.count() == 1
    time_machine.move_to(LATER + timedelta(hours=3), tick=False)
    assert Client().get(sent()[0]).status_code == 200


def test_a_fault_that_repeats_the_message_tells_no_token():
    from ongikar.notices.sending import OutgoingMessage

    going = OutgoingMessage(Message(), "AbCdEfGhIjKlMnOp")
    assert "AbCdEfGhIjKlMnOp" not in going.fault_words(OSError("refused: http://x/o/AbCdEfGhIjKlMnOp/"))


def test_a_mailbox_beside_a_mobile_gets_none(
    receive, rahima_with_mail, pass_time, mail, gateway, real_office
):
    receive(now=SUNDAY, person=rahima_with_mail)
    pass_time(LATER)
    assert mail.mails
    assert all("/o/" not in str(each) for each in Message.objects.filter(channel="email").values_list("body"))
    assert Message.objects.filter(channel="sms", body__contains=f"/o/{UNSENT}/").exists()


def test_guessing_addresses_ends(office, client):
    from ongikar.cases.citizen.track.tracking_login import WRONG_FROM_ADDRESS

    for n in range(WRONG_FROM_ADDRESS):
        assert client.get(f"/o/guess{n}/").status_code == 404
    assert client.get("/o/one-more/").status_code == 429


@pytest.mark.parametrize("token", ["x" * 5000, "%00", "ক", "<script>", "..%2f..", " "])
def test_what_is_no_token_gets_a_page(office, client, token):
    answer = client.get(f"/o/{token}/")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.content.decode()


def test_the_words_may_be_changed_first(broken, sent):
    browser = Client()
    answer = browser.post(sent()[0], {"do": "change"})
    offer = Offer.objects.get(case=broken)
    assert answer["Location"] == f"/grievances/offer/{offer.pk}/"
    browser.post(answer["Location"], {"text": "আমার নিজের কথা।"})
    assert Grievance.objects.get().text == "আমার নিজের কথা।"


def test_hidden_from_there_it_ends_with_its_slip_and_the_next_tier_is_one_press_too(
    broken, sent, pass_time, salma, time_machine
):
    from ongikar.grievances import actions as grievances
    from ongikar.people.post_holders import holder_of

    offer = Offer.objects.get(case=broken)
    answer = Client().post(sent()[0], {"do": "file", "text": offer.text, "identity_hidden": "on"})
    assert answer.context["key"]
    grievance = Grievance.objects.get()
    grievances.decide(
        stage=grievance.stages.get(),
        decision="না।",
        reasons="কারণ নেই।",
        remedy="",
        upheld=False,
        actor=holder_of(salma, LATER.date()),
        now=LATER + 2 * MINUTE,
    )
    pass_time(LATER + 3 * MINUTE)
    time_machine.move_to(LATER + 4 * MINUTE, tick=False)
    browser = Client()
    page = browser.get(sent()[-1]).content.decode()
    assert "আপনার আপিল তৈরি আছে" in page
    assert browser.get(f"/grievances/{grievance.number}/").status_code == 302
    browser.post(sent()[-1], {"do": "file", "text": "সন্তুষ্ট নই।"})
    assert Stage.objects.filter(grievance=grievance).count() == 2
    assert browser.get(f"/grievances/{grievance.number}/").status_code == 200


def test_an_address_for_the_case_opens_the_hidden_complaint_of_its_applicant(
    broken, sent, pass_time, karim, time_machine
):
    first = Client()
    first.post(sent()[0], {"do": "file", "text": "উত্তর পাইনি।", "identity_hidden": "on"})
    grievance = Grievance.objects.get()
    actions.keep(broken, outcome={"words": "সাতটি।"}, actor=("user", karim.pk), now=LATER + 2 * MINUTE)
    pass_time(LATER + 3 * MINUTE)
    time_machine.move_to(LATER + 4 * MINUTE, tick=False)
    about_case = sent()[-1]
    browser = Client()
    browser.post(about_case)
    assert browser.get(f"/grievances/{grievance.number}/").status_code == 200


# Every act in a citizen's name is told to them


def test_every_act_that_may_be_the_citizens_is_told_to_the_citizen():
    names = {
        "answer": "case.answered",
        "withdraw": "case.withdrawn",
        "disown": "case.disowned",
        "rate": "case.rated",
        case_transitions.ASK_CORRECTION: "case.correction_asked",
        case_transitions.ENOUGH: "case.enough_said",
        case_transitions.OFFER_DAY: "case.day_offered",
        case_transitions.TAKE_DAY: "case.day_agreed",
    }
    of_citizens = {move.name for move in case_transitions.MOVES.values() if move.by == "citizen"}
    assert of_citizens <= names.keys(), "an act of the citizen's that nobody tells them of"
    for name in of_citizens:
        assert "notices.reactions.notify_applicant" in REACTIONS[names[name]], name
    for verb in ("grievance.filed", "grievance.appealed"):
        assert "notices.reactions.notify_complainant" in REACTIONS[verb]


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_a_withdrawal_a_rating_and_a_correction_are_told_with_a_way_to_object(
    receive, rahima, karim, pass_time, sent, gateway, tongue
):
    from ongikar.cases.actions.corrections import ask_correction

    person = replace(rahima, language=tongue)
    withdrawn, rated = receive(now=SUNDAY, person=person), receive(now=SUNDAY, person=person)
    actions.withdraw(withdrawn, words="", now=SUNDAY + MINUTE)
    actions.keep(rated, outcome={"words": "সাতটি।"}, actor=("user", karim.pk), now=SUNDAY + MINUTE)
    actions.rate(rated, stars=2, words="", now=SUNDAY + 2 * MINUTE)
    ask_correction(rated, field="name", new="রহিমা বেগম", words="", now=SUNDAY + 3 * MINUTE)
    pass_time(SUNDAY + 4 * MINUTE)
    words = {
        "bn": ("তুলে নেওয়া হয়েছে", "৫-এ ২", "ঠিক করতে বলা হয়েছে"),
        "en": ("was withdrawn in your name", "rated 2 out of 5", "a correction was asked"),
    }
    found = [sms["text"].replace("\u00a0", " ") for sms in gateway.taken if "/o/" in sms["text"]]
    for each in words[tongue]:
        assert any(each in text for text in found), each
