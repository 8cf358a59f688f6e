"""The one search of the staff: everything that a name, a number or a subject means, sorted by what it is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from ongikar.core.i18n.lang_markup import mark_languages, mark_line
from ongikar.core.i18n.say import language, say
from ongikar.core.templatetags.icons import state
from ongikar.people.post_holders import StaffRequest
from ongikar.people.search_sources import (
    MOST_TYPED,
    SHOWN,
    SearchQuestion,
    SearchResult,
    SearchSource,
    exact_page,
    search_sources,
)
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import digits

from .rights import for_all_staff

# So many results of one sort stand on a page of their own.
MOST_OF_ONE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A result as it is drawn: what was typed stands out in it."""

    url: str
    title: SafeString
    text: SafeString
    tag: SafeString | str


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one source. `has_more`: there are more than stand here; `all_url`: where all are."""

    source: SearchSource
    hits: list[Hit]
    has_more: bool
    all_url: str

    @property
    def count(self) -> str:
        return digits(f"{len(self.hits)}+" if self.has_more else len(self.hits), language())


@dataclass(frozen=True, slots=True)
class View:
    """One of the lists to choose from above the results."""

    url: str
    title: str
    count: str
    is_shown: bool


@for_all_staff
@require_safe
def desk_search(request: StaffRequest) -> HttpResponse:
    sources = search_sources(request.holder.roles_in(request.office.pk))
    if not sources:
        raise PermissionDenied
    # PostgreSQL takes no null character in any text, not even to look for it.
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MOST_TYPED]
    sought = number_alone(typed)
    only = next((source for source in sources if source.name == request.GET.get("only")), None)
    most = (MOST_OF_ONE if only else SHOWN) + 1
    question = SearchQuestion(sought, request.holder, request.office, timezone.now(), most)
    if typed and not only and (page := exact_page(question, sources)):
        return redirect(page)
    asked = [only] if only else sources
    groups = [group for source in asked if typed and (group := group_of(source, question, only)).hits]
    context = {
        "typed": mark_languages(typed),
        "groups": [group for group in groups if not group.source.is_aside],
        "aside": [group for group in groups if group.source.is_aside],
        "views": views_of(typed, groups, only),
        "count": count_of(groups),
        "current": "search",
    }
    return render(request, "website/search.html", context)


# What people write before a number.
BEFORE_A_NUMBER = frozenset(
    fold(
        "স্মারক স্মারকনং ডায়েরি ডাইরি ইস্যু নম্বর নং আবেদন অভিযোগ আপিল চিঠি পত্র কেস সনদ ব্যাচ"
        " memo diary issue number no nr case application complaint appeal letter certificate batch"
    ).split()
)


def number_alone(typed: str) -> str:
    """“স্মারক নং ০৫.০১” as ০৫.০১; anything else as it was typed."""
    words = typed.split(" ")
    while len(words) > 1 and fold(words[0]) in BEFORE_A_NUMBER:
        words = words[1:]
    left = " ".join(words)
    is_number = any(letter.isdigit() for letter in left) and not any(letter.isalpha() for letter in left)
    return left if is_number else typed


def count_of(groups: list[Group]) -> str:
    """How many stand on the page, with a sign that there are more."""
    more = "+" if any(group.has_more for group in groups) else ""
    return digits(f"{sum(len(group.hits) for group in groups)}{more}", language())


def group_of(source: SearchSource, question: SearchQuestion, only: SearchSource | None) -> Group:
    found = source.find(question)
    shown = found[: question.most - 1]
    has_more = len(found) > len(shown)
    if only is None:
        rest = search_address(question.typed, source.name)
    else:
        rest = source.more(question) if source.more else ""
    return Group(source, [hit_of(each, question.typed) for each in shown], has_more, rest)


def hit_of(result: SearchResult, typed: str) -> Hit:
    tag = state(result.look, result.state) if result.state else ""
    return Hit(result.url, mark_found(result.title, typed), mark_found(result.text, typed), tag)


def views_of(typed: str, groups: list[Group], only: SearchSource | None) -> list[View]:
    """All, and each sort that has something; none where nothing was found."""
    if only:
        return [
            View(search_address(typed), say("সব", "All"), "", False),
            View(search_address(typed, only.name), only.title, groups[0].count if groups else "", True),
        ]
    if not groups:
        return []
    return [
        View(search_address(typed), say("সব", "All"), count_of(groups), True),
        *(
            View(search_address(typed, group.source.name), group.source.title, group.count, False)
            for group in groups
        ),
    ]


def search_address(typed: str, only: str = "") -> str:
    asked = {"q": typed} | ({"only": only} if only else {})
    return f"{reverse('desk_search')}?{urlencode(asked)}"


def mark_found(text: str, typed: str) -> SafeString:
    """The text with each word marked that begins with a word that was typed, however it is spelt."""
    words = tuple(fold(typed).split())
    return mark_words(text, lambda word: bool(words) and fold(word).startswith(words))


def mark_words(text: str, is_found: Callable[[str], bool]) -> SafeString:
    """The text, escaped, with each word marked for which that holds."""

    def mark_word(part: str) -> str:
        shown = ((word, conditional_escape(word)) for word in part.split(" "))
        return " ".join(f"<mark>{safe}</mark>" if is_found(word) else safe for word, safe in shown)

    return mark_safe(mark_line(text, language(), mark_word))  # noqa: S308
