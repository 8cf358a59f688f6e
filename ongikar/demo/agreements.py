"""The performance agreement of the demonstration and its workplans, lived through by the real acts: copied
in, signed, and reported for the quarters that have come.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from ongikar.agreements import actions, transitions
from ongikar.agreements.forms import lines_of
from ongikar.agreements.models import Agreement, AgreementAct, Line, QuarterReading
from ongikar.records.actions import change, perform
from ongikar.rules.agreement.quarters import SIGNING, due_day, period_days
from ongikar.rules.agreement.sheet import read_sheet, rows_of_text
from ongikar.rules.bangla.text import fiscal_year

from .chapters import Chapter, Row

MINUTE = timedelta(minutes=1)


class DemoAgreements(Chapter):
    """Those of the file, of the fiscal year at hand."""

    file = "demo_agreements.toml"

    def has_come(self, data: Row) -> bool:
        return Agreement.objects.filter(office=self.office).exists()

    def plan(self, data: Row) -> None:
        self.many = len(data["agreements"])
        for place, row in enumerate(data["agreements"]):
            self.plan_act(row, partial(self.live, place, row))

    def live(self, place: int, row: Row, at: datetime) -> None:
        actor = self.holder(self.officer)
        year = fiscal_year(self.today)
        sheet = read_sheet(rows_of_text(row["table"].replace(" | ", "\t")), year)
        if sheet.faults:
            raise ValueError(sheet.faults)
        agreement = actions.draw_up(
            Agreement(
                office=self.office,
                year=year,
                form=row["form"],
                submission=f"demo-agreement-{self.office.slug}-{place}",
            ),
            lines_of(sheet),
            actor=actor,
            now=at,
        )
        for name, measure in row.get("measures", {}).items():
            line = self.line(agreement, name)
            change(line, "line_set", actor=actor, now=at, measure=measure)
        if "with_whom" not in row:
            return
        on = min(due_day(SIGNING, year), at.date())
        signature = AgreementAct(
            agreement=agreement, name=transitions.SIGN, on=on, with_whom=row["with_whom"]
        )
        perform(agreement, signature, actor=actor, now=at)
        for number, told in enumerate(row.get("results", ()), 1):
            self.report(agreement, told, number, at + number * MINUTE)
        actions.read_measures(agreement, actor=actor, now=at + MINUTE)

    def line(self, agreement: Agreement, name: str) -> Line:
        return Line.objects.select_related("table__agreement").get(table__agreement=agreement, name=name)

    def report(self, agreement: Agreement, told: Row, number: int, at: datetime) -> None:
        """What lies in a quarter that has not begun by then is not told."""
        first, last = period_days(told["quarter"], agreement.year)
        if at.date() < first:
            return
        line = self.line(agreement, told["indicator"])
        reading = QuarterReading(line=line, quarter=told["quarter"], proof=told["proof"])
        if line.is_of_dates:
            reading.reached_on = min(first + timedelta(days=told["day"]), last, at.date())
        else:
            reading.value = Decimal(str(told["value"]))
        key = f"{agreement.submission}-{number}"
        perform(agreement, reading, actor=self.holder(self.officer), now=at, submission=key)
