"""The list of a desk: what each of its rows says, by what it is narrowed, how it is read a page at a time. A
Desk has one beside the pages of its records; of records whose pages are unlike others it stands alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.db.pages import mark_of, page_of, rows_beyond
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office, Post
from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES, Asker, PostHolder, StaffRequest, holder_of

from .acts import OpenAct
from .filters import (
    OF_ASKER,
    PLACE_OF_LIST,
    TYPED,
    Choice,
    Filter,
    Narrowed,
    asked_by,
    search_rows,
    typed_words,
)
from .lines import PLAIN, Head, Line, LineCell, NextAct, Table, table_of
from .words import label_of, look_of, show_value, value_of

READER_ROLES = STAFF_ROLES | {Post.AUDITOR}
# Of who asks: whose posts they are.
USER = f"{OF_ASKER}user"


class ListPage(NamedTuple):
    """`after`: the mark from which the next page goes on; "" on the last."""

    records: list[Any]
    after: str


class DeskList:
    """What the office sees of the records of one model as a list."""

    model: ClassVar[type[models.Model]]
    # In names of addresses: `lectures`; `path` in the addresses themselves.
    names: ClassVar[str]
    path: ClassVar[str]
    # Who works with them, and who reads them and sends nothing.
    handlers: frozenset[str] = STAFF_ROLES
    readers: frozenset[str] = READER_ROLES
    # Who reads some of the records alone (`may_read`, `rows_for`), and takes no list along.
    readers_of_some: frozenset[str] = frozenset()

    # The column or method that names a record and what stands below the name, the further columns, and what
    # it is filtered by. Where a record stands and by when something is owed have columns of their own, named
    # `state` and `due`, which need not be said.
    title: ClassVar[str]
    subtitle: str = ""
    subtitle_look = "muted"
    list_display: Sequence[str] = ()
    list_filter: Sequence[Filter] = ()
    # Columns in which words are sought, and what they are on the page.
    search_fields: Sequence[str] = ()
    search_words: tuple[str, str] = ("নম্বর বা নাম", "Number or name")
    # Those of them, its first, that hold names of people: found in any spelling of either script.
    heard_fields: Sequence[str] = ()
    # The column of a moment by which the list stands, the latest first; "" for the order of entering.
    newest_by: str = ""
    # The column of a name by which it stands instead, in the order of the letters.
    ordered_by: str = ""
    page_of_list: int = 50
    # In an address: from which record a page goes on.
    mark_name = "before"
    opens: OpenAct | None = None
    # Of the list that no filter narrows.
    unnarrowed: tuple[str, str] = ("সব", "All")
    nothing: tuple[str, str] = ("তালিকা এখনো খালি।", "The list is empty.")
    list_template = "records/list.html"
    # Whether the page of the list takes long by intent (core/http/heavy_pages.py).
    is_heavy = False

    # ---- what it is called ----

    @property
    def list_title(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def search_label(self) -> str:
        return say(*self.search_words)

    @property
    def has_search(self) -> bool:
        return bool(self.search_fields)

    @property
    def title_label(self) -> str:
        return label_of(self, self.title)

    @property
    def unnarrowed_words(self) -> str:
        return say(*self.unnarrowed)

    def nothing_words(self, narrowed: Narrowed) -> str:
        """Where there is no row."""
        return say("এমন কিছু নেই।", "There is nothing like this.") if narrowed.asked else say(*self.nothing)

    @property
    def place(self) -> str:
        """The list of the navigation in which its pages stand."""
        return self.names

    @property
    def list_url(self) -> str:
        return reverse(self.names)

    def open_url(self, asker: Asker) -> str:
        """Where a record is begun, for whoever may; "" else."""
        may_open = self.opens is not None and asker.holder.has(asker.office.pk, self.handlers)
        return reverse(f"{self.names}_new") if may_open else ""

    @property
    def open_words(self) -> str:
        return self.opens.button_words if self.opens else ""

    # ---- which rows ----

    def newest(self, office: Any) -> QuerySet[Any]:
        """All records of the office of this key, the newest first or by their names: by an index that begins
        with it.
        """
        rows = self.model._default_manager.filter(**equal_by_range(office_id=office))
        if self.ordered_by:
            return rows.order_by("office_id", self.ordered_by, "id")
        order = [f"-{self.newest_by}"] if self.newest_by else []
        return rows.order_by("office_id", *order, "-id")

    def rows(self, office: Office) -> QuerySet[Any]:
        """The records of the office as a list reads them."""
        return self.newest(office.pk)

    def rows_for(self, asker: Asker, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of the rows of a list, or of a search, those that whoever asks may read."""
        return rows

    def of_asker(self, asker: Asker) -> dict[str, str]:
        """What narrows the list since it is for whoever asks; each name begins with OF_ASKER."""
        return {}

    def narrow(self, asker: Asker, sent: Mapping[str, Any]) -> Narrowed:
        """The list as an address, or a form, asks for it."""
        return self.narrow_rows(asker.office, asked_by(sent, self.of_asker(asker)))

    def narrow_rows(self, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        """The rows by one of the filters, and those of them in which the typed words stand."""
        rows, key, chosen, by = self.rows(office), self.ordered_by or self.newest_by or "id", None, {}
        for each in self.list_filter:
            if value := asked.get(each.name, ""):
                rows, key, chosen, by = (
                    each.narrow(each.rows(self, office), value),
                    each.key,
                    each,
                    {each.name: value},
                )
                break
        if self.search_fields and (typed := typed_words(asked)):
            rows, by[TYPED] = self.search(rows, typed), typed
        return Narrowed(rows, key, chosen, by)

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        """Those of the rows in which the typed words stand."""
        return search_rows(rows, self.search_fields, typed, names=self.heard_fields)

    def read_page(self, narrowed: Narrowed, mark: str, most: int) -> ListPage:
        """So many records after the one of this mark."""
        page = page_of(rows_beyond(narrowed.rows, narrowed.key, mark), most)
        return ListPage(page.rows, mark_of(page.last, narrowed.key) if page.last else "")

    def count_of(self, narrowed: Narrowed, most: int) -> int:
        """About how many there are, counted no further than so."""
        return narrowed.rows[:most].count()

    def opened_by(self, asker: Asker, narrowed: Narrowed) -> str:
        """The page to which what was typed leads at once; "" for the list."""
        return ""

    def choices_of(self, each: Filter, narrowed: Narrowed, office: Office) -> list[Choice]:
        """Of a filter whose choices stand in a row first that none of them is chosen."""
        choices = [Choice(*choice) for choice in each.choices(office)]
        return [Choice("", self.unnarrowed_words), *choices] if choices and not each.is_field else choices

    def url_narrowed(self, narrowed: Narrowed, **changes: str) -> str:
        """The list narrowed as it is, but for these; what is left empty falls away. It leads to the list
        itself, whatever stands above it.
        """
        asked = {name: value for name, value in {**narrowed.asked, **changes}.items() if value}
        return f"{self.list_url}?{urlencode(asked)}#{PLACE_OF_LIST}"

    def url_of_choice(self, narrowed: Narrowed, each: Filter, value: str) -> str:
        """The list by this choice and the words that were typed: by one filter at a time it is found."""
        others = {other.name: "" for other in self.list_filter}
        return self.url_narrowed(narrowed, **others | {each.name: value})

    def is_chosen(self, narrowed: Narrowed, each: Filter, value: str) -> bool:
        if value:
            return narrowed.asked.get(each.name) == value
        return narrowed.chosen is None

    # ---- what a row says ----

    def prepare(self, records: list[Any], office: Office) -> list[Any]:
        """The records of a page as they stand on it; overridden where something is read for all of them."""
        return records

    @property
    def columns(self) -> Sequence[str]:
        """Those after the name, in their order."""
        return self.list_display

    def url_of(self, record: Any) -> str:
        raise NotImplementedError

    def title_of(self, record: Any) -> Any:
        return value_of(self, self.title, record)

    def line_of(self, record: Any) -> Line:
        below = value_of(self, self.subtitle, record) if self.subtitle else ""
        return Line(
            self.url_of(record),
            show_value(self.title_of(record)),
            show_value(below) if below else "",
            [
                LineCell(label_of(self, name), show_value(value_of(self, name, record)), look_of(self, name))
                for name in self.columns
            ],
            subtitle_look=self.subtitle_look,
        )

    def next_act(self, asker: Asker, record: Any) -> NextAct | None:
        """What usually comes next with a record, for whoever asks."""
        return None

    def heads(self, narrowed: Narrowed | None = None) -> list[Head]:
        heads = [Head(label_of(self, name), look_of(self, name) or PLAIN) for name in self.columns]
        return [Head(label_of(self, self.title), "first"), *heads]

    def table(self, asker: Asker, narrowed: Narrowed, page: ListPage) -> Table:
        """The rows of a page, each with the one act that usually comes next."""
        lines = self.lines_of(asker, self.prepare(page.records, asker.office))
        return table_of(self.heads(narrowed), lines)

    def lines_of(self, asker: Asker, records: list[Any]) -> list[Line]:
        return [self.line_of(each)._replace(act=self.next_act(asker, each)) for each in records]

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        """What a template that fills a block of the list needs beyond its rows."""
        return {}


class ListOfHolder(DeskList):
    """What it shows goes by the posts of whoever asks. Of a file that they ordered, who it was stands in the
    order; which posts they hold is asked when it is made.
    """

    def of_asker(self, asker: Asker) -> dict[str, str]:
        return {USER: str(asker.holder.user.pk)}

    def narrow(self, asker: Asker, sent: Mapping[str, Any]) -> Narrowed:
        return self.narrow_for(asker.holder, asker.office, sent)

    def narrow_rows(self, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        user = User.objects.get(pk=asked[USER])
        return self.narrow_for(holder_of(user, timezone.localdate()), office, asked)

    def narrow_for(self, holder: PostHolder, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        raise NotImplementedError
