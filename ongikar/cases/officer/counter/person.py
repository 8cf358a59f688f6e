"""One person with all that they asked for: the record by whose case they were come to, and those that the
officer joined with it. Nothing is joined by being shown together. See docs/decisions/126.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ongikar.cases.actions.same_person import MOST_STEPS, joins_of
from ongikar.cases.models import Case, SamePerson, SamePersonAct
from ongikar.cases.models.same_person import JOIN
from ongikar.offices.models import Office
from ongikar.people.models import Applicant

from .people import LOOKED_THROUGH, Question, case_person, cases_called, cases_of_mobile, is_one_record

# So many records are shown as one person's.
MOST_RECORDS = 12


@dataclass(frozen=True, slots=True)
class Joining:
    """That one record was joined with another, by whom, when and why."""

    pair: SamePerson
    act: SamePersonAct


@dataclass(slots=True)
class PersonRecord:
    """Applications that are known to be one person's without anybody's word: `cases`, the newest first.
    `joinings`: how it came to the records before it; none of the first, unless it is joined in itself.
    """

    cases: Sequence[Case]
    joinings: list[Joining] = field(default_factory=list)

    @property
    def applicant(self) -> Applicant:
        """As they gave themselves the last time."""
        return case_person(self.cases[0])

    @property
    def rows(self) -> set[int]:
        return {case_person(case).pk for case in self.cases}


def records_of(office: Office, case: Case) -> list[PersonRecord]:
    """The record of the case, then those that are joined with it, also by way of others."""
    records = [PersonRecord(cases_of_record(office, case_person(case)))]
    whose = dict.fromkeys((*records[0].rows, case_person(case).pk), records[0])
    seen: set[int] = set()
    for _ in range(MOST_STEPS):
        joins = [join for join in joins_of(whose.keys()) if join.pk not in seen]
        if not joins:
            break
        for join in joins:
            seen.add(join.pk)
            follow(office, join, records, whose)
    return records


def follow(
    office: Office, join: SamePerson, records: list[PersonRecord], whose: dict[int, PersonRecord]
) -> None:
    """Put the record to which the join leads behind those before it. `whose`: by the key of an applicant."""
    ends = [each for each in (join.one, join.other) if each]
    reached = next((each for each in ends if each.pk not in whose), None)
    if reached is not None:
        cases = cases_of_record(office, reached)
        if not cases or len(records) == MOST_RECORDS:
            return
        records.append(anew := PersonRecord(cases))
        whose |= dict.fromkeys((*anew.rows, reached.pk), anew)
    record = max((whose[each.pk] for each in ends), key=records.index)
    act = next(act for act in reversed(join.acts.all()) if act.name == JOIN)
    record.joinings.append(Joining(join, act))


def cases_of_record(office: Office, person: Applicant) -> list[Case]:
    """Of the same mobile, or without one of the same address, in a name that may be one; and at least their
    own.
    """
    if person.mobile:
        cases = cases_of_mobile(office, person.mobile)
    else:
        cases, _ = cases_called(office, Question(person.name))
    own = Case.objects.filter(applicant=person).select_related("applicant", "clock")
    known = {case.pk: case for case in (*own[:1], *cases)}
    return [
        case
        for case in sorted(known.values(), key=lambda case: -case.pk)[:LOOKED_THROUGH]
        if case_person(case).pk == person.pk or is_one_record(case_person(case), person)
    ]
