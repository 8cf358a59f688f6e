"""Certificates in lists: the newest first, what a search finds in them, and how one is told in a line.

Words are looked for among some thousand of the newest; a number finds any.
"""

from itertools import islice

from django.db.models import QuerySet

from ongikar.certificates.rules.serial import CERTIFICATE, normal_serial
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules.bangla.search import fold

from .models import Certificate
from .transitions import ISSUED, REPLACED, REVOKED

LOOKED_THROUGH = 3_000
ENDED, LETTERS = "ended", "letters"
TAB_WORDS = {
    ENDED: say_lazy("আর বহাল নয়", "No longer in force"),
    LETTERS: say_lazy("পত্রের প্রমাণ", "Proofs of letters"),
}
# The look of a state's tag (core/templatetags/icons.py).
LOOKS = {ISSUED: "kept", REPLACED: "shut", REVOKED: "late"}


def newest_certificates(office: object, mark: str = CERTIFICATE) -> QuerySet[Certificate]:
    """Of the office of this key those of one book, the newest first."""
    rows: QuerySet[Certificate] = Certificate.objects.filter(**equal_by_range(office_id=office, mark=mark))
    return rows.order_by("office_id", "mark", "-id")


def found_in(rows: QuerySet[Certificate], typed: str, most: int = LOOKED_THROUGH) -> QuerySet[Certificate]:
    """Those of a number; or the first of those that bear each of the words, among the newest.

    The words are held against the newest here: the database would take their keys for a stretch of all
    certificates, of which those of other offices are the most.
    """
    if serial := normal_serial(typed):
        return rows.filter(serial=serial)
    words = fold(typed).split()
    newest = rows.select_related(None).values_list("pk", "search")[:LOOKED_THROUGH]
    bearing = (pk for pk, search in newest if all(word in search for word in words))
    return rows.filter(pk__in=list(islice(bearing, most)))


def title_of(certificate: Certificate) -> str:
    """Whose it is, or of a letter what it is about."""
    named = certificate.holder_name or say(*certificate.words_of("subject"))
    return named or say("(লেখা আর রাখা নেই)", "(no longer kept)")


def what_of(certificate: Certificate) -> str:
    """What it is of: a course, an event, or its template's title."""
    template = certificate.template
    said = certificate.statement.fields if certificate.statement else {}
    return say(*(said.get("course") or said.get("event") or (template.title_bn, template.title_en)))
