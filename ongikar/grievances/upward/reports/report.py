"""The disposal report of a month and the quarterly report: which tables each has."""

from datetime import datetime

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office

from .counting import count_period
from .details import detail_tables
from .periods import Period
from .tables import ReportTable, disposal_line, disposal_table


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
