"""What a tier says of itself holds: its window for appeals, who decides in its place, and by how much its
time may be extended.
"""

from datetime import datetime, timedelta

import pytest

from ongikar.charter.ladder_change.actions import publish_ladder, write_ladder
from ongikar.charter.ladder_change.steps import steps_of
from ongikar.charter.models import Tier
from ongikar.charter.review.actions import Officer
from ongikar.clock import actions as clocks
from ongikar.grievances import actions
from ongikar.grievances.citizen.prefilled_complaint import open_offer
from ongikar.grievances.ladder.tiers import IN_TIME, LATE, appeal_status
from ongikar.grievances.models import Grievance, Stage
from ongikar.offices.models import Post
from ongikar.people.models import Holding
from ongikar.rules.clock.state import LedgerFault
from ongikar.rules.transitions import TransitionFault

from .conftest import LATER, MINUTE, SUNDAY

# The seventh day after the decision of LATER, 6 December.
LAST_MINUTE = datetime.fromisoformat("2026-12-13T23:59:00+06:00")


def change_tier(office, number, **terms):
    """A published row never changes; a test takes a way past its seal."""
    Tier.objects.filter(version__office=office, number=number).update(**terms)


def complain(office, now=LATER, key="once"):
    return actions.file_complaint(
        office=office,
        respondent=office.posts.get(slug="upazila-ict-officer"),
        text="টাকা চাওয়া হয়েছে।",
        about="unlawful",
        submission=key,
        now=now,
    )


def current_of(grievance):
    return Grievance.objects.with_related().get(pk=grievance.pk).current


def test_the_window_of_the_tier_counts_to_the_last_minute_of_its_last_day(office, decide):
    change_tier(office, 1, window_days=7)
    grievance = complain(office)
    decide(grievance)
    stage = current_of(grievance)
    assert appeal_status(stage, office_slug=office.slug, now=LAST_MINUTE) == IN_TIME
    assert appeal_status(stage, office_slug=office.slug, now=LAST_MINUTE + MINUTE) == LATE
    appealed = actions.file_appeal(grievance=grievance, words="মানি না।", now=LAST_MINUTE)
    assert (appealed.number, appealed.late_reason) == (2, "")


def test_a_window_of_no_days_leaves_the_day_of_the_decision(office, decide):
    change_tier(office, 1, window_days=0)
    grievance = complain(office)
    decide(grievance)
    stage = current_of(grievance)
    found = [appeal_status(stage, office_slug=office.slug, now=LATER + timedelta(days=n)) for n in (0, 1)]
    assert found == [IN_TIME, LATE]


def test_the_time_of_a_tier_is_extended_once_and_by_no_more_than_it_says(office):
    change_tier(office, 1, may_extend=5)
    clock = current_of(complain(office)).clock
    with pytest.raises(LedgerFault):
        clocks.extend(clock, working_days=6, reason="তদন্ত", now=LATER + MINUTE)
    clocks.extend(clock, working_days=5, reason="তদন্ত", now=LATER + MINUTE)
    with pytest.raises(LedgerFault):
        clocks.extend(clock, working_days=1, reason="তদন্ত", now=LATER + 2 * MINUTE)


def test_the_alternate_decides_where_the_tiers_own_officer_is_complained_of(office):
    gro, deputy = (
        office.posts.get(slug="district-ict-officer"),
        office.posts.get(slug="deputy-director-admin"),
    )
    change_tier(office, 1, alternate=deputy)
    about_gro = actions.file_complaint(
        office=office, respondent=gro, text="টাকা চাওয়া হয়েছে।", submission="about-salma", now=LATER
    )
    assert (current_of(about_gro).number, current_of(about_gro).post) == (1, deputy)
    assert current_of(complain(office)).post == gro


def test_the_alternate_decides_where_nobody_holds_the_tiers_post(office, salma):
    deputy = office.posts.get(slug="deputy-director-admin")
    change_tier(office, 1, alternate=deputy)
    Holding.objects.filter(user=salma).update(until=SUNDAY.date())
    assert current_of(complain(office)).post == deputy


