"""Anonymises a case whose retention period is over: what people wrote is emptied; its acts, days and counts
stay.
"""

from django.db import transaction

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import AnswerDraft, Case, OneUseAddress, PaperKey
from ongikar.cases.models.answer_draft import remove_draft
from ongikar.gatherings.anonymise import forget_applicant
from ongikar.journal.actions import SubjectReference
from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.people.models import GONE

# Parts of an act's data that a person gave; the rest (days, steps, names of papers) tells of the work.
PERSONAL_FACTS = (
    "old",
    "new",
    "words",
    "reason",
    "to",
    "outcome",
    "left",
    "left_by",
    "left_on",
    "reply_reason",
)


@transaction.atomic
def anonymise_case(case: Case) -> None:
    """Safe to run twice. The memo number, the moments and the clock tell for ever whether the promise was
    kept.
    """
    if case.applicant:
        case.applicant.forget()
        forget_applicant(case.applicant.pk)
    for act in case.acts.all():
        act.words, act.data = (
            "",
            {name: value for name, value in act.data.items() if name not in PERSONAL_FACTS},
        )
        act.save(update_fields=["words", "data"])
    revoke_proofs(case.reference)
    for draft in AnswerDraft.objects.filter(case=case):
        remove_draft(draft)
    empty_letters_of(case.reference)
    case.earlier_endings.update(outcome={})
    kind_of(case.row).anonymise(case)
    # The mark by which the next round passes it by.
    case.answers, case.outcome, case.search = {}, {}, GONE
    case.heed_by, case.takes_place_at = None, None
    case.save(update_fields=["answers", "outcome", "search", "heed_by", "takes_place_at"])


def revoke_proofs(subject: SubjectReference) -> None:
    """Nobody acts any more on what is emptied: its key on paper and the addresses sent for
    it open nothing.
    """
    for proofs in (PaperKey, OneUseAddress):
        proofs.objects.filter(subject_type=subject[0], subject_id=subject[1]).delete()
