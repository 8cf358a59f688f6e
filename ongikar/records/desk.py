"""A Desk is to a record what a ModelAdmin is to a model: what its list and its page show, what may be done,
and for whom. Each piece is a method that may be overridden, and each page a template whose blocks may be
filled; a page that is unlike others stays an ordinary view.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from ongikar.offices.models import Office
from ongikar.papers.models import Paper
from ongikar.people.post_holders import Asker, StaffRequest, holder_of
from ongikar.people.search_sources import SearchQuestion, SearchSource
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .acts import Act, RowAct
from .lines import NextAct
from .lists import DeskList
from .models import Record
from .offers import Charge, Door, Today
from .parts import Part
from .words import State, label_of, show_value, value_of, words_of


class Desk(DeskList):
    """What the office sees of the records of one model, and does with them."""

    model: ClassVar[type[Record]]
    # In names of addresses: `lecture`, beside that of its list.
    name: ClassVar[str]
    # By what an address names a record (`key_of`): a converter of Django's, or one that the app registers.
    converter = "int"
    # Of the page of a record: its lines, the tables below them, its acts.
    summary: Sequence[str] = ()
    parts: Sequence[Part] = ()
    acts: Sequence[Act] = ()
    detail_template = "records/detail.html"

    # Of its history: acts that no declaration names, by their name in the journal.
    history_words: Mapping[str, tuple[str, str]] = {}
    page_of_history: int = 50

    # Where a record may stand, by the name of the state, and the way from the first to the last.
    states: Mapping[str, State] = {}
    way: Sequence[str] = ()
    # States that stand at a step of the way without being it, and those that have left it.
    at_step: Mapping[str, str] = {}
    off_way: frozenset[str] = frozenset()

    # For the pages of the whole office (offers.py): the menu, Today, handing over charge. The one search
    # looks through `search_fields`.
    door: Door | None = None
    # Whether whoever reads its records reads their papers, such as the scan of a quotation.
    has_papers = False
    today: Sequence[Today] = ()
    # Of its lines those that tasks and letters point at.
    subjects: Sequence[SubjectType] = ()
    charges: Sequence[Charge] = ()

    # ---- the list ----

    def key_of(self, record: Any) -> Any:
        """By which `find` finds it."""
        return record.pk

    def url_of(self, record: Record) -> str:
        return reverse(self.name, args=[self.key_of(record)])

    def history_url(self, record: Record) -> str:
        return reverse(f"{self.name}_history", args=[self.key_of(record)])

    @property
    def columns(self) -> Sequence[str]:
        """Where a record stands, and by when something is owed, stand last where no place is named."""
        more = [name for name, has in (("state", self.states), ("due", hasattr(self, "due"))) if has]
        return (*self.list_display, *(name for name in more if name not in self.list_display))

    def next_act(self, asker: Asker, record: Any) -> NextAct | None:
        """The first of the usual acts that is open."""
        office = asker.office.pk
        for act in self.acts_of(record):
            if (
                act.is_likely(record)
                and asker.holder.has(office, act.handlers or self.handlers)
                and self.may_do(asker, act, record)
                and act.is_open(record)
            ):
                # What asks nothing is mostly pressed on the page of the record, where its lines are seen.
                is_there = act.is_pressed and not act.in_list
                url = self.url_of(record) if is_there else act.url(self, record)
                return NextAct(url, act.button_words, act.in_list)
        return None

    # ---- one record ----

    def find(self, office: Office, pk: Any) -> Any:
        """A record of the office with what its page needs; 404 for any other."""
        return get_object_or_404(self.model.objects.select_related("office"), pk=pk, office=office)

    def may_read(self, asker: Asker, record: Any) -> bool:
        """Whether whoever reads here reads this record."""
        return True

    def state_of(self, record: Any) -> str:
        """The name of the state it is in."""
        return record.state_of_acts()

    def state(self, record: Any) -> State:
        return self.states[self.state_of(record)]

    state.words = ("অবস্থা", "State")  # type: ignore[attr-defined]  # as `label` would say it

    def steps(self, record: Any) -> list[tuple[str, bool]]:
        """The steps of its way, each with whether it was reached. An end beyond the way stands last; whoever
        left the way is shown where it began and where it left.
        """
        if not self.way:
            return []
        state = self.state_of(record)
        state = self.at_step.get(state, state)
        if state in self.off_way:
            return [(str(self.states[step]), True) for step in (self.way[0], state)]
        way = [*self.way, *([] if state in self.way else [state])]
        return [(str(self.states[step]), place <= way.index(state)) for place, step in enumerate(way)]

    def caption(self, record: Any) -> Any:
        """What stands above the title on its page."""
        return ""

    def summary_of(self, record: Any) -> list[tuple[str, Any]]:
        return [(label_of(self, name), show_value(value_of(self, name, record))) for name in self.summary]

    def parts_of(self, record: Any, *, may_change: bool) -> list[tuple[Part, list[Any]]]:
        return [(part, part.lines(self, record, may_change=may_change)) for part in self.parts]

    def warning(self, record: Any) -> str:
        """What has to be known before anything is done; "" for nothing."""
        return ""

    def detail_context(self, request: StaffRequest, record: Any, *, may_change: bool) -> dict[str, Any]:
        """What a template that fills a block of the page needs beyond its lines and acts."""
        return {}

    def acts_of(self, record: Any) -> list[Act]:
        """Those that stand on the page: an act of a line, its line offers."""
        return [act for act in self.acts if not isinstance(act, RowAct)]

    def may_do(self, asker: Asker, act: Act, record: Any) -> bool:
        """Whether it is for whoever asks, of those whose roles do the act, to do it with this record."""
        return True

    # ---- what follows for the rest of the office ----

    def search_source(self) -> SearchSource | None:
        """What the one search of the staff asks, where that is not the newest of the list (search.py)."""
        return None

    def page_of_number(self, question: SearchQuestion) -> str:
        """The page of the one record whose number was typed whole into the one search; "" for none."""
        return ""

    def number_of(self) -> str:
        """The column, or the way over columns, of what the staff name it by; "" where its title is all."""
        return ""

    def named_by(self) -> str:
        """The column from which its name follows where something else points at it."""
        return self.title

    def name_words(self, value: Any) -> str:
        return str(value)

    def subject_lines(self, keys: Iterable[int]) -> dict[int, SubjectLine]:
        """What names these records, in one statement; overridden where no column does."""
        rows = self.model.objects.filter(pk__in=list(keys))
        columns = rows.values_list("pk", self.number_of() or "pk", self.named_by(), "office_id")
        return {
            pk: SubjectLine(
                str(number) if self.number_of() else "",
                self.name_words(title),
                reverse(self.name, args=[pk]),
                office_id,
            )
            for pk, number, title, office_id in columns
        }

    def subject_type(self) -> SubjectType:
        """How tasks, letters and entries of the journal name it (people/subjects.py)."""
        words = words_of(self.model._meta.verbose_name)
        return SubjectType(self.model.SUBJECT, words, self.subject_lines, readable_by_roles(self.readers))

    def may_read_paper(self, request: HttpRequest, paper: Paper) -> bool:
        """Of a record, where it has such (papers/access.py)."""
        if not request.user.is_authenticated:
            return False
        return holder_of(request.user, timezone.localdate()).has(paper.office_id, self.readers)
