"""What an office has made known, the newest first: for the feed that others follow.

An app that publishes something tells of it by `register_news` in its module `declarations`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from .models import Office

MOST = 30


@dataclass(frozen=True, slots=True)
class News:
    """One thing made known. `key`: stays with the thing ("charter-3"); `title` and `words` in the language at
    hand; `url`: the path of its page; `at`: when it was made known.
    """

    key: str
    title: str
    words: str
    url: str
    at: datetime


Source = Callable[[Office, datetime], Iterable[News]]
SOURCES: list[Source] = []


def register_news(source: Source) -> Source:
    """Called as source(office, now); tells of no more than MOST things."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def news_of(office: Office, now: datetime) -> list[News]:
    known = [news for source in SOURCES for news in source(office, now)]
    return sorted(known, key=lambda news: (news.at, news.key), reverse=True)[:MOST]
