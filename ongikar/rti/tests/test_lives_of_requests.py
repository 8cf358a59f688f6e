"""Random acts of everybody, in any order and at any time: whatever the Act allows, its laws hold."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.cases.case_promise import display_promise
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import say
from ongikar.rti import actions
from ongikar.rti.appeal_window import is_refused_late
from ongikar.rti.books import in_time_words
from ongikar.rti.models import InformationRequest
from ongikar.rti.transitions import ORDERED, WAITING, state_after
from ongikar.rti.words import state_tag
from tests.examples import examples

from .conftest import SUNDAY, again

REFUSED = (ActFault, PermissionDenied)
ACTS = (
    "extend", "price", "paid", "provide", "provide_part", "refuse", "lapse", "withdraw", "appeal", "order",
    "dismiss", "note",
)  # fmt: skip


@pytest.fixture
def do(desk, karim, salma):
    """`do(asked, name, now)`: one act, by whoever it is up to."""

    def act(asked: InformationRequest, name: str, now) -> None:
        officer, above = desk(karim, now), desk(salma, now)
        if name == "extend":
            actions.extend_time(asked, words="অন্য দপ্তর", actor=officer, now=now)
        elif name == "price":
            actions.name_price(asked, pages=1, price=2, words="চালান", actor=officer, now=now)
        elif name == "paid":
            actions.note_payment(asked, receipt="১", actor=officer, now=now)
        elif name == "withdraw":
            actions.withdraw_request(asked, words="", now=now)
        elif name == "note":
            actions.add_note(asked, words="নোট", actor=officer, now=now)
        elif name == "appeal":
            actions.file_appeal(asked, grounds="কারণ", relief="তথ্য", now=now)
        elif name in ("order", "dismiss"):
            if hasattr(asked, "appeal"):
                by = (now + timedelta(days=5)).date()
                ordered = name == "order"
                actions.decide_appeal(asked, ordered=ordered, words="কারণ", by=by, actor=above, now=now)
        else:
            actions.answer(asked, name, words="উত্তর", reason_code="not_held", actor=officer, now=now)

    return act


@settings(
    max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    is_urgent=st.booleans(),
    steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 240)), min_size=1, max_size=6),
)
def test_no_order_of_acts_breaks_a_law_of_the_act(ask, do, is_urgent, steps):
    with transaction.atomic():
        asked, now, was_late = ask(is_urgent=is_urgent), SUNDAY, False
        for name, hours in steps:
            now += timedelta(hours=hours)
            was_late = was_late or again(asked).clock.is_late(now)
            with suppress(*REFUSED), transaction.atomic():
                do(again(asked), name, now)
            check_laws(again(asked), now)
        # A missed day is never mended, by whatever comes after.
        assert again(asked).clock.is_late(now) or not was_late
        transaction.set_rollback(True)


def check_laws(asked: InformationRequest, now) -> None:
    acts = [act.name for act in asked.acts.all()]
    assert asked.state == state_after(acts)
    # Nothing waits without a clock that counts it, and nothing that is answered is counted on.
    assert (asked.state in WAITING) == (asked.closed_at is None)
    if asked.is_waiting:
        assert asked.open_clock.stopped_at is None
    else:
        assert asked.clock.stopped_at is not None
    check_one_word(asked, now)
    # A price waits only once, and only while it is owed.
    assert acts.count("price") <= 1
    if asked.open_clock.stopped_at is None and asked.open_clock.running.waiting_since:
        assert asked.awaits_price
    appeal = getattr(asked, "appeal", None)
    assert acts.count("appeal") == (appeal is not None)
    if appeal:
        assert (appeal.clock.stopped_at is None) == appeal.is_open
        # Whoever answered did not decide.
        assert appeal.decided_by_id is None or appeal.decided_by_id != asked.answered_by_id


def check_one_word(asked: InformationRequest, now) -> None:
    """Register, page and bar agree on whether the Act's day was missed."""
    register = in_time_words(asked, now)
    late = register == say("না", "No")
    assert (register == "") == (asked.clock.stopped_at is None and not late)
    drawing = display_promise(asked.clock, now).drawing
    assert late == (drawing.is_overdue or drawing.was_late or is_refused_late(asked))
    mark, _ = state_tag(asked, now)
    if asked.state == ORDERED:
        # The page counts the day of the order by now.
        assert mark == ("late" if asked.open_clock.is_overdue(now) else "open")
    else:
        assert (mark == "late") == late
