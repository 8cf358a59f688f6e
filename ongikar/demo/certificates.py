"""The demonstration's certificates, by the real acts: in force, replaced and revoked, each in its
own past.
"""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.certificates.actions import (
    issue_certificate,
    record_print,
    replace_certificate,
    revoke_certificate,
)
from ongikar.certificates.models import Certificate
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ

FILE = "demo_certificates.toml"


@transaction.atomic
def load_certificates(files: OfficeFiles, *, now: datetime) -> int:
    """Issue the certificates of the office's demo_certificates.toml; how many, 0 on a second run."""
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path = files.folder / FILE
    if office is None or not path.exists():
        return 0
    known = Certificate.objects.filter(office=office, submission__startswith="demo-")
    post = Post.objects.filter(office=office, role=Post.OFFICER).order_by("pk").first()
    held = Holding.objects.on(now.astimezone(TZ).date()).filter(post=post).select_related("user").first()
    if held is None or known.exists():
        return 0
    rows: list[dict[str, Any]] = read_toml(path)["certificates"]
    for place, row in enumerate(rows):
        load_certificate(office, held, place, row, now)
    return len(rows)


def load_certificate(office: Office, held: Holding, place: int, row: dict[str, Any], now: datetime) -> None:
    """One certificate and what became of it; without a case to point at none is issued."""
    cases = Case.objects.filter(office=office)
    case = cases.filter(service__code=row["case"]).order_by("pk").first() or cases.order_by("pk").first()
    if case is None:
        return
    actor, at = ("user", held.user_id), noon(now, row["days_ago"])
    made = issue_certificate(
        office=office,
        template_key=row["template"],
        statement={code: (words[0], words[1]) for code, words in row["statement"].items()},
        subject=case.reference,
        actor=actor,
        now=at,
        submission=f"demo-{office.slug}-{place}",
    )
    for receiver in row.get("prints", ()):
        record_print(made, language="bn", receiver=receiver, user=held.user, now=at)
    if said := row.get("replace"):
        replace_certificate(
            made,
            statement={"name": (said["name"][0], said["name"][1])},
            reason=said["reason"],
            actor=actor,
            now=noon(now, said["days_ago"]),
        )
    if said := row.get("revoke"):
        ended = noon(now, said["days_ago"])
        revoke_certificate(made, reason=said["reason"], actor=actor, now=ended)


def noon(now: datetime, days_ago: int) -> datetime:
    day = now.astimezone(TZ).date() - timedelta(days=days_ago)
    return datetime.combine(day, time(12), TZ)
