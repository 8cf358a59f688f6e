"""A demonstration is lived in pieces: whoever goes on after an interruption does nothing twice and leaves
nothing out, and the numbers of its books rise with their days.
"""

import pickle
import shutil
import tomllib
from collections import Counter

import pytest
from django.apps import apps
from django.db import connection, transaction

from ongikar.cases.models import Case
from ongikar.demo import life as lives
from ongikar.demo import places
from ongikar.demo.life import Life, StaleLife, begin_demonstration, live_piece, load_demonstration
from ongikar.demo.models import DemoLife
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_entries_alone
from ongikar.letters.models import Letter
from ongikar.office_files import reading
from ongikar.office_files.reading import OfficeFileFault
from ongikar.offices.models import Office
from ongikar.operations import making, worker
from ongikar.operations.making import DemonstrationMaker
from tests.made_once import made_once

from .demo_stage import FILES, FOLDER, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# What of the demonstration a quick test lives: a story of each sort, and what refers to what came before.
SMALL = ("cases", "certificates", "gatherings", "letters_in", "letters_out", "rti", "tasks")


@pytest.fixture
def small_files(tmp_path, office):
    """The office with a little of its demonstration: six cases, and a training that is led to its end."""
    Office.objects.update(is_demo=True)
    for name in SMALL:
        shutil.copy(FOLDER / f"demo_{name}.toml", tmp_path)
    cases = (FOLDER / "demo_cases.toml").read_text("utf-8").split("[[cases]]")
    (tmp_path / "demo_cases.toml").write_text("[[cases]]".join(cases[:7]), "utf-8")
    trainings = (FOLDER / "demo_trainings.toml").read_text("utf-8")
    rows = trainings.split("[[batches]]")
    people = trainings[trainings.index("[people]") :]
    ended = next(
        row for row in rows[1:] if tomllib.loads(f"[[batches]]{row}")["batches"][0]["state"] == ENDED
    )
    text = f"{rows[0]}[[batches]]{ended.partition('[people]')[0]}\n{people}"
    (tmp_path / "demo_trainings.toml").write_text(text, "utf-8")
    files = reading.read_office(FOLDER, with_demo=True)
    files.folder = tmp_path
    return files


ENDED = "certified"


def as_it_stands():
    """How many rows of each table there are, and what the journal tells, in its order."""
    rows = {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.app_label not in ("sessions", "core")
    }
    told = Entry.objects.order_by("id").values_list("verb", "at", "subject_type", "actor_type")
    outbox = apps.get_model("journal.OutboxEntry").objects.order_by("id")
    return rows, list(told), list(outbox.values_list("reaction", "done_at", "next_try"))


def lived_at_once(files):
    """The same without any interruption; taken back again."""
    with transaction.atomic():
        load_demonstration(files, now=TUESDAY_NOON)
        found = as_it_stands()
        transaction.set_rollback(True)
    return found


@pytest.fixture
def whole(small_files, tmp_path_factory):
    """The little demonstration as it stands when it was lived at once: always the same, so once a run."""

    def live(folder):
        (folder / "whole").write_bytes(pickle.dumps(lived_at_once(small_files)))

    return pickle.loads((made_once(tmp_path_factory, "little-demonstration", live) / "whole").read_bytes())


def live_acts(files, many):
    """So many acts by somebody who has just come; whether that was all."""
    row = DemoLife.objects.get()
    lived = Life(files, row.now, row)
    lived.row = row
    for _ in range(many):
        lived.live_next(run_entries_alone)
    if not lived.is_over:
        lives.write_down(lived)
        return False
    lived.end(run_entries_alone)
    lives.finish(row)
    return True


def live_interrupted(files, many):
    begin_demonstration(files, now=TUESDAY_NOON)
    pieces = 1
    while not live_acts(files, many):
        pieces += 1
    return pieces


def test_interrupted_again_and_again_it_is_the_same_as_at_once(small_files, whole):
    assert live_interrupted(small_files, 4) > 20
    assert as_it_stands() == whole
    assert not DemoLife.objects.exists()


@pytest.mark.slow
def test_the_whole_of_it_too(office):
    Office.objects.update(is_demo=True)
    places.load_places(FILES, now=TUESDAY_NOON)
    whole = lived_at_once(FILES)
    assert live_interrupted(FILES, 17) > 30
    assert as_it_stands() == whole


def test_the_numbers_of_its_books_rise_with_their_days(small_files):
    live_interrupted(small_files, 9)
    for direction, moment in (("out", "issued_at"), ("in", "entered_at")):
        rows = Letter.objects.filter(direction=direction, book_serial__isnull=False, issued_by=None)
        moments = list(rows.order_by("book_serial").values_list(moment, flat=True))
        assert len(moments) > 3
        assert moments == sorted(moments)
    came = list(Case.objects.order_by("pk").values_list("received_at", flat=True))
    assert came == sorted(came)


