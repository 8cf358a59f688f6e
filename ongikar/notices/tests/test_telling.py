"""Who is told what and when: once, in their language, to their own address."""

import pkgutil
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from itertools import chain

import pytest
from django.urls import reverse

from ongikar import notices
from ongikar.cases import actions
from ongikar.cases.actions.corrections import ask_correction, correct
from ongikar.clock.day_moves import TAKEN_BACK
from ongikar.config.reactions import REACTIONS
from ongikar.journal.models import OutboxEntry
from ongikar.notices import grievances, wording
from ongikar.notices.actions import Recipient
from ongikar.notices.actions import message_words as words_of
from ongikar.notices.facts import CITIZEN_TOLD, NEXT_TIER
from ongikar.notices.models import Message
from ongikar.notices.reactions import MOVED_CASE, MOVED_GRIEVANCE
from ongikar.notices.rules import split_message
from ongikar.notices.wording import Wording
from ongikar.offices.models import Office

# Says the same on either database.
pytestmark = pytest.mark.once

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
LATER = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
MINUTE = timedelta(minutes=1)


def answer_text(person="applicant", **having):
    return Message.objects.filter(person__startswith=person, **having)


def test_a_receipt_tells_the_applicant_number_day_and_address(receive, pass_time):
    case = receive(now=SUNDAY)
    pass_time(SUNDAY)
    message = answer_text().get()
    words = message.body.replace("\u00a0", " ")
    assert "৮৫৪৯-২৬-" in words
    assert "২৯ নভেম্বর ২০২৬ তারিখের মধ্যে সেবা পাবেন" in words
    assert words.endswith(f"/track/?number={case.number}")
    assert (message.channel, message.address) == ("sms", "+8801700000001")


def test_a_receipt_without_a_ceiling_promises_the_day_of_the_answer(receive, service, pass_time):
    from ongikar.charter.models import Service

    Service.objects.filter(pk=service().pk).update(ceiling=None)
    receive(now=SUNDAY)
    pass_time(SUNDAY)
    assert "জানাব কবে সেবা পাবেন" in answer_text().get().body


def test_who_asked_in_english_is_answered_in_english(receive, rahima, pass_time):
    receive(now=SUNDAY, person=replace(rahima, language="en"))
    pass_time(SUNDAY)
    message = answer_text().get()
    assert message.body.startswith("We have your application. Number 8549-26-")
    assert "/en/track/" in message.body


def test_running_a_reaction_twice_makes_one_message(receive, pass_time):
    from django.utils.module_loading import import_string

    receive(now=SUNDAY)
    pass_time(LATER)
    before = Message.objects.count()
    for outbox_entry in OutboxEntry.objects.filter(reaction__startswith="notices"):
        import_string(f"ongikar.{outbox_entry.reaction}")(outbox_entry, now=LATER)
    assert Message.objects.count() == before


def test_in_a_demonstration_nothing_leaves_and_all_is_kept(
    receive, rahima_with_mail, pass_time, mail, gateway
):
    receive(now=SUNDAY, person=rahima_with_mail)
    pass_time(LATER)
    assert set(Message.objects.values_list("status", flat=True)) == {Message.KEPT_IN_TRAY}
    assert not mail.mails
    assert not gateway.taken


def test_without_a_gateway_an_sms_stays_in_the_tray(receive, real_office, pass_time):
    receive(now=SUNDAY)
    pass_time(SUNDAY)
    assert answer_text().get().status == Message.KEPT_IN_TRAY


def test_at_the_breach_the_citizen_hears_that_we_are_sorry_and_the_district_hears_of_it(
    receive, pass_time, office
):
    case = receive(now=SUNDAY)
    pass_time(LATER)
    sorry = answer_text(outbox_entry__entry__verb="case.broken").get()
    assert "দুঃখিত" in sorry.body
    assert "অভিযোগ লেখা আছে" in sorry.body
    superior = answer_text("post", outbox_entry__entry__verb="case.broken").get()
    # The charter prints the responsible officer as his own superior, so the officer of tier 1 is told.
    assert case.row.superior_id == case.post_id
    assert superior.person == f"post:{office.posts.get(slug='district-ict-officer').pk}"
    assert "নাগরিককে জানানো হয়েছে।" in superior.body


def test_a_promise_kept_meanwhile_is_not_reminded_of(receive, karim, pass_time):
    case = receive(now=SUNDAY)
    pass_time(SUNDAY)
    from ongikar.clock.watch import watch_clocks

    watch_clocks(case.clock.due_at - MINUTE)
    actions.keep(
        case, outcome={"words": "দেওয়া হলো।"}, actor=("user", karim.pk), now=case.clock.due_at - MINUTE
    )
    pass_time(case.clock.due_at)
    assert not answer_text("post", outbox_entry__entry__verb="case.nearing").exists()
    assert answer_text(outbox_entry__entry__verb="case.kept").count() == 1


