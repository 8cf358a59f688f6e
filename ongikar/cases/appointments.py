"""Appointments of a case: who comes for it, and what its page and the applicant's show of one."""

from ongikar.people.models import Applicant
from ongikar.records.words import Words

from .models import Case

OVER = (
    "আবেদনটি শেষ হয়ে গেছে, এর জন্য আর সময় দেওয়া যায় না।",
    "The case is closed; no appointment can be made for it.",
)
OWN_WORK = (
    "এটি দপ্তরের নিজের কাজ: দেখা করতে আসার কেউ নেই।",
    "This is the office’s own work: there is nobody who would come.",
)


def applicant_who_comes(key: int) -> Applicant | Words:
    case = Case.objects.select_related("applicant").get(pk=key)
    if case.applicant is None:
        return OWN_WORK
    return case.applicant if case.is_open else OVER
