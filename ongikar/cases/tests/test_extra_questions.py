"""Extra questions of a charter row: asked online, at the counter and through an agent, and told as they were
put.
"""

import pytest
from django.urls import reverse

from ongikar.cases import actions
from ongikar.cases.kinds import kind_of
from ongikar.cases.kinds.intake_forms import answered_questions
from ongikar.cases.models import Case
from ongikar.journal.actions import WORKER
from ongikar.questionnaires.actions import (
    SheetRefused,
    ask_with_services,
    make_questionnaire,
    publish_version,
    retire_questionnaire,
)
from ongikar.questionnaires.intake import VERSION
from ongikar.questionnaires.models import Questionnaire, QuestionnaireFault
from ongikar.questionnaires.tests.sheets import workbook
from tests.module_data import clear_row_caches

SURVEY = """
type|name|label::bn|label::en|required|relevant|constraint
note|n|সত্য লিখুন।|Write the truth.|||
select_one yesno|laptop|ল্যাপটপ আছে?|Do you own a laptop?|yes||
text|model|কোন মডেল?|Which model?|yes|${laptop} = 'yes'|
integer|hours|দিনে কত ঘণ্টা?|Hours a day?|||. <= 24
select_multiple s|skills|কী জানেন?|What can you do?|||
"""
CHOICES = """
list_name|name|label::bn|label::en
yesno|yes|আছে|Yes
yesno|no|নেই|No
s|type|টাইপ|Typing
s|draw|আঁকা|Drawing
"""


@pytest.fixture
def row(service):
    return service("citizen-1")


@pytest.fixture
def extra(office, now):
    """Asked with citizen-1, the row of the shared cast."""
    made = make_questionnaire(
        office=office, slug="laptop", purpose=Questionnaire.INTAKE, title_bn="ল্যাপটপ", actor=WORKER, now=now
    )
    publish_version(made, workbook(survey=SURVEY, choices=CHOICES), actor=WORKER, now=now)
    ask_with_services(made, ["citizen-1"], actor=WORKER, now=now)
    return made


def form_of(row, now, **typed):
    known = {"question": "ল্যাব কয়টি খোলা?", "form_wanted": "spoken", "receive_by": "collect"}
    form = kind_of(row).intake_form(service=row, today=now.date())
    typed = {f"extra_{name}": value for name, value in typed.items()}
    given = {name: value for name, value in known.items() if name in form.fields} | typed
    return kind_of(row).intake_form(given, service=row, today=now.date())


def test_the_questions_stand_behind_those_of_the_kind(row, extra, now):
    form = kind_of(row).intake_form(service=row, today=now.date())
    names = list(form.fields)
    assert names[-4:] == ["extra_laptop", "extra_model", "extra_hours", "extra_skills"]
    assert form.fields["extra_laptop"].help_text == "সত্য লিখুন।"
    assert form.fields["extra_model"].help_text == "শুধু যদি “ল্যাপটপ আছে?” উত্তর হয় “আছে”।"
    assert (form.fields["extra_laptop"].required, form.fields["extra_model"].required) == (True, False)


def test_a_row_without_them_asks_what_it_asked(row, now):
    form = kind_of(row).intake_form(service=row, today=now.date())
    assert not any(name.startswith("extra_") for name in form.fields)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({}, "extra_laptop", "এই ঘরটি পূরণ করুন"),
        ({"laptop": "yes"}, "extra_model", "এই প্রশ্নের উত্তর দিন।"),
        ({"laptop": "no", "hours": "২৫"}, "extra_hours", "উত্তরটি ঠিক নয়"),
        ({"laptop": "maybe"}, "extra_laptop", "তালিকা থেকে"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(row, extra, now, typed, field, says):
    form = form_of(row, now, **typed)
    assert not form.is_valid()
    assert says in str(form.errors[field])


def test_a_question_whose_condition_does_not_hold_is_not_kept(row, extra, now):
    form = form_of(row, now, laptop="no", model="Dell", hours="৫", skills=["draw", "type"])
    assert form.is_valid(), form.errors
    answers = form.as_answers()
    assert "extra_model" not in answers
    assert (answers["extra_laptop"], answers["extra_hours"]) == ("no", 5)
    assert answers["extra_skills"] == ["type", "draw"]
    assert answers[VERSION] == extra.newest_version().pk


def test_at_the_counter_they_may_wait_and_are_then_a_debt_of_the_case(row, extra, now, rahima):
    form = kind_of(row).intake_form({}, service=row, today=now.date(), may_leave_out=True)
    form.is_valid()
    assert not any(name.startswith("extra_") for name in form.errors)
    case = actions.receive_case(
        service=row,
        person=rahima,
        answers=form.as_answers(),
        channel=Case.COUNTER,
        submission="at the counter",
        now=now,
        actor=WORKER,
    )
    assert ("extra_laptop", "ল্যাপটপ আছে?") in kind_of(row).debts(case)


def test_a_case_of_before_owes_no_answer_to_what_is_asked_now(row, now, rahima, office, extra):
    case = actions.receive_case(
        service=row,
        person=rahima,
        answers={},
        channel=Case.COUNTER,
        submission="before",
        now=now,
        actor=WORKER,
    )
    assert not any(name.startswith("extra_") for name, _ in kind_of(row).debts(case))


def test_answers_are_told_as_they_were_put_then(row, extra, now):
    form = form_of(row, now, laptop="yes", model="Dell", skills=["type"])
    assert form.is_valid(), form.errors
    answers = form.as_answers()
    # The question goes, its choice is called otherwise.
    survey = "type|name|label::bn|required\nselect_one yesno|laptop|কম্পিউটার আছে?|yes"
    choices = "list_name|name|label::bn\nyesno|yes|জি\nyesno|no|না"
    publish_version(extra, workbook(survey=survey, choices=choices), actor=WORKER, now=now)
    # As after the commit, of which every process learns.
    clear_row_caches()
    told = {name: (q, a) for name, q, a in answered_questions(kind_of(row).intake_form, answers, row)}
    assert told["extra_laptop"] == ("ল্যাপটপ আছে?", "আছে")
    assert told["extra_model"] == ("কোন মডেল?", "Dell")
    assert told["extra_skills"] == ("কী জানেন?", "টাইপ")
    assert list(kind_of(row).intake_form(service=row, today=now.date()).fields)[-1] == "extra_laptop"


def test_a_citizen_answers_them_online(client, row, extra, rahima):
    page = client.get(reverse("apply", args=[row.code]), follow=True)
    assert "ল্যাপটপ আছে?" in page.content.decode()
    printed = client.get(reverse("blank_form", args=[row.code])).content.decode()
    assert "কোন মডেল?" in printed
    assert "টাইপ" in printed


def test_they_are_asked_no_more_once_retired(row, extra, now):
    retire_questionnaire(extra, actor=WORKER, now=now)
    assert "extra_laptop" not in kind_of(row).intake_form(service=row, today=now.date()).fields


def test_two_are_not_asked_with_the_same_row(office, extra, now):
    other = make_questionnaire(
        office=office, slug="other", purpose=Questionnaire.INTAKE, title_bn="অন্য", actor=WORKER, now=now
    )
    with pytest.raises(QuestionnaireFault, match="citizen-1"):
        ask_with_services(other, ["citizen-1", "citizen-2"], actor=WORKER, now=now)


def test_what_an_application_cannot_ask_is_refused(extra, now):
    survey = "type|name|label|sealed\ninteger|pay|বেতন|yes"
    with pytest.raises(SheetRefused, match="sealed"):
        publish_version(extra, workbook(survey=survey), actor=WORKER, now=now)
