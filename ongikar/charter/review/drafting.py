"""The version that a review would become, with its rows: shown before it is published, and saved when it is."""

from datetime import date, datetime

from django.utils import timezone

from ongikar.charter.models import CharterVersion, Service, Tier
from ongikar.offices.models import Office, Post
from ongikar.rules.charter.review import Part

from .actions import Officer
from .models import Upload
from .parts import asked_of
from .rows import corrections_of, left_out_of, reservations_of, service_fields, tier_fields
from .usual_ladder import usual_ladder

Draft = tuple[CharterVersion, list[Service], list[Tier]]


def draft(
    upload: Upload,
    office: Office,
    latest: CharterVersion | None,
    begins: date,
    officer: Officer,
    now: datetime,
) -> Draft:
    """All rows, none of them saved. Where no post is chosen yet, that of whoever looks at it stands in: a gap says so."""
    review, today = upload.standing, timezone.localdate(now)
    whole = review.part("charter")
    asked, reading = asked_of(whole, review.held), whole.piece
    version = CharterVersion(
        office=office, number=latest.number + 1 if latest else 1, effective_from=begins, published_at=now,
        approved_by=officer.post, approver=officer.by, fingerprint=upload.sha256, document=text_of(upload),
        title_bn=(reading["title"] or "সিটিজেন চার্টার")[:300], title_en=asked.get("title_en", "")[:300],
        vision_bn=reading["vision"] or "", vision_en=asked.get("vision_en", ""),
        mission_bn=reading["mission"] or "", mission_en=asked.get("mission_en", ""),
        expectations=expectations_of(reading["expectations"], latest), signatory=reading["signatory"] or {},
        corrections=[*corrections_of(whole, review), *left_out_of(review)], reservations=reservations_of(whole, review, officer, today),
    )  # fmt: skip
    posts = {post.slug: post for post in Post.objects.filter(office=office)}
    before = {row.code: row for row in latest.services.all()} if latest else {}
    services = [
        Service(
            version=version, position=position, responsible=posts.get(answers.get("responsible_post", ""), officer.post),
            superior=posts.get(answers.get("superior_post", "")),
            **service_fields(part, review, officer, today, same_of(part, before)),
        )
        for position, part in enumerate(each for each in review.parts if each.sort == "service")
        for answers in (asked_of(part, review.held),)
    ]  # fmt: skip
    tiers = [
        Tier(
            version=version,
            post=posts.get(asked_of(part, review.held).get("post", ""), officer.post),
            **tier_fields(part, number, review, officer, today),
        )
        for number, part in enumerate((each for each in review.parts if each.sort == "tier"), start=1)
    ]
    return (
        version,
        services,
        tiers or kept_tiers(latest, version) or usual_ladder(office, version, officer, today),
    )


def kept_tiers(latest: CharterVersion | None, version: CharterVersion) -> list[Tier]:
    """A charter that prints no ladder leaves the one in force standing: it is a right, and not the document's to end."""
    tiers = list(latest.tiers.select_related("post")) if latest else []
    for tier in tiers:
        tier.pk, tier.version, tier._state.adding = None, version, True
    return tiers


def same_of(part: Part, before: dict[str, Service]) -> Service | None:
    """The same service of the version before; one that only has its number is another."""
    old = before.get(part.code)
    return old if old and old.name_bn == part.piece["name"] else None


def expectations_of(printed: list[str], latest: CharterVersion | None) -> list[dict[str, str]]:
    known = {each["bn"]: each for each in latest.expectations} if latest else {}
    return [known.get(each) or {"bn": each, "en": each} for each in printed]


def text_of(upload: Upload) -> str:
    """The document as text: what was shown beside its reading."""
    return "\n".join(each if isinstance(each, str) else " | ".join(each) for each in upload.shown)
