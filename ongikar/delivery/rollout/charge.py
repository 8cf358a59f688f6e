"""The offices in which a post brings a system into use, as whoever hands over charge of it passes them on."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from ongikar.core.i18n.say import language
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.rules.bangla.text import digits

from .models import Rollout, RolloutSite


def sites_of(post: Post) -> QuerySet[RolloutSite]:
    running = RolloutSite.objects.filter(post=post, rollout__case__closed_at=None)
    return running.select_related("rollout__case").order_by("id")


def site_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(
            digits(site.rollout.case.number, language()),
            f"{site.rollout.system}: {site.name}",
            url=reverse("case", args=[site.rollout.case.number]),
        )
        for site in sites_of(post)[:most]
    ]


def count_sites(post: Post) -> int:
    return sites_of(post).count()


@transaction.atomic
def transfer_sites(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    found = list(sites_of(post).select_for_update(of=("self",)))
    for site in found:
        site.post = to
        site.save(update_fields=["post"])
        record(
            "rollout.site_passed",
            subject=(Rollout.SUBJECT, site.rollout_id),
            actor=actor,
            office_id=site.rollout.office_id,
            now=now,
            from_post=post.pk,
            to_post=to.pk,
        )
    return len(found)


SITE_CHARGE = ChargeSource(
    "rollouts",
    ("দপ্তরে সিস্টেম চালু করা", "Systems being brought into use"),
    site_lines,
    count_sites,
    transfer_sites,
    order=51,
)
