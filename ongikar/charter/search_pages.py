"""Who types "অভিযোগ" into the search seeks no service but a page of this site: it is named above what was found."""

from typing import NamedTuple

from ongikar.frame.say import say
from ongikar.rules.bangla import latin_digits
from ongikar.rules.search_spelling import meet
from ongikar.rules.search_words import meant, plain, stems


class Page(NamedTuple):
    """A page of the site, how it is offered, and the words that mean it. Bangla words are met in Latin letters too."""

    bn: str
    en: str
    path: str
    words: str


TRACK = "/track/"
PAGES = (
    Page(
        "সময়মতো সেবা না পেলে বা হয়রানি হলে: অভিযোগ ও আপিল",
        "If a service is late or you were harassed: complain or appeal",
        "/grievances/",
        "অভিযোগ নালিশ আপিল ঘুষ দুর্নীতি complaint complain grievance appeal bribe corruption",
    ),
    Page(
        "আবেদন করে থাকলে তা এখন কোথায়: আবেদনের খোঁজ",
        "If you have applied, where your request is now: track",
        TRACK,
        "আবেদন দরখাস্ত ট্র্যাকিং রসিদ application track tracking status receipt",
    ),
    Page(
        "কোন দিন কার্যালয় খোলা, কোন দিন বন্ধ: ছুটি ও কার্যদিবস",
        "On which days the office is open or closed: holidays and working days",
        "/calendar/",
        "ছুটি কার্যদিবস ক্যালেন্ডার holiday calendar",
    ),
)


def page_meant(typed: str) -> dict[str, str] | None:
    """The page of the site that one of the first typed words means, as {"path", "title"}; figures alone mean a request."""
    wanted = {*meant(typed[:200])[:12]}
    written = plain(typed[:200]).split()[:12]
    is_number = latin_digits("".join(written)).isdecimal()
    for page in PAGES:
        known = page.words.split()
        if is_number and page.path == TRACK:
            return shown(page)
        if wanted & {*stems(page.words)} or any(meet(one, other) for one in written for other in known):
            return shown(page)
    return None


def shown(page: Page) -> dict[str, str]:
    return {"path": say("", "/en") + page.path, "title": say(page.bn, page.en)}
