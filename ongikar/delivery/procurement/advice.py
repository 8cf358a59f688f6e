"""What the advice begins with, from what the rows say: the lowest that meets each line, the sum beside the
budget, and the limits of the day. Whoever signs changes it as they see fit.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from ongikar.cases.models import Case
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.calendar.office_calendar import TZ

from .comparing import ComparisonTable
from .models import TAKA, Purchase, figures

COMMON = Path(__file__).with_name("limits.toml")
OWN_FILE = "purchase_limits.toml"
# The settings of the office that change them, one for each method.
LIMITS = "limits"
METHODS = ("direct", "quotation", "tender")
# The states of an application whose purchase is made, or may yet be.
COUNTED = (*case_transitions.OPEN, case_transitions.KEPT)


class LimitFault(ValueError):
    """A file of limits that cannot be meant: it names the row and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Up to which sum a method may be used from a day on, and how many quotations it wants. None: no limit is
    known. `source`: where that is written, in both languages. `is_sample`: invented for the demonstration.
    """

    method: str
    since: date
    # Taka of one purchase, and of all of a fiscal year; None: no limit is known.
    most: int | None
    most_a_year: int | None
    least_quotations: int
    source_bn: str
    source_en: str
    is_sample: bool

    @property
    def source(self) -> str:
        said = say(self.source_bn, self.source_en)
        if self.is_sample:
            said += say("; ক্রয়বিধি মিলিয়ে নিন", "; check it with the procurement rules")
        return said


@cache
def limits(office_slug: str) -> tuple[Limit, ...]:
    """Those of the office where it has its own, else the program's. Raises LimitFault."""
    own = settings.ONGIKAR_OFFICES / office_slug / OWN_FILE
    path = own if own.exists() else COMMON
    rows = tomllib.loads(path.read_text("utf-8")).get("limits", [])
    return tuple(read_limit(place, row) for place, row in enumerate(rows, 1))


def read_limit(place: int, row: Mapping[str, Any]) -> Limit:
    try:
        limit = Limit(
            method=row["method"],
            since=row["since"],
            most=row.get("most"),
            most_a_year=row.get("most_a_year"),
            least_quotations=row.get("least_quotations", 0),
            source_bn=row["source_bn"],
            source_en=row["source_en"],
            is_sample=row.get("sample", False),
        )
        if limit.method not in METHODS or type(limit.since) is not date:
            raise ValueError("method or since")
        if not all(map(is_count, (limit.most or 1, limit.most_a_year or 1, limit.least_quotations + 1))):
            raise ValueError("most, most_a_year or least_quotations")
    except (KeyError, ValueError, TypeError) as fault:
        raise LimitFault(f"limit {place}: {fault}") from fault
    return limit


def is_count(figure: object) -> bool:
    return type(figure) is int and figure > 0


def limit_on(office: Office, method: str, day: date) -> Limit | None:
    """The newest that holds on a day: what was entered on screen, else what a file says."""
    if (own := office.setting(f"{LIMITS}.{method}", day)) is not None:
        return Limit(
            method,
            day,
            own["most"],
            # What was entered before a yearly limit was asked for says none.
            own.get("most_a_year"),
            own["least_quotations"],
            own["source"],
            own["source"],
            is_sample=False,
        )
    held = [each for each in limits(office.slug) if each.method == method and each.since <= day]
    return max(held, key=lambda each: each.since, default=None)


def limit_words(purchase: Purchase, case: Case, day: date) -> list[str]:
    """What the limits of the day say of this purchase: told, never enforced, since whoever buys decides."""
    try:
        limit = limit_on(purchase.office, str(case.answers.get("method") or ""), day)
    except (LimitFault, tomllib.TOMLDecodeError) as fault:
        return [
            say(
                "ক্রয়সীমার ফাইল ({file}) পড়া যায়নি: {fault}। সীমা মেলানো হয়নি।",
                "The file of purchase limits ({file}) could not be read: {fault}. No limit was checked.",
                file=OWN_FILE,
                fault=str(fault),
            )
        ]
    if limit is None:
        return []
    sentences, budget = [], case.answers.get("budget")
    if limit.most is not None and isinstance(budget, int) and budget > limit.most:
        sentences.append(
            say(
                "বরাদ্দ এই পদ্ধতির সীমা {most} টাকার বেশি ({source})।",
                "The budget is above the limit of this method, {most} taka ({source}).",
                most=grouped_number(limit.most, language()),
                source=limit.source,
            )
        )
    if limit.most_a_year is not None and isinstance(budget, int):
        sentences.append(year_words(purchase, case, limit, limit.most_a_year, budget))
    count = purchase.quotations.filter(struck_at__isnull=True).count()
    if 0 < count < limit.least_quotations:
        sentences.append(
            say(
                "এই পদ্ধতিতে অন্তত {least}টি দর লাগে, আছে {count}টি ({source})।",
                "This method wants at least {least} quotations; there [is|are] {count} ({source}).",
                least=limit.least_quotations,
                count=count,
                source=limit.source,
            )
        )
    return sentences


