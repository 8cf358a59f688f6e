"""The version that a review would become, with its rows, and what it would change against the version before:
shown before it is published, and saved when it is.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from ongikar.charter.models import CharterVersion, Service, Tier
from ongikar.charter.publication.version_reading import reading_of_version
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office, Post
from ongikar.rules.charter.compare import Change, compare, group_changes
from ongikar.rules.charter.reading_types import CharterText
from ongikar.rules.charter.review import ReviewPart

from .actions import Officer
from .models import Upload
from .previous_decisions import steps_on_screen, tiers_of
from .rows import (
    answers_by_question,
    left_out_rows,
    review_corrections,
    review_reservations,
    service_fields,
    tier_fields,
)
from .usual_ladder import usual_ladder

Draft = tuple[CharterVersion, list[Service], list[Tier]]


def draft_version(
    upload: Upload,
    office: Office,
    latest: CharterVersion | None,
    begins: date,
    officer: Officer,
    now: datetime,
) -> Draft:
    """All rows, none of them saved. Where no post is chosen yet, that of whoever looks at it stands in: a gap
    says so.
    """
    review, today = upload.review_state, timezone.localdate(now)
    whole = not_none(review.part("charter"))
    asked, reading = answers_by_question(whole, review.newest_decisions), whole.charter
    version = CharterVersion(
        office=office,
        number=latest.number + 1 if latest else 1,
        effective_from=begins,
        published_at=now,
        approved_by=officer.post,
        approver=officer.by,
        fingerprint=upload.sha256,
        document=shown_text(upload),
        title_bn=(reading["title"] or "সিটিজেন চার্টার")[:300],
        title_en=asked.get("title_en", "")[:300],
        vision_bn=reading["vision"] or "",
        vision_en=asked.get("vision_en", ""),
        mission_bn=reading["mission"] or "",
        mission_en=asked.get("mission_en", ""),
        expectations=expectations_of(reading["expectations"], latest),
        signatory=reading["signatory"] or {},
        corrections=[*review_corrections(whole, review), *left_out_rows(review)],
        reservations=review_reservations(whole, review, officer, today),
    )
    posts = {post.slug: post for post in Post.objects.filter(office=office)}
    before = {row.code: row for row in latest.services.all()} if latest else {}
    services = [
        Service(
            version=version,
            position=position,
            responsible=posts.get(answers.get("responsible_post", ""), officer.post),
            superior=posts.get(answers.get("superior_post", "")),
            **service_fields(part, review, officer, today, same_service(part, before)),
        )
        for position, part in enumerate(each for each in review.parts if each.sort == "service")
        for answers in (answers_by_question(part, review.newest_decisions),)
    ]
    terms = {tier.number: tier for tier in latest.tiers.select_related("alternate")} if latest else {}
    tiers = [
        Tier(
            version=version,
            **terms_as_before(terms.get(number)),
            post=posts.get(answers_by_question(part, review.newest_decisions).get("post", ""), officer.post),
            **tier_fields(part, number, review, officer, today, terms.get(number)),
        )
        for number, part in enumerate((each for each in review.parts if each.sort == "tier"), start=1)
    ]
    if latest and tiers:
        tiers += renumber_tiers(steps_on_screen(latest, review), version, after=len(tiers))
    return (
        version,
        services,
        tiers or kept_tiers(latest, version) or usual_ladder(office, version, officer, today),
    )


def terms_as_before(tier: Tier | None) -> dict[str, Any]:
    """What no document prints of a tier: where the version before had one of this number, it says so on."""
    if tier is None:
        return {}
    return {
        "window_days": tier.window_days,
        "may_extend": tier.may_extend,
        "alternate": tier.alternate,
    }


def kept_tiers(latest: CharterVersion | None, version: CharterVersion) -> list[Tier]:
    """A charter that prints no ladder leaves the one in force standing: it is a right, and not the document's
    to end.
    """
    return renumber_tiers(tiers_of(latest) if latest else [], version, after=0)


def renumber_tiers(tiers: list[Tier], version: CharterVersion, *, after: int) -> list[Tier]:
    """Copies for another version, not saved, numbered on from the steps that stand before them."""
    for number, tier in enumerate(tiers, start=after + 1):
        tier.pk, tier.version, tier.number, tier._state.adding = None, version, number, True
    return tiers


def same_service(part: ReviewPart, before: dict[str, Service]) -> Service | None:
    """The same service of the version before; one that only has its number is another."""
    old = before.get(part.code)
    return old if old and old.name_bn == part.service["name"] else None


def expectations_of(printed: list[str], latest: CharterVersion | None) -> list[dict[str, str]]:
    known = {each["bn"]: each for each in latest.expectations} if latest else {}
    return [known.get(each) or {"bn": each, "en": each} for each in printed]


def shown_text(upload: Upload) -> str:
    """The document as text: what was shown beside its reading."""
    return "\n".join(each if isinstance(each, str) else " | ".join(each) for each in upload.shown)


class RowCount(NamedTuple):
    """How many services and grievance steps come and go. `names`: what goes, in the words of the charter in
    force.
    """

    new_services: int
    removed_services: int
    new_tiers: int
    removed_tiers: int
    names: tuple[str, ...]

    @property
    def removed_rows(self) -> int:
        """What must be typed before rows go."""
        return self.removed_services + self.removed_tiers


NO_ROWS = RowCount(0, 0, 0, 0, ())


def catalogue_reading(version: CharterVersion) -> CharterText:
    services = list(version.services.select_related("responsible", "superior").order_by("position"))
    return reading_of_version(version, services, list(version.tiers.select_related("post", "alternate")))


def changes_since(
    before: CharterVersion, upload: Upload, *, begins: date, officer: Officer, now: datetime
) -> list[Change]:
    """Both as they are published, so that a limit of the office's own counts in each."""
    after = reading_of_version(*draft_version(upload, before.office, before, begins, officer, now))
    return group_changes(compare(catalogue_reading(before), after))


def count_rows(before: CharterText, after: CharterText) -> RowCount:
    """A row that only has another number or another spelling stays: services are known by the words of their
    names.
    """
    changes = compare(before, after)
    services = [each for each in changes if each.field == "service"]
    tiers = [each for each in changes if each.field == "tier"]
    return RowCount(
        new_services=len(added_changes(services)),
        removed_services=len(removed_changes(services)),
        new_tiers=len(added_changes(tiers)),
        removed_tiers=len(removed_changes(tiers)),
        names=tuple(each.before_raw for each in (*removed_changes(services), *removed_changes(tiers))),
    )


def added_changes(changes: Sequence[Change]) -> list[Change]:
    """`is_worse` tells which way: a row without words would look alike from both sides."""
    return [each for each in changes if each.is_worse is False]


def removed_changes(changes: Sequence[Change]) -> list[Change]:
    return [each for each in changes if each.is_worse]


def rows_between(
    before: CharterVersion | None, upload: Upload, *, begins: date, officer: Officer, now: datetime
) -> RowCount:
    """What publishing the review would add and take away; of a first charter nothing goes."""
    if before is None:
        return NO_ROWS
    return count_rows(
        catalogue_reading(before),
        reading_of_version(*draft_version(upload, before.office, before, begins, officer, now)),
    )
