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
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ

from .known import Known
from .timeline import Story, Timeline

FILE = "demo_certificates.toml"


@transaction.atomic
def load_certificates(files: OfficeFiles, *, now: datetime) -> int:
    """Issue the certificates of the office's demo_certificates.toml; how many, 0 on a second run."""
    lived = plan_certificates(files, now=now)
    lived.live_until(now)
    return lived.many


def plan_certificates(files: OfficeFiles, *, now: datetime, known: Known | None = None) -> Timeline:
    """What the file says, still to be lived; nothing where it was, or the office is no demonstration."""
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path = files.folder / FILE
    if office is None or not path.exists():
        return Timeline()
    known = known or Known()
    given = Certificate.objects.filter(office=office, submission__startswith="demo-")
    post = Post.objects.filter(office=office, role=Post.OFFICER).order_by("pk").first()
    held = Holding.objects.on(now.astimezone(TZ).date()).filter(post=post).select_related("user").first()
    if held is None or (not known.has_begun and given.exists()):
        return Timeline()
    rows: list[dict[str, Any]] = read_toml(path)["certificates"]
    lived = Timeline(many=len(rows))
    for place, row in enumerate(rows):
        lived.tell(certificate_story(office, held, place, row, now, known))
    return lived


def certificate_story(
    office: Office, held: Holding, place: int, row: dict[str, Any], now: datetime, known: Known
) -> Story:
    """One certificate and what became of it; without a case to point at, none is issued."""
    actor, name = ("user", held.user_id), f"certificate {place}"

    def issue(at: datetime) -> None:
        case = case_before(office, row["case"], at)
        if case is None:
            return
        made = issue_certificate(
            office=office,
            template_key=row["template"],
            statement=statement_of(office, row, now),
            subject=case.reference,
            actor=actor,
            now=at,
            submission=f"demo-{office.slug}-{place}",
        )
        known.keep(name, made)
        for receiver in row.get("prints", ()):
            record_print(made, language="bn", receiver=receiver, user=held.user, now=at)

    def replace(at: datetime) -> None:
        said = row["replace"]
        bn, en = said["name"]
        replace_certificate(
            known.find(name), statement={"name": (bn, en)}, reason=said["reason"], actor=actor, now=at
        )

    def revoke(at: datetime) -> None:
        revoke_certificate(known.find(name), reason=row["revoke"]["reason"], actor=actor, now=at)

    yield noon(office, now, row["days_ago"]), issue
    if known.get(name) is None:
        return
    for act, do in (("replace", replace), ("revoke", revoke)):
        if act in row:
            yield noon(office, now, row[act]["days_ago"]), do


def case_before(office: Office, code: str, at: datetime) -> Case | None:
    """A case of the service that had come by then, or the first that had of any."""
    came = Case.objects.filter(office=office, received_at__lte=at).order_by("pk")
    return came.filter(service__code=code).first() or came.first()


def statement_of(office: Office, row: dict[str, Any], now: datetime) -> dict[str, tuple[str, str]]:
    """What is printed. `{first}` and `{last}` are days so many before today: no certificate tells of a course
    that was not over when it was given.
    """
    days = {
        name: noon(office, now, row[f"{name}_days_ago"]).date()
        for name in ("first", "last")
        if f"{name}_days_ago" in row
    }
    words: dict[str, tuple[str, str]] = {}
    for code, (bn, en) in row["statement"].items():
        told = [
            each.format(**{name: date_words(day, tongue, weekday=False) for name, day in days.items()})
            for each, tongue in ((bn, "bn"), (en, "en"))
        ]
        words[code] = (told[0], told[1])
    return words


def noon(office: Office, now: datetime, days_ago: int) -> datetime:
    """Of that day, or the open day before it: nobody gives a certificate in a closed office."""
    day = now.astimezone(TZ).date() - timedelta(days=days_ago)
    calendar = office.calendar
    if not calendar.is_open_day(day):
        day = calendar.previous_open_day(day)
    return datetime.combine(day, time(12), TZ)
