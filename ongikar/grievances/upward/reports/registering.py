"""What is read across complaints, made known where it shows: the registers, Today, the counts of the menu."""

from datetime import date, datetime

from ongikar.books.registry import register_book
from ongikar.books.slots import ACCOUNT
from ongikar.charter.slots import DESK
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.grievances.house_rules import house_rules
from ongikar.grievances.parts import charter_desk_part
from ongikar.grievances.rules.disposal import told_figures
from ongikar.grievances.today import COUNTS, today_of_grievances, today_of_meeting
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Post
from ongikar.people.desk import TIER_ROLES
from ongikar.people.section_counts import register_section_count
from ongikar.people.today_lines import register_today
from ongikar.rules.bangla.text import digits, fiscal_year, fiscal_year_words

from ..registers import DECISION_REGISTER, HEARING_REGISTER, REGISTER
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


def register_reports() -> None:
    """Called from the app's `declarations`; twice is once."""
    for book in (REGISTER, HEARING_REGISTER, DECISION_REGISTER):
        register_book(book)
    DESK.add(charter_desk_part)
    ACCOUNT.add(public_account_part)
    register_today("grievances", today_of_grievances, order=5, roles=TIER_ROLES)
    planners = TIER_ROLES | {Post.OFFICER}
    register_today("stakeholder_meeting", today_of_meeting, order=55, roles=planners)
    for counted in COUNTS:
        register_section_count(counted)
