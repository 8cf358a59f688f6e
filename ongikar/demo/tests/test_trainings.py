"""The demonstration's trainings: a batch at each step, and a draw that anyone recomputes."""

from datetime import datetime

import pytest

from ongikar.certificates.models import Certificate
from ongikar.delivery.training.models import Application, Batch, Completion, Offer
from ongikar.delivery.training.models.call import rule_of
from ongikar.delivery.training.result import published_result
from ongikar.demo.trainings import load_trainings
from ongikar.rules.selection import make_seed, parse_list, rank, select

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = datetime.fromisoformat("2026-11-24T12:00:00+06:00")


def test_a_batch_stands_at_each_step_and_the_draw_recomputes(office, office_files):
    files = office_files()
    assert load_trainings(files, now=TODAY) == 10
    assert load_trainings(files, now=TODAY) == 0
    # In the order in which they were planned.
    states = list(Batch.objects.order_by("pk").values_list("state", flat=True))
    assert states == [
        "certified",
        "finished",
        "running",
        "offering",
        "ranked",
        "frozen",
        "closed",
        "called",
        "called",
        "planned",
    ]
    issued = Certificate.objects.of_subject(Batch.objects.get(state="certified").reference)
    assert [each.state for each in issued] == ["issued", "revoked"]
    assert set(Completion.objects.filter(passed=False).values_list("percent", flat=True)) == {0, 60}
    batch = Batch.objects.get(state="offering")
    assert Application.objects.filter(call__batch=batch).count() == 60
    held = Offer.objects.filter(seat__batch=batch, state__in=Offer.HOLDING)
    assert held.filter(state=Offer.OPEN).count() == 4
    assert held.count() == batch.seats - 2
    found = published_result(batch.call, TODAY)
    seed = make_seed(found.freeze.list_sha256, found.freeze.rule_sha256, found.draw.values)
    ranked = rank(parse_list(found.freeze.list_text), seed)
    chosen = select(rule_of(batch.call), ranked)
    told = dict(found.draw.standings.values_list("application__roll", "seat_sort"))
    assert {roll for roll, sort in told.items() if sort} == chosen.rolls
    assert len(chosen.rolls) == 20