def test_the_address_in_a_letter_follows_the_words_that_lead_to_it(
    receive, rahima_with_mail, karim, pass_time
):
    case = receive(now=SUNDAY, person=rahima_with_mail)
    actions.keep(case, outcome={"words": "দেওয়া হলো।"}, actor=("user", karim.pk), now=SUNDAY + MINUTE)
    pass_time(SUNDAY + MINUTE)
    letter = answer_text(channel=Message.EMAIL, outbox_entry__entry__verb="case.kept").get().body
    assert f"ফল ও মতামত:\nhttp://127.0.0.1:8000/track/?number={case.number}\n\nসেবা: " in letter


def test_each_act_of_a_case_is_told_with_what_it_says(receive, karim, pass_time):
    case, officer = receive(now=SUNDAY), ("user", karim.pk)
    actions.ask_for_papers(
        case, missing=["জাতীয় পরিচয়পত্র"], words="দুই পিঠের ছবি দিন।", actor=officer, now=SUNDAY + MINUTE
    )
    pass_time(SUNDAY + MINUTE)
    assert "জাতীয় পরিচয়পত্র" in answer_text(outbox_entry__entry__verb="case.papers_asked").get().body
    actions.answer(case, words="দিলাম", papers=(), now=SUNDAY + 2 * MINUTE)
    actions.accept(case, actor=officer, now=SUNDAY + 3 * MINUTE)
    actions.refuse(case, reason="এই তথ্য দেওয়া যায় না।", actor=officer, now=SUNDAY + 4 * MINUTE)
    pass_time(SUNDAY + 5 * MINUTE)
    verbs = set(answer_text().values_list("outbox_entry__entry__verb", flat=True))
    assert verbs == {"case.received", "case.papers_asked", "case.answered", "case.accepted", "case.refused"}


def test_what_the_office_owes_by_itself_is_told_to_nobody_outside(service, pass_time):
    row = service("institutional-11")
    actions.receive_case(
        service=row, person=None, answers={}, channel="planned", submission="planned", now=SUNDAY
    )
    pass_time(SUNDAY + timedelta(days=60))
    assert not answer_text().exists()
    (late,) = answer_text("post", outbox_entry__entry__verb="case.broken")
    assert "নাগরিককে" not in late.body


def test_staff_are_never_told_who_complains(receive, rahima_with_mail, pass_time):
    from ongikar.grievances.actions import file_offer
    from ongikar.grievances.models import Offer

    case = receive(now=SUNDAY, person=rahima_with_mail)
    pass_time(LATER)
    file_offer(offer=Offer.objects.get(case=case), text="প্রতিকার চাই।", identity_hidden=True, now=LATER)
    pass_time(LATER + MINUTE)
    complained = answer_text("post", subject_type="grievance")
    assert complained.count() == 2
    for message in complained:
        assert "রহিমা" not in message.body
        assert case.number not in message.body
        assert message.address != "rangpursadardoict@gmail.com" or "আপনার পদের বিরুদ্ধে" in message.body


@pytest.mark.parametrize(
    ("tongue", "says"), [("bn", ": অভিযোগের সিদ্ধান্ত হয়েছে।"), ("en", ": your complaint is decided.")]
)
def test_a_decision_is_told_as_one_speaks(receive, rahima, salma, pass_time, tongue, says):
    from ongikar.grievances.actions import decide, file_offer
    from ongikar.grievances.models import Offer
    from ongikar.people.post_holders import holder_of

    case = receive(now=SUNDAY, person=replace(rahima, language=tongue))
    pass_time(LATER)
    grievance = file_offer(offer=Offer.objects.get(case=case), text="প্রতিকার চাই।", now=LATER)
    decide(
        stage=grievance.current,
        decision="সঠিক।",
        reasons="দেরি হয়েছে।",
        remedy="",
        upheld=True,
        actor=holder_of(salma, LATER.date()),
        now=LATER + MINUTE,
    )
    pass_time(LATER + MINUTE)
    assert says in answer_text(outbox_entry__entry__verb="grievance.decided").get().body


