"""How whoever asked is called, as it sounds: kept behind the words by which a case is found (`Case.search`),
so that সুমন, শুমন, Sumon and Suman find each other.

It goes with those words when their time is over, and is written anew with them when a name is put right.
What was received before sounds were kept gets them from the worker, the newest first. See docs/decisions/132.
"""

import time
from datetime import datetime

from django.db import transaction

from ongikar.core.db.bulk_sql import update_rows
from ongikar.people.models import GONE, Applicant
from ongikar.rules.bangla.names import NAME_SIGN, person_sounds

from .models import Case

# How many cases of before get their sounds at once, and the seconds of a round of the worker that go into it.
PIECE, A_ROUND = 500, 0.2
LAST = 2**62


def sounds_of(person: Applicant) -> str:
    return person_sounds(person.name, person.institution, person.address)


class SoundFiller:
    """A duty of the worker: cases of before sounds were kept get theirs in pieces, for a moment of each
    round. Once it has been through all, it asks nothing until the worker begins anew.
    """

    def __init__(self) -> None:
        self.before = LAST

    def __call__(self, now: datetime) -> int:
        done, until = 0, time.monotonic() + A_ROUND
        while self.before > 0 and time.monotonic() < until:
            self.before = fill_piece(self.before)
            done += 1
        return done


@transaction.atomic
def fill_piece(before: int) -> int:
    """The newest cases below a key; the key below which it goes on, 0 where nothing is left.

    They are locked, so that a name that is put right meanwhile is not overwritten.
    """
    keys = list(Case.objects.filter(pk__lt=before).order_by("-pk").values_list("pk", flat=True)[:PIECE])
    if not keys:
        return 0
    silent = (
        Case.objects.filter(pk__in=keys, applicant__isnull=False)
        .exclude(search=GONE)
        .exclude(search__contains=NAME_SIGN)
    )
    cases = silent.select_related("applicant").select_for_update(of=("self",)).order_by("pk")
    written = []
    for case in cases.only("search", "applicant__name", "applicant__institution", "applicant__address"):
        if case.applicant and (sounds := sounds_of(case.applicant)):
            written.append((case.pk, f"{case.search} {sounds}".strip()))
    update_rows(Case, written, "search")
    return keys[-1]
