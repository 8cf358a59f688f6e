"""Two hundred officers press the same export at the same moment: one file is made, and everybody gets it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ongikar.exports import makers
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.exports.makers import ExportMaker, MadeFile
from ongikar.exports.models import KEPT, READY, Export
from ongikar.exports.orders import STILL_FRESH, order_export
from ongikar.exports.removal import remove_old_files
from ongikar.journal.models import Entry
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
OFFICERS, AT_ONCE = 200, 8


@pytest.fixture
def made(monkeypatch):
    """Each making of the file, by its number."""
    times = []

    def make(office, arguments, work) -> MadeFile:
        times.append(len(times))
        path: Path = work.folder / "lines.csv"
        path.write_text(f"ক\n{len(times)}\n", "utf-8")
        return MadeFile(path, "lines.csv", "text/csv; charset=utf-8", 2)

    sample = ExportMaker("sample", lambda arguments: "/desk/books/", make, STAFF_ROLES)
    monkeypatch.setitem(makers._makers, sample.name, sample)
    return times


@pytest.fixture
def press(two, made):
    office = Office.objects.get(is_default=True)

    def do(user, *, now=SUNDAY, **arguments) -> Export:
        return order_export(
            maker=makers._makers["sample"],
            arguments=arguments or {"year": "2026"},
            title=("নমুনা তালিকা", "Sample list"),
            lines=2,
            office=office,
            user=user,
            now=now,
        )

    return do


def work(now=SUNDAY) -> int:
    """What a worker does until nothing waits; how many processes it took."""
    turns = 0
    while leased := lease_next_export(now):
        assert make_leased_export(leased.pk, leased.lease, lambda: now)
        turns += 1
    return turns


def officers(count: int) -> list[User]:
    return [User.objects.create(username=f"officer {number}") for number in range(count)]


def test_two_hundred_officers_press_the_same_and_one_file_is_made(two, press, made):
    known = officers(OFFICERS)

    def press_for(part):
        return lambda: [press(user).pk for user in known[part::AT_ONCE]]

    results = two.run(*map(press_for, range(AT_ONCE)))
    assert sum(map(len, results)) == OFFICERS == Export.objects.count()
    assert work(SUNDAY + timedelta(seconds=9)) == 1
    assert made == [0]
    everybodys = list(Export.objects.all())
    assert {each.state(SUNDAY + timedelta(minutes=1)) for each in everybodys} == {READY}
    assert len({each.stored_name for each in everybodys}) == OFFICERS
    assert len({each.path.stat().st_ino for each in everybodys}) == 1
    assert {each.path.read_text("utf-8") for each in everybodys} == {"ক\n1\n"}
    for verb in ("export.asked", "export.ready"):
        assert Entry.objects.filter(verb=verb).count() == OFFICERS
    # Each has a day of their own, and the file goes with the last.
    for _ in range(OFFICERS):
        remove_old_files(SUNDAY + KEPT + timedelta(minutes=1))
    assert not any(each.path.exists() for each in everybodys)
    assert Entry.objects.filter(verb="export.removed").count() == OFFICERS


def test_of_two_orders_while_the_file_is_handed_out_none_is_left_behind(two, press, made):
    """Whoever comes while it is handed out finds it, or gets it in their turn."""
    first, second = officers(2)
    press(first)
    two.meet("ongikar.exports.export_process.hand_to_all")
    two.run(work, lambda: press(second))
    work()
    assert made == [0]
    assert {each.state(SUNDAY) for each in Export.objects.all()} == {READY}


def test_whoever_comes_later_gets_the_file_at_once_while_it_is_fresh(press, made):
    first, second, third, fourth = officers(4)
    press(first)
    work()
    late = SUNDAY + STILL_FRESH - timedelta(seconds=1)
    got = press(second, now=late)
    assert (got.state(late), got.path.read_text("utf-8")) == (READY, "ক\n1\n")
    # What was handed on is no younger for it.
    later = late + STILL_FRESH - timedelta(seconds=2)
    press(third, now=later)
    work(later)
    assert made == [0, 1]
    # Another order, or another language, is another file.
    press(fourth, now=later, year="2025")
    work(later)
    assert made == [0, 1, 2]


def test_where_a_file_has_one_name_at_most_everybody_gets_a_copy(press, made, monkeypatch):
    def no_links(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("ongikar.exports.sharing.os.link", no_links)
    for user in officers(3):
        press(user)
    work()
    assert made == [0]
    assert [each.path.read_text("utf-8") for each in Export.objects.all()] == ["ক\n1\n"] * 3


def test_a_file_that_is_gone_is_made_anew_for_the_next(press, made):
    first, second = officers(2)
    press(first)
    work()
    Export.objects.get().path.unlink()
    press(second)
    work()
    assert made == [0, 1]
