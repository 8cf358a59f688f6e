"""Two people at one inspection at the same moment: nothing is lost and nothing is done twice."""

import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ongikar.delivery.inspection.answering import (
    GivenAnswer,
    record_answer,
    record_answers,
    record_photo,
)
from ongikar.delivery.inspection.finishing import finish_visit
from ongikar.delivery.inspection.links import acknowledge
from ongikar.delivery.inspection.merged_answers import merge_answers
from ongikar.delivery.inspection.models import Answer, Inspection, InspectionAct, InspectionPhoto
from ongikar.delivery.inspection.reporting import issue_report
from ongikar.delivery.inspection.tests.inspections import (
    CODE,
    GOOD,
    SEEN,
    begun,
    case_of,
    checklist_of,
    lab_of,
)
from ongikar.letters.models import Letter
from ongikar.papers.models import Paper
from ongikar.papers.tests.hostile import picture
from ongikar.tasks.models import Task

HOUR = timedelta(hours=1)


@pytest.fixture
def lab(two, office):
    return lab_of(office)


@pytest.fixture
def case(lab, service):
    return case_of(service(CODE), lab)


@pytest.fixture
def version(two, office):
    return checklist_of(office)


@pytest.fixture
def under_way(case, lab, version, karim):
    return begun(case, lab, version, karim)


def fresh(inspection):
    return Inspection.objects.with_related().get(pk=inspection.pk)


def test_begun_by_two_at_once_it_is_one(two, case, lab, version, karim):
    two.meet("ongikar.delivery.inspection.beginning.validate")
    made = two.run(*[lambda: begun(case, lab, version, karim)] * 2)
    assert made[0] == made[1] == Inspection.objects.get()


def test_one_answer_sent_by_two_connections_is_one_and_two_that_differ_are_both_there(two, under_way, karim):
    two.meet("ongikar.records.models.StatedRecord.lock")
    key = uuid4()

    def say(value, uuid, source):
        record_answer(
            fresh(under_way),
            item="earth",
            value=value,
            uuid=uuid,
            said_at=SEEN,
            by=karim,
            now=SEEN,
            source=source,
        )

    assert two.run(*[lambda: say("yes", key, "a")] * 2) == [None, None]
    assert Answer.objects.count() == 1
    assert two.run(lambda: say("no", uuid4(), "b"), lambda: say("no", uuid4(), "c")) == [None, None]
    assert merge_answers(under_way).disputed_items == ["earth"]


def test_an_answer_beside_the_end_of_the_visit_is_counted_or_marked_late(two, under_way, karim):
    record_answers(under_way, [GivenAnswer(*each) for each in GOOD.items()], said_at=SEEN, by=karim, now=SEEN)
    two.meet("ongikar.records.models.StatedRecord.lock")
    actor = ("user", karim.pk)
    two.run(
        lambda: finish_visit(fresh(under_way), visited_on=SEEN.date(), actor=actor, now=SEEN + HOUR),
        lambda: record_answer(
            fresh(under_way),
            item="pupils",
            value="30",
            uuid=uuid4(),
            said_at=SEEN,
            by=karim,
            now=SEEN + HOUR,
        ),
    )
    row, ended = Answer.objects.get(item="pupils"), fresh(under_way)
    assert ("pupils" in ended.values) is not row.is_late


def test_ended_and_issued_by_two_at_once_there_is_one_task_and_one_letter(two, under_way, karim):
    given = [GivenAnswer(*each) for each in (GOOD | {"locks": "no"}).items()]
    record_answers(under_way, given, said_at=SEEN, by=karim, now=SEEN)
    actor, post = ("user", karim.pk), under_way.case.post
    two.meet("ongikar.records.models.StatedRecord.lock")
    two.run(
        *[lambda: finish_visit(fresh(under_way), visited_on=SEEN.date(), actor=actor, now=SEEN + HOUR)] * 2
    )
    assert Task.objects.filter(origin="finding").count() == 1
    two.meet("ongikar.records.models.StatedRecord.lock")
    issued = two.run(
        *[
            lambda: issue_report(
                fresh(under_way),
                words="ঠিক",
                absent="ছিলেন না",
                signer=post,
                actor=actor,
                now=SEEN + 2 * HOUR,
            )
        ]
        * 2
    )
    assert issued[0] == issued[1] == Letter.objects.get(kind="inspection_report")


def test_one_photo_posted_twice_at_once_is_kept_once(two, under_way, karim):
    two.meet("ongikar.records.models.StatedRecord.lock")
    key, content = uuid4(), picture()

    def post():
        return record_photo(
            fresh(under_way),
            item="earth",
            uuid=key,
            sha256=hashlib.sha256(content).hexdigest(),
            file=SimpleUploadedFile("earth.jpg", content, "image/jpeg"),
            taken_at=SEEN,
            by=karim,
            now=SEEN,
        )

    photos = two.run(post, post)
    assert photos[0] == photos[1] == InspectionPhoto.objects.get()
    assert Paper.objects.filter(subject_type="inspection").count() == 1


def test_a_head_who_presses_twice_at_once_acknowledged_it_once(two, under_way, karim):
    given = [GivenAnswer(*each) for each in GOOD.items()]
    record_answers(under_way, given, said_at=SEEN, by=karim, now=SEEN)
    actor = ("user", karim.pk)
    finish_visit(fresh(under_way), visited_on=SEEN.date(), actor=actor, now=SEEN + HOUR)
    two.meet("ongikar.records.models.StatedRecord.lock")

    def press():
        acknowledge(fresh(under_way), name="রহিমা সুলতানা", actor=actor, now=SEEN + HOUR)

    told = two.run(press, press)
    assert sorted(type(each).__name__ for each in told) == ["ActFault", "NoneType"]
    assert InspectionAct.objects.filter(inspection=under_way, name="acknowledge").count() == 1
