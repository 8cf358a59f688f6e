"""The demonstration's regular returns: owed from this month on, so that none is open yet."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ongikar.delivery.report.models import StandingReturn
from ongikar.delivery.report.returns import begin_return
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.rules import Recurrence

from .tasks import load_contact

FILE = "demo_returns.toml"


@transaction.atomic
def load_returns(files: OfficeFiles, *, now: datetime) -> int:
    """Begin the returns of the office's demo_returns.toml; returns how many, 0 on a second run."""
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path = files.folder / FILE
    if office is None or not path.exists() or StandingReturn.objects.filter(office=office).exists():
        return 0
    today = now.astimezone(TZ).date()
    rows: list[dict[str, Any]] = read_toml(path).get("returns", [])
    for place, row in enumerate(rows):
        begin_return(
            office=office,
            service_code=row["service"],
            title=row["title"],
            contact=load_contact(office, row["to"], now),
            rule=Recurrence.from_data(row["rule"]),
            starts_on=date(today.year, today.month, 1),
            submission=f"demo-return-{office.slug}-{place}",
            actor=("command", None),
            now=now,
        )
    return len(rows)
