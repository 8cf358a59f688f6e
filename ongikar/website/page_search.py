"""Pages of the desk in the one search: the tabs of a person's rooms, what is begun or set up there, and the
registers, by what they are called in either language or by a word that people use for them.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ongikar.books.register_files import READERS as BOOK_READERS
from ongikar.books.registry import Book, books
from ongikar.charter.models import charter_in_force
from ongikar.charter.search import find_services
from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.people.contact_subjects import ADDRESS_BOOK_ROLES
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource
from ongikar.records.lists import READER_ROLES
from ongikar.records.registry import DESKS
from ongikar.records.words import Words, words_of
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import fiscal_year as fiscal_year_of
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.rights import FIGURE_ROLES

from .office_settings.registry import GROUPS
from .rights import POSTS_ROLES, SETTING_READER_ROLES
from .rooms import rooms_of

# By the page's word for itself: what else people call it.
ALSO_CALLED = {
    "queue": "সেবা কেস ফাইল অপেক্ষমাণ queue service requests",
    "today": "বাকি কাজ ড্যাশবোর্ড dashboard home due",
    "letters": "ডাক ডায়েরি প্রাপ্তি ইস্যু জারি স্মারক mail diary issue memo inbox",
    "contacts": "ঠিকানা ফোন নম্বর বই প্রতিষ্ঠান address book phone",
    "messages": "এসএমএস ই-মেইল খুদে বার্তা sms email sent",
    "calendar": "ছুটির দিন তালিকা বন্ধ কর্মঘণ্টা অফিস সময় calendar office hours closed",
    "charter": "সিটিজেন চার্টার সেবা প্রদান প্রতিশ্রুতি আপলোড citizen upload services",
    "people": "কর্মকর্তা কর্মচারী বদলি দায়িত্বভার staff transfer handover charge",
    "accounts": "ব্যবহারকারী পাসওয়ার্ড users password sign-in",
    "settings": "সেটিং বিন্যাস পরিবর্তন configuration preferences options",
    "first_day": "আমদানি তালিকা আনা প্রথম দিন spreadsheet xlsx first day",
    "questionnaires": "জরিপ প্রশ্ন ফরম মূল্যায়ন survey form feedback",
    "books": "খাতা নিবন্ধন বহি register book",
    "certificates": "সার্টিফিকেট প্রশিক্ষণ সনদপত্র training certificate",
    "health": "ব্যাকআপ ডিস্ক সার্ভার backup disk server status",
    "places": "শেখ রাসেল ডিজিটাল ল্যাব ইউডিসি বিদ্যালয় স্টক মালামাল যন্ত্র computer lab school stock devices",
    "gatherings": "ক্লাস হাজিরা উপস্থিতি অনুষ্ঠান ভ্রমণসূচি class attendance event schedule",
    "influence": "প্রভাব চাপ ঘুষ সুপারিশ lobbying pressure bribe",
    "visitors": "আগন্তুক অতিথি বহি খাতা visitor book guest entry log",
    "reply_texts": "টেমপ্লেট নমুনা জবাব উত্তর template canned reply answer",
    "notes": "নোট জ্ঞান প্রশ্নোত্তর জানা কথা knowledge faq answers help",
    "tasks": "দায়িত্ব টাস্ক to do assignment",
    "own_work": "নিজ উদ্যোগে কর্মসূচি planned",
    "grievance_reports": "জিআরএস মাসিক ত্রৈমাসিক grs monthly quarterly",
    "complaints": "জিআরএস জবাব grs answer",
    "grievances": "জিআরএস আপিল grs appeal",
    "rti": "তথ্য অধিকার আইন right to information act",
}


class Page(NamedTuple):
    """`url_name`, `args`: its address. `words`: its name, `room`: where it stands. `also`: other words for
    it.
    """

    url_name: str
    words: Words
    room: Words
    also: str = ""
    args: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.args)


# What stands behind a button or below a tab. By the posts that may open it.
FURTHER: tuple[tuple[frozenset[str], Page], ...] = (
    (
        STAFF_ROLES,
        Page(
            "counter",
            ("নতুন আবেদন", "New case"),
            ("আবেদন", "Cases"),
            "সরাসরি ফোন কাউন্টার walk-in counter phone",
        ),
    ),
    (
        READER_ROLES,
        Page(
            "visit_queue",
            ("কাউন্টারের সারি", "Queue at the counter"),
            ("আবেদন", "Cases"),
            "টোকেন লাইন অপেক্ষা ডাকা token waiting call",
        ),
    ),
    (
        FIGURE_ROLES,
        Page(
            "visit_figures",
            ("কার কত সময় লাগল", "How long for whom"),
            ("আবেদন", "Cases"),
            "অপেক্ষা কাউন্টার মিনিট waiting time counter minutes",
        ),
    ),
    (
        STAFF_ROLES,
        Page(
            "diarise",
            ("চিঠি ডায়েরি করা", "Enter a letter"),
            ("চিঠি", "Letters"),
            "ডাক প্রাপ্তি নতুন চিঠি incoming diary new",
        ),
    ),
    (
        STAFF_ROLES,
        Page("letter_new", ("নতুন চিঠি লেখা", "Write a letter"), ("চিঠি", "Letters"), "খসড়া পত্র draft outgoing"),
    ),
    (
        STAFF_ROLES,
        Page("task_new", ("কাজ দেওয়া", "Give a task"), ("কাজ", "Tasks"), "নতুন টাস্ক assign new"),
    ),
    (
        STAFF_ROLES,
        Page("task_series", ("বারবার আসা কাজ", "Recurring tasks"), ("কাজ", "Tasks"), "মাসিক সাপ্তাহিক repeat"),
    ),
    (
        ADDRESS_BOOK_ROLES,
        Page("contact_doubles", ("একই যোগাযোগ দুবার", "Doubled contacts"), ("চিঠি", "Letters"), "duplicate"),
    ),
    (
        POSTS_ROLES,
        Page(
            "desk_people",
            ("দায়িত্ব হস্তান্তর", "Hand over charge"),
            ("কার্যালয়", "Office"),
            "বদলি ছুটি cover leave",
        ),
    ),
    *(
        (
            SETTING_READER_ROLES,
            Page("settings_group", group.words, ("সেটিংস", "Settings"), group.also, (group.name,)),
        )
        for group in GROUPS.values()
    ),
    (
        frozenset(Post.ROLES),
        Page("help", ("সাহায্য ও নির্দেশিকা", "Help and manual"), ("", ""), "ম্যানুয়াল how to guide"),
    ),
    (
        frozenset(Post.ROLES),
        Page("mfa_index", ("আমার হিসাব", "My account"), ("", ""), "পাসওয়ার্ড বদল password profile two-step"),
    ),
)


def pages_of(roles: frozenset[str]) -> Iterator[Page]:
    """What these posts may open, in the order of the rooms."""
    for room, tabs in rooms_of(roles):
        for tab in tabs:
            yield Page(tab.url_name, tab.words, room.words, ALSO_CALLED.get(tab.key, ""))
    for desk in DESKS.values():
        if desk.opens is not None and roles & desk.handlers:
            begun_in = desk.door.words if desk.door else words_of(desk.model._meta.verbose_name_plural)
            yield Page(f"{desk.names}_new", desk.opens.button, begun_in, "নতুন শুরু new begin")
    yield from (page for holders, page in FURTHER if roles & holders)


@lru_cache(maxsize=64)
def keyed_pages(roles: frozenset[str]) -> tuple[tuple[str, Page], ...]:
    """Each page with the folded text by which it is found."""
    return tuple((fold(" ".join((*page.words, *page.room, page.also))), page) for page in pages_of(roles))


def find_pages(question: SearchQuestion) -> list[SearchResult]:
    words = fold(question.typed).split()
    if not words:
        return []
    roles = question.holder.roles_in(question.office.pk)
    results = [
        SearchResult(page.url, say(*page.words), say(*page.room))
        for text, page in keyed_pages(roles)
        if all(word in text for word in words)
    ]
    services = find_services_cases(question)
    return [*[*results, *find_books(question, words)][: question.most - len(services)], *services]


# Of the services that may be meant the likeliest.
MOST_SERVICES = 3


def find_services_cases(question: SearchQuestion) -> list[SearchResult]:
    """The cases of a service, by its name or by the need that it meets."""
    if not question.holder.has(question.office.pk, READER_ROLES):
        return []
    charter = charter_in_force(question.office, timezone.localtime(question.now, TZ).date())
    if charter.version is None:
        return []
    meant = find_services(charter.version, charter.services, question.typed)[:MOST_SERVICES]
    return [
        SearchResult(
            f"{reverse('queue')}?{urlencode({'tab': 'all', 'service': service.code})}",
            service.short,
            say("আবেদন", "Cases"),
        )
        for service in meant
    ]


def find_books(question: SearchQuestion, words: list[str]) -> list[SearchResult]:
    """The registers that the person may read, of the present fiscal year."""
    year = fiscal_year_of(timezone.localtime(question.now, TZ).date())
    return [
        SearchResult(reverse("book", args=[book.slug, year]), say(*book.title), say("রেজিস্টার", "Registers"))
        for book in books()
        if question.holder.has(question.office.pk, BOOK_READERS | book.readers)
        and all(word in fold(book_text(book)) for word in words)
    ]


# By its slug, what else a register is called.
BOOKS_ALSO_CALLED = {
    "stock": "স্টক ভান্ডার মালামাল inventory",
    "diary": "প্রাপ্তি গ্রহণ inward",
    "issue": "প্রেরণ স্মারক outward despatch memo",
    "rti": "তথ্যের আবেদন right to information",
    "grievances": "জিআরএস grs complaint",
    "support": "মেরামত repair",
    "tours": "সফর visit travel",
    "visitors": "আগন্তুক অতিথি পরিদর্শন বহি guest entry log",
}


def book_text(book: Book) -> str:
    return " ".join((*book.title, "রেজিস্টার খাতা বহি register book", BOOKS_ALSO_CALLED.get(book.slug, "")))


PAGE_SEARCH = SearchSource(
    "pages",
    ("পাতা", "Pages"),
    frozenset(Post.ROLES) - {Post.AGENT},
    find_pages,
    order=90,
    is_aside=True,
)
