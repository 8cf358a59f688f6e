"""Somebody whom an office nominated is replaced before the batch begins: the trace stays, all are told."""

import re
from datetime import time

import pypdfium2
import pytest
import time_machine as clock
from django.db import IntegrityError, transaction
from django.test import Client

from ongikar.cases.models import Case
from ongikar.certificates.models import Certificate
from ongikar.certificates.paper import certificate_pdf
from ongikar.clock.watch import watch_clocks
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.actions.applying import Nominee
from ongikar.delivery.training.actions.replacing import BY_LETTER
from ongikar.delivery.training.after.sessions import begin_batch
from ongikar.delivery.training.english_name import write_english_name
from ongikar.delivery.training.models import Application, Batch, Nomination, Offer
from ongikar.delivery.training.nomination_sheet import read_sheet
from ongikar.delivery.training.personal_data import forget_applicant, held_lines
from ongikar.delivery.training.rules import english_name_fault
from ongikar.delivery.training.tests.batches import refusal, replayed_state
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from tests.applicants import show_proof

from .batches import (
    PLAIN,
    VALUE,
    actor_of,
    admit_all,
    apply,
    at,
    called_batch,
    draw,
    in_state,
    offering_batch,
    type_twice,
    user_of,
)
from .test_after_seats import BEGUN, SUNDAYS_TO_THURSDAYS, certify, finished
from .test_pages import browser, send_list, sheet

pytestmark = pytest.mark.django_db
NEW = Nominee(name="মো. সেলিম", mobile="+8801711000077", gender="male", education="hsc", name_en="Md. Selim")
FORM = {
    "name": "মো. সেলিম",
    "name_en": "Md. Selim",
    "mobile": "01711000077",
    "gender": "male",
    "how": "letter",
    "memo_number": "৪২.০১.০০০০.০০১",
    "memo_date": "2026-11-23",
    "reason": "বদলি হয়েছেন",
    "token": "r" * 22,
}


@pytest.fixture
def nominated(office, now, time_machine, client):
    """Six of one office, all admitted, while the call is open."""
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now, code="institutional-3", audience="nominated")
    rows = [[f"কর্মী {n}", f"0171100001{n}", "", "", "পুরুষ", "", ""] for n in range(6)]
    assert send_list(client, sheet(*rows)).status_code == 302
    admit_all(call, now)
    return call


