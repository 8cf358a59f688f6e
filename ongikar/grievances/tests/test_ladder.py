"""A broken promise, followed up the ladder by a clock that is moved on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.actions import withdraw
from ongikar.clock.models import Clock
from ongikar.grievances import actions, transitions
from ongikar.grievances.citizen.prefilled_complaint import prefilled_words
from ongikar.grievances.ladder.reactions import offer_complaint
from ongikar.grievances.models import Grievance, Offer, Stage
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.people.models import Holding
from ongikar.rules.transitions import TransitionFault

from .conftest import BREACH, LATER, MINUTE, SUNDAY


def again(grievance):
    return Grievance.objects.with_related().get(pk=grievance.pk)


def test_nothing_is_offered_while_the_promise_can_still_be_kept(receive, pass_time):
    case = receive(now=SUNDAY)
    pass_time(BREACH - MINUTE)
    assert not case.offers.exists()


def test_the_breach_makes_a_complaint_ready_in_the_words_of_the_case(broken):
    offer = Offer.objects.get(case=broken)
    assert offer.tier.number == 1
    assert "২২ নভেম্বর ২০২৬ তারিখে" in offer.text.replace("\u00a0", " ")
    assert "২৯ নভেম্বর ২০২৬ তারিখের মধ্যে দেওয়ার কথা ছিল" in offer.text.replace("\u00a0", " ")
    assert "৮৫৪৯-২৬-" in offer.text
    assert "প্রতিকার চাই" in offer.text


def test_who_is_written_to_in_english_complains_in_english(receive, rahima, pass_time):
    from dataclasses import replace

    case = receive(now=SUNDAY, person=replace(rahima, language="en"))
    pass_time(LATER)
    assert Offer.objects.get(case=case).text.startswith("On 22\u00a0November 2026 I asked for")


def test_a_breach_is_offered_once_however_often_the_worker_comes(broken, pass_time):
    for minutes in range(3):
        pass_time(LATER + minutes * MINUTE)
    for outbox_entry in OutboxEntry.objects.filter(reaction="grievances.ladder.reactions.offer_complaint"):
        offer_complaint(outbox_entry, now=LATER)
    assert Offer.objects.filter(case=broken).count() == 1


def test_what_the_office_owes_by_itself_is_offered_to_nobody(service, pass_time):
    from ongikar.cases.actions import receive_case

    case = receive_case(
        service=service("institutional-11"),
        person=None,
        answers={},
        channel="planned",
        submission="planned-1",
        now=SUNDAY,
    )
    pass_time(SUNDAY + timedelta(days=90))
    assert case.clock.is_late(SUNDAY + timedelta(days=90))
    assert not Offer.objects.exists()


def test_one_press_files_it_with_the_district_officer_and_starts_thirty_working_days(filed):
    grievance = filed()
    stage = grievance.current
    assert (stage.number, stage.what, stage.post.slug) == (1, "complaint", "district-ict-officer")
    assert stage.clock.running.promise.as_data() == {"unit": "working_days", "amount": 30}
    assert grievance.number.startswith("8549-26-9-")
    assert Entry.objects.filter(verb="grievance.filed", subject_id=grievance.pk).count() == 1


def test_pressing_twice_files_one_complaint(filed):
    assert filed().pk == filed().pk
    assert Grievance.objects.count() == Stage.objects.count() == 1


def test_the_application_goes_on_while_its_complaint_is_heard(filed):
    assert filed().case.is_open


def test_a_decision_stops_the_clock_and_is_told_with_reasons_and_remedy(filed, decide):
    grievance = filed()
    decide(grievance)
    stage = again(grievance).current
    assert (stage.outcome, stage.upheld, stage.clock.outcome) == (transitions.DECIDED, True, "kept")
    assert stage.reasons
    assert stage.remedy
    assert stage.decided_by.username == "salma"


def test_a_decision_is_made_once(filed, decide):
    grievance = filed()
    decide(grievance)
    with pytest.raises(TransitionFault):
        decide(grievance)
    assert Entry.objects.filter(verb="grievance.decided").count() == 1


def test_a_stale_page_cannot_decide_what_was_passed_up(filed, pass_time, desk, salma):
    grievance = filed()
    stale = grievance.current
    late = stale.clock.due_at + MINUTE
    pass_time(late)
    actions.file_appeal(grievance=grievance, words="আপিল করছি।", now=late)
    with pytest.raises(TransitionFault):
        actions.do_not_accept(
            stage=stale, reason_code="no_facts", words="তথ্য নেই।", actor=desk(salma, late.date()), now=late
        )
    assert again(grievance).state == transitions.FILED


def test_the_whole_ladder_is_climbed_when_every_tier_lets_its_time_pass(filed, pass_time):
    grievance = filed()
    climbed = [(1, "district-ict-officer", 30)]
    for _ in range(2):
        stage = again(grievance).current
        missed = stage.clock.due_at + MINUTE
        pass_time(missed)
        offer = Offer.objects.get(grievance=grievance, tier__number=stage.number + 1)
        actions.file_offer(offer=offer, text=offer.text, now=missed)
        stage = again(grievance).current
        climbed.append((stage.number, stage.post.slug, stage.clock.running.promise.amount))
        assert stage.what == "appeal"
    assert climbed == [
        (1, "district-ict-officer", 30),
        (2, "deputy-director-admin", 20),
        (3, "cabinet-grievance-cell", 60),
    ]
    top = again(grievance).current
    pass_time(top.clock.due_at + MINUTE)
    assert Offer.objects.filter(grievance=grievance).count() == 2
    assert Entry.objects.filter(verb="grievance.broken").count() == 3
    assert [stage.clock.is_late(top.clock.due_at + MINUTE) for stage in again(grievance).stages.all()] == [
        True
    ] * 3


def test_the_words_complaint_and_appeal_are_never_mixed_in_the_ready_texts(filed, pass_time):
    grievance = filed()
    texts = []
    for _ in range(2):
        missed = again(grievance).current.clock.due_at + MINUTE
        pass_time(missed)
        offer = Offer.objects.filter(grievance=grievance).latest("pk")
        texts.append(offer.text)
        actions.file_offer(offer=offer, text=offer.text, now=missed)
    assert "অভিযোগ করেছিলাম" in texts[0]
    assert "আপিল করেছিলাম" in texts[1]
    assert "অভিযোগ" not in texts[1]


def test_no_appeal_while_the_tier_still_has_time(filed):
    with pytest.raises(TransitionFault):
        actions.file_appeal(grievance=filed(), words="আপিল করছি।", now=LATER + timedelta(days=1))


def test_a_decision_that_does_not_satisfy_offers_the_next_tier(filed, decide, pass_time):
    grievance = filed()
    decide(grievance, upheld=False, remedy="")
    pass_time(LATER + MINUTE)
    offer = Offer.objects.get(grievance=grievance)
    assert offer.tier.number == 2
    assert "সন্তুষ্ট নই" in offer.text


def test_an_appeal_is_in_time_until_the_thirtieth_day_after_the_decision(filed, decide, pass_time):
    grievance = filed()
    decide(grievance)
    pass_time(LATER + MINUTE)
    stage = actions.file_appeal(grievance=grievance, words="মানি না।", now=LATER + timedelta(days=30))
    assert stage.number == 2


def test_a_later_appeal_needs_its_reason(filed, decide, pass_time):
    grievance = filed()
    decide(grievance)
    late = LATER + timedelta(days=31)
    with pytest.raises(TransitionFault):
        actions.file_appeal(grievance=grievance, words="মানি না।", now=late)
    stage = actions.file_appeal(grievance=grievance, words="মানি না।", now=late, late_reason="হাসপাতালে ছিলাম।")
    assert stage.late_reason == "হাসপাতালে ছিলাম।"


def test_the_officer_complained_of_may_appeal_too(filed, decide):
    grievance = filed()
    decide(grievance)
    stage = actions.file_appeal(
        grievance=grievance, words="রেকর্ড ঠিক নয়।", by=Stage.RESPONDENT, now=LATER + MINUTE
    )
    assert (stage.number, stage.brought_by) == (2, "respondent")


def test_what_is_not_accepted_keeps_its_reason_and_can_be_appealed(filed, desk, salma, pass_time):
    grievance = filed()
    actions.do_not_accept(
        stage=grievance.current,
        reason_code="before_a_court",
        words="মামলা চলছে।",
        actor=desk(salma),
        now=LATER,
    )
    pass_time(LATER + MINUTE)
    stage = again(grievance).current
    assert (stage.outcome, stage.reason_code, stage.reasons) == (
        transitions.NOT_ACCEPTED,
        "before_a_court",
        "মামলা চলছে।",
    )
    assert Offer.objects.filter(grievance=grievance, tier__number=2).exists()


def test_only_the_holder_of_the_tier_decides(filed, decide, karim, rafiq):
    grievance = filed()
    for somebody in (karim, rafiq):
        with pytest.raises(PermissionDenied):
            decide(grievance, by=somebody)
    assert again(grievance).state == transitions.FILED


def test_an_officer_in_charge_of_the_tier_too_cannot_decide_about_himself(filed, decide, office, karim):
    grievance = filed()
    Holding.objects.create(
        user=karim,
        post=office.posts.get(slug="district-ict-officer"),
        charge=Holding.ADDITIONAL,
        since=SUNDAY.date(),
    )
    with pytest.raises(PermissionDenied):
        decide(grievance, by=karim)


def test_a_tier_whose_only_holder_is_complained_of_is_passed_over(broken, office, salma, karim):
    Holding.objects.filter(user=salma).update(until=SUNDAY.date())
    Holding.objects.create(
        user=karim,
        post=office.posts.get(slug="district-ict-officer"),
        charge=Holding.ADDITIONAL,
        since=SUNDAY.date(),
    )
    offer = Offer.objects.get(case=broken)
    grievance = actions.file_offer(offer=offer, text=offer.text, now=LATER)
    assert again(grievance).current.post.slug == "deputy-director-admin"


def test_a_complaint_about_the_district_officer_goes_over_her_head(office):
    grievance = actions.file_complaint(
        office=office,
        respondent=office.posts.get(slug="district-ict-officer"),
        text="টাকা চাওয়া হয়েছে।",
        about="unlawful",
        submission="about-salma",
        now=LATER,
    )
    assert again(grievance).current.post.slug == "deputy-director-admin"


def test_without_a_name_it_is_anonymous_and_nobodys_name_is_hidden(office):
    grievance = actions.file_complaint(
        office=office,
        respondent=office.posts.get(slug="upazila-ict-officer"),
        text="টাকা চাওয়া হয়েছে।",
        about="unlawful",
        submission="nameless",
        now=LATER,
    )
    assert grievance.anonymous
    assert not grievance.identity_hidden


def test_the_register_has_no_gaps_even_where_a_filing_failed(office):
    post = office.posts.get(slug="upazila-ict-officer")

    def complain(key):
        return actions.file_complaint(office=office, respondent=post, text="কথা।", submission=key, now=LATER)

    def complain_in_vain(key):
        with transaction.atomic():
            complain(key)
            raise ConnectionError

    complain("one")
    with pytest.raises(ConnectionError):
        complain_in_vain("two")
    complain("three")
    assert list(Grievance.objects.order_by("pk").values_list("book_serial", flat=True)) == [1, 2]
    assert not Clock.objects.filter(topic="grievance", stage=None).exists()


def test_the_stored_state_is_the_fold_of_the_acts(filed, decide, pass_time):
    grievance = filed()
    decide(grievance)
    actions.file_appeal(grievance=grievance, words="মানি না।", now=LATER + MINUTE)
    for moment in (grievance, again(grievance)):
        found = again(moment)
        assert (
            transitions.state_after(act.name for act in found.acts.all()) == found.state == transitions.FILED
        )


@pytest.mark.parametrize(
    ("tongue", "says"),
    [
        ("bn", "না পেয়ে ৬ ডিসেম্বর ২০২৬ তারিখে আবেদন তুলে নিয়েছি।"),
        ("en", "I had not received it when I withdrew my application on 6 December 2026."),
    ],
)
def test_who_gave_up_waiting_does_not_complain_that_it_was_settled(broken, tongue, says):
    withdraw(broken, words="", now=LATER, proof="sms")
    words = prefilled_words(Offer.objects.get(case=broken), now=LATER, tongue=tongue).replace("\u00a0", " ")
    assert says in words
    assert "নিষ্পত্তি" not in words
    assert "settled" not in words
