"""The pages of one complaint, with all that was done in it, take few statements: before those who decide, and
before whoever complained.
"""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ongikar.grievances import actions
from ongikar.grievances.actions import PartyEntry, RemedyEntry
from ongikar.grievances.models import Dossier, Grievance, HearingParty, Question, Stage
from ongikar.papers.check import Clean, clean_file
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.tasks.actions import drop_task

from .applicants import show_proof
from .scene import NOW, USERNAMES, Scene, make_picture, receive_request
from .scene_grievances import current
from .test_statement_counts import counted

pytestmark = pytest.mark.django_db
# With the form of the decision: its draft, the posts and contacts that may be given work, what is like it.
MOST = 32
FILED = datetime.fromisoformat("2026-11-22T09:00:00+06:00")
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
# Who decides at each tier, and how many days after the complaint. At the last the hearing is still to come.
LADDER = {"gro": 0, "appeal": 7, "cell": 14}


def scan() -> Clean:
    return clean_file(make_picture())


def live_through(stage: Stage, person: str, now: datetime) -> Stage:
    """All that can be done at a tier: two inquiries, both sides asked, a hearing put off once and held."""
    user = User.objects.get(username=USERNAMES[person])
    by = {"stage": stage, "actor": holder_of(user, now.date())}
    office, mark = stage.grievance.office, f"{stage.pk} of the full ladder"
    for place in (1, 2):
        inquiry = actions.order_inquiry(
            officer=office.posts.filter(role="officer").latest("pk"),
            terms="নথি দেখে জানান।",
            due=(now + WEEK).date(),
            submission=f"{mark} {place}",
            now=now,
            **by,
        )
        actions.report_inquiry(
            inquiry=inquiry, report="খাতায় লেখা নেই।", papers=[scan()], actor=by["actor"], now=now + HOUR
        )
    for side in (Question.COMPLAINANT, Question.RESPONDENT):
        asked = actions.ask(
            side=side,
            words="কবে গিয়েছিলেন?",
            due=(now + WEEK).date(),
            submission=f"{mark} {side}",
            now=now + HOUR,
            **by,
        )
        actions.reply(question=asked, words="রবিবার সকালে।", papers=[scan()], now=now + HOUR)
    heard = now + 4 * DAY
    actions.call_hearing(starts_at=heard - HOUR, place="কার্যালয়", now=now + HOUR, **by)
    actions.call_off_hearing(reason="কক্ষ খালি নেই।", now=now + HOUR, **by)
    actions.call_hearing(starts_at=heard, place="কার্যালয়", now=now + 2 * HOUR, **by)
    if heard > NOW:
        return stage
    sides = (Stage.COMPLAINANT, Stage.RESPONDENT)
    came = {side: PartyEntry(HearingParty.CAME, said="দেরির কথা ঠিক।") for side in sides}
    actions.record_hearing(parties=came, now=heard + HOUR, **by)
    return stage


def decide(stage: Stage, person: str, now: datetime) -> None:
    """Two remedies, of which one is dropped; advice, and what whoever complained thinks of it."""
    owner, due = stage.grievance.respondent, (now + 2 * WEEK).date()
    user = User.objects.get(username=USERNAMES[person])
    by = {"stage": stage, "actor": holder_of(user, now.date()), "now": now}
    actions.decide(
        decision="অভিযোগ সঠিক।",
        reasons="নথিতে কারণ নেই।",
        remedies=[RemedyEntry(what, owner, due) for what in ("উত্তর দিন।", "জানান।")],
        cause="neglect",
        upheld=True,
        **by,
    )
    drop_task(stage.remedies.latest("pk").task, reason="আর লাগবে না।", actor=("user", user.pk), now=now)
    actions.recommend(title="আগে জানান", words="শেষ দিনের আগে SMS দিন।", submission=f"advice {stage.pk}", **by)
    actions.rate_decision(stage=stage, stars=2, words="দেরি হয়েছে।", now=now)


@pytest.fixture
def full_ladder(scene: Scene) -> Grievance:
    """At the last of three tiers, with everything done at each, and known beyond the office."""
    ours = scene.ours
    grievance = actions.file_complaint(
        office=ours.office,
        case=receive_request(ours.office, "full ladder", now=FILED),
        respondent=ours.office.posts.filter(role="assistant").latest("pk"),
        text="উত্তর ঠিক হয়নি।",
        submission="full ladder",
        now=FILED,
    )
    for person, day in LADDER.items():
        now = FILED + day * DAY
        stage = live_through(current(grievance), person, now)
        if person != "cell":
            decide(current(grievance), person, now + 4 * DAY + 2 * HOUR)
            going_up = current(grievance).grievance
            actions.file_appeal(grievance=going_up, words="মানি না।", now=now + 4 * DAY + 3 * HOUR)
    for number in ("GRS-1", "GRS-2"):
        Dossier.objects.create(
            stage=stage,
            made_at=now,
            sha256="0" * 64,
            sent_on=now.date(),
            reference_there=number,
            reference_at=now,
        )
    assert grievance.stages.count() == 3
    return grievance


def statements(client: Client, path: str) -> int:
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return counted(seen)


def test_a_complaint_that_went_up_takes_few_statements(scene):
    complaint = Grievance.objects.annotate(tiers=Count("stages")).order_by("-tiers", "pk").first()
    assert statements(scene.browser("gro"), f"/desk/grievances/{complaint.number}/") <= MOST


def test_every_complaint_takes_few_statements_before_those_who_decide(scene):
    """Also one about an application, whose officers must be known to tell who may decide."""
    client, ours = scene.browser("gro"), Grievance.objects.filter(office=scene.ours.office)
    pages = [f"/desk/grievances/{each.number}/" for each in ours]
    assert {path: count for path in pages if (count := statements(client, path)) > MOST} == {}


@pytest.mark.parametrize("person", LADDER)
def test_a_full_ladder_takes_few_statements_before_those_who_decide(scene, full_ladder, person):
    assert statements(scene.browser(person), f"/desk/grievances/{full_ladder.number}/") <= MOST


def test_a_full_ladder_takes_few_statements_before_whoever_complained(full_ladder):
    client = show_proof(Client(), full_ladder)
    assert statements(client, f"/grievances/{full_ladder.number}/") <= MOST


def test_a_full_ladder_takes_few_statements_before_the_officer_complained_of(scene, full_ladder):
    assert statements(scene.browser("assist"), f"/desk/complaints/{full_ladder.number}/") <= MOST


def test_an_act_asks_anew_who_answered_the_case(scene, full_ladder):
    """Only a page that is read takes the acts of the case as it found them."""
    client, path = scene.browser("cell"), f"/desk/grievances/{full_ladder.number}/note/"
    with CaptureQueriesContext(connection) as seen:
        assert client.post(path, {"words": "দেখা হয়েছে।"}).status_code == 302
    asked = [query["sql"] for query in seen if "keep_part" in query["sql"]]
    assert asked
    assert not any('SELECT "cases_act"."id", "cases_act"."case_id"' in query["sql"] for query in seen)
