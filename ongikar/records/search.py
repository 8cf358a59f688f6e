"""Records in the one search of the staff: by the words of the columns that the list of a desk is searched by,
among the newest, for whoever may read them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, JSONField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.db.models.sql.compiler import SQLCompiler
from django.utils.http import urlencode

from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.offices.models import Office
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource
from ongikar.rules.bangla.search import fold, stem, stems

from .desk import Desk
from .filters import TYPED
from .lists import DeskList
from .words import State, Words, plain_words, value_of, words_of


class RowTexts(Subquery):
    """`Office.objects.values_list(RowTexts(rows, columns))`: of each row its key and what stands in the
    columns, below each other. The rows come cut to as many as are read.
    """

    output_field: Any = JSONField()

    def __init__(self, rows: QuerySet, columns: Sequence[str]) -> None:
        super().__init__(rows.values(key_of_row=F("pk"), text_of_row=text_of_columns(rows.model, columns)))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        template = (
            "(SELECT json_agg(json_build_array(key_of_row, text_of_row))::text FROM (%(subquery)s) AS told)"
        )
        return self.as_sql(compiler, connection, template)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        template = (
            "(SELECT json_group_array(json_array(key_of_row, text_of_row)) FROM (%(subquery)s) AS told)"
        )
        return self.as_sql(compiler, connection, template)


def text_of_columns(model: Any, columns: Iterable[str]) -> Any:
    """What a row belongs to is read by its key, row by row: of a join PostgreSQL would read all there are."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    texts: list[Any] = []
    for column in columns:
        relation, _, beyond = column.partition("__")
        if beyond:
            below[relation].append(beyond)
        else:
            texts.append(F(column))
    for relation, beyond_it in below.items():
        field = model._meta.get_field(relation)
        rows = field.related_model._base_manager.filter(pk=OuterRef(field.attname))
        texts.append(Subquery(rows.values(text_beyond=text_of_columns(field.related_model, beyond_it))[:1]))
    return Concat(*(part for text in texts for part in (text, Value("\n"))), output_field=TextField())


# After cases, tasks and letters.
ORDER = 60
STRUCK = State("বাতিল", "Struck through", "shut")
# Among this many of the newest of each list words are looked for, and for no fewer letters.
LOOKED_THROUGH, LEAST_TYPED = 500, 3
# Under this a person's posts keep what was read.
FOUND = "record_texts"
# By name of the list, the desks whose records are looked for.
SOUGHT: dict[str, Desk] = {}


def search_source(desk: Desk) -> SearchSource:
    def find(question: SearchQuestion) -> list[SearchResult]:
        words = words_sought(desk, question.typed)
        if not words or len(question.typed) < LEAST_TYPED:
            return []
        texts = record_texts(question).get(desk.names, ())
        if not (keys := [key for key, text in texts if is_found(words, text)]):
            return []
        rows = desk.rows_for(question, desk.rows(question.office)).filter(pk__in=keys)
        records = desk.prepare(list(rows[: question.most]), question.office)
        return [result_of(desk, record) for record in records if desk.may_read(question, record)]

    def more(question: SearchQuestion) -> str:
        return f"{desk.list_url}?{urlencode({TYPED: question.typed})}"

    words = words_of(desk.model._meta.verbose_name_plural)
    exact = desk.page_of_number
    return SearchSource(desk.names, words, roles_of(desk), find, exact=exact, more=more, order=ORDER)


def source_of_list(desk: DeskList, words: Words) -> SearchSource:
    """What the search of a list that stands alone finds, under these words, in the one search: as whoever
    asks may read it there.
    """

    def find(question: SearchQuestion) -> list[SearchResult]:
        narrowed = desk.narrow(question, {TYPED: question.typed})
        if len(question.typed) < LEAST_TYPED or not narrowed.words:
            return []
        page = desk.read_page(narrowed, "", question.most)
        return [result_in_list(desk, record) for record in desk.prepare(page.records, question.office)]

    def exact(question: SearchQuestion) -> str:
        return desk.opened_by(question, desk.narrow(question, {TYPED: question.typed}))

    def more(question: SearchQuestion) -> str:
        return f"{desk.list_url}?{urlencode({TYPED: question.typed})}"

    roles = desk.readers | desk.readers_of_some
    return SearchSource(desk.names, words, roles, find, exact=exact, more=more, order=ORDER)


def result_in_list(desk: DeskList, record: Any) -> SearchResult:
    state = value_of(desk, "state", record) if "state" in desk.list_display else None
    return SearchResult(
        url=desk.url_of(record),
        title=plain_words(desk.title_of(record)),
        text=plain_words(value_of(desk, desk.subtitle, record)) if desk.subtitle else "",
        look=state.look if state else "",
        state=str(state) if state else "",
    )


def roles_of(desk: Desk) -> frozenset[str]:
    return desk.readers | desk.readers_of_some


def words_sought(desk: Desk, typed: str) -> list[str]:
    """The stems of what was typed, without the word for such a record where others stand beside it."""
    words = [stem(word) for word in fold(typed).split()]
    return [word for word in words if word not in names_of_records(desk)] or words


@cache
def names_of_records(desk: Desk) -> frozenset[str]:
    meta = desk.model._meta
    names = (*words_of(meta.verbose_name), *words_of(meta.verbose_name_plural))
    return frozenset(stems(" ".join(names)))


def is_found(words: list[str], text: str) -> bool:
    """Whether all of these stems stand in the text."""
    folded_text = fold_once(text)
    return all(word in folded_text for word in words)


@lru_cache(maxsize=8192)
def fold_once(text: str) -> str:
    """To fold the texts of a large office takes longer than to read them, and most are the same next time."""
    return fold(text)


def record_texts(question: SearchQuestion) -> dict[str, list[tuple[int, str]]]:
    """By the name of the list the keys and the texts of its newest records: of all lists that the posts open
    together one statement. Which of them a person reads, `rows_for` says of what is found.
    """
    office, kept = question.office.pk, question.holder.found
    if (FOUND, office) not in kept:
        held = question.holder.roles_in(office)
        names = tuple(name for name, desk in SOUGHT.items() if held & roles_of(desk))
        (row,) = texts_query(names)(office) if names else [()]
        kept[FOUND, office] = {name: texts or [] for name, texts in zip(names, row, strict=True)}
    by_list: dict[str, list[tuple[int, str]]] = kept[FOUND, office]
    return by_list


@cache
def texts_query(names: tuple[str, ...]) -> CompiledQuery:
    office = CompiledQuery.parameter(0)
    texts = [
        RowTexts(desk.newest(office)[:LOOKED_THROUGH], desk.search_fields)
        for desk in map(SOUGHT.__getitem__, names)
    ]
    return CompiledQuery(lambda: Office.objects.filter(pk=office).values_list(*texts))


def result_of(desk: Desk, record: Any) -> SearchResult:
    state = desk.state(record) if desk.states else None
    if getattr(record, "is_struck", False):
        state = STRUCK
    return SearchResult(
        url=desk.url_of(record),
        title=plain_words(desk.title_of(record)),
        text=plain_words(value_of(desk, desk.subtitle, record)) if desk.subtitle else "",
        look=state.look if state else "",
        state=str(state) if state else "",
    )