def test_every_reaction_of_the_table_exists_and_has_its_words():
    from django.utils.module_loading import import_string

    for names in REACTIONS.values():
        for name in names:
            assert callable(import_string(f"ongikar.{name}"))
    applicants = {
        verb
        for verb, names in REACTIONS.items()
        if {"notices.reactions.notify_applicant", "notices.reactions.notify_of_breach"} & set(names)
    }
    assert applicants == set(wording.APPLICANT)
    deciders = {
        verb
        for verb, names in REACTIONS.items()
        if {"notices.reactions.notify_decider", "notices.reactions.remind_decider"} & set(names)
    }
    assert deciders == set(wording.DECIDER)
    complainants = {
        verb
        for verb, names in REACTIONS.items()
        if any(name.startswith("notices.reactions.notify_complainant") for name in names)
    }
    assert complainants == set(wording.COMPLAINANT)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (grievances.COMPLAINANT, {"notify_complainant", "notify_asked", "notify_of_own_act"}),
        (grievances.DECIDER, {"notify_decider"}),
        (grievances.RESPONDENT, {"notify_respondent", "notify_asked"}),
        (grievances.INQUIRER, {"notify_inquirer"}),
    ],
    ids=["complainant", "decider", "respondent", "inquirer"],
)
def test_every_step_of_looking_into_a_complaint_has_words_for_whom_it_is_told(table, told):
    """Whoever is asked is one side or the other."""
    reactions = {f"notices.grievances.{name}" for name in told}
    assert set(table) == {verb for verb, names in REACTIONS.items() if reactions & set(names)}


def every_wording():
    """All that the modules of `wording` and of the app hold, by itself or in a table."""
    seen = {}
    packages = [(package, pkgutil.iter_modules(package.__path__)) for package in (wording, notices)]
    names = [
        f"{package.__name__}.{each.name}" for package, here in packages for each in here if not each.ispkg
    ]
    for name in names:
        held = vars(import_module(name)).values()
        tables = [each.values() for each in held if isinstance(each, dict)]
        seen |= {id(each): each for each in (*held, *chain(*tables)) if isinstance(each, Wording)}
    return list(seen.values())


def every_handling():
    for table in ("COMPLAINANT", "DECIDER", "RESPONDENT", "INQUIRER"):
        yield from getattr(grievances, table).items()


@pytest.mark.parametrize("words", every_wording(), ids=lambda words: words.title[1])
def test_every_wording_speaks_both_languages_of_the_same_facts(words: Wording):
    import re

    for bangla, english in filter(None, (words.title, words.text, words.more)):
        assert sorted(re.findall(r"{(\w+)}", bangla)) == sorted(re.findall(r"{(\w+)}", english))
        assert bangla != english or bangla.startswith("{")
        assert re.search("[ঀ-৿]", bangla) or bangla.startswith("{")
        assert not re.search("[ঀ-৿]", english)


def test_an_sms_takes_few_parts(receive, pass_time):
    receive(now=SUNDAY)
    pass_time(LATER)
    assert max(len(split_message(message.body)) for message in answer_text(channel="sms")) <= 3


# What a message is filled with, at its longest in this office: (Bangla, English).
LONGEST = {
    "stars": ("৫", "5"),
    "number": ("৮৫৪৯-২৬-০০৪১৭-৫৮২০৩", "8549-26-00417-58203"),
    "memo": ("৮৫৪৯.২৬২৭.০০৩১", "8549.2627.0031"),
    "promised": (
        "১৯ নভেম্বর ২০২৬ তারিখের মধ্যে সেবা পাবেন (৩০ কার্যদিবস, মাঝে ১৭ দিন বন্ধ)।",
        "You will have the service by 19 November 2026 (30 working days, closed 17 days between).",
    ),
    "counted": (" (৩০ কার্যদিবস, মাঝে ১৭ দিন বন্ধ)", " (30 working days, closed 17 days between)"),
    "service": ("সরকারি দপ্তরে ই-সেবা চালু", "Starting e-services in government offices"),
    "due": ("১৯ নভেম্বর ২০২৬", "19 November 2026"),
    "day": ("সোমবার, ২৮ সেপ্টেম্বর ২০২৬, সকাল ১০টা ৩০ মিনিট", "Wednesday, 30 September 2026, 10:30 am"),
    "by": ("১৯ নভেম্বর ২০২৬ তারিখের", "19 November 2026"),
    "was": ("১৯ নভেম্বর ২০২৬", "19 November 2026"),
    "becomes": ("২২ নভেম্বর ২০২৬", "22 November 2026"),
    "missing": ("জাতীয় পরিচয়পত্রের কপি", "copy of the national identity card"),
    "responsible": ("উপজেলা আইসিটি অফিসার", "Upazila ICT Officer"),
    "inquirer": ("জেলা আইসিটি অফিসার", "District ICT Officer"),
    "answer_by": ("১৯ নভেম্বর ২০২৬ তারিখের", "19 November 2026"),
    "report_day": ("১৯ নভেম্বর ২০২৬", "19 November 2026"),
    "there": ("GRS-২০২৬-০০৪৫১৭", "GRS-2026-004517"),
    "decider": ("উপ-পরিচালক (প্রশাসন)", "Deputy Director (Administration)"),
    "citizen_told": CITIZEN_TOLD,
    "next": NEXT_TIER,
    "why": TAKEN_BACK,
    "what": ("অভিযোগ", "complaint"),
    "of_what": ("অভিযোগের", "complaint"),
    "when": ("২২ নভেম্বর ২০২৬, সকাল ১০টা ৩০ মিনিট", "22 November 2026, 10:30 am"),
    "given_short": ("পোর্টালের নোটিশ পাতা সাজানো…", "The notices of the portal in…"),
    "how_given": ("উত্তর তৈরি, কার্যালয়ে এসে নিন", "the answer is ready, collect it at the office"),
    "left_short": ("আদেশ ও পরিপত্র পাতার সাজানো…", "The page of orders and circu…"),
    "browser": ("Chrome, Android", "Chrome, Android"),
    "address": ("103.106.200.200", "103.106.200.200"),
    "code": ("১২৩৪৫৬", "123456"),
}
# Bangla is 67 signs a part, so the two messages that come most often have less room.
MOST_PARTS = {"case.kept": (2, 2), "case.received": (3, 2)}