def bought_this_year(purchase: Purchase, case: Case) -> tuple[int, int]:
    """How many other purchases by the same method the same buyer asked advice on in the fiscal year, and
    their budgets together. Who buys is known by the mobile; of what was withdrawn or refused nothing is
    bought.
    """
    mobile = case.applicant.mobile if case.applicant else ""
    if not mobile:
        return 0, 0
    others = same_buyer(purchase, mobile).exclude(pk=purchase.pk)
    said = [answers for answers in others if answers.get("method") == case.answers.get("method")]
    budgets = [each for answers in said if isinstance(each := answers.get("budget"), int)]
    return len(said), sum(budgets)


def same_buyer(purchase: Purchase, mobile: str) -> QuerySet[Purchase, Any]:
    """What is said in each of the applications of the year that came with a mobile, found by that."""
    rows = Purchase.objects.filter(
        fiscal_year=purchase.fiscal_year,
        case__applicant__office=purchase.office_id,
        case__applicant__mobile=mobile,
        case__state__in=COUNTED,
    )
    return rows.values_list("case__answers", flat=True)


def year_words(purchase: Purchase, case: Case, limit: Limit, most: int, budget: int) -> str:
    """What is left of the year's limit with this purchase, or by how much it goes beyond and what then."""
    count, taka = bought_this_year(purchase, case)
    left, tongue = most - taka - budget, language()
    facts = {
        "most": grouped_number(most, tongue),
        "taka": grouped_number(taka, tongue),
        "count": count,
        "left": grouped_number(abs(left), tongue),
        "source": limit.source,
    }
    earlier = say(
        "এ অর্থবছরে এই পদ্ধতিতে আগে {count}টি কেনাকাটায় পরামর্শ চেয়েছেন, মোট {taka} টাকা।",
        "Advice was asked on {count} earlier [purchase|purchases] by this method this fiscal year,"
        " {taka} taka in all.",
        **facts,
    )
    if left >= 0:
        return (
            earlier
            + " "
            + say(
                "এটি ধরে বছরের সীমা {most} টাকার {left} টাকা থাকে ({source})।",
                "With this one {left} taka of the yearly limit of {most} taka are left ({source}).",
                **facts,
            )
        )
    return (
        earlier
        + " "
        + say(
            "এটি ধরলে বছরের সীমা {most} টাকা পেরিয়ে {left} টাকা বেশি হয় ({source})। তখন অন্য পদ্ধতিতে কিনতে হয়,"
            " বা বিধিতে যাঁর অনুমোদন লাগে, তাঁর অনুমোদন নিতে হয়।",
            "With this one it goes {left} taka beyond the yearly limit of {most} taka ({source}). Then"
            " another method is needed, or the approval of whoever the rules name.",
            **facts,
        )
    )


def first_advice(purchase: Purchase, case: Case, now: datetime | None = None) -> str:
    """The text that the advice begins with; "" while there is nothing to say."""
    table, paragraphs = ComparisonTable(purchase), []
    day = (now or case.received_at).astimezone(TZ).date()
    if table.lines and all(line.is_specified for line in table.lines):
        paragraphs.append(
            say(
                "চাহিদার প্রতিটি পণ্যের কারিগরি বিনির্দেশ সংযুক্ত করা হলো। দর চাইতে হবে: {basis}।",
                "The technical specification of each item is enclosed. Ask for prices in {basis}.",
                basis=purchase.basis,
            )
        )
    if table:
        paragraphs.append("\n".join(table.findings()))
        paragraphs.append(budget_words(table, case))
    paragraphs += limit_words(purchase, case, day)
    return "\n\n".join(filter(None, paragraphs))


def budget_words(table: ComparisonTable, case: Case) -> str:
    """What the lowest come to, beside the budget."""
    total, budget = table.comparison.split_total, case.answers.get("budget")
    if total is None:
        return ""
    words = say(
        "সব পণ্যে সর্বনিম্ন মোট {total}।", "The lowest of all items come to {total}.", total=figures(total)
    )
    if table.purchase.currency == TAKA and isinstance(budget, int):
        within = total <= budget * 100
        words += " " + (
            say("বরাদ্দের মধ্যে আছে।", "It is within the budget.")
            if within
            else say(
                "বরাদ্দ {budget} টাকার বেশি।",
                "It is above the budget of {budget} taka.",
                budget=grouped_number(budget, language()),
            )
        )
    return words
