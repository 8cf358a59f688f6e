"""One case with all that its pages show, asked in one go: people come back to these pages most, from the slowest phones."""

from ongikar.clock.models import Fact
from ongikar.frame.ready import Ready, together
from ongikar.offices.models import Office
from ongikar.papers.models import Paper

from .models import Act, Case


class ByKey:
    """The four questions about the case whose `key` has a value: itself, the facts of its clock, its acts, its papers."""

    def __init__(self, key: str):
        asked = {"office": Ready.ask(0), key: Ready.ask(1)}
        self.case = Ready(lambda: Case.objects.select_related("applicant", "clock").filter(**asked))
        of_case = lambda field: Case.objects.filter(**asked).values(field)  # noqa: E731
        self.facts = Ready(lambda: Fact.objects.filter(clock__in=of_case("clock")))
        self.acts = Ready(lambda: Act.objects.filter(case__in=of_case("pk")))
        self.papers = Ready(
            lambda: Paper.objects.filter(subject_type="case", subject_id__in=of_case("pk")).order_by("id")
        )

    def __call__(self, office: Office, value: str) -> Case | None:
        """The case with its applicant, clock, facts, acts, papers and post at hand; None for an unknown key."""
        questions = (self.case, self.facts, self.acts, self.papers)
        found, facts, acts, papers = together(*((question, office.pk, value) for question in questions))
        if not found:
            return None
        case = found[0]
        case.office, case.papers = office, papers
        case.clock.read(facts)
        at_hand(case, acts)
        responsible = case.row.responsible
        if responsible.pk == case.post_id:
            case.post = responsible
        return case


case_by_number, case_by_submission = ByKey("number"), ByKey("submission")


def at_hand(case: Case, acts: list[Act]) -> None:
    """As if prefetched: `case.acts.all()` then asks for nothing more."""
    found = case.acts.get_queryset()
    found._result_cache, found._prefetch_done = acts, True
    case._prefetched_objects_cache = {"acts": found}
