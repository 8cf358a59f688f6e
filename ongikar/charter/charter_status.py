"""The charter in force judged as it stands today, and the entry that the worker makes of it once on every
office day.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ongikar.charter.models import CharterVersion
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry, EntryFacts
from ongikar.offices.models import Office, Post, calendar_of, newest_calendars
from ongikar.people.models import Holding, User
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.charter.lint import Finding, grade, improvements, judge, sort_findings
from ongikar.rules.charter.lint.grade import Improvement
from ongikar.rules.charter.lint.published_charter import PublishedState, judge_published, split_answered

from .models import services_in_force, version_in_force
from .publication.version_reading import reading_of_version, version_reservations


@dataclass(frozen=True, slots=True)
class CharterStatus:
    """`open`: what nobody has answered for. `answered`: what stands under a public reservation. Both lower
    the score.
    """

    version: CharterVersion
    open: list[Finding]
    answered: list[Finding]
    score: int
    raises: list[Improvement]

    @property
    def pressing(self) -> list[Finding]:
        """What somebody must see to: notes can wait for the next version."""
        return [finding for finding in self.open if finding["severity"] != "note"]


def charter_status_on(office: Office, day: date) -> CharterStatus | None:
    """None where no charter is in force on the day."""
    version = version_in_force(office, day)
    if version is None:
        return None
    services = services_in_force(version)
    tiers = list(version.tiers.select_related("post", "alternate").order_by("number"))
    rows = reading_of_version(version, services, tiers)
    posts = {post.pk: post for row in services for post in (row.responsible, row.superior) if post}
    posts |= {tier.post_id: tier.post for tier in tiers}
    named = list(posts.values())
    reservations = tuple(version_reservations(version, services, tiers))
    standing = PublishedState(
        version.effective_from, reservations, vacant_posts(named, day), former_mailboxes(office, named, day)
    )
    findings = sort_findings([*judge(rows, day), *judge_published(standing, day)])
    open_, answered = split_answered(findings, reservations, day)
    return CharterStatus(
        version, open_, answered, grade(len(services), findings), improvements(len(services), findings)
    )


def vacant_posts(posts: list[Post], day: date) -> tuple[tuple[str, str], ...]:
    """Titles of the posts that nobody holds on the day."""
    held = set(Holding.objects.on(day).filter(post__in=posts).values_list("post_id", flat=True))
    return tuple((post.title_bn, post.title_en) for post in posts if post.pk not in held)


def former_mailboxes(office: Office, posts: list[Post], day: date) -> tuple[str, ...]:
    """Mailboxes of the posts that are somebody's own who once held a post here, and holds none now."""
    printed = {post.email.lower() for post in posts if post.email}
    if not printed:
        return ()
    now_here = Holding.objects.on(day).filter(post__office=office).values("user")
    left = User.objects.filter(holdings__post__office=office).exclude(pk__in=now_here)
    own = {email.lower() for email in left.exclude(email="").values_list("email", flat=True)}
    return tuple(sorted(printed & own))


VERB = "charter.judged"

# What this process knows and nothing can undo: the day of each office's last judgement, since the journal
# is only ever added to, and from when until when an office is closed by a version of its calendar, which
# never changes.
_judged_on: dict[int, date] = {}
_closed: dict[int, tuple[datetime, datetime]] = {}


def judge_charters(now: datetime) -> int:
    """Judge each office's charter unless it was judged today; returns how many were. Nothing is done outside
    office hours.

    One statement where none is due.
    """
    day, count = timezone.localdate(now), 0
    in_force = CharterVersion.objects.in_force_on(day).filter(office=OuterRef("pk"))
    for office_id, calendar_id in newest_calendars().filter(Exists(in_force)):
        if _judged_on.get(office_id) != day:
            count += run_isolated(
                f"judging the charter of office {office_id}", judge_if_open, office_id, calendar_id, now
            )
    return count


def judge_if_open(office_id: int, calendar_id: int, now: datetime) -> int:
    if not check_open(calendar_id, now):
        return 0
    day = timezone.localdate(now)
    count = judge_charter(office_id, day, now)
    _judged_on[office_id] = day
    return count


def judge_charter(office_id: int, day: date, now: datetime) -> int:
    if is_judged(office_id, day):
        return 0
    office = Office.objects.get(pk=office_id)
    status = charter_status_on(office, day)
    if status is None:
        return 0
    keys = sorted({finding_key(each) for each in status.pressing})
    with transaction.atomic():
        # Of two workers at once the second sees what the first has entered.
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        last = last_entry(office.pk)
        if last and last.facts["day"] == day.isoformat():
            return 0
        known = set(last.facts["keys"]) if last else set()
        facts: EntryFacts = {
            "keys": keys,
            "day": day.isoformat(),
            "score": status.score,
            "open": len(keys),
            "new": len(set(keys) - known),
        }
        record(
            VERB,
            subject=("office", office.pk),
            actor=WORKER,
            office_id=office.pk,
            now=now,
            **facts,
        )
    return 1


def is_judged(office_id: int, day: date) -> bool:
    last = last_entry(office_id)
    return last is not None and last.facts["day"] == day.isoformat()


def last_entry(office_id: int, *, before: int | None = None) -> Entry | None:
    """The newest judgement of an office; with `before`, the one before that entry."""
    entries = Entry.objects.filter(verb=VERB, subject_type="office", subject_id=office_id)
    if before is not None:
        entries = entries.filter(pk__lt=before)
    return entries.order_by("-id").first()


def check_open(calendar_id: int, now: datetime) -> bool:
    """Whether the office is open; this process remembers until when it is not. A calendar that says no is
    not read again before its next opening, or the next day.
    """
    if (known := _closed.get(calendar_id)) and known[0] <= now < known[1]:
        return False
    calendar, local = calendar_of(calendar_id), now.astimezone(TZ)
    if calendar.is_open(now):
        return True
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), TZ)
    openings = (opens for opens, _ in calendar.windows(local.date()) if opens > now)
    _closed[calendar_id] = now, min(openings, default=midnight)
    return False


def finding_key(finding: Finding) -> str:
    """The finding in ten letters: the journal keeps references, never the words of a cell."""
    text = "\n".join((finding["code"], finding["where"], finding["raw"]))
    return hashlib.sha256(text.encode()).hexdigest()[:10]
