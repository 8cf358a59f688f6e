"""Two officers at once: two programs with a connection each act on the same cases at the same moments."""

import pytest

from .two_programs import run_at_once, run_program, separate_office

# Run on both databases: the programs take the kind of database that the tests run on.
pytestmark = pytest.mark.django_db
CASES = 20
RECEIVE = f"""
from django.utils import timezone
from ongikar.cases.actions import Person, receive_case
from ongikar.charter.models import Service

row = Service.objects.get(version__effective_to=None, code="citizen-1")
person = Person(name="রহিমা খাতুন", mobile="+8801700000001")
for number in range({CASES}):
    receive_case(
        service=row, person=person, answers={{}}, channel="online", submission=str(number), now=timezone.now()
    )
print("null")
"""
OFFICER = """
from django.utils import timezone
from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.rules.case_transitions import TransitionFault

def attempt(number):
    case = Case.objects.get(submission=str(number))
    try:
        actions.{act}(case, {facts}, actor=("user", 1), now=timezone.now())
    except TransitionFault:
        return "too late"
    return "{act}"
"""
KEEP = OFFICER.format(act="keep", facts='outcome={"words": "দেওয়া হলো"}')
REFUSE = OFFICER.format(act="refuse", facts='reason="এই তথ্য এ কার্যালয়ে নেই।"')
CASES_AS_JSON = """
import json
from ongikar.cases.models import Case
from ongikar.journal.models import Entry

entries = Entry.objects.filter(subject_type="case").order_by("id")
print(json.dumps([
    {
        "acts": list(case.acts.order_by("id").values_list("name", flat=True)),
        "state": case.state, "clock": case.clock.outcome,
        "stops": case.clock.facts.filter(kind="stopped").count(), "memo": case.memo_number,
        "entries": [entry.verb for entry in entries.filter(subject_id=case.pk)],
    }
    for case in Case.objects.filter(channel="online").order_by("id")
]))
"""


def test_of_keep_and_refuse_at_once_one_is_done_whole_and_the_other_is_told_that_it_is_too_late(tmp_path):
    with separate_office(tmp_path) as environment:
        run_program(environment, RECEIVE)
        answers = run_at_once(environment, KEEP, REFUSE, attempts=CASES)
        cases = run_program(environment, CASES_AS_JSON)
    assert len(cases) == CASES
    for answer, case in zip(answers, cases, strict=True):
        assert answer in (("keep", "too late"), ("too late", "refuse"))
        done, state = ("keep", "kept") if answer[0] == "keep" else ("refuse", "refused")
        assert case["acts"] == ["receive", done]
        assert (case["state"], case["clock"], case["stops"]) == (state, state, 1)
        assert case["entries"] == ["case.received", f"case.{state}"]
    memos = [case["memo"] for case in cases]
    assert len(set(memos)) == CASES
    assert all(memos)
