"""Complaints that come again: about one service, one post, or from one cause. They surface by themselves once
they are as many as the office's rules say.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from ongikar.charter.models import charter_in_force
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla.text import digits

from ..house_rules import HouseRules, house_rules
from ..models import BookLine, Grievance

# Looked through, the newest first: in an office with more than this many, what comes again is among them.
MOST_LOOKED_AT = 300
SERVICE, POST, CAUSE = "service", "post", "cause"


@dataclass(frozen=True, slots=True)
class Repetition:
    """`sort`: about one service, one post, or from one cause. `code`: of the service or the cause, or the key
    of the post; `name`: what people call it.
    """

    sort: str
    code: str
    name: str
    count: int
    days: int

    @property
    def words(self) -> str:
        """“কম্পিউটার ল্যাব” সেবা নিয়ে ১৮০ দিনে ৪টি অভিযোগ."""
        forms = {
            SERVICE: (
                "“{name}” সেবা নিয়ে {days} দিনে {n}টি অভিযোগ",
                "{n} [complaint|complaints] in {days} [day|days] about “{name}”",
            ),
            POST: (
                "{name} পদের কাজ নিয়ে {days} দিনে {n}টি অভিযোগ",
                "{n} [complaint|complaints] in {days} [day|days] about the work of the post {name}",
            ),
            CAUSE: (
                "একই মূল কারণ, “{name}”, {days} দিনে {n}টি সিদ্ধান্তে",
                "the same root cause, “{name}”, in {n} [decision|decisions] in {days} [day|days]",
            ),
        }
        figures = {"days": digits(self.days, language()), "n": digits(self.count, language())}
        return say(*forms[self.sort], name=self.name, **figures)


def repeated_complaints(office: Office, now: datetime) -> list[Repetition]:
    """What came again, the most frequent first.

    A complaint whose name is hidden does not count for its service: whoever is complained of would learn from
    the figure which service it is about.
    """
    rules = house_rules(office.slug)
    since = now - timedelta(days=rules.repeated_days)
    rows = (
        Grievance.objects.filter(office=office)
        .order_by("-id")
        .values_list("filed_at", "respondent_id", "case__service__code", "identity_hidden", "anonymous")[
            :MOST_LOOKED_AT
        ]
    )
    came = [row for row in rows if row[0] >= since]
    services = (code for _, _, code, hidden, nameless in came if code and not (hidden or nameless))
    repetitions = [
        *often(SERVICE, services, service_names(office, now), rules),
        *often(POST, (str(row[1]) for row in came), post_names(office), rules),
        *often(CAUSE, causes_since(office, since), {}, rules),
    ]
    return sorted(repetitions, key=lambda each: (-each.count, each.sort, each.code))


def often(sort: str, codes: Iterable[str], names: dict[str, str], rules: HouseRules) -> Iterable[Repetition]:
    for code, count in Counter(codes).items():
        if count >= rules.repeated_times:
            name = rules.cause(code) if sort == CAUSE else names.get(code, code)
            yield Repetition(sort, code, name, count, rules.repeated_days)


def causes_since(office: Office, since: datetime) -> list[str]:
    """The root causes of the newest decisions that found a complaint right."""
    lines = BookLine.objects.filter(office=office, book=BookLine.DECISIONS)
    rows = lines.order_by("-fiscal_year", "-book_serial").values_list("stage__closed_at", "stage__cause")
    return [cause for at, cause in rows[:MOST_LOOKED_AT] if cause and at and at >= since]


def service_names(office: Office, now: datetime) -> dict[str, str]:
    """What the services of the charter in force are called; one it no longer has is known by its code."""
    return {row.code: row.short for row in charter_in_force(office, timezone.localdate(now)).services}


def post_names(office: Office) -> dict[str, str]:
    return {str(post.pk): post.title for post in Post.objects.filter(office=office)}


def repeated_about(office: Office, code: str, now: datetime) -> Repetition | None:
    """Of one service, as the office itself may know it: of hidden complaints nothing."""
    rules = house_rules(office.slug)
    rows = Grievance.objects.filter(
        office=office,
        case__service__code=code,
        identity_hidden=False,
        anonymous=False,
        filed_at__gte=now - timedelta(days=rules.repeated_days),
    )
    count = len(rows.order_by("-id").values_list("pk")[:MOST_LOOKED_AT])
    if count < rules.repeated_times:
        return None
    return Repetition(SERVICE, code, service_names(office, now).get(code, code), count, rules.repeated_days)
