"""Every form of every desk, sent by two at the same moment on connections of their own: it comes to what it
comes to one after the other, also where the first has changed what the second was shown. What is once only
is there once, and the other is told.
"""

from collections import Counter
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from django.utils.datastructures import MultiValueDict

from conftest import OFFICE
from ongikar.core.forms.faults import ActFault
from ongikar.office_files import reading

from . import scene
from .at_once import TwoConnections, copied_database, scene_in_a_copy
from .module_data import copy_files, copy_keys, folder_settings
from .of_desks import FORMS_OF_DESKS, NEVER_RIGHT, DeskAddress
from .packed_scene import pack_scene

FORMS = [name for name in FORMS_OF_DESKS if name not in NEVER_RIGHT]


def has_token(name: str) -> bool:
    act = FORMS_OF_DESKS[name].act or FORMS_OF_DESKS[name].desk.opens
    # A page of many rows is no form of Django's, and is pressed twice in tests of its own.
    return act is not None and "token" in getattr(act.form, "base_fields", ())


@pytest.fixture(scope="module")
def committed_scene(committed, kept_scene, keys_of_the_run, django_db_blocker, tmp_path_factory):
    folder, kept = kept_scene
    copy_keys(keys_of_the_run, folder)

    def write():
        return kept.live(lambda: scene.make_scene(reading.read_office(OFFICE, with_demo=True)))

    with (
        django_db_blocker.unblock(),
        override_settings(**folder_settings(folder)),
        time_machine.travel(scene.NOW, tick=False),
        scene_in_a_copy(committed, tmp_path_factory.mktemp("raced"), write) as (settings, lived),
    ):
        yield settings, folder, pack_scene(lived)


@pytest.fixture
def raced(committed_scene, db, tmp_path, monkeypatch):
    """Two connections to a scene of this test's own, and its office."""
    settings, folder, unpack = committed_scene
    copy_files(folder, tmp_path)
    with (
        copied_database(settings, tmp_path) as mine,
        TwoConnections(mine, monkeypatch).connected(),
        time_machine.travel(scene.NOW, tick=False),
    ):
        yield TwoConnections(mine, monkeypatch), unpack().ours


def split(sent: dict[str, Any], token: str) -> tuple[MultiValueDict, MultiValueDict]:
    """As a request has them: what was typed, and the files."""
    data, files = MultiValueDict(), MultiValueDict()
    for name, value in sent.items():
        if hasattr(value, "read"):
            value.seek(0)
            files[name] = value
        else:
            data.setlist(name, value if isinstance(value, list) else [value])
    if "token" in sent:
        data["token"] = token
    return data, files


def answer_of(press) -> str:
    """What whoever pressed is told: taken, or the field beside which a sentence stands."""
    try:
        press()
    except ActFault as fault:
        return fault.field or "refused"
    return "taken"


def rows_since(before: dict[str, int]) -> dict[str, int]:
    return {name: many - before[name] for name, many in scene.row_counts().items() if many != before[name]}


def one_after_the_other(form: DeskAddress, has, keys, tokens) -> tuple[dict[str, int], list[str]]:
    """What two come to who opened the form before either pressed; nothing of it stays."""
    before = scene.row_counts()
    with transaction.atomic():
        presses = [form.press(has.office, keys, *split(form.right(has), token)) for token in tokens]
        answers = []
        for press in presses:
            with transaction.atomic():
                answers.append(answer_of(press))
        rows = rows_since(before)
        transaction.set_rollback(True)
    return rows, answers


ONE_PAGE = ("one long enough key",) * 2
TWO_PAGES = ("one long enough key", "another long enough key")
# A form without a key is the same from either page.
PRESSES = [
    *(pytest.param(name, ONE_PAGE, id=f"{name}, one page") for name in FORMS),
    *(pytest.param(name, TWO_PAGES, id=f"{name}, two pages") for name in FORMS if has_token(name)),
]


@pytest.mark.parametrize(("name", "tokens"), PRESSES)
def test_two_at_once_come_to_what_they_come_to_one_after_the_other(raced, name, tokens):
    two, has = raced
    form = FORMS_OF_DESKS[name]
    keys = form.keys(has) if form.has_key else {}
    rows, answers = one_after_the_other(form, has, keys, tokens)
    before, opened = scene.row_counts(), Barrier(2)
    sent = [split(form.right(has), token) for token in tokens]

    def press(typed):
        press = form.press(has.office, keys, *typed)
        opened.wait(30)
        return answer_of(press)

    two.meet("ongikar.records.models.Record.lock", "ongikar.journal.actions.write_entry")
    told = two.run(*(lambda typed=typed: press(typed) for typed in sent))
    assert Counter(map(str, told)) == Counter(answers)
    assert rows_since(before) == rows
