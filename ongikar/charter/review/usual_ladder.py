"""The grievance ladder of an office whose first charter prints none: complaining is a right, whether or not
the document names it.

Steps and limits as offices' charters commonly print them. Each says in public that the charter does not
print it.
"""

import re
from datetime import date
from typing import Any

from ongikar.charter.models import CharterVersion, Tier
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.lint.officers import USUAL

from .actions import Officer

# The role that hears, and the words of its step: when, and who.
STEPS = (
    (
        Post.GRO,
        "দায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে না পারলে",
        "When the responsible officer gives no solution",
        "অভিযোগ নিষ্পত্তি কর্মকর্তা (অনিক)",
        "Grievance Redress Officer (GRO)",
    ),
    (
        Post.APPEAL,
        "অভিযোগ নিষ্পত্তি কর্মকর্তা নির্দিষ্ট সময়ে সমাধান দিতে না পারলে",
        "When the Grievance Redress Officer gives no solution in time",
        "আপিল কর্মকর্তা",
        "Appeal Officer",
    ),
    (
        Post.CELL,
        "আপিল কর্মকর্তা নির্দিষ্ট সময়ে সমাধান দিতে না পারলে",
        "When the Appeal Officer gives no solution in time",
        "অভিযোগ ব্যবস্থাপনা সেল",
        "Grievance Management Cell",
    ),
)
# What tells a printed step from the others, in its words of when and of whom; the last that fits.
SIGNS = (
    ("দায়িত্বপ্রাপ্ত কর্মকর্তা", "নিষ্পত্তি কর্মকর্তা"),
    ("নিষ্পত্তি কর্মকর্তা", "আপিল কর্মকর্তা"),
    ("আপিল কর্মকর্তা", "অভিযোগ ব্যবস্থাপনা সেল"),
)
FAILED = re.compile(nfc(r"(?:না পারলে|ব্যর্থ হলে|না দিলে|না পেলে)\s*[।.]?$"))
WHY = {
    "reason_bn": "চার্টারে অভিযোগের ধাপ ছাপা নেই; ধাপ ও সময়সীমা প্রচলিত নিয়মে ধরা হয়েছে।",
    "reason_en": "The charter prints no steps for complaints; step and limit are taken as is usual.",
}


def when_in_english(printed: str) -> str:
    """The English of when a step begins, where it is printed as is usual; "" for words of
    the office's own.
    """
    words = nfc(printed).replace(nfc("আপীল"), nfc("আপিল"))
    fits = [step for (sign, _), step in zip(SIGNS, STEPS, strict=True) if nfc(sign) in words]
    return fits[-1][2] if fits and FAILED.search(words) else ""


def officer_in_english(printed: str) -> str:
    """The English of whom a step names by the usual role; "" for an office's own."""
    words = nfc(printed).replace(nfc("আপীল"), nfc("আপিল"))
    fits = [step for (_, sign), step in zip(SIGNS, STEPS, strict=True) if nfc(sign) in words]
    return fits[0][4] if len(fits) == 1 else ""


def usual_ladder(office: Office, version: CharterVersion, officer: Officer, day: date) -> list[Tier]:
    """Not saved. Only the steps whose post the office has, numbered from one; none where nobody hears
    complaints.
    """
    posts: dict[str, Post] = {}
    for post in office.posts.order_by("pk"):
        posts.setdefault(post.role, post)
    heard: list[tuple[Any, ...]] = [
        (posts[role], USUAL[step], *words)
        for step, (role, *words) in enumerate(STEPS, start=1)
        if role in posts
    ]
    open_point = WHY | {
        "name": "ladder",
        "by_bn": officer.by.get("bn", ""),
        "by_en": officer.by.get("en", ""),
        "post_bn": officer.post.title_bn,
        "post_en": officer.post.title_en,
        "on": day.isoformat(),
        "until": "",
    }
    return [
        Tier(
            version=version,
            number=number,
            post=post,
            limit={"unit": "working_days", "amount": days},
            when_bn=when_bn,
            when_en=when_en,
            title_bn=title_bn,
            title_en=title_en,
            address_bn=post.seat_bn,
            address_en=post.seat_en,
            phone=post.phone,
            email=post.email,
            reservations=[open_point],
        )
        for number, (post, days, when_bn, when_en, title_bn, title_en) in enumerate(heard, start=1)
    ]
