"""By what two applications are known to be of one person: the number of a paper, or name and day of birth."""

from datetime import date

from ongikar.core.crypto.key_ring import key_ring
from ongikar.people.models import Applicant, identity_indexes
from ongikar.rules.bangla.search import fold

PERSON = "person"


def person_key_of(name: str, born_on: date | None) -> str:
    """The same for the same name and day of birth, however it was spelt or spaced; "" where no day was given.

    Keyed as the index of a number is: without the key nobody finds out whose birthday it is.
    """
    if born_on is None:
        return ""
    folded = "".join(fold(name).split())
    return key_ring().blind_index(f"{folded}|{born_on.isoformat()}", PERSON)


def indexes_of(applicant: Applicant) -> list[str]:
    """Every index under which the number of somebody's paper may stand, while the keys turn."""
    if not applicant.identity:
        return []
    return identity_indexes(applicant.read_identity() or "")
