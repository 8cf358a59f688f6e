"""The disposal report of a month and the quarterly report: which tables each has, and what stands in them;
and what everybody may read of complaints: figures of a fiscal year on the account, small ones kept back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet

from ongikar.books.account import start_of_day
from ongikar.books.cells import language_digits, number_cell
from ongikar.books.registry import Cell, RegisterLine, Words, pick_language
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.grievances.house_rules import house_rules
from ongikar.grievances.models import (
    DecisionRating,
    Grievance,
    Hearing,
    HearingParty,
    Inquiry,
    Recommendation,
    Remedy,
    Stage,
)
from ongikar.grievances.rules.disposal import Disposal, PeriodReport, told_figures
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules import tiers
from ongikar.rules.account import Account
from ongikar.rules.bangla.text import digits, fiscal_year, fiscal_year_words, ordinal
from ongikar.tasks import transitions as task_states

from ..repeated_complaints import post_names, repeated_complaints, service_names
from .counting import count_disposal, count_period, keys_of_posts, stages_of_office
from .periods import Period


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table of a report. The first column is words, the others are figures."""

    key: str
    title: str
    columns: tuple[Words, ...]
    lines: list[RegisterLine]
    note: str = ""

    @property
    def headings(self) -> list[str]:
        return [pick_language(column) for column in self.columns]

    @property
    def widths(self) -> tuple[int, ...]:
        if len(self.columns) == 2:
            return (80, 20)
        return (22, *((78 // (len(self.columns) - 1),) * (len(self.columns) - 1)))


DISPOSAL_COLUMNS: tuple[Words, ...] = (
    ("ধাপ", "Tier"),
    ("আগের জের", "Brought forward"),
    ("অনলাইনে প্রাপ্ত", "Received online"),
    ("প্রচলিত পদ্ধতিতে প্রাপ্ত", "Received on paper or in person"),
    ("স্বপ্রণোদিত", "Opened by the office"),
    ("মোট", "Total"),
    ("অন্য কার্যালয়ে প্রেরিত", "Sent to another office"),
    ("গ্রহণ করা হয়নি", "Not accepted"),
    ("প্রত্যাহার", "Withdrawn"),
    ("সময়ে নিষ্পত্তি", "Decided in time"),
    ("দেরিতে নিষ্পত্তি", "Decided late"),
    ("সিদ্ধান্ত ছাড়া পরের ধাপে", "Went up undecided"),
    ("চলমান", "Pending"),
    ("তার মধ্যে সময় পেরোনো", "Of these overdue"),
    ("নিষ্পত্তির হার", "Disposal rate"),
    ("সময়মতো নিষ্পত্তির হার", "On-time rate"),
)


def tier_words(number: int) -> str:
    """১ম ধাপ: অভিযোগ."""
    kind = say(*tiers.WORDS[tiers.tier_kind(number)])
    return say("{nth} ধাপ: {kind}", "{nth} tier: {kind}", nth=ordinal(number, language()), kind=kind)


def percent_cell(percent: int | None) -> Cell:
    """৮৫%; a stroke where there was nothing to be a part of."""
    return Cell.of("–") if percent is None else Cell.of(f"{language_digits(percent)}%")


def disposal_line(heading: str, disposal: Disposal, account: Account) -> RegisterLine:
    figures = (
        disposal.brought,
        disposal.online,
        disposal.on_paper,
        disposal.own_motion,
        disposal.total,
        disposal.redirected,
        disposal.not_accepted,
        disposal.withdrawn,
        disposal.decided,
        disposal.decided_late,
        disposal.passed_up,
        disposal.left,
        disposal.overdue,
    )
    return RegisterLine(
        (
            heading,
            *(number_cell(figure) for figure in figures),
            percent_cell(disposal.percent),
            percent_cell(account.percent),
        )
    )


def disposal_table(report: PeriodReport, tiers_shown: Sequence[int] = (1, 2, 3)) -> ReportTable:
    """The disposal report: a line for each tier, and one for all."""
    numbers = sorted({*tiers_shown, *report.tiers})
    lines = [disposal_line(tier_words(number), *report.tier(number)) for number in numbers]
    lines.append(disposal_line(say("মোট", "All"), report.whole, report.account))
    return ReportTable(
        "disposal",
        say("অভিযোগ ও আপিল নিষ্পত্তি", "Complaints and appeals settled"),
        DISPOSAL_COLUMNS,
        lines,
        say(
            "আগের জের + প্রাপ্ত = যা গেছে + চলমান। সময়মতো নিষ্পত্তির হার: এই সময়ে"
            " যেগুলোর শেষ দিন ছিল, তার মধ্যে সময়ে সিদ্ধান্ত; দেরি, চলমান দেরি ও সিদ্ধান্ত"
            " ছাড়া পরের ধাপে যাওয়াও গোনা হয়।",
            "Brought forward + received = what has left + pending. On-time rate: of those whose last day lay"
            " in this time, how many were decided in time; late ones, those still open past their day and"
            " those that went up undecided count.",
        ),
    )


COUNT: Words = ("সংখ্যা", "Count")
HIDDEN = ""


def detail_tables(office: Office, first: date, until: date, now: datetime) -> list[ReportTable]:
    begin, end = start_of_day(first), min(start_of_day(until), now)
    stages = stages_of_office(office)
    came = stages.filter(number=1, filed_at__gte=begin, filed_at__lt=end)
    closed = stages.filter(closed_at__gte=begin, closed_at__lt=end)
    posts, services, rules = post_names(office), service_names(office, now), house_rules(office.slug)
    is_open = Q(grievance__identity_hidden=False, grievance__anonymous=False)
    hidden = came.exclude(is_open).count()
    of_service = [*counts(came.filter(is_open), "grievance__case__service__code")]
    if hidden:
        of_service.append((HIDDEN, hidden))

    def service(code: Any) -> str:
        if code == HIDDEN:
            return say("নাম গোপন বা নাম ছাড়া", "Name hidden or not given")
        return services.get(code, code) if code else say("কোনো আবেদন নিয়ে নয়", "About no application")

    return [
        table(
            "kinds",
            say("কে অভিযোগ করেছেন", "Who complained"),
            counts(came, "grievance__kind"),
            Grievance.KINDS.get,
        ),
        table("about", say("কী নিয়ে", "About what"), counts(came, "grievance__about"), Grievance.ABOUT.get),
        table(
            "posts",
            say("কোন পদের কাজ নিয়ে", "About whose work"),
            counts(came, "grievance__respondent"),
            lambda pk: posts.get(str(pk), ""),
        ),
        table("services", say("কোন সেবা নিয়ে", "About which service"), of_service, service),
        table("causes", say("মূল কারণ", "Root causes"), counts(closed.exclude(cause=""), "cause"), rules.cause),
        handling_table(keys_of_posts(office), stages, closed, begin, end),
        repeated_table(office, now),
    ]


def counts(stages: QuerySet[Stage], by: str) -> Iterable[tuple[Any, int]]:
    """How many of each, the most frequent first."""
    return stages.values_list(by).annotate(many=Count("pk")).order_by("-many", by)


def table(key: str, title: str, rows: Iterable[tuple[Any, int]], words: Callable[[Any], Any]) -> ReportTable:
    lines = [RegisterLine((str(words(code) or code), number_cell(many))) for code, many in rows]
    return ReportTable(key, title, (("বিষয়", "What"), COUNT), lines)


def handling_table(
    posts: list[int], stages: QuerySet[Stage], closed: QuerySet[Stage], begin: datetime, end: datetime
) -> ReportTable:
    """How complaints of all tiers were handled in the period, and what came of them."""
    within = {"gte": begin, "lt": end}

    def during(field: str) -> dict[str, datetime]:
        return {f"{field}__{name}": moment for name, moment in within.items()}

    inquiries = Inquiry.objects.filter(stage__post__in=posts, **during("ordered_at"))
    reported = Inquiry.objects.filter(stage__post__in=posts, **during("reported_at"))
    heard = Hearing.objects.filter(stage__post__in=posts, **during("recorded_at"))
    absent = HearingParty.objects.filter(hearing__in=heard, attended=HearingParty.ABSENT)
    remedies = Remedy.objects.filter(stage__post__in=posts)
    given = remedies.filter(**during("task__given_at"))
    done = remedies.filter(task__state=task_states.DONE, **during("task__ended_at"))
    late = remedies.filter(task__given_at__lt=end, task__clock__due_at__lt=end).filter(
        Q(task__ended_at__isnull=True) | Q(task__ended_at__gte=end)
    )
    rated = DecisionRating.objects.filter(stage__post__in=posts, **during("at"))
    advice = Recommendation.objects.filter(stage__post__in=posts, **during("made_at"))
    mean = rated.aggregate(mean=Avg("stars"))["mean"]
    lines = [
        (say("অভিযোগ সঠিক পাওয়া গেছে", "Upheld"), closed.filter(upheld=True).count()),
        (say("তার মধ্যে কিছুটা সঠিক", "Of these, in part"), closed.filter(upheld=True, partly=True).count()),
        (say("অভিযোগ সঠিক পাওয়া যায়নি", "Not upheld"), closed.filter(upheld=False).count()),
        (say("তদন্তের আদেশ", "Inquiries ordered"), inquiries.count()),
        (say("তদন্ত প্রতিবেদন এসেছে", "Inquiries reported"), reported.count()),
        (say("শুনানি হয়েছে", "Hearings held"), heard.count()),
        (say("শুনানিতে কোনো পক্ষ আসেনি", "Sides that did not come to a hearing"), absent.count()),
        (say("আপিল: অভিযোগকারীর", "Appeals by complainants"), appeals(stages, begin, end, Stage.COMPLAINANT)),
        (
            say("আপিল: যাঁর বিরুদ্ধে অভিযোগ, তাঁর", "Appeals by the officer complained of"),
            appeals(stages, begin, end, Stage.RESPONDENT),
        ),
        (say("প্রতিকারের কাজ দেওয়া হয়েছে", "Remedies asked for"), given.count()),
        (say("প্রতিকার যাচাই করে শেষ", "Remedies done and checked"), done.count()),
        (say("প্রতিকার সময় পেরিয়েও বাকি", "Remedies past their day"), late.count()),
        (say("সেবা সহজ করার সুপারিশ", "Recommendations"), advice.count()),
        (
            say("সুপারিশ থেকে উদ্যোগ", "Recommendations that became initiatives"),
            advice.filter(case__isnull=False).count(),
        ),
        (say("সিদ্ধান্তের মূল্যায়ন", "Decisions rated"), rated.count()),
    ]
    made = [RegisterLine((words, number_cell(count))) for words, count in lines]
    if mean is not None:
        made.append(RegisterLine((say("গড় মূল্যায়ন (৫-এ)", "Mean rating (of 5)"), mean_cell(mean))))
    title = say("কীভাবে দেখা হয়েছে, কী ফল", "How they were handled, and what came of it")
    return ReportTable("handling", title, (("কাজ", "What"), COUNT), made)


def mean_cell(mean: float) -> Cell:
    """৪.২: cut to one decimal, never rounded up."""
    return Cell.of(language_digits(f"{int(mean * 10) / 10:.1f}"))


def appeals(stages: QuerySet[Stage], begin: datetime, end: datetime, by: str) -> int:
    return stages.filter(number__gt=1, filed_at__gte=begin, filed_at__lt=end, brought_by=by).count()


def repeated_table(office: Office, now: datetime) -> ReportTable:
    lines = [RegisterLine((each.words, number_cell(each.count))) for each in repeated_complaints(office, now)]
    title = say("বারবার আসা অভিযোগ (আজ পর্যন্ত)", "Complaints that come again (to this day)")
    return ReportTable("repeated", title, (("কী", "What"), COUNT), lines)


def report_title(period: Period) -> str:
    if period.quarter:
        return say("অভিযোগ প্রতিকারের ত্রৈমাসিক প্রতিবেদন", "Quarterly report on grievances")
    return say("অভিযোগ নিষ্পত্তির মাসিক প্রতিবেদন", "Monthly report on grievances settled")


def report_tables(office: Office, period: Period, now: datetime) -> list[ReportTable]:
    tables = [disposal_table(count_period(office, period.first, period.until, now))]
    if period.quarter:
        tables.append(months_table(office, period, now))
        tables += detail_tables(office, period.first, period.until, now)
    return tables


def months_table(office: Office, period: Period, now: datetime) -> ReportTable:
    """The quarter month by month, all tiers together."""
    lines = []
    for month in period.months:
        if month.first <= now.date():
            report = count_period(office, month.first, month.until, now)
            lines.append(disposal_line(month.words, report.whole, report.account))
    shown = disposal_table(count_period(office, period.first, period.until, now))
    columns = (("মাস", "Month"), *shown.columns[1:])
    return ReportTable("months", say("মাসে মাসে", "Month by month"), columns, lines)


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
