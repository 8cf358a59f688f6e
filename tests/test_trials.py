"""How much is tried of every address, form and field: tables that follow from declarations may not quietly
try less. `pytest -s tests/test_trials.py` prints it.
"""

import pytest

from ongikar.books.registry import books

from .access_matrix import ACCESS_MATRIX, PEOPLE
from .bad_input import CHOSEN, FORMS, TEXTS, WRITTEN
from .of_desks import FORMS_OF_DESKS, rounds_of_wrong
from .pages import sections
from .sending import TONGUES, every_form

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# What they came to when they were still written by hand: no fewer.
FEWEST = {
    "requests of the table of access": 18_464,
    "forms": 213,
    "texts into forms": 4_242,
    "fields into which something is typed": 618,
    "wrong values of fields": 274,
    "wrong values of the fields of desks": 329,
    "pages and forms sent on them": 798,
}


def count_trials(scene) -> dict[str, int]:
    forms = list(every_form(scene))
    wrong = [
        name
        for form, right, _, _ in forms
        if form not in FORMS_OF_DESKS
        for name in right.keys() & CHOSEN.keys()
        if (form, name) not in WRITTEN
    ]
    of_desks = [
        name
        for form in FORMS_OF_DESKS.values()
        for sent in rounds_of_wrong(form.form(scene.ours))
        for name in sent
    ]
    return {
        "requests of the table of access": len(ACCESS_MATRIX) * len(PEOPLE),
        "forms": len(FORMS),
        "texts into forms": sum(bool(texts) for _, _, texts, _ in forms) * len(TEXTS),
        "fields into which something is typed": sum(len(texts) for _, _, texts, _ in forms),
        "wrong values of fields": (len(wrong) + len(of_desks)) * len(TONGUES),
        "wrong values of the fields of desks": len(of_desks) * len(TONGUES),
        "pages and forms sent on them": sum(
            len(section.addresses) for section in sections([book.slug for book in books()])
        ),
    }


def test_no_less_is_tried_than_was_written_by_hand(scene):
    found = count_trials(scene)
    print(*(f"{many:7,} {what} (by hand {FEWEST[what]:,})" for what, many in found.items()), sep="\n")
    assert {what: many for what, many in found.items() if many < FEWEST[what]} == {}
