"""The steps of a ladder as plain data, and the version that a draft of them would become: everything else of
the charter goes on as it stands.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypedDict

from django.utils import timezone

from ongikar.charter.models import CharterVersion, Service, Tier
from ongikar.charter.publication.version_reading import reading_of_version, version_reservations
from ongikar.charter.review.actions import Officer
from ongikar.charter.review.drafting import Draft, RowCount, catalogue_reading, count_rows
from ongikar.offices.models import Post
from ongikar.rules.charter.compare import Change, compare, group_changes
from ongikar.rules.charter.lint.officers import judge_tiers
from ongikar.rules.charter.lint.published_charter import split_answered
from ongikar.rules.charter.reading_types import CharterText, Finding
from ongikar.rules.promise.terms import PromiseData


class Step(TypedDict):
    """One step; `post` and `alternate` by their slugs, the alternate "" where there is none."""

    post: str
    alternate: str
    limit: PromiseData
    window_days: int | None
    may_extend: int
    when_bn: str
    when_en: str
    title_bn: str
    title_en: str
    address_bn: str
    address_en: str
    phone: str
    email: str
    web: str
    reservations: list[dict[str, str]]


COPIED = (
    "limit",
    "window_days",
    "may_extend",
    "when_bn",
    "when_en",
    "title_bn",
    "title_en",
    "address_bn",
    "address_en",
    "phone",
    "email",
    "web",
    "reservations",
)
# What was published open for want of a way to reach the step is settled once there is one.
SETTLED_BY = {"mailbox": ("email",), "contact": ("email", "phone")}


def steps_of(version: CharterVersion) -> list[Step]:
    return [step_of(tier) for tier in version.tiers.select_related("post", "alternate")]


def step_of(tier: Tier) -> Step:
    values: dict[str, Any] = {name: getattr(tier, name) for name in COPIED}
    alternate = tier.alternate.slug if tier.alternate else ""
    return Step(post=tier.post.slug, alternate=alternate, **values)  # type: ignore[typeddict-item]


def still_open(step: Step) -> list[dict[str, str]]:
    """The reservations that the step's own data do not answer."""
    values: Mapping[str, Any] = step
    return [
        each
        for each in step["reservations"]
        if not any(values[field] for field in SETTLED_BY.get(each["name"], ()))
    ]


def copied_values(step: Step) -> dict[str, Any]:
    """What a tier takes over from its step as it is."""
    values: Mapping[str, Any] = step
    return {name: values[name] for name in COPIED}


def tiers_of(steps: Sequence[Step], version: CharterVersion, posts: dict[str, Post]) -> list[Tier]:
    """Not saved, numbered from one in the order of the steps."""
    return [
        Tier(
            version=version,
            number=number,
            post=posts[step["post"]],
            alternate=posts.get(step["alternate"]),
            **copied_values(step) | {"reservations": still_open(step)},
        )
        for number, step in enumerate(steps, start=1)
    ]


def draft_with_steps(
    base: CharterVersion, steps: Sequence[Step], *, begins: date, officer: Officer, now: datetime
) -> Draft:
    """The next version with all its rows, none of them saved: that of `base` with these steps."""
    posts = {post.slug: post for post in base.office.posts.all()}
    services = list(base.services.select_related("responsible", "superior").order_by("position"))
    written = json.dumps(steps, sort_keys=True, ensure_ascii=False)
    kept = {field.attname: getattr(base, field.attname) for field in base._meta.concrete_fields}
    version = CharterVersion(
        **kept
        | {
            "id": None,
            "number": base.number + 1,
            "effective_from": begins,
            "effective_to": None,
            "published_at": now,
            "approved_by_id": officer.post.pk,
            "approver": officer.by,
            "fingerprint": hashlib.sha256(f"{base.fingerprint}{written}".encode()).hexdigest(),
        }
    )
    version.office = base.office
    return version, [copy_service(service, version) for service in services], tiers_of(steps, version, posts)


def copy_service(service: Service, version: CharterVersion) -> Service:
    service.pk, service.version, service._state.adding = None, version, True
    return service


def reading_with_steps(
    base: CharterVersion, steps: Sequence[Step], *, officer: Officer, now: datetime
) -> CharterText:
    return reading_of_version(
        *draft_with_steps(base, steps, begins=base.effective_from, officer=officer, now=now)
    )


def changes_with_steps(
    base: CharterVersion, steps: Sequence[Step], *, officer: Officer, now: datetime
) -> tuple[list[Change], RowCount]:
    """What the steps would change, in the words of every comparison, and which of them would come and go."""
    before, after = catalogue_reading(base), reading_with_steps(base, steps, officer=officer, now=now)
    return group_changes(compare(before, after)), count_rows(before, after)


def faults_of_steps(
    base: CharterVersion, steps: Sequence[Step], *, officer: Officer, now: datetime
) -> list[Finding]:
    """What the check of charters finds in the steps, but for what each of them is published open with; what
    the charter as a whole was published with says nothing of a step that is written anew.
    """
    version, services, tiers = draft_with_steps(
        base, steps, begins=base.effective_from, officer=officer, now=now
    )
    findings = judge_tiers(reading_of_version(version, services, tiers))
    kept = tuple(
        each for each in version_reservations(version, services, tiers) if each.where.startswith("tiers/")
    )
    return split_answered(findings, kept, timezone.localdate(now))[0]
