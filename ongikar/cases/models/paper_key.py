"""The key printed on a paper receipt, for whoever has no SMS: twelve figures, of which only a slow hash is
kept.

It opens the one case or complaint whose paper it stands on. A new one takes the place of the one before.
"""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import models, transaction

from ongikar.journal.actions import ANYONE, Reference, SubjectReference, record
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import latin_digits

FIGURES, GROUP = 12, 4
# For a printer that jams and an answer that is lost on its way: so long, made again is made once.
PRINTED_ANEW = timedelta(minutes=10)


class PaperKey(models.Model):
    """One subject's key. `digest` is Django's password hash, so that a copy of the database opens nothing."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="paper_keys")
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=128)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="one_paper_key_a_subject")
        ]

    def __str__(self) -> str:
        return f"paper key {self.pk}"


@transaction.atomic
def make_key(office: Office, subject: SubjectReference, *, now: datetime, actor: Reference = ANYONE) -> str:
    """A new key for the subject, told here and never again; the one before, if any, opens nothing from now
    on.
    """
    figures = f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"
    made = key_made_at(subject)
    PaperKey.objects.update_or_create(
        subject_type=subject[0],
        subject_id=subject[1],
        defaults={"office": office, "digest": make_password(figures), "made_at": now},
    )
    if made is None or now >= made + PRINTED_ANEW:
        record("paper_key.made", subject=subject, actor=actor, office_id=office.pk, now=now)
    return figures


def key_made_at(subject: SubjectReference) -> datetime | None:
    """When the subject's key was made; None while it has none."""
    mine = PaperKey.objects.filter(subject_type=subject[0], subject_id=subject[1])
    return mine.values_list("made_at", flat=True).first()


def is_paper_key(subject: SubjectReference | None, typed: str) -> bool:
    """Whether the figures are the subject's key. Without a subject, or a key of it, the
    answer takes as long.
    """
    found = subject and PaperKey.objects.filter(subject_type=subject[0], subject_id=subject[1]).first()
    if not found:
        make_password(typed)
        return False
    return check_password(typed, found.digest)


def normalise_key(typed: str) -> str:
    """The figures of a key as typed, in either script and with any gaps; "" where they are not as many as a
    key has.
    """
    figures = "".join(latin_digits(typed).replace("-", " ").split())
    return figures if len(figures) == FIGURES and figures.isascii() and figures.isdigit() else ""


def group_figures(figures: str) -> str:
    """৪৮২১ ০৯৭৩ ৫৫১৬: as it is read and typed."""
    return " ".join(figures[at : at + GROUP] for at in range(0, len(figures), GROUP))
