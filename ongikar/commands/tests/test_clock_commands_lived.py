"""The commands about clocks, where forty-two cases have been lived through."""

import json
from datetime import timedelta

import pytest
import time_machine

from ongikar.__main__ import main
from ongikar.cases.models import Case
from ongikar.clock.models import Clock, Fact
from ongikar.core.crypto.key_fingerprints import judge_keys
from ongikar.demo.tests.demo_stage import TUESDAY_NOON
from ongikar.rules.bangla.text import digits
from ongikar.rules.promise.words import reasons_in_words
from tests.scene import row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("forty_cases")]


@pytest.fixture(autouse=True)
def _noon(db):
    # As since the first start: the fingerprints of the keys are kept.
    judge_keys()
    with time_machine.travel(TUESDAY_NOON, tick=False):
        yield


def answer_text(capsys, *words):
    status, said = main(["promise", *words]), capsys.readouterr()
    return status, said.out, said.err


def test_a_rehearsal_tells_moment_number_service_post_and_event_in_both_languages(capsys):
    before = row_counts()
    status, bn, _ = answer_text(capsys, "rehearse", "--days", "14")
    _, en, _ = answer_text(capsys, "rehearse", "--days", "14", "--language", "en")
    _, listed, _ = answer_text(capsys, "rehearse", "--days", "14", "--json")
    events = json.loads(listed)
    assert status == 0
    assert before == row_counts()
    assert len(events) == len(bn.splitlines()) == len(en.splitlines()) > 10
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)
    assert {event["what"] for event in events} == {"halfway", "nearing", "broken", "complaint", "appeal"}
    first = events[0]
    assert bn.splitlines()[0].endswith(
        f"{digits(first['number'])} · {first['service_bn']} · {first['post_bn']}: {first['words_bn']}"
    )
    assert en.splitlines()[0].endswith(f"{first['service_en']} · {first['post_en']}: {first['words_en']}")


def test_a_rebuild_changes_nothing_and_says_so(capsys):
    status, out, _ = answer_text(capsys, "rebuild")
    *_, clocks, tallies = out.splitlines()
    assert (status, clocks) == (0, f"{Clock.objects.count()} clocks recomputed, 0 changed")
    assert tallies.endswith(" of promises counted, 0 changed")


def test_a_cache_that_is_wrong_is_put_right_and_reported(capsys):
    clock = Clock.objects.filter(stopped_at=None).exclude(look_at=None).first()
    was = clock.look_at
    Clock.objects.filter(pk=clock.pk).update(look_at=None)
    status, out, _ = answer_text(capsys, "rebuild")
    assert (status, f"clock {clock.pk} differed and was put right" in out) == (1, True)
    clock.refresh_from_db()
    assert clock.look_at == was
    assert answer_text(capsys, "rebuild")[0] == 0


def test_a_day_that_was_tampered_with_is_told_and_never_written_anew(capsys):
    """Whether the day or a fact was changed cannot be told here: writing either anew would finish the
    forgery.
    """
    forged, moved = Clock.objects.filter(stopped_at=None).exclude(look_at=None)[:2]
    Clock.objects.filter(pk=forged.pk).update(due_at=TUESDAY_NOON)
    fact = moved.facts.get(kind="started")
    Fact.objects.filter(pk=fact.pk).update(at=fact.at + timedelta(days=16))
    status, out, _ = answer_text(capsys, "rebuild")
    assert status == 1
    for clock in (forged, moved):
        assert f"clock {clock.pk} differs from its facts in what is sealed and was left" in out
    assert Clock.objects.get(pk=forged.pk).due_at == TUESDAY_NOON
    assert Clock.objects.get(pk=moved.pk).due_at == moved.due_at


def test_a_rebuild_reads_a_page_in_a_few_statements(django_assert_max_num_queries):
    from ongikar.clock.rebuilding import rebuild_all_clocks

    clocks = Clock.objects.count()
    # The page, its facts and moments, the calendar, and the page after, which is empty.
    with django_assert_max_num_queries(5):
        assert sum(page.checked for page in rebuild_all_clocks()) == clocks


def test_the_day_of_a_case_is_explained_by_its_number(capsys):
    case = Case.objects.filter(state="received").select_related("clock").first()
    status, out, _ = answer_text(capsys, "explain", "--case", digits(case.number))
    why = case.clock.explain(TUESDAY_NOON)
    assert status == 0
    assert out.splitlines()[1:] == [reasons_in_words(why, "bn"), reasons_in_words(why, "en")]
