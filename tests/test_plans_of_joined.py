"""How cases that are answered together are found among very many that were: each question reads what it
answers.
"""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from benchmarks.fill import fill
from ongikar.cases.actions import keep
from ongikar.cases.actions.joined_cases import join_cases, joining_of, joinings_of, part_cases
from ongikar.cases.actions.split_cases import split_case
from ongikar.cases.models import Act, Case, JoinedCase
from ongikar.cases.officer.case.joined_views import likely_others
from ongikar.cases.officer.queue.several_views import REMIND, SeveralForm, do_each, plan_each
from tests.rows_read import watched_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, BATCH = 20_000, 2_000
# Words are looked for in the newest five hundred.
LEAST = 600


@pytest.fixture
def filled(office):
    """Every case was joined with the one before it once, and parted again; the first with very many."""
    fill(office, MANY)
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    now = timezone.now()
    ended = [
        JoinedCase(office=office, follower_id=each, leader_id=leader, joined_at=now, ended_at=now)
        for before, each in pairwise(keys)
        for leader in ({before, keys[0]} if each % 4 == 0 else {before})
    ]
    models.QuerySet(JoinedCase).bulk_create(ended, batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return keys[0]


def fresh(case):
    return Case.objects.with_related().get(pk=case.pk)


def test_each_question_reads_what_it_answers(filled, receive, office, karim, client):
    now, actor = timezone.now(), ("user", karim.pk)
    Case.objects.filter(pk=filled).update(closed_at=None, state="received")
    cases = [receive(now=now - timedelta(hours=hour)) for hour in (3, 2, 1)]
    leader, follower, other = cases
    told = {"actor": actor, "now": now}
    client.force_login(karim)

    def show(name, **asked):
        return lambda: client.get(reverse(name, args=[follower.number]), asked).status_code == 200

    def remind():
        form = SeveralForm({"record": [case.pk for case in cases], "act": REMIND}, office=office, cases=cases)
        assert form.is_valid(), form.errors
        return all(is_done for _, _, is_done in do_each(plan_each(form, actor, now)))

    look_ups = {
        "likely others": lambda: likely_others(fresh(follower)),
        "the others on a page": show("case_same"),
        "what follows": show("case_same", other=leader.number),
        "join": lambda: join_cases(fresh(follower), fresh(leader), why="ক", is_one_person=False, **told),
        "the case that follows": show("case"),
        "which follow": lambda: joinings_of(leader),
        "which followed": lambda: not joinings_of(Case.objects.get(pk=filled)),
        "whom it follows": lambda: joining_of(follower),
        "part": lambda: part_cases(fresh(follower), why="", **told),
        "join again": lambda: join_cases(fresh(other), fresh(leader), why="ক", is_one_person=True, **told),
        "remind": remind,
        "split": lambda: split_case(fresh(leader), words="ল্যাবের তালিকাও চাই।", seen=0, **told),
        "answer": lambda: keep(fresh(leader), outcome={"words": "সভা রবিবার।"}, **told) is None,
    }
    beyond = []
    for name, ask in look_ups.items():
        with watched_rows() as found:
            assert ask(), name
        beyond += [f"{name}: {one.read} read: {one.sql[:600]}\n{one.plan}" for one in found.beyond(4, LEAST)]
    assert not beyond, "\n".join(beyond)
    assert Act.objects.filter(name="answer_together").count() == 1
