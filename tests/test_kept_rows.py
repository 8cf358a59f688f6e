"""A scene that comes back from its rows is the scene that was lived."""

import pytest
from django.db import connection, transaction

from ongikar.journal.models import Entry
from ongikar.offices.models import Place

from .kept_rows import KeptScene, our_tables, quoted, read_rows

pytestmark = pytest.mark.django_db


def as_stored() -> dict[str, list[tuple]]:
    """Each value with its type in the database, which reading alone would hide on SQLite."""
    write = "quote({})" if connection.vendor == "sqlite" else "{}::text"
    rows = {}
    with connection.cursor() as cursor:
        for table, (key, columns) in our_tables().items():
            values = ", ".join(write.format(quoted(column)) for column in columns)
            cursor.execute(f"SELECT {values} FROM {quoted(table)} ORDER BY {quoted(key)}")
            rows[table] = cursor.fetchall()
    return rows


def test_a_scene_comes_back_with_every_value_as_it_was(beginning, office):
    kept, calls = KeptScene(), []
    gone = Place.objects.create(office=office, slug="gone", kind="lab", name_bn="পুরোনো", name_en="Old")

    def live():
        calls.append(1)
        Place.objects.filter(pk=gone.pk).delete()
        Place.objects.filter(office=office).update(union="হরিদেবপুর")
        Place.objects.create(office=office, slug="new-place", kind="lab", name_bn="নতুন", name_en="New")
        return "lived"

    stored = []
    for _ in range(2):
        with transaction.atomic():
            assert kept.live(live) == "lived"
            stored.append(as_stored())
            transaction.set_rollback(True)
    assert stored[0] == stored[1]
    assert calls == [1]


def test_upon_other_rows_it_is_lived_anew(office):
    kept, calls = KeptScene(), []
    kept.live(lambda: calls.append(1) or "first")
    Place.objects.filter(office=office).update(union="অন্য")
    assert kept.live(lambda: calls.append(2) or "second") == "second"
    assert calls == [1, 2]


def test_the_whole_scene_is_kept_as_it_is_stored(kept_scene, beginning):
    """Lived by whichever module came first; its rows written again are the same rows."""
    _folder, scene = kept_scene
    changes, after = scene.kept.changes, read_rows()
    assert Entry.objects.count() == len(after["journal_entry"])
    assert sum(len(change.added) for change in changes.values()) > 1000
    for table, change in changes.items():
        key, columns = our_tables()[table]
        place = columns.index(key)
        assert all(after[table][row[place]] == row for row in (*change.added, *change.changed)), table


def test_another_process_has_the_rows_and_the_files_from_the_one_that_lived_it(office, tmp_path_factory):
    calls = []

    def live_in(folder):
        calls.append(folder)
        (folder / "paper").write_text("কাগজ", "utf-8")
        return Place.objects.create(office=office, slug="lived", kind="lab", name_bn="নতুন", name_en="New")

    found = []
    for _ in range(2):
        # Each process has a scene of its own with a folder of its own.
        scene = KeptScene.of_run(tmp_path_factory, "of-two")
        with transaction.atomic():
            place = scene.live(lambda scene=scene: live_in(scene.folder))
            found.append((place.pk, Place.objects.get(slug="lived").name_bn, as_stored()))
            assert (scene.folder / "paper").read_text("utf-8") == "কাগজ"
            transaction.set_rollback(True)
    assert len(calls) == (1 if connection.vendor == "sqlite" else 2)
    if connection.vendor == "sqlite":
        assert found[0] == found[1]
