"""The demonstration's trainings: a batch at each step, and a draw that anyone recomputes."""

import pytest

from ongikar.certificates.models import Certificate
from ongikar.delivery.training.models import Application, Batch, BatchRound, Completion, Offer
from ongikar.delivery.training.models.call import rule_of
from ongikar.delivery.training.result import published_result
from ongikar.demo.questionnaires import load_questionnaires
from ongikar.demo.trainings import DemoTrainings
from ongikar.questionnaires.models import AnonymousResponse
from ongikar.rules.selection import make_seed, parse_list, rank, select
from tests.kept_rows import KeptScene

from .demo_stage import FILES, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def led(setting_up, tmp_path_factory):
    """How many batches were led, once for the module."""
    kept = KeptScene.of_run(tmp_path_factory, "led-trainings")
    with setting_up(kept.folder):
        return kept.live(lambda: DemoTrainings.load(FILES, now=TUESDAY_NOON))


def test_a_batch_stands_at_each_step_and_the_draw_recomputes(led, office):
    assert led == 10
    assert DemoTrainings.load(FILES, now=TUESDAY_NOON) == 0
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
    found = published_result(batch.call, TUESDAY_NOON)
    seed = make_seed(found.freeze.list_sha256, found.freeze.rule_sha256, found.draw.values)
    ranked = rank(parse_list(found.freeze.list_text), seed)
    chosen = select(rule_of(batch.call), ranked)
    told = dict(found.draw.standings.values_list("application__roll", "seat_sort"))
    assert {roll for roll, sort in told.items() if sort} == chosen.rolls
    assert len(chosen.rolls) == 20


def test_those_who_take_part_in_one_say_how_it_was(led, office):
    load_questionnaires(FILES, now=TUESDAY_NOON)
    rounds = BatchRound.objects.select_related("round", "batch").order_by("pk")
    assert {each.batch.state for each in rounds} == {"running", "finished"}
    for each in rounds:
        answers = AnonymousResponse.objects.filter(round=each.round)
        assert answers.count() >= (4 if each.batch.state == "running" else 2)
        assert any("নমুনা" in str(answer.answers) for answer in answers)
