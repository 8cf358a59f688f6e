"""Finding a service by what people type, in either language, script and spelling."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ongikar.core.i18n.say import say
from ongikar.core.text_search import MOST_TYPED as MOST_TYPED
from ongikar.core.text_search import TextIndex, likely_texts, make_index, similar_words
from ongikar.rules.bangla.search import is_same_word, normalise_text, query_stems, stems
from ongikar.rules.bangla.text import latin_digits

from .models import CharterVersion, Service

# How much a word counts by where it stands.
SHORT, TYPED, NAME, SUMMARY = 7.0, 6.0, 4.0, 2.0


def find_services(version: CharterVersion, services: Sequence[Service], typed: str) -> list[Service]:
    """The services that fit what was typed, the best first. `services` are those of `version`."""
    index = index_of(version.pk, version.fingerprint)
    by_key = {service.pk: service for service in services}
    return [by_key[key] for key in likely_texts(index, by_key, similar_words(typed, index))]


@lru_cache(maxsize=64)
def index_of(version_id: int, fingerprint: str) -> TextIndex[int]:
    """The index of a published version. It never changes; the fingerprint tells two databases apart."""
    return make_index(
        {
            service.pk: (
                (SUMMARY, f"{service.summary_bn} {service.summary_en}"),
                (NAME, f"{service.name_bn} {service.name_en}"),
                (TYPED, " ".join(service.search_words)),
                (SHORT, f"{service.short_bn} {service.short_en}"),
            )
            for service in Service.objects.filter(version_id=version_id)
        }
    )


class SitePage(NamedTuple):
    """A page of the site, how it is offered, and the words that mean it. Bangla words are met in Latin
    letters too.
    """

    bn: str
    en: str
    path: str
    words: str


TRACK = "/track/"
PAGES = (
    SitePage(
        "সময়মতো সেবা না পেলে বা হয়রানি হলে: অভিযোগ ও আপিল",
        "If a service is late or you were harassed: complain or appeal",
        "/grievances/",
        "অভিযোগ নালিশ আপিল ঘুষ দুর্নীতি complaint complain grievance appeal bribe corruption",
    ),
    SitePage(
        "আবেদন করে থাকলে তা এখন কোথায়: আবেদনের খোঁজ",
        "If you have applied, where your application is now: track",
        TRACK,
        "আবেদন দরখাস্ত ট্র্যাকিং রসিদ application track tracking status receipt",
    ),
    SitePage(
        "কোন দিন কার্যালয় খোলা, কোন দিন বন্ধ: ছুটি ও কার্যদিবস",
        "On which days the office is open or closed: holidays and working days",
        "/calendar/",
        "ছুটি কার্যদিবস ক্যালেন্ডার holiday calendar",
    ),
)


def page_meant(typed: str) -> dict[str, str] | None:
    """The page of the site that one of the first typed words means, as {"path", "title"}; figures alone mean
    a request.
    """
    wanted = {*query_stems(typed[:200])[:12]}
    written = normalise_text(typed[:200]).split()[:12]
    is_number = latin_digits("".join(written)).isdecimal()
    for page in PAGES:
        known = page.words.split()
        if is_number and page.path == TRACK:
            return page_link(page)
        if wanted & {*stems(page.words)} or any(
            is_same_word(one, other) for one in written for other in known
        ):
            return page_link(page)
    return None


def page_link(page: SitePage) -> dict[str, str]:
    return {"path": say("", "/en") + page.path, "title": say(page.bn, page.en)}
