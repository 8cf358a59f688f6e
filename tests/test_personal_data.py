"""What tells of a person goes when its time is over: held over every table, whichever app it belongs to.

`sealed_columns.toml` says of each column whether it tells of a person (`keyed`). Such a column loses what it
says when the longest period is over, or stands in KEPT with the reason.
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.delivery.inspection.models import Inspection
from ongikar.delivery.meeting.models import Meeting
from ongikar.grievances.models import Stage
from ongikar.journal.sealed_columns import KEYED, sealed_tables
from ongikar.letters.models import Letter
from ongikar.letters.transitions import CANCELLED, FILED, OPEN_IN, OPEN_OUT
from ongikar.offices.retention_classes import RETENTION_CLASSES
from ongikar.operations.retention import purge_due
from ongikar.people.models import GONE, Contact
from ongikar.rti.models import InformationRequest, RtiAppeal
from ongikar.tasks.models import Series, Task

from .scene import NOW

pytestmark = pytest.mark.django_db
MODELS = {model._meta.db_table: model for model in apps.get_models()}
PERSONAL = {
    name: [column.name for column in table.columns if column.mode == KEYED]
    for name, table in sealed_tables().items()
    if any(column.mode == KEYED for column in table.columns)
}
EMPTY = (None, "", {}, [], GONE)
LATER = NOW + timedelta(days=365 * 40)
# What stays, and why.
KEPT = {
    "cases_act.data": "days, steps and names of papers tell of the work; what a person gave is taken out",
    "cases_earlierending.outcome": "emptied with its case; none of the scene was reopened",
    "cases_slip.reason": "why a slip was cancelled: the office's own words about its paper",
    "event_programme.items": "what happens when stays; who speaks is taken out",
    "certificates_certificateorder.lines": "deleted with its order; nothing of the scene was ordered",
    "certificates_statuschange.reason": "emptied with its certificate; none of the scene was replaced",
    "grievances_hearing.record_apart": "emptied with its complaint; nobody of the scene was heard apart",
    "grievances_offer.text": "empty until it is edited by whoever complains; emptied with its complaint",
    **dict.fromkeys(
        (
            "grievances_decisionrating.words",
            "grievances_inquiry.ended_reason",
        ),
        "emptied with its complaint; nothing of the scene was looked into yet",
    ),
    "grievances_stage.late_reason": "emptied with its complaint; none of the scene is late",
    "inspection_devicesighting.note": "emptied with its inspection; none of the scene saw a device",
    "inspection_finding.words": "emptied with its inspection; none of the scene ended with a fault",
    "inspection_inspectionact.data": "emptied with its inspection; none of the scene was acknowledged",
    "inspection_inspectionphoto.latitude": "emptied with its inspection; none of the scene took a photo",
    "inspection_inspectionphoto.longitude": "emptied with its inspection; none of the scene took a photo",
    "lecture_hostfeedback.words": "emptied with its case; the host of the scene has yet to answer",
    "letters_enclosure.title": "emptied with its letter; no letter of the scene encloses anything",
    "letters_letteract.data": "keys, numbers and ways of sending; what a correction had kept is taken out",
    "letters_noteparagraph.words": "a note sheet is the office's own record, kept as long as its file",
    "people_contact.organisation": "the name of an office or school tells of no person",
    "people_contact.post": "the name of a post tells of no person",
    "people_contactchange.new": "emptied with its contact; none of the scene was changed",
    "people_contactchange.old": "emptied with its contact; none of the scene was changed",
    "people_contactchange.words": "emptied with its contact; none of the scene was changed",
    "tasks_taskproof.words": "emptied with its task; nothing of the scene was reported",
    "tasks_series.title": "what the office does again and again, in its own words",
    "tasks_series.words": "what the office does again and again, in its own words",
    "training_claim.group": "emptied with its case; nobody of the scene applied to a call",
    "questionnaires_response.void_reason": "emptied with its response; none of the scene was made void",
    "questionnaires_phonesubmission.files": "emptied with its text; no phone of the scene sent a file",
    "training_claim.reason": "emptied with its case; nobody of the scene applied to a call",
    "training_followup.answer": "emptied with its case; nobody of the scene was trained",
    "training_followup.words": "emptied with its case; nobody of the scene was trained",
    **dict.fromkeys(
        ("tours_tour.traveller", "tours_touract.approved_by", "tours_tourbookline.traveller"),
        "the office's own staff on its errands: kept as long as the tour book",
    ),
    "training_labuse.teacher": "the lab's own book, as it is signed: kept as long as the book",
    "support_jobline.done": "emptied with its job; nobody of the scene wrote on the page of a job",
    "support_jobline.found": "emptied with its job; nobody of the scene wrote on the page of a job",
    "training_schoolfeedback.words": "emptied with its case; the school of the scene has yet to answer",
    "training_mark.reason": "emptied with its case; nobody of the scene applied to a call",
    "training_traininghours.held_by": "the office's own staff: it belongs to their service record",
    "training_traininghours.name": "the office's own staff: it belongs to their service record",
    "training_traininghours.post_words": "the office's own staff: it belongs to their service record",
    "training_traininghours.struck_reason": "the office's own staff: it belongs to their service record",
    "training_traininghours.title": "the office's own staff: it belongs to their service record",
}


def end_everything() -> None:
    """As if all that the scene has were over: what is open keeps everything, however old."""
    Case.objects.filter(closed_at=None).update(closed_at=NOW)
    Stage.objects.filter(closed_at=None).update(closed_at=NOW)
    Task.objects.filter(ended_at=None).update(ended_at=NOW, state="done")
    Letter.objects.filter(state__in=OPEN_IN).update(state=FILED)
    Letter.objects.filter(state__in=OPEN_OUT).update(state=CANCELLED)
    Contact.objects.update(until=NOW.date())
    Series.objects.update(ended_at=NOW)
    Meeting.objects.filter(ended_at=None).update(ended_at=NOW)
    Inspection.objects.filter(finished_at=None).update(finished_at=NOW)
    InformationRequest.objects.filter(closed_at=None).update(closed_at=NOW)
    RtiAppeal.objects.filter(closed_at=None).update(closed_at=NOW)


def fill_every_text() -> None:
    """Whatever may hold words holds some."""
    for table, columns in PERSONAL.items():
        for column in columns:
            if isinstance(MODELS[table]._meta.get_field(column), models.CharField | models.TextField):
                MODELS[table].objects.filter(Q(**{column: ""}) | Q(**{column: None})).update(
                    **{column: "চিহ্ন"}
                )


def counts_by_column() -> dict[str, int]:
    """Of each column that tells of a person how many rows still say something in it."""
    return {
        f"{table}.{column}": sum(
            value not in EMPTY for value in MODELS[table].objects.values_list(column, flat=True)
        )
        for table, columns in PERSONAL.items()
        for column in columns
    }


def test_every_column_that_tells_of_persons_loses_it_or_says_why_not(scene):
    end_everything()
    fill_every_text()
    before = counts_by_column()
    for office in (scene.ours.office, scene.theirs.office):
        while purge_due(office, LATER):
            pass
    after = counts_by_column()
    stays = sorted(
        column for column, count in before.items() if (count and after[column] == count) or not count
    )
    unexplained = [column for column in stays if column not in KEPT]
    assert not unexplained, f"these columns keep what they say of persons for ever: {unexplained}"
    assert KEPT.keys() <= before.keys(), "these columns tell of no person"


def test_every_class_has_a_rule_and_a_name_of_its_own():
    names = [each.what for each in RETENTION_CLASSES]
    assert len(names) == len(set(names))