@pytest.fixture
def offering(nominated, karim):
    actions.close_call(nominated.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
    draw(nominated)
    actions.publish_result(nominated.batch, actor=("user", karim.pk), now=at("2026-12-02", "11:00"))
    run_due_entries(at("2026-12-02", "12:00"))
    return nominated


def first_of(call, state):
    return in_state(call, state)[0]


def replace(application, now, nominee=NEW, **more):
    given = {
        "reason": "বদলি হয়েছেন",
        "how": BY_LETTER,
        "memo_number": "৪২",
        "submission": "s" * 22,
        "user": user_of("karim"),
        "actor": actor_of("karim"),
        "now": now,
    }
    return actions.replace_nominee(application, nominee, **given | more)


def fresh(application):
    return Application.objects.select_related("case__applicant", "call__batch").get(pk=application.pk)


def test_before_the_list_the_new_nominee_is_checked_and_nothing_is_written_over(nominated, now):
    old = first_of(nominated, states.ELIGIBLE)
    facts, answers = old.facts, old.case.answers
    made = replace(old, now)
    old = fresh(old)
    assert (old.state, old.facts, old.case.answers) == (states.REPLACED, facts, answers)
    assert old.acts.last().words == "বদলি হয়েছেন"
    assert old.acts.last().data == {"how": "letter", "memo": "৪২", "memo_date": ""}
    assert (made.state, made.replaces, made.roll) == (states.RECEIVED, old, 1007)
    assert made.nomination == old.nomination
    assert made.name_en == "Md. Selim"
    # The first is answered in writing, with the reason; the letter keeps the trace of both.
    assert old.case.state == "refused"
    assert "সমাজসেবা কার্যালয় আপনার বদলে অন্য একজনকে মনোনয়ন দিয়েছে। কারণ: বদলি হয়েছেন" in old.case.outcome["reason"]
    note = Nomination.objects.get().case.acts.filter(name="note").get()
    assert "কর্মী 0" in note.words
    assert "মো. সেলিম" in note.words
    assert replayed_state(old) == states.REPLACED
    admit_all(nominated, now)
    assert fresh(made).state == states.ELIGIBLE


def test_three_are_told_who_was_named_who_is_named_and_the_office_that_named_them(nominated, now):
    run_due_entries(now)
    before = set(Message.objects.values_list("pk", flat=True))
    replace(first_of(nominated, states.ELIGIBLE), now)
    run_due_entries(now)
    run_due_entries(now)
    told = Message.objects.exclude(pk__in=before)
    by_mobile = {each.address: f"{each.title} {each.body}" for each in told.order_by("pk")}
    assert {"+8801711000010", "+8801711000077", "+8801711000009"} <= by_mobile.keys()
    letter = by_mobile["+8801711000009"]
    assert "মনোনয়ন বদলেছে" in letter
    assert "রোল ১০০১ (কর্মী 0)-এর বদলে এখন রোল ১০০৭ (মো. সেলিম)" in letter
    assert Message.objects.filter(title__startswith="মনোনয়ন বদলেছে").count() == 1


def test_a_call_that_has_closed_takes_whoever_comes_for_one_that_was_in_time(nominated, now):
    actions.close_call(nominated.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
    made = replace(first_of(nominated, states.ELIGIBLE), at("2026-11-28"))
    assert made.state == states.RECEIVED


def test_a_seat_that_was_taken_goes_over_and_nobody_is_offered_it_meanwhile(offering):
    old = first_of(offering, states.OFFERED)
    actions.accept_offer(old, now=at("2026-12-03"))
    seat = Offer.objects.get(application=old).seat
    made = fresh(replace(old, at("2026-12-06", "11:00")))
    assert made.state == states.ENROLLED
    held = Offer.objects.filter(seat__batch=offering.batch, state__in=Offer.HOLDING)
    assert held.get(application=made).seat == seat
    assert held.count() == 4
    assert Offer.objects.get(application=old).state == Offer.GIVEN_BACK
    assert in_state(offering, states.WAITING)
    # Whoever takes it was not there when the result was due, and owes nobody a day of it.
    case = Case.objects.with_related().get(pk=made.case_id)
    assert case.is_open
    assert not case.clock.broke_before
    assert [act.name for act in case.acts.all()][-1] == "keep_step"
    assert replayed_state(made) == states.ENROLLED
    assert (
        actions.offer_free_seats(offering.batch, actor=actor_of("karim"), now=at("2026-12-06", "12:00")) == []
    )


def test_a_seat_that_was_offered_is_offered_to_whoever_comes(offering):
    made = fresh(replace(first_of(offering, states.OFFERED), at("2026-12-03", "11:00")))
    assert made.state == states.OFFERED
    run_due_entries(at("2026-12-03", "12:00"))
    assert (
        Message.objects.filter(address="+8801711000077", title__startswith="আপনার জন্য একটি আসন").count() == 1
    )
    assert actions.accept_offer(made, now=at("2026-12-06")).state == Offer.ACCEPTED


def test_pressed_twice_it_is_done_once_and_another_after_it_is_told_who_came(offering):
    old = first_of(offering, states.OFFERED)
    made = replace(old, at("2026-12-03"))
    assert replace(old, at("2026-12-03")) == made
    with refusal("রোল ১০০৭"):
        replace(old, at("2026-12-03"), submission="t" * 22)
    assert Application.objects.filter(replaces=old).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=first_of(offering, states.WAITING).pk).update(replaces=old)


@pytest.mark.parametrize("step", ["frozen", "running", "waiting", "own"])
def test_where_nobody_can_take_the_place_it_is_said_why(nominated, now, karim, office, step):
    given = {
        "frozen": "তালিকা চূড়ান্ত",
        "running": "ব্যাচ শুরু হয়ে গেছে",
        "waiting": "কোনো জায়গা নেই",
        "own": "কোনো অফিস মনোনয়ন দেয়নি",
    }
    moment = now
    if step == "own":
        application = apply(nominated, 50, now)
    else:
        actions.close_call(nominated.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
        application, moment = first_of(nominated, states.ELIGIBLE), at("2026-11-30")
        actions.freeze_list(nominated.batch, actor=actor_of("karim"), now=moment)
    if step in ("running", "waiting"):
        type_twice(nominated, at("2026-12-01", "10:05"), VALUE)
        actions.publish_result(nominated.batch, actor=actor_of("karim"), now=at("2026-12-02", "11:00"))
        application, moment = first_of(nominated, states.WAITING), at("2026-12-03")
    if step == "running":
        application = first_of(nominated, states.OFFERED)
        actions.accept_offer(application, now=moment)
        begin_batch(
            nominated.batch,
            weekdays=SUNDAYS_TO_THURSDAYS,
            begins_at=time(10),
            minutes=120,
            actor=actor_of("karim"),
            now=BEGUN,
        )
        moment = BEGUN
    cases = Case.objects.count()
    with refusal(given[step]):
        replace(application, moment)
    assert Case.objects.count() == cases
    assert fresh(application).state == application.state


def test_a_seat_won_by_points_is_not_handed_on_past_those_who_wait(office, now, karim, client, time_machine):
    time_machine.move_to(now, tick=False)
    rule = {**PLAIN, "points": [{"from": "education", "ssc": 10, "hsc": 20, "degree": 25}]}
    call = called_batch(office, now, code="institutional-3", audience="nominated", rule=rule)
    send_list(client, sheet(*[[f"কর্মী {n}", "", "", "", "", "স্নাতক", ""] for n in range(6)]))
    admit_all(call, now)
    actions.close_call(call.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
    draw(call)
    actions.publish_result(call.batch, actor=("user", karim.pk), now=at("2026-12-02", "11:00"))
    with refusal("নম্বরের ক্রমে পাওয়া"):
        replace(first_of(call, states.OFFERED), at("2026-12-03"))


def test_a_seat_kept_for_women_goes_to_a_woman(office, now, karim, client, time_machine):
    time_machine.move_to(now, tick=False)
    rule = {**PLAIN, "minimum": [{"group": "women", "seats": 1}]}
    call = called_batch(office, now, code="institutional-3", audience="nominated", rule=rule)
    people = [["শিলা", "", "", "", "নারী", "", ""], *[[f"ক {n}", "", "", "", "পুরুষ", "", ""] for n in range(5)]]
    send_list(client, sheet(*people))
    admit_all(call, now)
    actions.close_call(call.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
    draw(call)
    actions.publish_result(call.batch, actor=("user", karim.pk), now=at("2026-12-02", "11:00"))
    woman = next(each for each in in_state(call, states.OFFERED) if each.roll == 1001)
    with refusal("নারী"):
        replace(woman, at("2026-12-03"))
    made = replace(woman, at("2026-12-03"), Nominee(name="রিনা", gender="female"))
    assert made.claims.get().state == "proved"


def test_the_rule_of_the_call_holds_for_whoever_comes_later(offering, office, now):
    old = first_of(offering, states.OFFERED)
    other = first_of(offering, states.WAITING)
    other.case.applicant.encrypt_identity("1990123456")
    other.case.applicant.save(update_fields=["identity", "identity_index"])
    Application.objects.filter(pk=other.pk).update(identity_index=other.case.applicant.identity_index)
    with refusal("আরেকটি আবেদন আছে"):
        replace(old, at("2026-12-03"), Nominee(name="মো. সেলিম", gender="male", identity="1990123456"))
    assert fresh(old).state == states.OFFERED
    assert Offer.objects.get(application=old).state == Offer.OPEN


def test_it_is_done_on_the_page_of_the_batch_with_the_reason(nominated, now):
    old = first_of(nominated, states.ELIGIBLE)
    desk = browser("karim")
    board = desk.get("/desk/training/T-2026-01/?show=all").content.decode()
    page = f"/desk/training/T-2026-01/replace/{old.roll}/"
    assert page in board
    shown = desk.get(page).content.decode()
    assert "ইংরেজি সনদে ঠিক এভাবে ছাপা হবে" in shown
    without_reason = desk.post(page, {**FORM, "reason": "", "memo_number": "", "name_en": "সেলিম"})
    assert without_reason.status_code == 422
    told = without_reason.content.decode()
    assert "কেন বদলানো হচ্ছে, লিখুন" in told
    assert "চিঠির স্মারক নম্বর লিখুন" in told
    assert "ইংরেজি অক্ষরে লিখুন" in told
    # Nothing that was typed is lost.
    assert "01711000077" in told
    assert desk.post(page, FORM).status_code == 302
    assert desk.post(page, FORM).status_code == 302
    assert Application.objects.filter(replaces=old).count() == 1
    again = desk.get(page, follow=True)
    assert again.status_code == 200
    assert "তাঁর জায়গায় রোল ১০০৭ মনোনীত হয়েছেন" in again.content.decode()
    assert "অন্য জনকে মনোনয়ন দেওয়া হয়েছে" in desk.get("/desk/training/T-2026-01/?show=all").content.decode()


def test_the_letter_is_answered_with_who_took_whose_place(nominated, now, karim):
    replace(first_of(nominated, states.ELIGIBLE), now)
    admit_all(nominated, now)
    actions.close_call(nominated.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
    draw(nominated)
    actions.publish_result(nominated.batch, actor=("user", karim.pk), now=at("2026-12-02", "11:00"))
    words = Case.objects.get(pk=Nomination.objects.get().case_id).outcome["words"]
    assert "১০০১ কর্মী 0: বদলে মনোনীত: রোল ১০০৭" in words


# ---- the name in English ----


@pytest.mark.parametrize(
    ("name", "is_wrong"),
    [
        ("Rahima Begum", False),
        ("Md. Abdur-Rahman O’Neil, Jr.", False),
        ("José", False),
        ("রহিমা", True),
        ("Rahima বেগম", True),
        ("R", True),
        ("12 34", True),
        ("x" * 201, True),
    ],
)
def test_a_name_in_english_is_in_latin_letters(name, is_wrong):
    assert bool(english_name_fault(name)) is is_wrong


def test_the_list_of_an_office_may_have_names_in_english_and_a_wrong_one_is_told_with_its_line():
    cells = {(0, 0): "নাম", (0, 1): "নাম (ইংরেজি)", (1, 0): "নাজমা খাতুন", (1, 1): " Nazma  Khatun "}
    assert read_sheet([cells]).nominees[0].name_en == "Nazma Khatun"
    (fault,) = read_sheet([{**cells, (1, 1): "নাজমা"}]).faults
    assert (fault.row, "ইংরেজি অক্ষরে" in fault.words) == (2, True)
    assert read_sheet([{(0, 0): "নাম", (1, 0): "নাজমা খাতুন"}]).nominees[0].name_en == ""


def test_whoever_applies_is_asked_and_need_not_answer(client, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now)
    assert apply(call, 1, now).name_en is None
    made = apply(call, 2, now, name_en="Rahima Begum")
    assert made.name_en == "Rahima Begum"
    assert ("নাম, ইংরেজিতে", "Rahima Begum") in held_lines(made)
    forget_applicant(made.case)
    assert fresh(made).name_en is None


@pytest.fixture
def learned(office, karim, now):
    """A batch that is over, of whose four people one gave a name in English."""
    call = offering_batch(office, now, rule=PLAIN, seats=4)
    run_due_entries(at("2026-12-02", "12:00"))
    for application in in_state(call, states.OFFERED):
        actions.accept_offer(application, now=at("2026-12-03"))
    actor = ("user", karim.pk)
    batch = Batch.objects.select_related("office", "course").get(pk=call.batch_id)
    begin_batch(batch, weekdays=SUNDAYS_TO_THURSDAYS, begins_at=time(10), minutes=120, actor=actor, now=BEGUN)
    return finished(Batch.objects.select_related("office", "course").get(pk=batch.pk), actor)


def test_a_record_without_one_gets_it_before_the_certificate_and_both_names_are_printed(
    learned, time_machine
):
    ended = at("2027-01-28", "10:00")
    time_machine.move_to(ended, tick=False)
    first, second, *_ = in_state(learned.call, states.COMPLETED)
    desk = browser("karim")
    classes = f"/desk/training/{learned.number}/classes/"
    page = f"/desk/training/{learned.number}/name/{first.roll}/"
    assert page in desk.get(classes).content.decode()
    assert "৪ জনের ইংরেজি নাম নেই" in desk.get(f"/desk/training/{learned.number}/").content.decode()
    assert desk.post(page, {"name_en": "রহিমা"}).status_code == 422
    assert desk.post(page, {"name_en": "Rahima Begum"}).status_code == 302
    assert desk.post(page, {"name_en": "Rahima  Begum"}).status_code == 302
    assert [act.words for act in first.acts.filter(name=states.NAME)] == ["Rahima Begum"]
    certify(learned)
    of_holder = Certificate.objects.with_related().of_subject(learned.reference)
    named = of_holder.get(holder_id=first.case.applicant_id)
    assert named.words_of("name") == (first.case.applicant.name, "Rahima Begum")
    for language in ("bn", "en"):
        text = text_of(certificate_pdf(named, language))
        assert "Rahima Begum" in text
    plain = of_holder.get(holder_id=second.case.applicant_id)
    assert plain.words_of("name") == (second.case.applicant.name, second.case.applicant.name)
    # Once it is issued the record follows no more: the certificate is replaced by hand.
    assert page not in desk.get(classes).content.decode()
    refused = desk.post(page, {"name_en": "Rahima Khatun"})
    assert refused.status_code == 422
    assert "সনদ দেওয়া হয়ে গেছে" in refused.content.decode()
    with refusal("সনদ দেওয়া হয়ে গেছে"):
        write_english_name(first, name="Rahima Khatun", actor=actor_of("karim"), now=ended)


def text_of(pdf):
    return " ".join(
        " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split()
    )


def test_the_form_of_an_application_says_how_the_name_is_printed(client, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    called_batch(office, now)
    page = client.get("/services/citizen-6/apply/").content.decode()
    assert 'name="name_en"' in page
    assert "ইংরেজি সনদে ঠিক এভাবে ছাপা হবে" in re.sub(r"\s+", " ", page)


def test_a_letter_that_nominates_leads_to_its_batch_and_is_not_to_be_accepted(office, karim, now, client):
    with clock.travel(now, tick=False):
        call = called_batch(office, now, code="institutional-3", audience="nominated", rule=PLAIN)
        send_list(client, sheet(["কর্মী", "", "", "", "", "", ""]))
        desk = browser("karim")
        page = desk.get("/desk/today/").content.decode()
        assert "/accept/" not in page
    late = at("2026-12-06", "11:00")
    with clock.travel(late, tick=False):
        watch_clocks(late)
        desk = browser("karim")
        links = re.findall(
            r'<a class="btn btn-2 btn-s" href="([^"]+)"', desk.get("/desk/today/").content.decode()
        )
        # The letter and whom it names are one row, that of their batch; each case leads there, too.
        (link,) = links
        assert link.startswith(f"/desk/training/{call.batch.number}/?")
        assert "আবেদন নেওয়া বন্ধ" in desk.get(link).content.decode()
        page = desk.get("/desk/cases/?tab=grouped").content.decode()
        singles = re.findall(r'<a class="btn btn-2 btn-s" href="([^"]+)"', page)
        assert len(singles) == 2
        for single in singles:
            answer = desk.get(single, follow=True)
            assert answer.redirect_chain == [(f"/desk/training/{call.batch.number}/", 302)]


def test_the_office_that_nominated_reads_the_names_of_its_people_with_a_proof_alone(offering):
    case = Nomination.objects.get().case
    reader = Client()
    reader.post("/track/", {"number": case.number, "last_four": case.applicant.mobile[-4:]})
    page = reader.get(f"/track/{case.number}/").content.decode()
    assert "কর্মী 0" not in page
    assert "ক••• •••" in page
    assert "কর্মী 0" in show_proof(Client(), case).get(f"/track/{case.number}/").content.decode()
