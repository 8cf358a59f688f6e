"""The lists of letters: by tab in the order of an index, and what a search finds in them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.db.pages import Page, page_of, read_key
from ongikar.core.forms.fields import without_nulls
from ongikar.core.i18n.say import say_lazy
from ongikar.offices.models import Office

from .letter_search import letters_found, means
from .models import Letter
from .transitions import DIARISED, IN, OPEN_IN, OPEN_OUT, OUT

# Written into the statement: an index of open letters is used by SQLite only where it reads the same states.
OPEN_IN_STATES = [sql_literal(state) for state in OPEN_IN]
OPEN_STATES = [sql_literal(state) for state in OPEN_OUT]

PAGE = 25
MOST_TYPED = 100

TO_MARK, TO_ANSWER, IN_OPEN, IN_ALL, OUT_OPEN, OUT_ALL = TABS = (
    "mark",
    "answer",
    "open",
    "in",
    "drafts",
    "out",
)
TAB_WORDS = {
    TO_MARK: say_lazy("চিহ্নিত করা বাকি", "To be marked"),
    TO_ANSWER: say_lazy("উত্তর দিতে হবে", "To be answered"),
    IN_OPEN: say_lazy("আসা, খোলা", "In, open"),
    IN_ALL: say_lazy("আসা, সব", "In, all"),
    OUT_OPEN: say_lazy("খসড়া ও স্বাক্ষর", "Drafts and signing"),
    OUT_ALL: say_lazy("যাওয়া, সব", "Out, all"),
}


@dataclass(frozen=True, slots=True)
class LetterSelection:
    """What was asked for. `after`: the mark of the last line of the page before; "" for the first page."""

    tab: str
    typed: str = ""
    after: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "LetterSelection":
        tab = given.get("tab", "")
        typed = without_nulls(given.get("q", ""))[:MOST_TYPED].strip()
        return cls(
            tab if tab in TABS else IN_ALL if typed else IN_OPEN,
            typed,
            without_nulls(given.get("after", ""))[:40],
        )

    def going_on_from(self, mark: str) -> "LetterSelection":
        return replace(self, after=without_nulls(mark)[:40])


def letters_of_tab(office: Office, tab: str) -> QuerySet[Letter]:
    """The letters of one tab, each found by an index that begins with the office and stops at what is
    open.
    """
    if tab == IN_OPEN:
        # These states alone say the direction; said too, SQLite would walk through all that came.
        return Letter.objects.filter(office=office, state__in=OPEN_IN_STATES)
    if tab == OUT_OPEN:
        return Letter.objects.filter(office=office, state__in=OPEN_STATES)
    letters = Letter.objects.filter(office=office, direction=OUT if tab == OUT_ALL else IN)
    if tab == TO_MARK:
        return letters.filter(state=DIARISED)
    if tab == TO_ANSWER:
        return letters.filter(state__in=OPEN_IN_STATES, due_on__isnull=False)
    return letters


def fetch_letters(office: Office, asked: LetterSelection, most: int = PAGE) -> Page[Letter]:
    """One page of so many, going on from the last line of the page before: the hundred thousandth costs what
    the first does.
    """
    rows = letters_of_tab(office, asked.tab)
    if asked.typed:
        direction = OUT if asked.tab in (OUT_OPEN, OUT_ALL) else IN
        if asked.tab in (IN_ALL, OUT_ALL):
            rows = rows.filter(pk__in=letters_found(office, direction, asked.typed, read_key(asked.after)))
        else:
            # What is open is read as it stands: few, where all that bear a word may be many.
            rows = rows.filter(means(office, direction, asked.typed))
    if asked.tab == TO_ANSWER:
        rows = rows.order_by("due_on", "id")
        if mark := read_day_mark(asked.after):
            rows = rows.filter(Q(due_on__gt=mark[0]) | Q(due_on=mark[0], id__gt=mark[1]), due_on__gte=mark[0])
    else:
        rows = rows.order_by("-id")
        if before := read_key(asked.after):
            rows = rows.filter(id__lt=before)
    return page_of(rows.select_related("marked", "signer", "file"), most)


def mark_after(page: Page[Letter], tab: str) -> str:
    """What the next page of a tab goes on from; "" on the last."""
    if tab == TO_ANSWER and page.last:
        return day_mark(page.last.due_on, page.last.pk)
    return page.last_key


def day_mark(day: date | None, key: int) -> str:
    """Of a list in the order of days: the day and the key."""
    return f"{day:%Y%m%d}-{key}"


def read_day_mark(mark: str) -> tuple[date, int] | None:
    """The day and the key of a mark; None for none, or for what is none."""
    day, _, key = mark.partition("-")
    try:
        return date.fromisoformat(day), int(key[:18])
    except ValueError:
        return None
