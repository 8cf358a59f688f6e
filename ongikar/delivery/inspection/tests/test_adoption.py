"""Cases of before there were checklists: open ones are inspected, closed ones stay as they were."""

import pytest
from django.urls import reverse

from ongikar.cases.actions import keep
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case

from .inspections import CODE, SEEN, begun, case_of

pytestmark = pytest.mark.django_db
TYPED = {
    "visited_on": "2026-11-23",
    "computers": 17,
    "working": 11,
    "internet": "good",
    "used": "daily",
    "score": 76,
    "words": "ভালো",
    "tasks": "তিনটি ডেস্কটপ মেরামত, প্রধান শিক্ষক, ২০ ডিসেম্বর",
}


@pytest.mark.fast
def test_an_open_case_goes_on_under_the_new_form_without_its_clock_moving(case, lab, checklist, karim):
    Case.objects.filter(pk=case.pk).update(form_version=1)
    due = case.clock.due_at
    assert adopt_open_cases(SEEN) == 1
    assert adopt_open_cases(SEEN) == 0
    case.refresh_from_db()
    assert (case.form_version, case.clock.due_at, case.answers["place"]) == (2, due, lab.slug)
    kind = kind_of(case.row)
    assert kind.closing_page(case) == reverse("begin_inspection", args=[case.number])
    made = begun(case, lab, checklist, karim)
    assert kind.closing_page(case) == reverse("inspection", args=[made.pk])


def test_a_report_is_typed_where_there_is_no_checklist_and_stays_as_it_was(service, lab, karim):
    case = case_of(service(CODE), lab, "typed")
    kind = kind_of(case.row)
    assert kind.closing_page(case) == ""
    keep(case, outcome=TYPED, actor=("user", karim.pk), now=SEEN)
    Case.objects.filter(pk=case.pk).update(form_version=1)
    assert adopt_open_cases(SEEN) == 0
    case = Case.objects.with_related().get(pk=case.pk)
    told = dict(kind.result(case).parts)
    assert (case.form_version, case.outcome, told["চালু কম্পিউটার"]) == (1, TYPED, "১১")


def test_beside_an_inspection_that_was_begun_nobody_types_a_score(inspection, karim):
    with pytest.raises(OutcomeFault):
        keep(inspection.case, outcome=TYPED, actor=("user", karim.pk), now=SEEN)
