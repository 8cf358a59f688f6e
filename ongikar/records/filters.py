"""By what a list may be narrowed: each filter offers its choices and reads them by an index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ongikar.core.forms.fields import without_nulls
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Serial
from ongikar.rules.bangla.names import is_heard_in
from ongikar.rules.bangla.text import fiscal_year_words, latin_digits, nfc

# How many of the newest rows a search looks through, and how many of what they belong to it reads at a time:
# of so few keys PostgreSQL reads each by its index, and not the whole table.
MOST_SEARCHED, KEYS_AT_A_TIME = 2_000, 500
# In an address: the words that are sought.
TYPED, MOST_TYPED = "q", 100
# In an address: which way round the rows stand, where a list can be turned.
ORDER = "order"
# What a list is narrowed by that no address says, but follows from who asks, begins with this.
OF_ASKER = "_"
# Of a page, the place from which its list is seen.
PLACE_OF_LIST = "list"


class Choice(NamedTuple):
    """`figure`: how many there are, in words, where that is said; `is_bad`: something in it is late."""

    value: str
    words: str
    figure: str = ""
    is_bad: bool = False


class Filter:
    """One of them. `name`: of its value in the address. `key`: the column by which its pages go on.
    `is_field`: whether it is chosen in a field beside the search, since there are many, and not among words
    in a row.
    """

    name: str
    words: tuple[str, str]
    key = "id"
    is_field = False
    # In a field: what stands where none is chosen.
    all_words: tuple[str, str] = ("সব", "All")
    # The columns after the office with which an index of the model begins (`manage.py check`).
    reads: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return say(*self.words)

    @property
    def all_label(self) -> str:
        return say(*self.all_words)

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        """Values and words, of which there are few."""
        raise NotImplementedError

    def rows(self, desk: Any, office: Office) -> QuerySet[Any]:
        """Of which it chooses, where that is more than the list holds unnarrowed."""
        return desk.rows(office)

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        raise NotImplementedError


class YearFilter(Filter):
    """The fiscal year in which it was numbered: by the index of the numbers, the last first."""

    name = "year"
    words = ("অর্থবছর", "Fiscal year")
    key = "book_serial"
    reads = ("fiscal_year", "book_serial")

    def __init__(self, book: str) -> None:
        self.book = book

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        years = Serial.objects.filter(office=office, book=self.book, year__gt=0).order_by("-year")
        for year in years.values_list("year", flat=True):
            yield str(year), fiscal_year_words(year, language())

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not (value.isascii() and value.isdigit() and len(value) == 4):
            return rows.none()
        # All of one direction: PostgreSQL walks the index of the numbers backwards, and sorts nothing.
        return rows.filter(fiscal_year=int(value)).order_by("-office_id", "-fiscal_year", "-book_serial")


class StateFilter(Filter):
    """Where it stands, of a record whose column `state` keeps that. `states`: their names and words."""

    name, words, reads = "state", ("অবস্থা", "State"), ("state",)

    def __init__(self, states: Mapping[str, tuple[str, str]]) -> None:
        self.states = states

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(name, say(*words)) for name, words in self.states.items()]

    def rows(self, desk: Any, office: Office) -> QuerySet[Any]:
        # Said again as one value, so that SQLite reads on in the index to the state.
        return desk.rows(office).filter(office=office)

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(state=value) if value in self.states else rows.none()


class Narrowed(NamedTuple):
    """A list by what was asked of it. `key`: the column by which its pages go on. `asked`: what it was
    narrowed by, as an address says it. `selection`: what a list that reads its rows by itself is to read.
    """

    rows: QuerySet[Any]
    key: str
    chosen: Filter | None
    asked: Mapping[str, str]
    selection: Any = None

    @property
    def words(self) -> str:
        return self.asked.get(TYPED, "")

    @property
    def by_filter(self) -> dict[str, str]:
        return {name: value for name, value in self.asked.items() if name != TYPED}


def asked_by(sent: Mapping[str, Any], of_asker: Mapping[str, str]) -> dict[str, Any]:
    """What was sent, and nothing that only follows from who asks but what does."""
    return {name: value for name, value in sent.items() if not name.startswith(OF_ASKER)} | dict(of_asker)


def typed_words(asked: Mapping[str, Any]) -> str:
    return without_nulls(str(asked.get(TYPED, "")))[:MOST_TYPED].strip()


def searched_form(text: str) -> str:
    """In which a word is found however its digits and capitals are written."""
    return latin_digits(nfc(text)).casefold()


def texts_of(rows: QuerySet[Any], columns: Iterable[str]) -> Iterator[tuple[Any, list[str]]]:
    """The key of each row, and what stands in its columns. What a row belongs to is read by its key: in one
    statement PostgreSQL would join a few rows with all there are.
    """
    below: defaultdict[str, list[str]] = defaultdict(list)
    own = []
    for column in columns:
        relation, _, beyond = column.partition("__")
        if beyond:
            below[relation].append(beyond)
        else:
            own.append(column)
    read = list(rows.values_list("pk", *below, *own))
    known = [
        texts_by_key(rows.model._meta.get_field(relation).related_model, keys, beyond)
        for (relation, beyond), keys in zip(below.items(), [*zip(*read, strict=True)][1:], strict=False)
    ]
    for pk, *values in read:
        texts = [str(value) for value in values[len(below) :]]
        for of_relation, value in zip(known, values, strict=False):
            texts += of_relation.get(value, [])
        yield pk, texts


def texts_by_key(model: Any, keys: Sequence[Any], columns: list[str]) -> dict[Any, list[str]]:
    texts: dict[Any, list[str]] = {}
    asked = sorted({key for key in keys if key is not None})
    for first in range(0, len(asked), KEYS_AT_A_TIME):
        rows = model._base_manager.filter(pk__in=asked[first : first + KEYS_AT_A_TIME])
        texts.update(texts_of(rows, columns))
    return texts


def search_rows(
    rows: QuerySet[Any], columns: Sequence[str], typed: str, *, names: Sequence[str] = ()
) -> QuerySet[Any]:
    """Those of the newest rows in which each typed word stands in one of the columns; in columns of `names`,
    which are the first of them, in any spelling of either script.
    """
    newest = rows.select_related(None).prefetch_related(None)[:MOST_SEARCHED]
    words = searched_form(typed).split()
    keys = [
        pk
        for pk, texts in texts_of(newest, columns)
        if all(
            any(word in searched_form(text) for text in texts)
            or any(is_heard_in(word, name) for name in texts[: len(names)])
            for word in words
        )
    ]
    return rows.filter(pk__in=keys)
