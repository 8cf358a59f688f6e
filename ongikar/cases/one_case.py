"""One case with all that its pages show, in five statements that stand here ready-made.

Django composes the SQL of a query anew for each request, which costs several times what running it does. The page that
people come back to most, and from the slowest phones, is spared that.
"""

from ongikar.clock.models import Clock, Fact
from ongikar.offices.models import Office
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant

from .models import Act, Case

APPLICANT = ("kind", "name", "institution", "address", "mobile", "email", "language")
CASE = f"""
    SELECT cases_case.*, {", ".join(f"people_applicant.{name} AS applicant_{name}" for name in APPLICANT)}
    FROM cases_case LEFT JOIN people_applicant ON people_applicant.id = cases_case.applicant_id
    WHERE cases_case.office_id = %s AND cases_case.
"""
BY_NUMBER, BY_SUBMISSION = f"{CASE.rstrip()}number = %s", f"{CASE.rstrip()}submission = %s"
CLOCK = "SELECT * FROM clock_clock WHERE id = %s"
FACTS = "SELECT * FROM clock_fact WHERE clock_id = %s ORDER BY id"
PAPERS = "SELECT * FROM papers_paper WHERE subject_type = %s AND subject_id = %s ORDER BY id"
ACTS = "SELECT * FROM cases_act WHERE case_id = %s ORDER BY id"


def case_by_number(office: Office, number: str) -> Case | None:
    return one_case(office, BY_NUMBER, number)


def case_by_submission(office: Office, submission: str) -> Case | None:
    return one_case(office, BY_SUBMISSION, submission)


def one_case(office: Office, statement: str, key: str) -> Case | None:
    """The case with its applicant, clock, facts, acts and post at hand; None for an unknown key."""
    case = next(iter(Case.objects.raw(statement, [office.pk, key])), None)
    if case is None:
        return None
    case.office = office
    case.applicant = applicant_of(case)
    case.clock = next(iter(Clock.objects.raw(CLOCK, [case.clock_id])))
    at_hand(case.clock, "facts", list(Fact.objects.raw(FACTS, [case.clock_id])))
    at_hand(case, "acts", list(Act.objects.raw(ACTS, [case.pk])))
    responsible = case.row.responsible
    if responsible.pk == case.post_id:
        case.post = responsible
    return case


def papers_of_case(case: Case) -> list[Paper]:
    return list(Paper.objects.raw(PAPERS, case.reference))


def applicant_of(case: Case) -> Applicant | None:
    if case.applicant_id is None:
        return None
    told = {name: getattr(case, f"applicant_{name}") for name in APPLICANT}
    applicant = Applicant(pk=case.applicant_id, office_id=case.office_id, **told)
    applicant._state.adding = False
    return applicant


def at_hand(owner: Case | Clock, name: str, rows: list) -> None:
    """As if prefetched: `owner.<name>.all()` then asks for nothing more."""
    manager = getattr(owner, name)
    found = manager.get_queryset()
    found._result_cache, found._prefetch_done = rows, True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found
