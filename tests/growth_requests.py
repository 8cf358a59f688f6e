"""With what each address of the URL table is asked for where every table has grown: plainly, by everything
that its page reads from its address, and once more by the link to its next page.

The table is Django's own. An address that leads to a thing has its thing in endpoint_requests.py; one that
nobody opens by GET is asked for all the same. A word of an address that a page reads and no request here says
is a fault of the test.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, QueryDict
from django.urls import reverse

from ongikar.cases.officer.report_views import DAY_CHOICES
from ongikar.delivery.training.board import TABS as BOARD_TABS
from ongikar.gatherings.lists import TABS as GATHERING_TABS
from ongikar.letters.letter_list import TABS as LETTER_TABS
from ongikar.places.place_views import TABS as PLACE_TABS
from ongikar.records.desk import Desk
from ongikar.records.registry import DESKS
from ongikar.tasks.lists import TABS as TASK_TABS
from ongikar.tasks.words import ORIGINS

from .access_matrix import ACCESS_MATRIX, PEOPLE
from .endpoint_requests import THINGS, url_name_of_row, url_patterns
from .scene import OfficeThings

# Who sees most stands first: of those to whom an address is open the first asks for it.
SEEN_BY = ("officer", "gro", "citizen", "auditor", "viewer", "agent", "admin", "appeal", "nobody")
# Marks of pages: a list gives the next one itself.
PAGES = frozenset({"after", "before", "page"})
# Read of an address and asking no table for more: where to go on, what a form begins with, one thing by its
# key, a language or a form of the charter.
ASKS_NOTHING = frozenset(
    {
        *("next", "then", "form", "still", "promise", "key", "code", "number", "print", "do", "sort"),
        *("letter", "post", "template", "language"),
        # Whether a reason is filled in.
        *("undo", "unlike"),
        # Whether the form that stands there is open.
        "decide",
        # Where a page stands in the day's list, from which any page is come to: asked for at `task`.
        "of",
        *("formID", "listAllVersions", "verbose", "i", "more", "version", "answers", "replaces"),
    }
)
# A name that many bear, one that few bear, a word that nobody bears, one letter, figures, and a number.
WORDS = ("রহিমা", "রহিমা খাতুন", "নেই এমন", "ক", "৮৮০১৭", "417")
OF_WORDS = tuple(f"q={word}" for word in WORDS)
CHOICES_OF_A_FORM = {
    *("address", "answer", "asked", "channel", "days", "email", "institution", "letter_came"),
    *("letter_memo", "letter_written", "mobile", "name", "outcome", "seen", "service", "slip", "slip_day"),
    *("slip_reason", "slip_time", "asked_of", "papers"),
}


def tabs(names: Any, word: str = "tab") -> tuple[str, ...]:
    return tuple(f"{word}={name}" for name in names if name)


YEARS = ("year=2026", "year=2025")
OF_FILTERS = {
    "year": YEARS,
    "state": ("state=open",),
    "ended": ("ended=1",),
    "when": ("when=today", "when=last", "when=2026"),
    "whom": ("whom=1",),
    "tab": ("tab=low", "tab=ended", "tab=letters"),
}


def queries_of(desk: Desk) -> tuple[str, ...]:
    """Its years or what is ended, and what is sought in its list."""
    found = [query for each in desk.list_filter for query in OF_FILTERS[each.name]]
    return (*found, *OF_WORDS, *(f"{each}&q=ক" for each in found)) if desk.search_fields else tuple(found)


# By name of the address: each way of narrowing what its page shows.
QUERIES: dict[str, tuple[str, ...]] = {
    "agent_new": ("same=8549-26-00001-12345",),
    "batch": tabs(BOARD_TABS, "show"),
    **dict.fromkeys(
        ("book", "book_pdf", "book_sheet"),
        ("month=11", "service=citizen-1", "state=late", "month=11&service=citizen-1&state=kept"),
    ),
    "charter": OF_WORDS,
    "counter": ("visit=1", "person=26", "contact=1", "look=1&q=রহিমা"),
    "contacts": ("ended=1", *OF_WORDS, "ended=1&q=ক"),
    "contacts_json": OF_WORDS,
    "desk_search": (
        *OF_WORDS,
        *(f"only={name}&q=ক" for name in ("cases", "letters", "contacts", "tasks")),
        *(f"only={desk.names}&q=রহি" for desk in DESKS.values() if desk.search_fields),
    ),
    "foreseen": tuple(f"days={days}&page={page}" for days in DAY_CHOICES for page in (1, 3)),
    "gatherings": tabs(GATHERING_TABS),
    "help": OF_WORDS,
    "job_earlier": ("part=1", *OF_WORDS),
    "printed_tokens_pdf": ("on=2026-12-06&first=1&count=10",),
    "contacts_of_month": ("month=2026-11",),
    "influence_new": ("case=8549-26-00001-00000",),
    "visit_figures": ("on=2026-12-06&span=month", "on=2026-12-06"),
    **dict.fromkeys(("day_sheet", "week"), ("on=2026-12-06",)),
    **dict.fromkeys(
        ("track_appointment", "track_appointment_confirm", "track_appointment_cancel", "agent_appointment"),
        ("from=2026-12-08",),
    ),
    **dict.fromkeys(("agent_month", "agent_month_pdf", "desk_centres"), ("month=2026-12",)),
    "typed_said": ("day=06/12/2026&since=01/12/2026", "time=9:30"),
    "typed_month": ("day=06/12/2026", "month=2026-12"),
    "letter_files": OF_WORDS,
    "letters": (*tabs(LETTER_TABS), *OF_WORDS, *(f"tab={tab}&q=ক" for tab in LETTER_TABS)),
    "performance_plan": ("compare=1",),
    # Come to from the day's list, as any page of the desk may be.
    "task": ("of=0.1.1",),
    "place": tabs(PLACE_TABS, "state"),
    "places": ("kind=lab", *OF_WORDS),
    **dict.fromkeys(("programme", "programme_ics"), ("place=lab",)),
    **dict.fromkeys(("account_json", "account_csv"), ("year=2026",)),
    "sitemap_xml": ("p=1",),
    "queue": (
        *tabs(("open", "mine", "late", "today", "received", "waiting", "closed", "all")),
        *("order=last", "service=citizen-1", "channel=counter", "tab=all&service=citizen-1&channel=counter"),
        *("tab=late&desk=upazila-ict-officer", "tab=closed&channel=counter"),
        *OF_WORDS,
    ),
    **dict.fromkeys(
        ("tasks", "tasks_pdf"),
        (*tabs(TASK_TABS), *(f"origin={name}" for name in ORIGINS), "owner=post-1", "subject=case:1"),
    ),
    **{desk.names: queries_of(desk) for desk in DESKS.values()},
    "help_notes": OF_WORDS,
    "help_suggested": ("q=ক", "q=ওয়াইফাই+ধীর&service=citizen-2"),
    "appointments_new": ("slot=1", "number=26"),
    "board_voice": ("clip=number-7",),
    "people": (*OF_WORDS, "q=খাতুন&union=মমিনপুর&since=month&order=name", "q=01711111111", "q=রহিমা+খাতুন"),
    "person_join": OF_WORDS,
    "case_same": ("other=26",),
    "filters": ("tab=late", "tab=closed&q=ক"),
    "several": ("tab=mine", "tab=late", "q=26"),
    "desk_grievances": (*tabs(("late", "soon", "settled")), *OF_WORDS),
    "desk_complaints": ("q=26",),
    "training_result": ("all", "roll=1", "objection=1"),
    **dict.fromkeys(("letter_new",), ("kind=memo",)),
}
_RATED = "it is rated by a row of the fill, and leads back"
_MADE_BESIDE = "a large register is made by the worker, and the answer leads to it"
_NEWEST_ROUNDS = "only the newest rounds are on a phone, and the fill has newer ones"
# What answers with no page once the tables are grown, and why.
NO_PAGE = {
    **dict.fromkeys(("book_sheet", "book_pdf"), _MADE_BESIDE),
    **dict.fromkeys(("odk_form", "odk_manifest"), _NEWEST_ROUNDS),
    **dict.fromkeys(("grievance_rate", "track_school", "track_lecture"), _RATED),
}
# Words of an address that only fill a form, by name of the address.
FORMS = {
    "counter": CHOICES_OF_A_FORM | {"read"},
    # The whole address, handed on.
    "queue": {"urlencode"},
    "influence_new": {"case"},
    "contact_add": {"place"},
    "device_lists": {"place"},
    "task_new": {"subject"},
    "certificate_new": {"subject"},
    "letter_new": {"kind"},
}


@dataclass(frozen=True)
class GrownRequest:
    """One address by a person with words behind it. `is_open`: whether the person is given a page."""

    name: str
    person: str
    query: str = ""
    is_open: bool = True

    def address(self, has: OfficeThings) -> str:
        args = THINGS[self.name](has) if self.name in THINGS else {}
        path = reverse(url_name_of_row(self.name), kwargs=args)
        return f"{path}?{self.query}" if self.query else path

    def __str__(self) -> str:
        return f"{self.name}{'?' if self.query else ''}{self.query} for {self.person}"


def rows_of_address(name: str) -> list[str]:
    """The rows of the access matrix that an address of the URL table has: of another thing it may have one
    more.
    """
    return [row for row, how in ACCESS_MATRIX if how == "GET" and url_name_of_row(row) == name]


def without_request() -> list[str]:
    """Addresses of the URL table that nothing here says how to ask for."""
    return sorted(
        str(pattern.name)
        for pattern in url_patterns()
        if not rows_of_address(pattern.name)
        or (pattern.pattern.converters and not set(rows_of_address(pattern.name)) <= THINGS.keys())
    )


def requests_to_make(*, by_each: bool) -> Iterator[GrownRequest]:
    """For each address of the URL table, by the first who may see it; `by_each`: by the others plainly."""
    for name in dict.fromkeys(str(pattern.name) for pattern in url_patterns()):
        for row in rows_of_address(name):
            answers = ACCESS_MATRIX[row, "GET"]
            may = [person for person in (*SEEN_BY, *PEOPLE) if answers[person] == "open"]
            for person in dict.fromkeys(may if by_each else may[:1] or ["officer"]):
                narrowed = QUERIES.get(name, ()) if person == (may or ["officer"])[0] else ()
                for query in ("", *narrowed):
                    yield GrownRequest(row, person, query, is_open=bool(may))


@dataclass
class WordsRead:
    """Which words of its address each page read."""

    of: dict[str, set[str]] = field(default_factory=dict)
    name: str = ""

    def note(self, word: str) -> None:
        self.of.setdefault(url_name_of_row(self.name), set()).add(word)

    def unsaid(self) -> list[str]:
        """Those that no request says, and of which nothing says that they ask for nothing."""
        return [
            f"{name}: {word}"
            for name, words in sorted(self.of.items())
            for word in sorted(words - PAGES - ASKS_NOTHING - FORMS.get(name, set()) - said_of(name))
        ]


def said_of(name: str) -> set[str]:
    return {part.partition("=")[0] for query in QUERIES.get(name, ()) for part in query.split("&")}


def watch_words(monkeypatch: Any) -> WordsRead:
    """From here on each word that a page reads of its address is noted."""
    read = WordsRead()

    class Watched(QueryDict):
        def __getitem__(self, word: str) -> Any:
            read.note(word)
            return super().__getitem__(word)

        def get(self, word: str, default: Any = None) -> Any:
            read.note(word)
            return super().get(word, default)

        def getlist(self, word: str, default: Any = None) -> Any:
            read.note(word)
            return super().getlist(word, default)

        def __contains__(self, word: object) -> bool:
            read.note(str(word))
            return super().__contains__(word)

    def words_of(request: WSGIRequest) -> QueryDict:
        return Watched(request.META.get("QUERY_STRING", ""), encoding=request.encoding)

    monkeypatch.setattr(WSGIRequest, "GET", property(words_of))
    return read


def next_pages(path: str, answer: HttpResponse) -> list[str]:
    """The links of a page to its own list's next page, one for each word that says so."""
    if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
        return []
    found: dict[str, str] = {}
    for target in re.findall(r'href="([^"#]*\?[^"#]*)"', answer.content.decode()):
        place, _, query = target.replace("&amp;", "&").partition("?")
        words = (part.partition("=")[0] for part in query.split("&"))
        word = next((each for each in words if each in PAGES), "")
        if word and place in ("", path):
            found.setdefault(word, f"{path}?{query}")
    return list(found.values())
