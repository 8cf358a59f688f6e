"""Who may not touch a grievance, and why: in words for the page "who may decide, and why"."""

from datetime import date

from ongikar.cases.actions.drops import has_allowed_drop
from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.people.desk import Desk
from ongikar.people.models import Contact, Holding
from ongikar.rules.tiers import has_conflict_of_interest

from .models import Stage


def conflict_reasons(desk: Desk, stage: Stage) -> list[str]:
    """Why this person may not handle the grievance at this stage, in the language at hand; [] where nothing
    stands in the way.
    """
    grievance = stage.grievance
    reasons = []
    superiors = Post.objects.filter(office_id=grievance.office_id).superiors()
    if desk.holds(grievance.respondent_id):
        reasons.append(say("অভিযোগটি তাঁর নিজের পদের বিরুদ্ধে।", "The complaint is against their own post."))
    elif has_conflict_of_interest(superiors, grievance.respondent_id, desk.post_ids):
        reasons.append(
            say(
                "যাঁর বিরুদ্ধে অভিযোগ, তিনি এই পদের ঊর্ধ্বতন।",
                "The officer complained of stands above this post.",
            )
        )
    if has_allowed_drop(desk.user.pk, grievance.case_id):
        reasons.append(
            say("কাজটি বাদ দেওয়ার অনুমতি তিনিই দিয়েছিলেন।", "They themselves allowed this work to be dropped.")
        )
    return reasons


def inquiry_reasons(
    stage: Stage, *, post: Post | None = None, contact: Contact | None = None, day: date
) -> list[str]:
    """Why this post, or this person from outside, may not be named inquiry officer; [] where they may."""
    if post is None:
        return []
    grievance = stage.grievance
    superiors = Post.objects.filter(office_id=grievance.office_id).superiors()
    if has_conflict_of_interest(superiors, grievance.respondent_id, [post.pk]):
        return [
            say(
                "এই পদ অভিযুক্ত বা তাঁর অধীন; তদন্ত করতে পারে না।",
                "This post is the one complained of or stands below it; it cannot inquire.",
            )
        ]
    if not Holding.objects.on(day).filter(post=post).exists():
        return [say("পদটিতে এখন কেউ নেই।", "Nobody holds this post now.")]
    return []


def may_inquire(stage: Stage, *, post: Post | None = None, contact: Contact | None = None, day: date) -> bool:
    return not inquiry_reasons(stage, post=post, contact=contact, day=day)
