"""Empties the letters of a thing whose retention period is over: what they said and to whom. Their numbers,
days and hashes stay, so that the issue book keeps every line.
"""

from ongikar.certificates.models import Certificate
from ongikar.journal.actions import SubjectReference
from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.people.models import GONE

from ..models import Dispatch, Enclosure, Letter, LetterAct, LetterText, Recipient


def empty_letters_of(subject: SubjectReference) -> None:
    """Safe to run twice, in the caller's transaction."""
    empty_letters(list(Letter.objects.of_subject(subject).values_list("pk", flat=True)))


def empty_letter(letter: Letter) -> None:
    """One letter whose own time is over."""
    empty_letters([letter.pk])


def empty_letters(keys: list[int]) -> None:
    """What they said and to whom; their scans, and what a correction had kept of them, too."""
    if not keys:
        return
    for proof in Certificate.objects.filter(subject_type=Letter.SUBJECT, subject_id__in=keys):
        proof.forget()
    remove_files(Paper.objects.filter(subject_type=Letter.SUBJECT, subject_id__in=keys).exclude(file=""))
    LetterText.objects.filter(letter__in=keys).update(
        subject_line=GONE, source="", body="", parts=[], frozen={}
    )
    LetterAct.objects.filter(letter__in=keys).exclude(words="").update(words="")
    LetterAct.objects.filter(letter__in=keys, name="correct").update(data={})
    Recipient.objects.filter(letter__in=keys).update(name=GONE, address="", email="")
    sent = Dispatch.objects.filter(recipient__letter__in=keys)
    for name in ("taken_by", "carried_by", "address", "reason"):
        sent.exclude(**{name: ""}).update(**{name: GONE})
    Enclosure.objects.filter(letter__in=keys).update(title=GONE)
    Letter.objects.filter(pk__in=keys).update(subject_line=GONE, sender_name="", search=GONE)