def every_message():
    for table in ("APPLICANT", "STAFF", "SUPERIOR", "COMPLAINANT", "DECIDER", "RESPONDENT", "PERSON"):
        yield from getattr(wording, table).items()
    yield from every_handling()
    yield from (
        ("case.moved", MOVED_CASE),
        ("grievance.moved", MOVED_GRIEVANCE),
        ("mobile_code.asked", wording.MOBILE_CODE),
    )


@pytest.mark.parametrize(
    ("verb", "words"), [pytest.param(*each, id=each[1].title[1]) for each in every_message()]
)
def test_every_message_stays_short_at_the_address_of_a_real_office(office, verb, words):
    Office.objects.filter(pk=office.pk).update(host="ict.rangpursadar.gov.bd")
    office.refresh_from_db()
    for place, tongue in enumerate(("bn", "en")):
        facts = {name: pair[place] for name, pair in LONGEST.items()} | {
            "plain_number": "8549-26-00417-58203"
        }
        to = Recipient("applicant:1", "রহিমা", tongue, ((Message.SMS, "+8801700000001"),))
        _, body = words_of(words, Message.SMS, to, office, facts)
        assert len(split_message(body)) <= MOST_PARTS.get(verb, (3, 2))[place], body


@pytest.mark.fast
def test_the_tray_shows_masked_addresses_in_both_languages(receive, pass_time, signed_in, karim):
    receive(now=SUNDAY)
    pass_time(LATER)
    browser, address = signed_in(karim), reverse("messages")
    for tongue, words in (("", "পাঠানো হয়নি (প্রদর্শনী)"), ("/en", "Not sent (demo)")):
        html = browser.get(tongue + address).content.decode()
        assert words in html
        assert "01700000001" not in html
        assert "০১৭০০০০০০০১" not in html


def test_the_tray_of_a_deciding_post_holds_no_message_of_cases(receive, pass_time, signed_in, rafiq):
    receive(now=SUNDAY)
    pass_time(LATER)
    assert "আবেদন পেয়েছি" not in signed_in(rafiq).get(reverse("messages")).content.decode()


@pytest.mark.parametrize(
    ("field", "old", "new", "channel"),
    [
        ("mobile", "+8801700000001", "+8801700000099", "sms"),
        ("email", "old@example.com", "new@example.com", "email"),
    ],
)
def test_a_corrected_mobile_or_mailbox_is_told_where_the_applicant_was_reached_before(
    receive, pass_time, field, old, new, channel
):
    case = receive("citizen-1", now=SUNDAY)
    setattr(case.applicant, field, old)
    case.applicant.save(update_fields=[field])
    ask_correction(case, field=field, new=new, words="", now=SUNDAY)
    correct(case, words="", actor=("user", 1), now=SUNDAY + MINUTE)
    pass_time(SUNDAY + MINUTE)
    found = Message.objects.filter(outbox_entry__entry__verb="case.corrected")
    (before,) = found.filter(person=f"applicant:{case.applicant_id}:before")
    assert (before.channel, before.address) == (channel, old)
    assert "এখানে আর বার্তা আসবে না" in before.body
    assert found.filter(person=f"applicant:{case.applicant_id}", channel=channel).get().address == new


def test_a_corrected_name_is_told_nowhere_else(receive, pass_time):
    case = receive("citizen-1", now=SUNDAY)
    ask_correction(case, field="name", new="রহিমা বেগম", words="", now=SUNDAY)
    correct(case, words="", actor=("user", 1), now=SUNDAY)
    pass_time(SUNDAY)
    assert not Message.objects.filter(person__endswith=":before").exists()