def test_an_alternate_that_nobody_holds_or_that_is_complained_of_does_not_decide(office, salma):
    deputy, officer = (
        office.posts.get(slug="deputy-director-admin"),
        office.posts.get(slug="upazila-ict-officer"),
    )
    Holding.objects.filter(user=salma).update(until=SUNDAY.date())
    for number, alternate in enumerate((deputy, officer)):
        change_tier(office, 1, alternate=alternate)
        if alternate == deputy:
            Holding.objects.filter(post=deputy).update(until=SUNDAY.date())
        stage = current_of(complain(office, key=f"try-{number}"))
        assert (stage.number, stage.post.slug) == (1, "district-ict-officer")


def test_whoever_decided_as_an_alternate_hears_no_appeal_against_it(office, salma, desk):
    deputy = office.posts.get(slug="deputy-director-admin")
    change_tier(office, 1, alternate=deputy)
    Holding.objects.filter(user=salma).update(until=SUNDAY.date())
    grievance, holder = complain(office), Holding.objects.filter(post=deputy).latest("pk").user
    actions.do_not_accept(
        stage=current_of(grievance), reason_code="no_facts", words="তথ্য নেই।", actor=desk(holder), now=LATER
    )
    appealed = actions.file_appeal(grievance=grievance, words="মানি না।", now=LATER + MINUTE)
    assert (appealed.number, appealed.post.slug) == (3, "cabinet-grievance-cell")


def test_the_ready_complaint_names_who_decides_and_until_when_to_appeal(
    broken, office, salma, client, filed, decide, pass_time
):
    deputy = office.posts.get(slug="deputy-director-admin")
    change_tier(office, 1, alternate=deputy, window_days=7)
    Holding.objects.filter(user=salma).update(until=SUNDAY.date())
    assert open_offer(broken, now=LATER).post == deputy
    Holding.objects.filter(user=salma).update(until=None)
    grievance = filed()
    decide(grievance)
    pass_time(LATER + MINUTE)
    grievance = Grievance.objects.with_related().get(pk=grievance.pk)
    offer = open_offer(grievance, now=LATER + MINUTE)
    assert offer.last_day == LAST_MINUTE.date()
    assert "৭ দিনের মধ্যে আপিল" in client.get("/grievances/").content.decode()


def test_a_complaint_begun_under_one_ladder_keeps_it_when_another_is_published(
    office, karim, decide, pass_time
):
    grievance = complain(office)
    officer = Officer(("user", karim.pk), office.posts.get(role=Post.OFFICER), {"bn": "ক", "en": "K"})
    steps = steps_of(office.charters.get())
    steps[0]["limit"]["amount"], steps[1]["limit"]["amount"] = 10, 5
    draft = write_ladder(office=office, steps=steps, reason="আদেশ", seen=0, officer=officer, now=LATER)
    begins = LATER.date() + timedelta(days=1)
    publish_ladder(draft, begins=begins, seen=1, removed=0, officer=officer, now=LATER)
    tomorrow = LATER + timedelta(days=1)
    newer = complain(office, now=tomorrow, key="newer")
    assert current_of(newer).clock.running.promise.amount == 10
    decide(grievance, now=tomorrow)
    appealed = actions.file_appeal(grievance=grievance, words="মানি না।", now=tomorrow + MINUTE)
    assert current_of(grievance).clock.running.promise.amount == 20
    assert appealed.tier.version != current_of(newer).tier.version


def test_what_was_withdrawn_is_appealed_by_nobody(office):
    grievance = complain(office)
    actions.withdraw_complaint(grievance=grievance, now=LATER)
    for by in (Stage.COMPLAINANT, Stage.RESPONDENT):
        with pytest.raises(TransitionFault):
            actions.file_appeal(grievance=grievance, words="মানি না।", by=by, now=LATER + MINUTE)
