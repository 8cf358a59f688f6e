"""What the scene holds of a ladder that is being changed: one draft, open, with a shorter limit at the first
step.
"""

from datetime import datetime

from ongikar.charter.ladder_change.actions import latest_version, write_ladder
from ongikar.charter.ladder_change.models import LadderDraft
from ongikar.charter.ladder_change.steps import steps_of
from ongikar.charter.review.actions import Officer
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office, Post
from ongikar.people.models import User


def change_ladder(office: Office, user: User, now: datetime) -> LadderDraft:
    steps = steps_of(not_none(latest_version(office)))
    steps[0]["limit"] = {"unit": "working_days", "amount": 25}
    post = office.posts.get(role=Post.OFFICER)
    return write_ladder(
        office=office,
        steps=steps,
        reason="আদেশ নম্বর ৪৫ অনুযায়ী।",
        seen=0,
        officer=Officer(("user", user.pk), post, {"bn": "কর্মকর্তা", "en": "Officer"}),
        now=now,
    )
