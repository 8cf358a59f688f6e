"""How the demonstration stands at noon of a Tuesday, loaded once."""

from collections import Counter

import pytest

from ongikar.cases.models import Case
from ongikar.cases.state_words import state_of
from ongikar.clock.models import Clock
from ongikar.delivery.rollout.models import Rollout
from ongikar.delivery.rollout.progress import site_line, state_of_site
from ongikar.demo import cases as demo_cases
from ongikar.grievances import transitions as grievance_moves
from ongikar.grievances.models import Dossier, Grievance
from ongikar.journal.models import Entry
from ongikar.notices.models import Message
from ongikar.operations.worker import run_round

from .demo_stage import FILES, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("forty_cases")]


def lived_through() -> list[Case]:
    return list(Case.objects.with_related().order_by("pk"))


def test_the_promises_stand_as_the_file_means_them_to():
    cases = lived_through()
    seen = Counter(state_of(case, TUESDAY_NOON)[0] for case in cases)
    assert seen == {"kept": 12, "open": 16, "late": 6, "shut": 5, "wait": 2, "today": 3}
    # Of the office's performance plan another file tells.
    assert {case.row.code for case in cases} == {row["code"] for row in FILES.services} - {"internal-2"}
    assert {case.channel for case in cases} == {"online", "counter", "phone", "letter", "agent", "planned"}
    assert {case.applicant.language for case in cases if case.applicant} == {"bn", "en"}
    assert sum(case.rating is not None for case in cases) == 5
    assert all((case.applicant is None) == (case.channel == Case.PLANNED) for case in cases)


def test_two_open_broken_promises_wait_for_their_complaint_to_be_pressed():
    offered = [
        case for case in lived_through() if case.is_open and case.offers.filter(filed_at=None).exists()
    ]
    assert len(offered) == 2
    assert all(case.clock.is_late(TUESDAY_NOON) for case in offered)


def test_one_grievance_stands_at_each_tier_within_its_time():
    grievances = list(Grievance.objects.with_related())
    assert sorted(each.current.number for each in grievances) == [1, 2, 3]
    assert all(each.current.is_open and not each.current.clock.is_late(TUESDAY_NOON) for each in grievances)
    for grievance in grievances:
        acts = grievance.acts.values_list("name", flat=True)
        assert grievance_moves.state_after(acts) == grievance.state == grievance_moves.FILED
    assert Dossier.objects.get().stage.number == 3


def test_warnings_and_breaches_were_told_at_their_own_moments():
    for entry in Entry.objects.filter(verb__in=["case.nearing", "case.broken"]):
        moment = Clock.objects.get(pk=entry.subject_id).milestones.get(
            name=entry.facts["moment"], at=entry.at
        )
        assert moment.at == entry.at
        assert set(entry.outbox_entries.values_list("done_at", flat=True)) == {entry.at}


def test_whoever_is_told_of_an_act_is_told_when_it_was_done():
    # A digest is made when the quiet hours end, of messages made at their own moments.
    for message in Message.objects.filter(collected=None).select_related("outbox_entry__entry"):
        assert message.made_at == message.outbox_entry.entry.at, message.title


def test_a_system_was_brought_into_use_step_by_step():
    rollout = Rollout.objects.select_related("office").get()
    (line,) = [site_line(site, TUESDAY_NOON) for site in rollout.sites.all()]
    assert (line.accounts, line.learners, line.users, state_of_site(line.site)) == (6, 6, 6, "live")
    assert line.steps[-1].step.task is not None


def test_it_is_loaded_once():
    cases = lived_through()
    assert demo_cases.load_cases(FILES, now=TUESDAY_NOON) == 0
    assert Case.objects.count() == len(cases)


def test_the_worker_finds_only_this_months_meeting_left_to_open():
    cases = lived_through()
    run_round(TUESDAY_NOON)
    (meeting,) = Case.objects.exclude(pk__in=[case.pk for case in cases])
    assert (meeting.row.code, meeting.channel) == ("institutional-11", Case.PLANNED)
    assert run_round(TUESDAY_NOON) == 0
