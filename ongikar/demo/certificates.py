"""The demonstration's certificates, by the real acts: in force, replaced and revoked, each in its
own past.
"""

from datetime import datetime, time, timedelta

from ongikar.cases.models import Case
from ongikar.certificates.actions import (
    issue_certificate,
    record_print,
    replace_certificate,
    revoke_certificate,
)
from ongikar.certificates.models import Certificate
from ongikar.offices.models import Office
from ongikar.people.models import Holding, User
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ

from .chapters import Chapter, Row
from .timeline import Story


class DemoCertificates(Chapter):
    """Each certificate with what became of it."""

    file = "demo_certificates.toml"

    def has_come(self, data: Row) -> bool:
        return Certificate.objects.filter(office=self.office, submission__startswith="demo-").exists()

    def plan(self, data: Row) -> None:
        holding = Holding.objects.on(self.today).filter(post=self.officer).select_related("user").first()
        if holding is None:
            return
        self.many = len(data["certificates"])
        for place, row in enumerate(data["certificates"]):
            self.tell(self.story(holding.user, place, row))

    def story(self, user: User, place: int, row: Row) -> Story:
        """One certificate and what became of it; without a case to point at, none is issued."""
        actor, name = ("user", user.pk), f"certificate {place}"

        def issue(at: datetime) -> None:
            case = case_before(self.office, row["case"], at)
            if case is None:
                return
            made = issue_certificate(
                office=self.office,
                template_key=row["template"],
                statement=statement_of(self.office, row, self.now),
                subject=case.reference,
                actor=actor,
                now=at,
                submission=f"demo-{self.office.slug}-{place}",
            )
            self.known.keep(name, made)
            for receiver in row.get("prints", ()):
                record_print(made, language="bn", receiver=receiver, user=user, now=at)

        def replace(at: datetime) -> None:
            said = row["replace"]
            bn, en = said["name"]
            replace_certificate(
                self.known.find(name),
                statement={"name": (bn, en)},
                reason=said["reason"],
                actor=actor,
                now=at,
            )

        def revoke(at: datetime) -> None:
            reason = row["revoke"]["reason"]
            revoke_certificate(self.known.find(name), reason=reason, actor=actor, now=at)

        yield noon(self.office, self.now, row["days_ago"]), issue
        if self.known.get(name) is None:
            return
        for act, do in (("replace", replace), ("revoke", revoke)):
            if act in row:
                yield noon(self.office, self.now, row[act]["days_ago"]), do


def case_before(office: Office, code: str, at: datetime) -> Case | None:
    """A case of the service that had come by then, or the first that had of any."""
    came = Case.objects.filter(office=office, received_at__lte=at).order_by("pk")
    return came.filter(service__code=code).first() or came.first()


def statement_of(office: Office, row: Row, now: datetime) -> dict[str, tuple[str, str]]:
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