def test_a_piece_that_was_cut_off_leaves_what_was_before_it(small_files):
    lived = begin_demonstration(small_files, now=TUESDAY_NOON)
    live_piece(lived, seconds=60, first=2)
    before = as_it_stands()
    with transaction.atomic():
        live_piece(lived, seconds=60, first=4)
        transaction.set_rollback(True)
    assert as_it_stands() == before
    # What the process that was cut off knows is no more true.
    with pytest.raises(StaleLife):
        live_piece(lived, seconds=60)
    assert as_it_stands() == before


@pytest.fixture
def maker(monkeypatch, small_files):
    monkeypatch.setattr(making, "read_office", lambda folder, with_demo: small_files)
    made = DemonstrationMaker()
    monkeypatch.setattr(worker, "make_demonstration", made)
    # An act or two, on the quickest machine, too.
    monkeypatch.setattr(making, "PIECE", 0.005)
    return made


def test_the_worker_makes_the_rest_and_does_nothing_else_before_it_is_whole(
    maker, small_files, monkeypatch, capsys
):
    done = []
    monkeypatch.setattr(worker, "DUTIES", (("a duty", lambda now: done.append(now) or 0),))
    lived = begin_demonstration(small_files, now=TUESDAY_NOON)
    live_piece(lived, seconds=60, first=2)
    office = Office.objects.get(is_demo=True)
    assert (office.demo_done, office.demo_total) == (2, 6)
    rounds = 0
    while DemoLife.objects.exists():
        assert worker.run_round(TUESDAY_NOON) == 1
        assert not done
        rounds += 1
    assert rounds > 3
    office.refresh_from_db()
    assert not office.is_being_made
    assert "6/6 cases, whole" in capsys.readouterr().out
    worker.run_round(TUESDAY_NOON)
    worker.run_round(TUESDAY_NOON)
    assert len(done) == 2


def test_two_workers_make_it_once(maker, small_files, whole):
    other = DemonstrationMaker()
    begin_demonstration(small_files, now=TUESDAY_NOON)
    while DemoLife.objects.exists():
        maker(TUESDAY_NOON)
        other(TUESDAY_NOON)
    assert as_it_stands() == whole


def test_a_piece_that_fails_is_made_again_with_care_and_nothing_twice(maker, small_files, monkeypatch, whole):
    begin_demonstration(small_files, now=TUESDAY_NOON)
    failed = []

    def fail_once(now):
        done = run_entries_alone(now)
        if len(failed) < 2 and Case.objects.count() == 3:
            failed.append(now)
            raise RuntimeError("a reaction fails")
        return done

    monkeypatch.setattr(lives, "run_entries_alone", fail_once)
    while DemoLife.objects.exists():
        # Within a test the transaction of a piece is a savepoint of the test's own.
        with transaction.atomic():
            maker(TUESDAY_NOON)
    assert failed
    rows, told, _ = as_it_stands()
    assert (rows, Counter(told)) == (whole[0], Counter(whole[1]))


def test_a_faulty_file_stops_it_in_plain_sight_and_the_next_start_goes_on(
    maker, small_files, whole, monkeypatch, capsys
):
    lived = begin_demonstration(small_files, now=TUESDAY_NOON)
    live_piece(lived, seconds=60, first=2)
    # Of a case that is still to come.
    path = small_files.folder / "demo_cases.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('topic = "buying"', 'nonsense = "x", topic = "buying"'), "utf-8")
    monkeypatch.setattr(worker, "DUTIES", ())
    for _ in range(200):
        if DemoLife.objects.exclude(fault_en="").exists():
            break
        worker.run_round(TUESDAY_NOON)
    told = capsys.readouterr().err
    assert "The demonstration was not made whole: demo_cases.toml:" in told
    assert "প্রদর্শনীটি পুরো তৈরি হয়নি" in told
    assert not Office.objects.get(is_demo=True).is_being_made
    # The worker goes on with all else.
    assert worker.run_round(TUESDAY_NOON) == 0
    path.write_text(text, "utf-8")
    load_demonstration(small_files, now=TUESDAY_NOON)
    assert as_it_stands() == whole


def test_a_fault_at_once_is_raised_and_leaves_an_office_that_can_be_used(small_files):
    path = small_files.folder / "demo_letters_out.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"sign"', '"issue"', 1), "utf-8")
    with pytest.raises(OfficeFileFault):
        load_demonstration(small_files, now=TUESDAY_NOON)
    assert DemoLife.objects.get().fault_en
    assert not Office.objects.get(is_demo=True).is_being_made


def test_lived_again_nothing_is_added(small_files):
    load_demonstration(small_files, now=TUESDAY_NOON)
    before = as_it_stands()
    assert begin_demonstration(small_files, now=TUESDAY_NOON) is None
    load_demonstration(small_files, now=TUESDAY_NOON)
    assert as_it_stands() == before


def test_savepoints_come_back_when_a_piece_has_ended(small_files):
    lived = begin_demonstration(small_files, now=TUESDAY_NOON)
    live_piece(lived, seconds=60, first=1)
    assert connection.features.uses_savepoints
