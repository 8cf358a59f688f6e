"""Ordering: the same ten times is one export, and nobody keeps the worker to themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.core.i18n.say import override_language
from ongikar.exports.models import Export
from ongikar.exports.orders import (
    MOST_A_DAY,
    MOST_UNFINISHED,
    STILL_FRESH,
    TooManyExports,
)
from ongikar.journal.models import Entry
from ongikar.operations.doctor_system import check_exports

pytestmark = pytest.mark.django_db


def test_asked_for_ten_times_is_one_export_and_one_entry(order):
    assert len({order(year="2026").pk for _ in range(10)}) == 1
    assert Entry.objects.filter(verb="export.asked").count() == 1


def test_the_order_of_names_does_not_make_another_order(order):
    assert order(year="2026", month="1") == order(month="1", year="2026")
    assert order(year="2026", month="2") != order(year="2026", month="1")


def test_each_person_has_an_export_of_their_own(order, shirin):
    assert order(year="2026") != order(year="2026", user=shirin)


def test_who_asked_for_what_stands_in_the_journal(order, karim):
    made = order(year="2026")
    entry = Entry.objects.get(verb="export.asked")
    assert (entry.actor_type, entry.actor_id) == ("user", karim.pk)
    assert (entry.subject_type, entry.subject_id) == ("export", made.pk)
    assert entry.facts == {"what": "sample", "count": 3}


def test_a_file_that_was_made_just_now_is_the_answer_and_later_a_new_one_is_made(order, make):
    now = timezone.now()
    first = make(order(now=now), now)
    assert order(now=now + STILL_FRESH - timedelta(seconds=1)) == first
    assert order(now=now + STILL_FRESH) != first


def test_a_file_that_is_lost_is_made_anew(order, make):
    first = make(order())
    first.path.unlink()
    assert order() != first


def test_one_that_failed_is_asked_for_again(order, make, make_with):
    def full(*_):
        raise MemoryError

    make_with(full)
    first = make(order())
    assert first.failed_at
    assert order() != first


def test_a_person_has_only_so_many_at_once(order, shirin):
    for number in range(MOST_UNFINISHED):
        order(page=str(number))
    with pytest.raises(TooManyExports) as refused:
        order(page="more")
    assert refused.value.sentence == "আপনার আগের ফাইলগুলো এখনো তৈরি হচ্ছে। একটি শেষ হলে আবার চান।"
    assert Export.objects.count() == MOST_UNFINISHED
    # What is being made can still be asked for, and nobody else waits for it.
    order(page="0")
    order(page="more", user=shirin)


def test_a_person_has_only_so_many_a_day(order, make):
    now = timezone.now()
    for number in range(MOST_A_DAY):
        make(order(page=str(number), now=now), now)
    with pytest.raises(TooManyExports) as refused:
        order(page="more", now=now + timedelta(hours=23))
    assert "কাল আবার চান" in refused.value.sentence
    order(page="more", now=now + timedelta(days=1, seconds=1))


def test_the_doctor_tells_of_what_waits_and_is_worried_when_it_waits_for_hours(order):
    now = timezone.now()
    with override_language("en"):
        assert check_exports() == (True, "files that were asked for: none is waiting")
        order(now=now - timedelta(minutes=30))
        fine, words = check_exports()
        assert (fine, "1 waiting, the oldest for" in words) == (True, True)
        Export.objects.update(asked_at=now - timedelta(hours=5))
        assert check_exports()[0] is False
