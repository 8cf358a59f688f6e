"""What of complaints lies on a post, for whoever hands over charge of it. The lists are for the one on the
post alone, and tell a number and a day: that a post looks into a complaint is nobody else's to know.

What a tier has to decide goes with the post, as the charter names it; an inquiry goes to the other post, if
whoever holds that may look into it.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from .. import transitions
from ..act_log import add_act, lock_grievance, record_act
from ..ladder.conflicts import inquiry_reasons
from ..models import Hearing, Inquiry, Stage


def stages_on(post: Post) -> QuerySet[Stage]:
    return Stage.objects.filter(post=post, closed_at__isnull=True).order_by("clock_id")


def stage_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    stages = list(stages_on(post).select_related("grievance", "clock")[:most])
    called = Hearing.objects.filter(stage__in=stages, recorded_at=None, ended_at=None)
    heard = dict(called.values_list("stage_id", "gathering__starts_at"))
    return [
        ChargeLine(
            digits(stage.grievance.number, language()),
            say("শুনানি {day}", "Hearing on {day}", day=heard[stage.pk].astimezone(TZ).date())
            if stage.pk in heard
            else say("সিদ্ধান্ত দিতে হবে", "To be decided"),
            date_words(stage.clock.due_at.astimezone(TZ).date(), language()),
            reverse("desk_grievance", args=[stage.grievance.number]),
            stage.clock.is_overdue(now),
        )
        for stage in stages
    ]


def count_stages(post: Post) -> int:
    return stages_on(post).count()


def inquiries_on(post: Post) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(post=post, ended_at__isnull=True).order_by("id")


def inquiry_lines(post: Post, most: int) -> list[ChargeLine]:
    today = timezone.localdate()
    return [
        ChargeLine(
            digits(inquiry.stage.grievance.number, language()),
            say("তদন্ত প্রতিবেদন", "Report of an inquiry"),
            date_words(inquiry.due, language()),
            reverse("desk_inquiries"),
            inquiry.due < today,
        )
        for inquiry in inquiries_on(post).select_related("stage__grievance")[:most]
    ]


def count_inquiries(post: Post) -> int:
    return inquiries_on(post).count()


@transaction.atomic
def transfer_inquiries(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Those that whoever holds the other post may look into; the rest stays, and the deciding officer names
    another.
    """
    moved = 0
    day = now.astimezone(TZ).date()
    for inquiry in inquiries_on(post).select_related("stage__grievance", "stage__tier"):
        stage = inquiry.stage
        lock_grievance(stage.grievance)
        if stage.post_id == to.pk or inquiry_reasons(stage, post=to, day=day):
            continue
        data = {"inquiry": inquiry.pk, "tier": stage.number, "from": post.pk, "to": to.pk}
        add_act(stage.grievance, transitions.PASS_INQUIRY, actor=actor, now=now, data=data)
        inquiry.post = to
        inquiry.save(update_fields=["post"])
        record_act("inquiry_passed", stage.grievance, actor=actor, now=now, tier=stage.number)
        moved += 1
    return moved


STAGE_CHARGE = ChargeSource(
    "grievances",
    ("সিদ্ধান্তের অপেক্ষায় অভিযোগ ও আপিল", "Complaints and appeals to decide"),
    stage_lines,
    count_stages,
    order=42,
    is_secret=True,
)
INQUIRY_CHARGE = ChargeSource(
    "inquiries",
    ("অভিযোগের তদন্ত", "Inquiries into complaints"),
    inquiry_lines,
    count_inquiries,
    transfer_inquiries,
    order=43,
    is_secret=True,
)
