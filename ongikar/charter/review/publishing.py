"""The act of publishing: a finished review becomes the next version, from a day on; running cases keep
theirs.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from ongikar.charter.models import CharterVersion
from ongikar.core import cache_version
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import date_words
from ongikar.rules.charter.review import CHARTER, SERVICE, ReviewPart
from ongikar.rules.charter.review.cells import is_unsaid, promise_of_time

from .actions import Officer, Overtaken, lock_upload, record_review_event
from .drafting import RowCount, draft_version, rows_between
from .models import Upload
from .rows import answers_by_question

DAYS_AHEAD = 366


class Gap(NamedTuple):
    """What keeps a review from being published: where, and why, in both languages."""

    part: str
    cell: str
    bn: str
    en: str


class NotReady(Exception):
    """Gaps are left. `gaps`: all of them."""

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(f"{len(gaps)} gaps")
        self.gaps = gaps


class RemovalUnconfirmed(Exception):
    """Rows of the version before would go, and their count was not said, or is another by now. `rows`: what
    comes and goes.
    """

    def __init__(self, rows: RowCount) -> None:
        super().__init__(f"rows that go: {rows.removed_rows}")
        self.rows = rows


class WrongDay(Exception):
    """The version cannot begin on that day; why, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def gaps_of(upload: Upload) -> list[Gap]:
    """Every undecided error, every part nobody has looked at, and every row that could not be a row."""
    standing = upload.review_state
    gaps = [
        Gap(spot.part, spot.cell, spot.finding["message_bn"], spot.finding["message_en"])
        for spot in standing.open_errors()
    ]
    gaps += [
        Gap(part.code, "", "এই অংশটি এখনো দেখা হয়নি।", "This part has not been looked at yet.")
        for part in standing.not_looked_at
    ]
    for part in standing.parts:
        if standing.is_looked_at(part.code):
            gaps += ROW_GAPS[part.sort](part, answers_by_question(part, standing.newest_decisions))
            gaps += [
                Gap(
                    part.code,
                    cell,
                    "কাগজের ঘর ফাঁকা: কাগজ লাগে কি না, বলা হয়নি।",
                    "The documents cell is blank: nobody has said whether any are needed.",
                )
                for cell in part.cells
                if is_unsaid(cell, part.raw(cell)) and f"{part.code}/{cell}" not in standing.newest_decisions
            ]
    if not any(part.sort == SERVICE for part in standing.parts):
        gaps.append(
            Gap(
                CHARTER,
                "",
                "কোনো সেবা বাকি নেই; অন্তত একটি সেবা থাকতে হবে।",
                "No service is left; there must be at least one.",
            )
        )
    return gaps


def service_gaps(part: ReviewPart, asked: dict[str, str]) -> list[Gap]:
    wanted = {
        "kind": ("সেবাটির ধরন বাছা হয়নি।", "The kind of this service has not been chosen."),
        "responsible_post": (
            "কোন পদ সেবাটি দেয়, বাছা হয়নি।",
            "The post that gives this service has not been chosen.",
        ),
    }
    gaps = [Gap(part.code, name, bn, en) for name, (bn, en) in wanted.items() if not asked.get(name)]
    if not part.raw("name").strip():
        gaps.append(Gap(part.code, "name", "সেবার নাম নেই।", "The service has no name."))
    return gaps


def tier_gaps(part: ReviewPart, asked: dict[str, str]) -> list[Gap]:
    gaps = []
    if not asked.get("post"):
        gaps.append(
            Gap(
                part.code,
                "post",
                "কোন পদ অভিযোগ শোনে, বাছা হয়নি।",
                "The post that hears it has not been chosen.",
            )
        )
    if promise_of_time(part.tier["limit"]) is None:
        gaps.append(
            Gap(
                part.code,
                "limit",
                "নিষ্পত্তির সময় দিনে গোনা যায় না; কত দিন, সংশোধন করে লিখুন।",
                "The time limit cannot be counted; correct it and say how many days.",
            )
        )
    return gaps


ROW_GAPS = {"service": service_gaps, "tier": tier_gaps, "charter": lambda part, asked: []}


def check_day(office: Office, begins: date, today: date) -> CharterVersion | None:
    """The version before it; raises WrongDay where the new one cannot begin on `begins`."""
    if begins < today:
        raise WrongDay(
            "তারিখটি পেরিয়ে গেছে। আজ বা পরের কোনো দিন দিন।",
            "This day has passed. Give today or a later day.",
        )
    if begins > today + timedelta(days=DAYS_AHEAD):
        raise WrongDay("এক বছরের বেশি পরের তারিখ দেওয়া যায় না।", "The day is more than a year away.")
    latest = office.charters.order_by("-number").first()
    if latest and begins <= latest.effective_from:
        earliest = latest.effective_from + timedelta(days=1)
        raise WrongDay(
            f"আগের সংস্করণটি এই দিনে বা পরে শুরু হয়েছে; {day_in_language(earliest, 'bn')} বা তার পরের দিন দিন।",
            f"The version before begins on that day or later; give {day_in_language(earliest, 'en')} or a"
            " later day.",
        )
    return latest


def day_in_language(day: date, tongue: str) -> str:
    return date_words(day, tongue, weekday=False)


@transaction.atomic
def publish(
    upload: Upload, *, begins: date, seen: int, removed: int, officer: Officer, now: datetime
) -> CharterVersion:
    """`removed`: how many rows of the version before are to go, as whoever publishes said; 0 where none do.

    Raises Overtaken where something was decided since `seen`, NotReady while gaps are left, WrongDay for
    the day, and RowsGo where another number of rows would go: a charter brought by mistake does not replace
    the office's own unnoticed.
    """
    office = Office.objects.select_for_update(no_key=True).get(pk=upload.office_id)
    locked = lock_upload(upload)
    if locked.newest_decision != seen:
        raise Overtaken
    if gaps := gaps_of(locked):
        raise NotReady(gaps)
    today = timezone.localdate(now)
    latest = check_day(office, begins, today)
    rows = rows_between(latest, locked, begins=begins, officer=officer, now=now)
    if rows.removed_rows != removed:
        raise RemovalUnconfirmed(rows)
    if latest and (latest.effective_to is None or latest.effective_to >= begins):
        latest.effective_to = begins - timedelta(days=1)
        latest.save(update_fields=["effective_to"])
    version = make_version(locked, office, latest, begins, officer, now)
    locked.version, locked.state = version, Upload.PUBLISHED
    locked.save(update_fields=["version", "state"])
    record_review_event(
        locked,
        "charter.published",
        officer,
        now,
        version=version.number,
        begins=begins.isoformat(),
        added=rows.new_services + rows.new_tiers,
        removed=rows.removed_rows,
    )
    cache_version.invalidate(office.pk)
    return version


def make_version(
    upload: Upload,
    office: Office,
    latest: CharterVersion | None,
    begins: date,
    officer: Officer,
    now: datetime,
) -> CharterVersion:
    version, services, tiers = draft_version(upload, office, latest, begins, officer, now)
    version.save()
    for service in services:
        service.version = version
        service.save()
    for tier in tiers:
        tier.version = version
        tier.save()
    return version
