"""What everybody may read of complaints: figures of a fiscal year on the account, small ones kept back."""

from datetime import date, datetime

from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.grievances.house_rules import house_rules
from ongikar.grievances.rules.small_numbers import told_figures
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.bangla.text import digits, fiscal_year, fiscal_year_words

from .counting import count_disposal


def public_account_part(*, request: OfficeRequest, shown: date, now: datetime) -> Answer | None:
    """The fiscal year of the month that is shown, as far as it has gone."""
    year, least = fiscal_year(shown), house_rules(request.office.slug).least_told
    report = count_disposal(request.office, date(year, 7, 1), date(year + 1, 7, 1), now)
    whole = report.whole
    ended = whole.ended - whole.passed_up - whole.settled
    parts = {
        "settled": whole.settled,
        "ended": ended,
        "passed_up": whole.passed_up,
        "left": whole.left,
    }
    total, told = told_figures(whole.total, parts, least)
    rate = report.account.percent if report.account.promised >= least else None
    lines = [
        (say("আগের জেরসহ মোট অভিযোগ ও আপিল", "Complaints and appeals, with those carried over"), total),
        (say("সিদ্ধান্ত হয়েছে", "Decided"), told["settled"]),
        (
            say("গ্রহণ হয়নি, অন্য কার্যালয়ে গেছে বা প্রত্যাহার", "Not accepted, sent elsewhere or withdrawn"),
            told["ended"],
        ),
        (say("সিদ্ধান্ত ছাড়া পরের ধাপে গেছে", "Went up undecided"), told["passed_up"]),
        (say("চলমান", "Pending"), told["left"]),
    ]
    return "grievances/public_figures.html", {
        "lines": [(words, figure_words(count)) for words, count in lines],
        "year": fiscal_year_words(year, language()),
        "rate": None if rate is None else digits(rate, language()),
    }


def figure_words(count: int | None) -> str:
    """A figure, or a stroke where it is kept back."""
    return "–" if count is None else digits(count, language())
