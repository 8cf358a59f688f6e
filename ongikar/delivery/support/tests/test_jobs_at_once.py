"""Two people at one job of support at the same moment, on connections of their own that commit."""

from copy import copy

import pytest

from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.delivery.support import actions
from ongikar.delivery.support.models import Job, JobAct
from ongikar.delivery.support.tests.conftest import CODE, FAULT, MONDAY, SUNDAY, sign_sheet, write_sheet
from ongikar.delivery.support.transitions import SIGN, WRITE
from ongikar.journal.actions import WORKER
from ongikar.people.place_actions import add_place


@pytest.fixture
def sheet(two, office, service, karim):
    """Written, not signed yet."""
    facts = {"kind": "lab", "name_bn": "নমুনা উচ্চবিদ্যালয়, ল্যাব", "eiin": ""}
    lab = add_place(office=office, facts=facts, actor=WORKER, now=SUNDAY)
    answers = {"place": lab.slug, "device": "projector", "fault": FAULT, "urgency": "partly"}
    case = receive_case(
        service=service(CODE),
        person=None,
        answers=answers,
        channel=Case.PHONE,
        submission="at once",
        now=SUNDAY,
        actor=WORKER,
    )
    job, actor = Job.objects.with_related().get(case=case), ("user", karim.pk)
    actions.triage_job(job, urgency="partly", effect="one", way="visit", actor=actor, now=SUNDAY)
    actions.look(job, way="visit", on=MONDAY.date(), words="তার ভাঙা।", actor=actor, now=MONDAY)
    write_sheet(job, actor)
    return job.sheets.get()


def signing(sheet, karim, name):
    """One person's press, with the job as they had it on their screen."""
    return lambda: sign_sheet(
        Job.objects.with_related().get(pk=sheet.job_id), copy(sheet), ("user", karim.pk), name=name
    )


def test_signed_while_it_is_written_anew_nobody_signs_unawares(two, sheet, karim):
    two.meet("ongikar.delivery.support.models.Job.lock")

    def write():
        job = Job.objects.with_related().get(pk=sheet.job_id)
        write_sheet(job, ("user", karim.pk), done="অন্য কথা।")

    two.run(signing(sheet, karim, "মো. আমিনুল হক"), write)
    # Whoever was first: what was signed was the newest sheet at that moment.
    written = 0
    for act in JobAct.objects.filter(job=sheet.job_id, name__in=[WRITE, SIGN]).order_by("id"):
        written += act.name == WRITE
        assert act.data["version"] == written
