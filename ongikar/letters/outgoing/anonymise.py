"""Empties the letters of a thing whose retention period is over: what they said and to whom. Their numbers,
days and hashes stay, so that the issue book keeps every line.
"""

from ongikar.journal.actions import SubjectReference
from ongikar.people.models import GONE

from ..models import Letter, LetterAct, LetterText, Recipient


def empty_letters_of(subject: SubjectReference) -> None:
    """Safe to run twice, in the caller's transaction."""
    keys = list(Letter.objects.of_subject(subject).values_list("pk", flat=True))
    if not keys:
        return
    LetterText.objects.filter(letter__in=keys).update(
        subject_line=GONE, source="", body="", parts=[], frozen={}
    )
    LetterAct.objects.filter(letter__in=keys).exclude(words="").update(words="")
    Recipient.objects.filter(letter__in=keys).update(name=GONE, address="", email="")
    Letter.objects.filter(pk__in=keys).update(subject_line=GONE, sender_name="", search=GONE)
