"""The shared office with a lab, its head, a checklist and one inspection under way."""

import pytest
from django.db import transaction

from ongikar.delivery.inspection.answering import GivenAnswer, record_answers
from ongikar.delivery.inspection.merged_answers import merge_answers
from ongikar.delivery.inspection.offline.packs import make_pack
from ongikar.places.actions.devices import register_device

from .inspections import CODE, SEEN, begun, case_of, checklist_of, head_of_lab, lab_of


@pytest.fixture
def lab(office):
    return lab_of(office)


@pytest.fixture
def head(lab):
    with transaction.atomic():
        return head_of_lab(lab)


@pytest.fixture
def checklist(office):
    return checklist_of(office)


@pytest.fixture
def case(service, lab):
    return case_of(service(CODE), lab)


@pytest.fixture
def inspection(case, lab, head, checklist, karim):
    return begun(case, lab, checklist, karim)


@pytest.fixture
def say_all(karim):
    """say_all(inspection, earth="no", …): answers on one page at the visit, which shows what stands."""

    def say(inspection, **answers):
        shown = merge_answers(inspection)
        given = [
            GivenAnswer(name, value, f"নোট {name}" if value == "no" else "", over=shown.shown_answers(name))
            for name, value in answers.items()
        ]
        return record_answers(inspection, given, said_at=SEEN, by=karim, now=SEEN)

    return say


@pytest.fixture
def pack(inspection, karim):
    return make_pack(inspection, user=karim, now=SEEN)


@pytest.fixture
def device(office, lab, karim):
    return register_device(
        office=office, place=lab, kind="laptop", serial_no="X-1", actor=("user", karim.pk), now=SEEN
    )
