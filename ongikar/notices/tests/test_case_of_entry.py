"""A message about a case goes to the person of that case, whatever of it an act was about."""

import ast
import inspect

import pytest
from django.db.models import QuerySet

from ongikar.cases.models import Case
from ongikar.cases.records import records_of_cases
from ongikar.config.reactions import REACTIONS
from ongikar.delivery.lecture.models import Lecture
from ongikar.journal.models import Entry
from ongikar.notices import reactions
from ongikar.notices.reactions import case_of_entry


def entry_about(subject: str, key: int) -> Entry:
    return Entry(subject_type=subject, subject_id=key, verb=f"{subject}.something")


def test_an_act_on_a_record_of_a_case_tells_of_the_case_and_not_of_one_with_the_same_number(receive):
    """A class with the key of somebody else's case: that person is told nothing."""
    others = receive("citizen-1")
    case = receive("institutional-4")
    lecture = Lecture.objects.get(case=case)
    QuerySet(Lecture).filter(pk=lecture.pk).update(id=others.pk)

    assert case_of_entry(entry_about("lecture", others.pk)) == case
    assert case_of_entry(entry_about("case", others.pk)) == others


def test_a_subject_of_no_case_tells_nobody(receive):
    case = receive("citizen-1")

    with pytest.raises(LookupError, match="a letter, belongs to no case"):
        case_of_entry(entry_about("letter", case.pk))


def test_a_clock_leads_to_its_case(receive):
    case = receive("citizen-1")

    assert case_of_entry(entry_about("clock", case.clock_id)) == Case.objects.get(pk=case.pk)


def reactions_of_cases() -> set[str]:
    """The reactions that ask for the case of an entry."""
    tree = ast.parse(inspect.getsource(reactions))
    return {
        f"notices.reactions.{node.name}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(each, ast.Name) and each.id == "case_of_entry" for each in ast.walk(node))
    }


def test_what_tells_of_a_case_follows_only_acts_on_what_belongs_to_one():
    of_cases, subjects = reactions_of_cases(), {"case", "clock", *records_of_cases()}

    assert "notices.reactions.notify_applicant" in of_cases
    assert {verb for verb, names in REACTIONS.items() if of_cases & set(names)} <= {
        verb for verb in REACTIONS if verb.partition(".")[0] in subjects
    }
