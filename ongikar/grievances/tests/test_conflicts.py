"""Posts change hands while a complaint runs: who may decide, what stands on a desk, and where it goes up."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from ongikar.charter.models import Tier
from ongikar.grievances import actions
from ongikar.grievances.actions import RemedyEntry
from ongikar.grievances.handling.matter_lists import open_remedies
from ongikar.grievances.handling.stage_list import DeskStages
from ongikar.grievances.ladder.conflicts import conflict_codes, inquiry_reasons
from ongikar.grievances.models import Grievance, Stage
from ongikar.grievances.rights import conflict_reasons, may_decide, may_inquire
from ongikar.grievances.rules import conflicts
from ongikar.notices.models import Message
from ongikar.offices.models import Post
from ongikar.people.models import Contact, Holding
from ongikar.tasks import actions as tasks
from ongikar.tasks.models import Task
from ongikar.tasks.rights import may_read_task, parts_in
from ongikar.tasks.transitions import CHECKER, GIVER

from .conftest import LATER, TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def give(user, office, slug, *, since=TODAY, until=None, charge=Holding.COVER):
    return Holding.objects.create(
        user=user, post=office.posts.get(slug=slug), since=since, until=until, charge=charge
    )


def leave(user, last=TODAY - DAY):
    Holding.objects.filter(user=user).update(until=last)


def on_desk(desk, stage: Stage) -> bool:
    return stage in DeskStages(desk, stage.grievance.office).waiting("").stages


def stage_of(grievance: Grievance) -> Stage:
    return Grievance.objects.with_related().select_related("office").get(pk=grievance.pk).current


def test_the_officer_who_moved_up_decides_no_complaint_about_his_own_time(filed, office, karim, salma, desk):
    stage = stage_of(filed())
    leave(karim)
    leave(salma)
    give(karim, office, "district-ict-officer")
    theirs = desk(karim)
    assert theirs.holds(stage.post_id)
    assert conflict_codes(theirs, stage.grievance) == [conflicts.HELD_THEN]
    assert not may_decide(theirs, stage)
    assert not on_desk(theirs, stage)
    assert "তখন ঐ পদের দায়িত্বে তিনিই ছিলেন" in conflict_reasons(theirs, stage)[0]
    with pytest.raises(PermissionDenied):
        actions.add_note(stage=stage, words="নোট", actor=theirs, now=LATER)


def test_whoever_stands_below_him_then_is_kept_out_too(filed, office, karim, salma, desk):
    stage = stage_of(filed())
    leave(karim)
    district = office.posts.get(slug="district-ict-officer")
    district.superior = office.posts.get(slug="deputy-director-admin")
    district.save(update_fields=["superior"])
    # He acts for the director, above the one who decides.
    give(karim, office, "deputy-director-admin", charge=Holding.ACTING)
    assert conflict_codes(desk(salma), stage.grievance) == [conflicts.BELOW_HOLDER]
    assert not on_desk(desk(salma), stage)


def test_whoever_came_to_the_post_afterwards_is_free_once_away_from_it(filed, office, shirin, desk):
    stage = stage_of(filed())
    leave(shirin)
    give(shirin, office, "upazila-ict-officer", since=TODAY + DAY, until=TODAY + 2 * DAY)
    give(shirin, office, "district-ict-officer", since=TODAY + 3 * DAY)
    later = desk(shirin, TODAY + 3 * DAY)
    assert conflict_reasons(later, stage) == []
    assert on_desk(later, stage)


def test_a_complaint_filed_meanwhile_passes_by_the_tier_that_he_holds_now(broken, office, karim, salma, desk):
    leave(karim)
    leave(salma)
    give(karim, office, "district-ict-officer")
    give(salma, office, "upazila-ict-officer")
    grievance = actions.file_complaint(
        office=office, case=broken, text="উত্তর নেই।", submission="later", now=LATER
    )
    assert stage_of(grievance).number == 2


def test_the_same_person_hears_it_at_one_tier_only(filed, office, salma, rafiq, nasreen, decide, desk):
    grievance = filed()
    decide(grievance)
    leave(rafiq)
    give(salma, office, "deputy-director-admin")
    appeal = actions.file_appeal(grievance=grievance, words="মানি না।", now=LATER)
    # The second tier is held by whoever decided at the first: the appeal goes to the third.
    assert appeal.number == 3
    stage = stage_of(grievance)
    assert conflict_codes(desk(salma), stage.grievance, stage) == [conflicts.EARLIER_TIER]
    assert conflict_reasons(desk(nasreen), stage) == []
    assert on_desk(desk(nasreen), stage)


def test_whoever_answered_the_case_or_complains_decides_nothing(filed, office, salma, desk):
    stage = stage_of(filed())
    answered = stage.grievance.case.acts.create(
        name="refuse", at=LATER, by_type="user", by_id=salma.pk, words="না"
    )
    assert conflict_codes(desk(salma), stage.grievance) == [conflicts.ANSWERED]
    assert not on_desk(desk(salma), stage)
    answered.delete()
    assert on_desk(desk(salma), stage)
    salma.mobile = stage.grievance.complainant.mobile
    salma.save(update_fields=["mobile"])
    assert conflict_codes(desk(salma), stage.grievance) == [conflicts.OWN_COMPLAINT]
    assert not on_desk(desk(salma), stage)


def test_an_inquiry_goes_to_nobody_who_is_part_of_it(filed, office, karim, salma):
    grievance = filed(identity_hidden=True)
    stage = stage_of(grievance)
    assert may_inquire(stage, post=office.posts.get(slug="deputy-director-admin"), day=TODAY)
    for role in ("officer", "assistant", "auditor", "agent"):
        assert inquiry_reasons(stage, post=office.posts.filter(role=role).first(), day=TODAY)
    karim.mobile = "+8801700000055"
    karim.save(update_fields=["mobile"])
    outside = Contact.objects.create(office=office, organisation="কলেজ", since=TODAY)
    assert may_inquire(stage, contact=outside, day=TODAY)
    for mobile in (karim.mobile, grievance.complainant.mobile):
        outside.mobile = mobile
        assert not may_inquire(stage, contact=outside, day=TODAY)
    # The deciding post, once the one complained of sits there.
    leave(salma)
    leave(karim)
    give(karim, office, "district-ict-officer")
    assert inquiry_reasons(stage, post=office.posts.get(slug="district-ict-officer"), day=TODAY)


def test_whoever_is_part_of_it_does_not_judge_what_was_done_about_it(
    filed, decide, office, karim, salma, rafiq, desk
):
    grievance = filed()
    entry = RemedyEntry("উত্তর দিন।", office.posts.get(slug="office-assistant"), TODAY + 4 * DAY)
    decide(grievance, remedies=[entry])
    task, superiors = Task.objects.get(origin="remedy"), Post.objects.filter(office=office).superiors()
    assert {CHECKER, GIVER} <= parts_in(desk(salma), task, superiors)
    leave(karim)
    leave(salma)
    give(karim, office, "district-ict-officer")
    assert not {CHECKER, GIVER} & parts_in(desk(karim), task, superiors)


def test_what_only_the_accused_could_check_goes_up_and_is_told(
    filed, decide, office, karim, salma, rafiq, desk, pass_time
):
    grievance = filed(identity_hidden=True)
    entry = RemedyEntry("উত্তর দিন।", office.posts.get(slug="office-assistant"), TODAY + 4 * DAY)
    decide(grievance, remedies=[entry])
    tasks.report_task(Task.objects.get(), words="দিয়েছি", actor=("user", 0), now=LATER)
    assert actions.move_stuck_checks(LATER, TODAY) == 0
    leave(karim)
    leave(salma)
    give(karim, office, "district-ict-officer")
    assert actions.move_stuck_checks(LATER, TODAY) == 1
    assert actions.move_stuck_checks(LATER, TODAY) == 0
    pass_time(LATER)
    task = Task.objects.with_related().get()
    assert task.check_post.slug == "deputy-director-admin"
    assert may_read_task(desk(rafiq), task)
    assert [each.task for each in open_remedies(DeskStages(desk(rafiq), office))] == [task]
    assert open_remedies(DeskStages(desk(karim), office)) == []
    told = Message.objects.filter(outbox_entry__entry__verb="task.check_handed")
    assert [each.person for each in told] == [f"post:{task.check_post_id}"]
    assert "দিয়েছি" in told.get().body
    tasks.verify_task(task, actor=("user", rafiq.pk), now=LATER)


def test_what_only_the_accused_could_decide_goes_up_by_itself(
    filed, office, karim, salma, rafiq, desk, pass_time
):
    grievance = filed(identity_hidden=True)
    assert actions.move_stuck_stages(LATER) == 0
    leave(karim)
    leave(salma)
    give(karim, office, "district-ict-officer")
    assert actions.move_stuck_stages(LATER) == 1
    assert actions.move_stuck_stages(LATER) == 0
    stages = list(Grievance.objects.with_related().get(pk=grievance.pk).stages.all())
    assert [(each.number, each.outcome) for each in stages] == [(1, "handed_up"), (2, "")]
    assert stages[0].clock.stopped_at == LATER
    assert on_desk(desk(rafiq), stages[1])
    pass_time(LATER)
    told = list(Message.objects.filter(subject_type="grievance", title__startswith="অন্য কর্মকর্তার"))
    assert [each.person.partition(":")[0] for each in told] == ["applicant"]
    assert Message.objects.filter(person=f"post:{stages[1].post_id}", title__startswith="আপনার কাছে").exists()


def test_it_goes_to_the_alternate_of_its_tier_where_there_is_one(filed, office, karim, salma, shirin):
    grievance = filed()
    due = stage_of(grievance).clock.due_at
    Tier.objects.filter(number=1).update(alternate=office.posts.get(slug="cabinet-grievance-cell"))
    leave(karim)
    leave(salma)
    give(karim, office, "district-ict-officer")
    assert actions.move_stuck_stages(LATER) == 1
    stage = stage_of(grievance)
    assert (stage.number, stage.post.slug, stage.clock.due_at) == (1, "cabinet-grievance-cell", due)


def test_a_vacant_post_waits_and_the_last_tier_keeps_what_nobody_may_decide(
    filed, office, karim, salma, rafiq, nasreen
):
    grievance = filed()
    leave(salma)
    assert actions.move_stuck_stages(LATER) == 0
    for user in (karim, rafiq, nasreen):
        leave(user)
    for slug in ("district-ict-officer", "deputy-director-admin", "cabinet-grievance-cell"):
        give(karim, office, slug)
    assert actions.move_stuck_stages(LATER) == 0
    assert stage_of(grievance).is_open
