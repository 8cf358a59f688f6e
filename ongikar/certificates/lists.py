"""The lists of certificates: the newest first, and what a search finds in them.

Words are looked for among some thousand of the newest; a number finds any.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet

from ongikar.certificates.rules.serial import CERTIFICATE, PROOF, normal_serial
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.db.pages import Page, page_before, page_of, read_key
from ongikar.core.forms.fields import without_nulls
from ongikar.core.i18n.say import say_lazy
from ongikar.offices.models import Office
from ongikar.rules.bangla.search import fold

from .models import Certificate
from .transitions import ISSUED

PAGE = 25
MOST_TYPED = 100
LOOKED_THROUGH = 3_000
ALL, ENDED, LETTERS = TABS = ("all", "ended", "letters")
TAB_WORDS = {
    ALL: say_lazy("সনদ", "Certificates"),
    ENDED: say_lazy("আর বহাল নয়", "No longer in force"),
    LETTERS: say_lazy("পত্রের প্রমাণ", "Proofs of letters"),
}


@dataclass(frozen=True, slots=True)
class CertificateSelection:
    """What was asked for. `after`: the key of the last line of the page before; "" for the first page."""

    tab: str
    typed: str = ""
    after: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "CertificateSelection":
        tab = given.get("tab", "")
        typed = without_nulls(given.get("q", ""))[:MOST_TYPED].strip()
        after = given.get("after", "")
        return cls(tab if tab in TABS else ALL, typed, after if read_key(after) is not None else "")


def certificates_page(office: Office, asked: CertificateSelection) -> Page[Certificate]:
    """One page of them, the newest first."""
    mark = PROOF if asked.tab == LETTERS else CERTIFICATE
    rows: QuerySet[Certificate] = Certificate.objects.filter(**equal_by_range(office_id=office.pk, mark=mark))
    rows = rows.order_by("office_id", "mark", "-pk")
    if asked.tab == ENDED:
        rows = rows.exclude(state=ISSUED)
    if asked.typed:
        rows = found_in(rows, asked.typed, before=read_key(asked.after))
        return page_of(rows.select_related("template"), PAGE)
    return page_before(rows.select_related("template"), asked.after, PAGE)


def found_in(rows: QuerySet[Certificate], typed: str, *, before: int | None = None) -> QuerySet[Certificate]:
    """Those of a number; or a page of those that bear each of the words, among the newest.

    The words are held against the newest here: the database would take their keys for a stretch of all
    certificates, of which those of other offices are the most.
    """
    if serial := normal_serial(typed):
        return rows.filter(serial=serial)
    words = fold(typed).split()
    newest = rows.values_list("pk", "search")[:LOOKED_THROUGH]
    bearing = (
        pk
        for pk, search in newest
        if (before is None or pk < before) and all(word in search for word in words)
    )
    return rows.filter(pk__in=list(islice(bearing, PAGE + 1)))
