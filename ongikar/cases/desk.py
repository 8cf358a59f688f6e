"""The queue: the cases of the office in the order of their due days, narrowed and searched, each with who
asked for what, whose desk it is on, how it stands, and the one act that usually comes next; several are
accepted at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from ongikar.core import cache_version
from ongikar.core.i18n.lang_markup import marked_html
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.people.post_holders import Asker, PostHolder, StaffRequest
from ongikar.records.filters import OF_ASKER, ORDER, TYPED, Choice, Filter, Narrowed, typed_words
from ongikar.records.lines import Head, Line, LineCell, NextAct, Table, Ticks, draw_line
from ongikar.records.lists import DeskList
from ongikar.records.registry import LISTS, register_list
from ongikar.records.words import Due, TwoLines, label, label_of, look_of, show_value
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from .actions.intake_debts import TO_SHOW
from .desks import known_staff_posts
from .kinds import CaseGroup, kind_of
from .models import Case
from .officer.case.case_summary import CaseSummary, holder_words, needs_facts, summarise_cases
from .officer.queue.bars import mini_bars
from .officer.queue.filters import (
    BY_DESK,
    LAST_FIRST,
    NEWEST_FIRST,
    ChannelFilter,
    PostFilter,
    ServiceFilter,
    TabFilter,
    charter_row_ids,
    number_opened,
    search,
    tab_count_words,
)
from .officer.queue.groups import due_words_of, groups_in, groups_of, with_groups
from .officer.queue.pages import QueuePage, fetch_queue_page, read_mark
from .officer.queue.selection import PAGE, TABS, QueueSelection, counts_for_desk, tab_counts
from .rights import may_handle
from .urgent import open_urgent

OWN = f"{OF_ASKER}own"
KEPT = 256


@dataclass
class QueueQuestion:
    """What is to be read of the queue. `own`: the desks of who asks; `holder`: they, for a page."""

    office: Office
    now: datetime
    selection: QueueSelection
    own: Sequence[int] = ()
    holder: PostHolder | None = None

    @cached_property
    def alone(self) -> dict[str, int]:
        """How many cases stand in each tab; of a page in one statement with what its menu counts."""
        if self.holder is None:
            return tab_counts(self.office, now=self.now, desks=self.own)
        return counts_for_desk(self.office, self.holder, now=self.now, desks=self.own)

    @cached_property
    def groups(self) -> list[CaseGroup]:
        return groups_of(self.office, self.now)

    @cached_property
    def counts(self) -> dict[str, int]:
        """The same with the groups, each counted once."""
        return with_groups(self.alone, self.groups, self.now, self.own)


class QueueRow(NamedTuple):
    """A case as its row shows it."""

    stands: CaseSummary
    bar: SafeString

    @property
    def case(self) -> Case:
        return self.stands.case


TAB, SERVICE, POST, CHANNEL = TabFilter(), ServiceFilter(), PostFilter(), ChannelFilter()


@register_list
class CaseQueue(DeskList):
    model = Case
    names, path = "queue", "cases"
    title, subtitle, subtitle_look = "who", "request", ""
    list_display = ("service_and_number", "holder", "due")
    list_filter = (TAB, SERVICE, POST, CHANNEL)
    search_words = ("নম্বর, মোবাইল বা নাম", "Number, mobile or name")
    has_search = True
    page_of_list, mark_name = PAGE, "after"
    list_template = "cases/officer/queue.html"

    @property
    def list_title(self) -> str:
        return say("আবেদন", "Cases")

    # ---- which cases ----

    def of_asker(self, asker: Asker) -> dict[str, str]:
        """The desks of whoever works on cases; whoever only reads has none."""
        if not may_handle(asker.holder, asker.office.pk):
            return {}
        own = (str(post.pk) for post in asker.holder.posts if post.office_id == asker.office.pk)
        return {OWN: " ".join(own)}

    def narrow(self, asker: Asker, sent: Mapping[str, Any]) -> Narrowed:
        narrowed = super().narrow(asker, sent)
        narrowed.selection.holder = asker.holder
        return narrowed

    def narrow_rows(self, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        """Whatever in an address is unknown counts as not given."""
        own = tuple(map(int, asked.get(OWN, "").split()))
        tab, channel = asked.get(TAB.name, ""), asked.get(CHANNEL.name, "")
        tab = tab if tab in TABS and (own or tab != "mine") else "open"
        # PostgreSQL takes no null character in any text, not even to look for it.
        code = asked.get(SERVICE.name, "").replace("\0", "")
        services = charter_row_ids(office.pk, code, cache_version.current_version(office.pk)) if code else ()
        posts = known_staff_posts(office.pk) if tab in BY_DESK else ()
        post = next((post for post in posts if post.slug == asked.get(POST.name)), None)
        selection = QueueSelection(
            tab=tab,
            services=services,
            channel=channel if channel in dict(CHANNEL.choices(office)) else "",
            desks=own if tab == "mine" else (post.pk,) if post else (),
            is_last_first=asked.get(ORDER) == LAST_FIRST and tab not in NEWEST_FIRST,
        )
        by = {
            TAB.name: tab,
            SERVICE.name: code if services else "",
            CHANNEL.name: selection.channel,
            TYPED: typed_words(asked),
            POST.name: post.slug if post else "",
            ORDER: LAST_FIRST if selection.is_last_first else "",
        }
        rows = Case.objects.filter(office=office).order_by("-id")
        question = QueueQuestion(office, timezone.now(), selection, own)
        return Narrowed(rows, "id", TAB, {name: value for name, value in by.items() if value}, question)

    def count_of(self, narrowed: Narrowed, most: int) -> int:
        """Of an open tab as many as are counted on it."""
        question = narrowed.selection
        return question.counts.get(question.selection.tab) or super().count_of(narrowed, most)

    def read_page(self, narrowed: Narrowed, mark: str, most: int) -> QueuePage:  # type: ignore[override]
        question, after = narrowed.selection, mark[:60]
        if narrowed.words:
            return search(question.office, narrowed.words, after=after, now=question.now)
        selection = replace(question.selection, after=after, most=most)
        return fetch_queue_page(question.office, selection, now=question.now, counts=question.alone)

    def opened_by(self, asker: Asker, narrowed: Narrowed) -> str:
        question = narrowed.selection
        typed = narrowed.words
        number = number_opened(question.office, typed, question.now) if typed else ""
        return reverse("case", args=[number]) if number else ""

    # ---- what it is narrowed by ----

    def choices_of(self, each: Filter, narrowed: Narrowed, office: Office) -> list[Choice]:
        question = narrowed.selection
        tab = question.selection.tab
        if each is POST and tab not in BY_DESK:
            return []
        if each is not TAB:
            return super().choices_of(each, narrowed, office)
        counts = question.counts
        return [
            Choice(name, words, tab_count_words(counts.get(name)), name == "late" and bool(counts.get(name)))
            for name, words in TAB.choices(office)
            if name != "mine" or question.own
        ]

    def url_of_choice(self, narrowed: Narrowed, each: Filter, value: str) -> str:
        post = narrowed.asked.get(POST.name, "") if value in BY_DESK else ""
        return self.url_narrowed(narrowed, **{TAB.name: value, TYPED: "", POST.name: post})

    def is_chosen(self, narrowed: Narrowed, each: Filter, value: str) -> bool:
        return value == narrowed.asked[TAB.name] and not narrowed.words

    def is_by_due(self, narrowed: Narrowed) -> bool:
        """Whether the lines stand in the order of their due days, which can be turned."""
        return not narrowed.words and narrowed.selection.selection.tab not in NEWEST_FIRST

    def heads(self, narrowed: Narrowed | None = None) -> list[Head]:
        *heads, due = super().heads(narrowed)
        if narrowed is None or not self.is_by_due(narrowed):
            return [*heads, due]
        is_last_first = narrowed.selection.selection.is_last_first
        url = self.url_narrowed(narrowed, **{ORDER: "" if is_last_first else LAST_FIRST})
        return [*heads, due._replace(url=url, order="descending" if is_last_first else "ascending")]

    def nothing_words(self, narrowed: Narrowed) -> str:
        if not narrowed.words:
            return say("এখানে এখন কিছু নেই।", "There is nothing here now.")
        return say(
            "“{typed}” দিয়ে কোনো আবেদন পাওয়া যায়নি। নম্বরের শেষ কয়েকটি সংখ্যা, পুরো মোবাইল বা নামের একটি অংশ দিয়ে"
            " দেখুন।",
            "No case was found for “{typed}”. Try the last digits of the number, the whole mobile or a part"
            " of the name.",
            typed=narrowed.words,
        )

    # ---- what a row says ----

    def prepare(self, records: list[Case], office: Office) -> list[QueueRow]:
        now = timezone.now()
        return self.rows_of(records, now)

    def rows_of(self, cases: list[Case], now: datetime) -> list[QueueRow]:
        stands = summarise_cases(cases, now)
        bars = mini_bars((case for case in cases if case.is_open), now)
        return [QueueRow(each, bars.get(each.case.pk, mark_safe(""))) for each in stands]

    def url_of(self, record: QueueRow) -> str:
        return f"{queue_address(language())}{record.case.number}/"

    @label("কে, কী চেয়েছেন", "Who, and what they ask")
    def who(self, row: QueueRow) -> str:
        return marked_html(row.stands.who)

    @label("কী চেয়েছেন", "What they ask")
    def request(self, row: QueueRow) -> str:
        """The first line of the request."""
        return marked_html(kind_of(row.case.row).request_line(row.case))

    @label("সেবা", "Service", look="svc meta")
    def service_and_number(self, row: QueueRow) -> TwoLines:
        return TwoLines(row.case.row.short, digits(row.case.short_number, language()))

    @label("কার কাছে", "On whose desk", look="own")
    def holder(self, row: QueueRow) -> str:
        return holder_words(row.case)

    @label("শেষ দিন", "Due")
    def due(self, row: QueueRow) -> Due:
        """Its day in words under the bar; where the day does not say how it stands, its state for it."""
        case, stands = row.case, row.stands
        if case.state == case_transitions.WAITING and not stands.is_late:
            return Due(case.clock.due_at, "", bar=row.bar, tag=stands.tag)
        if case.is_open and not case.is_given_in_part:
            return Due(case.clock.due_at, stands.short_words, stands.is_late, row.bar)
        return Due(case.clock.due_at, stands.short_words, stands.is_late, tag=stands.tag)

    def act_of(self, record: QueueRow) -> NextAct | None:
        stands = record.stands
        if not stands.act_words:
            return None
        url = self.url_of(record)
        return NextAct(f"{url}{stands.act}/" if stands.act else url, stands.act_words)

    def may_be_ticked(self, case: Case) -> bool:
        """Without a limit a day must be named, and a document that is still to be shown must be seen."""
        return case.row.has_limit and not case.answers.get(TO_SHOW)

    def table(self, asker: Asker, narrowed: Narrowed, page: Any) -> Table:
        question, may_act = narrowed.selection, may_handle(asker.holder, asker.office.pk)
        can_accept = (
            may_act
            and question.selection.tab == "received"
            and any(case.row.has_limit for case in page.cases)
        )
        version = cache_version.current_version(asker.office.pk)
        look = RowLook(can_accept, may_act, language(), version)
        ticks = (
            Ticks(reverse("accept_several"), say("বাছাই করা আবেদন গ্রহণ করুন", "Accept selected"))
            if can_accept
            else None
        )
        rows = queue_rows(page, look, question.now)
        groups = [] if narrowed.words else groups_in(question.groups, question.selection, question.now)
        shown = place_groups(rows, page, groups, question.selection, look, question.now)
        return Table(self.heads(narrowed), shown, may_act, ticks)

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: Any) -> dict[str, Any]:
        has_urgent = narrowed.selection.counts["urgent"]
        return {
            "urgent_cases": open_urgent(request.office) if has_urgent else (),
            "in_words": self.order_words(narrowed),
        }

    def order_words(self, narrowed: Narrowed) -> str:
        """In which order the rows stand, beside the heading."""
        if narrowed.words or not self.is_by_due(narrowed):
            return ""
        if narrowed.selection.selection.is_last_first:
            return say("শেষ দিন পরে যার, সে আগে", "The last due first")
        return say("শেষ দিন আগে যার, সে আগে", "The first due first")


QUEUE = cast(CaseQueue, LISTS[CaseQueue.names])


@lru_cache(maxsize=2)
def queue_address(tongue: str) -> str:
    """It stands in every line."""
    return reverse("queue")


class RowLook(NamedTuple):
    """What makes a line another for one reader than for the next. `may_act`: whoever may only read is shown
    no act, whose page would be shut to them. `version`: of what is published of the office.
    """

    can_accept: bool
    may_act: bool
    tongue: str
    version: int


class RowCache:
    """The lines drawn in the minute that runs, by what the database gave of each: of a line that is as it
    was, nothing is made anew. The minute over, all begin anew: names are not to lie about in memory.
    """

    def __init__(self) -> None:
        self.minute = 0
        self.drawn: dict[tuple, str] = {}

    def of_minute(self, now: datetime) -> dict[tuple, str]:
        minute = minute_of(now)
        if minute != self.minute or len(self.drawn) >= KEPT:
            self.minute, self.drawn = minute, {}
        return self.drawn


row_cache = RowCache()


def minute_of(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def queue_rows(page: QueuePage, look: RowLook, now: datetime) -> list[str]:
    """One table row a case of the page."""
    if page.answers is None:
        return [row for _, row in draw_rows(page.cases, look, now)]
    drawn = row_cache.of_minute(now)
    missing = [answer for answer in page.answers if (answer, look) not in drawn]
    once: dict[tuple, str] = {}
    for answer, (case, row) in zip(missing, draw_rows(page.read(missing), look, now), strict=True):
        (drawn if holds_for_minute(case, now) else once)[answer, look] = row
    keys = ((answer, look) for answer in page.answers)
    return [once[key] if key in once else drawn[key] for key in keys]


def place_groups(
    rows: list[str],
    page: QueuePage,
    groups: list[CaseGroup],
    selection: QueueSelection,
    look: RowLook,
    now: datetime,
) -> SafeString:
    """The rows of a page with those groups whose due moments lie between its first and its last: on the
    first page also those before, on the last also those after.
    """
    if not groups:
        return mark_safe("\n".join(rows))  # noqa: S308 -- drawn of escaped parts
    sign = -1 if selection.is_last_first else 1
    dues = [sign * case.clock.due_at.timestamp() for case in page.cases]
    begins = read_mark(selection.after, is_by_due=True)[0] if selection.after else None
    placed = list(zip(dues, rows, strict=True))
    for group in groups:
        due = sign * group.due_at.timestamp()
        is_before = begins is not None and due <= sign * begins.timestamp()
        is_after = bool(page.after) and due > dues[-1]
        if not is_before and not is_after:
            placed.append((due, draw_group(group, look, now)))
    placed.sort(key=lambda each: each[0])
    return mark_safe("\n".join(row for _, row in placed))  # noqa: S308 -- drawn of escaped parts


def draw_group(group: CaseGroup, look: RowLook, now: datetime) -> str:
    """A group as the row of a case is drawn."""
    is_late = group.due_at < now
    number = say("{number}, {n}টি আবেদন", "{number}, {n} [case|cases]", number=group.number, n=group.count)
    due = Due(group.due_at, due_words_of(group, now), is_late)
    cells = (
        ("service_and_number", TwoLines(group.service_words, number)),
        ("holder", group.holder),
        ("due", due),
    )
    line = Line(
        group.url,
        marked_html(group.title),
        marked_html(group.what),
        [LineCell(label_of(QUEUE, name), show_value(value), look_of(QUEUE, name)) for name, value in cells],
        NextAct(group.url, say("ব্যাচের পাতা", "Open the batch")) if look.may_act else None,
        subtitle_look="",
    )
    return draw_line(line, has_acts=look.may_act, has_ticks=look.can_accept)


def holds_for_minute(case: Case, now: datetime) -> bool:
    """Whether its line says the same until the minute is over: its due moment is in no part of it, and it
    hangs on no facts that stand in other rows.
    """
    return minute_of(case.clock.due_at) != minute_of(now) and not needs_facts(case, now)


def draw_rows(cases: list[Case], look: RowLook, now: datetime) -> list[tuple[Case, str]]:
    return [(row.case, draw_row(row, look)) for row in QUEUE.rows_of(cases, now)]


def draw_row(row: QueueRow, look: RowLook) -> str:
    line = QUEUE.line_of(row)._replace(act=QUEUE.act_of(row) if look.may_act else None)
    if look.can_accept and QUEUE.may_be_ticked(row.case):
        line = line._replace(tick=str(row.case.pk))
    return draw_line(line, has_acts=look.may_act, has_ticks=look.can_accept)
