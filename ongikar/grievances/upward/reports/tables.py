"""A report as tables: the same lines on screen, in the spreadsheet and on the printed sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from ongikar.books.cells import language_digits, number_cell
from ongikar.books.registry import Cell, RegisterLine, Words, pick_language
from ongikar.core.i18n.say import language, say
from ongikar.grievances.rules.disposal import Disposal, PeriodReport
from ongikar.rules import tiers
from ongikar.rules.account import Account
from ongikar.rules.bangla.text import ordinal


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
