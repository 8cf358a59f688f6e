"""Making: there is the whole file or none, what falls is begun again, and what cannot be made says why."""

import errno
import os
from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.exports import export_process
from ongikar.exports.export_process import (
    LEASE,
    MOST_FALLS,
    LeaseLost,
    lease_next_export,
    make_leased_export,
)
from ongikar.exports.makers import MadeFile, NothingToMake
from ongikar.exports.models import Export, exports_folder
from ongikar.exports.words import FELL, NO_ROOM, NOT_THERE, TOO_LARGE
from ongikar.journal.models import Entry

pytestmark = pytest.mark.django_db


def files() -> list[str]:
    return sorted(path.name for path in exports_folder().rglob("*")) if exports_folder().exists() else []


def test_a_file_is_there_whole_readable_for_its_owner_alone_and_nothing_beside_it(order, make):
    made = make(order())
    assert made.path.read_text("utf-8") == "ক\nখ\nগ\n"
    assert (made.lines, made.lines_done, made.size) == (3, 3, made.path.stat().st_size)
    assert made.path.stat().st_mode & 0o077 == exports_folder().stat().st_mode & 0o077 == 0
    assert files() == [made.stored_name]
    assert Entry.objects.get(verb="export.ready").facts == {"what": "sample", "count": 3}


def test_nobody_else_gets_what_a_process_has_in_hand_until_its_lease_ends(order):
    now, made = timezone.now(), order()
    first = lease_next_export(now)
    assert first == made
    assert lease_next_export(now + LEASE - timedelta(seconds=1)) is None
    assert lease_next_export(now + LEASE).lease != first.lease


def test_one_is_made_at_a_time_however_many_workers_there_are(order):
    now = timezone.now()
    first, second = order(page="1"), order(page="2")
    assert lease_next_export(now) == first
    assert lease_next_export(now) is None
    Export.objects.filter(pk=first.pk).update(ready_at=now, leased_until=None)
    assert lease_next_export(now) == second


def test_a_process_that_lost_its_lease_neither_tells_nor_keeps_anything(order, make_with):
    now, made = timezone.now(), order()
    first = lease_next_export(now)

    def overtaken(office, arguments, work):
        lease_next_export(now + LEASE)
        path = work.folder / "late.csv"
        path.write_text("late")
        return MadeFile(path, "late.csv", "text/csv", 1)

    make_with(overtaken)
    with pytest.raises(LeaseLost):
        make_leased_export(first.pk, first.lease, lambda: now)
    made.refresh_from_db()
    assert made.ready_at is None
    assert not Entry.objects.filter(verb="export.ready").exists()
    with pytest.raises(LeaseLost):
        make_leased_export(first.pk, first.lease, lambda: now)


def test_what_falls_again_and_again_is_given_up_in_plain_words(order):
    now, made = timezone.now(), order()
    for turn in range(MOST_FALLS + 1):
        assert lease_next_export(now + turn * LEASE) == made
    assert lease_next_export(now + (MOST_FALLS + 1) * LEASE) is None
    made.refresh_from_db()
    assert (made.fault, bool(made.failed_at)) == (FELL, True)
    assert Entry.objects.get(verb="export.failed").facts == {"what": "sample", "reason": FELL}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (MemoryError(), TOO_LARGE),
        (OSError(errno.ENOSPC, "no space left on device"), NO_ROOM),
        (OSError(errno.EFBIG, "file too large"), NO_ROOM),
        (NothingToMake(), NOT_THERE),
    ],
)
def test_what_cannot_be_made_says_why_and_leaves_nothing_on_the_disk(fault, said, order, make, make_with):
    def half(office, arguments, work):
        (work.folder / "half.csv").write_text("ক")
        raise fault

    make_with(half)
    made = make(order())
    assert (made.fault, made.ready_at) == (said, None)
    assert files() == []
    # It is out of the way: the next one has its turn.
    assert lease_next_export(timezone.now()) is None


def test_any_other_fault_of_the_disk_is_a_fall_and_tried_again(order, make_with):
    order()
    leased = lease_next_export(timezone.now())

    def broken(*_):
        raise OSError(errno.EIO, "the disk is broken")

    make_with(broken)
    with pytest.raises(OSError, match="broken"):
        make_leased_export(leased.pk, leased.lease, timezone.now)
    assert Export.objects.unfinished().count() == 1


def test_one_that_nobody_can_make_any_more_after_an_update_says_so(order, make, monkeypatch):
    made = order()
    Export.objects.update(maker="gone")
    assert make(made).fault == NOT_THERE


def in_parts(office, arguments, work) -> MadeFile:
    """Two parts, each of which says whether it was done anew."""
    for number in (1, 2):
        part = work.folder / f"{number}.part"
        if not part.exists():
            part.write_text("once")
            (work.folder / "log").open("a").write(f"{number} ")
        work.step(number)
        work.pause()
    path = work.folder / "all.txt"
    path.write_text((work.folder / "log").read_text())
    return MadeFile(path, "all.txt", "text/plain", 2)


def test_a_long_one_lets_a_short_one_go_first_and_goes_on_where_it_was(order, make, make_with, monkeypatch):
    monkeypatch.setattr(export_process, "TURN_SECONDS", 0.0)
    make_with(in_parts)
    long, short = order(page="long"), order(page="short")
    leased = lease_next_export(timezone.now())
    assert leased == long
    assert make_leased_export(leased.pk, leased.lease, timezone.now) is False
    long.refresh_from_db()
    assert (long.leased_until, long.falls, long.turns) == (None, 0, 1)
    assert sorted(os.listdir(long.work_folder)) == ["1.part", "log"]
    # The short one was not begun yet: it comes before the second turn of the long one.
    leased = lease_next_export(timezone.now())
    assert leased == short
    Export.objects.filter(pk=short.pk).delete()
    assert make(long).path.read_text() == "1 2 "


def test_nobody_pauses_where_nobody_waits(order, make, make_with, monkeypatch):
    monkeypatch.setattr(export_process, "TURN_SECONDS", 0.0)
    make_with(in_parts)
    assert make(order()).path.read_text() == "1 2 "


def test_a_word_about_how_far_it_is_renews_the_lease(order, make_with, monkeypatch):
    monkeypatch.setattr(export_process, "SECONDS_BETWEEN_STEPS", 0.0)
    now, made, seen = timezone.now(), order(), []

    def watched(office, arguments, work):
        work.step(2)
        made.refresh_from_db()
        seen.append((made.lines_done, made.leased_until))
        raise NothingToMake

    make_with(watched)
    leased = lease_next_export(now)
    later = now + timedelta(minutes=1)
    make_leased_export(leased.pk, leased.lease, lambda: later)
    assert seen == [(2, later + LEASE)]
