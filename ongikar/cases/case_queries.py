"""One case with all that its pages show, in one statement; and whose clock it is, for the rehearsal of the
watch.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from ongikar.clock.models import Clock, Fact
from ongikar.clock.rehearsal import PromiseOwner
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.db.json_subquery import JSONSubquery
from ongikar.core.i18n.say import InTwoLanguages
from ongikar.offices.models import Office
from ongikar.papers.models import Paper
from ongikar.tasks.models import Task

from .models import Act, AnswerDraft, Case
from .slots import HELD_ABOVE

# What only the desk shows. Of most cases there is none, and nothing more is asked.
OF_THE_DESK = {
    "has_answer_draft": lambda: Exists(AnswerDraft.objects.filter(case=OuterRef("pk"))),
    "has_tasks": lambda: Exists(Task.objects.filter(subject_type="case", subject_id=OuterRef("pk"))),
}


def compile_case_query(key: str, more: Mapping[str, Callable[[], Exists]] = {}) -> CompiledQuery[Case]:
    """The case of an office whose `key` has a value, with its applicant and clock, the clock's facts, its
    acts and papers, and `more`.
    """
    return CompiledQuery(
        lambda: (
            Case.objects.filter(office=CompiledQuery.parameter(0), **{key: CompiledQuery.parameter(1)})
            .select_related("applicant", "clock")
            .annotate(
                found_facts=JSONSubquery(Fact.objects.filter(clock=OuterRef("clock"))),
                found_acts=JSONSubquery(Act.objects.filter(case=OuterRef("pk"))),
                found_papers=JSONSubquery(
                    Paper.objects.filter(subject_type="case", subject_id=OuterRef("pk"))
                ),
                **{name: held() for name, held in (*HELD_ABOVE.items(), *more.items())},
            )
        )
    )


by_number, by_submission = compile_case_query("number"), compile_case_query("submission")
by_number_for_desk = compile_case_query("number", OF_THE_DESK)


def case_by_number(office: Office, number: str) -> Case | None:
    return fetch_case(by_number, office, number)


def case_for_desk(office: Office, number: str) -> Case | None:
    """The same, with what only the desk shows."""
    return fetch_case(by_number_for_desk, office, number)


def case_by_submission(office: Office, submission: str) -> Case | None:
    return fetch_case(by_submission, office, submission)


def fetch_case(question: CompiledQuery[Case], office: Office, value: str) -> Case | None:
    """The case with all of it at hand, and its post; None for an unknown value."""
    for case in question(office.pk, value):
        row: Any = case  # with what the query was annotated with
        case.office, case.papers = office, row.found_papers
        case.clock.read(row.found_facts)
        prefill_acts(case, row.found_acts)
        responsible = case.row.responsible
        if responsible.pk == case.post_id:
            case.post = responsible
        return case
    return None


def prefill_acts(case: Case, acts: list[Act]) -> None:
    """As if prefetched: `case.acts.all()` then asks for nothing more."""
    # Django's own names: its stubs leave them out. That they are the acts of this case is worked out where
    # somebody asks for some of them anew; `case.acts` would work it out now, and hold the case that holds it.
    queryset: Any = Act.objects.get_queryset()
    queryset._deferred_filter = False, (), {"case": case.pk}
    queryset._result_cache, queryset._prefetch_done = acts, True
    vars(case)["_prefetched_objects_cache"] = {"acts": queryset}


# What the breach of each of these cases would open for its applicant, by case id: the app that offers it
# says so.
SETS_OFF: list[Callable[[Sequence[Case], datetime], dict[int, str]]] = []


def case_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    cases = list(
        Case.objects.filter(clock__in=[clock.pk for clock in clocks]).select_related("post", "applicant")
    )
    opened: dict[int, str] = {}
    for sets_off in SETS_OFF:
        opened |= sets_off(cases, now)
    return {
        case.clock_id: PromiseOwner(
            case.number,
            in_both_languages(case.row, "short"),
            in_both_languages(case.post, "title"),
            opened.get(case.pk, ""),
            is_awaited=case.applicant_id is not None,
        )
        for case in cases
    }


def in_both_languages(thing: InTwoLanguages, field: str) -> tuple[str, str]:
    return thing.in_words(field, "bn"), thing.in_words(field, "en")
