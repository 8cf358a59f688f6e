"""However many open cases there are, no start waits for their new form: the worker brings them over in
pieces.
"""

import pytest
from django.urls import reverse

from ongikar.cases import adoption
from ongikar.cases.adoption import OpenCaseAdoption, adopt_case, adopt_open_cases
from ongikar.cases.models import Case
from ongikar.core.isolation import forget_faults
from ongikar.delivery.initiative.models import Initiative
from ongikar.journal.models import Entry
from ongikar.operations import prepare
from ongikar.operations.worker import DUTIES

pytestmark = pytest.mark.django_db
IDEA = {"title": "দরজায় নম্বর", "problem": "ফোনে সময় যায়", "idea": "QR কোড", "owner": "মো. আব্দুল করিম"}
MANY = 12


@pytest.fixture
def of_before(receive, now):
    """Open cases whose form had no row of its own yet."""
    keys = [receive("internal-3", answers=IDEA, person=None, channel="planned").pk for _ in range(MANY)]
    for initiative in Initiative.objects.all():
        initiative.acts.all().delete()
    Initiative.objects.all().delete()
    Case.objects.filter(pk__in=keys).update(form_version=1)
    return keys


@pytest.fixture
def small_pieces(monkeypatch):
    """A piece of one case each."""
    monkeypatch.setattr(adoption, "PIECE", -1.0)
    monkeypatch.setattr(adoption, "PAGE", 5)


def of_first_form():
    return Case.objects.filter(form_version=1, service__kind="initiative").count()


def adopted_entries():
    return list(Entry.objects.filter(verb="case.adopted").order_by("id").values_list("subject_id", flat=True))


def test_a_start_adopts_none_and_the_worker_all_piece_by_piece(of_before, small_pieces, monkeypatch, now):
    monkeypatch.setattr(prepare, "collect_static", lambda: None)
    monkeypatch.setattr(prepare, "read_offices", lambda **asked: [])
    assert prepare.prepare(["--no-demo"]) == 0
    assert of_first_form() == MANY
    adopt = next(duty for _, duty in DUTIES if isinstance(duty, OpenCaseAdoption))
    monkeypatch.setattr(adopt, "again_at", float("-inf"))
    monkeypatch.setattr(adopt, "keys", None)
    for left in range(MANY - 1, -1, -1):
        assert adopt(now) == 1
        assert of_first_form() == left
    assert adopt(now) == 0
    assert adopted_entries() == of_before
    assert Initiative.objects.count() == MANY


def test_a_worker_that_was_killed_half_way_goes_on_and_does_nothing_twice(of_before, small_pieces, now):
    first = OpenCaseAdoption()
    assert [first(now) for _ in range(5)] == [1] * 5
    assert adopt_open_cases(now) == MANY - 5
    assert adopted_entries() == of_before
    assert adopt_open_cases(now) == 0


def test_when_it_is_through_it_asks_nothing_for_an_hour(of_before, now, django_assert_num_queries):
    adopt = OpenCaseAdoption()
    adopt(now)
    assert adopt.is_through
    with django_assert_num_queries(0):
        assert adopt(now) == 0


def test_one_that_cannot_be_adopted_keeps_no_other_from_it(of_before, monkeypatch, now):
    def fail_at_third(key, now):
        if key == of_before[2]:
            raise ValueError("a broken row")
        return adopt_case(key, now)

    monkeypatch.setattr(adoption, "adopt_case", fail_at_third)
    assert adopt_open_cases(now) == MANY - 1
    monkeypatch.undo()
    forget_faults()
    assert adopt_open_cases(now) == 1


def test_until_its_turn_comes_a_case_is_shown_on_the_form_it_was_received_under(
    of_before, karim, signed_in, time_machine, now
):
    time_machine.move_to(now, tick=False)
    case = Case.objects.get(pk=of_before[-1])
    page = signed_in(karim).get(reverse("case", args=[case.number]))
    assert page.status_code == 200
    assert "দরজায় নম্বর" in page.content.decode()
    case.refresh_from_db()
    assert case.form_version == 1
