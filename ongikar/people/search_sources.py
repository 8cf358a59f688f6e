"""What the one search box of the staff looks through: each app registers its own source.

The page of the results stands above all apps (website/search) and knows none of them. A source finds by
number, by name or by subject, and gives nothing that the desk may not read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office

from .post_holders import PostHolder

# How many results of one source stand on the page of all; one more is asked for, which tells that there are
# more.
SHOWN = 8
MOST_TYPED = 100


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What was typed, who asks, in which office and when. `most`: how many results are wanted."""

    typed: str
    holder: PostHolder
    office: Office
    now: datetime
    most: int = SHOWN + 1


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One result: its page, its name, the line below it, and its state.

    `look`: of the tag, as `core.templatetags.icons.state` takes it; `state`: its words; "" for none.
    """

    url: str
    title: str
    text: str = ""
    look: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class SearchSource:
    """One source.

    `name`: in the address of its own results. `words`: what its results are called, in both languages.
    `roles`: who is asked to look there at all. `find`: the results, the likeliest first. `exact`: the page of
    the one thing whose number was typed whole, "" for none; that page is opened at once. `more`: where all
    results stand, "" for nowhere else. `is_aside`: people and what is known stand in the right column.
    """

    name: str
    words: tuple[str, str]
    roles: frozenset[str]
    find: Callable[[SearchQuestion], list[SearchResult]]
    exact: Callable[[SearchQuestion], str] | None = None
    more: Callable[[SearchQuestion], str] | None = None
    order: int = 50
    is_aside: bool = False

    @property
    def title(self) -> str:
        return say(*self.words)


SEARCH_SOURCES: dict[str, SearchSource] = {}


def register_search(source: SearchSource) -> None:
    SEARCH_SOURCES[source.name] = source


def search_sources(roles: frozenset[str]) -> list[SearchSource]:
    """The sources open to these roles, in the order of the page."""
    sources = (source for source in SEARCH_SOURCES.values() if roles & source.roles)
    return sorted(sources, key=lambda source: (source.order, source.name))


def exact_page(question: SearchQuestion, sources: list[SearchSource]) -> str:
    """The page of the one thing that the typed number means; "" where none or more than one is meant.

    A number may be that of a case and of a task: then the results say both.
    """
    pages = {page for source in sources if source.exact and (page := source.exact(question))}
    return pages.pop() if len(pages) == 1 else ""
