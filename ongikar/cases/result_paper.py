"""What stands on the paper at the end of a case beside the words of its kind: how the time was counted, whom
to turn to, and under which post it is signed.
"""

from datetime import datetime

from django.utils.text import capfirst

from ongikar.core.i18n.say import say
from ongikar.core.number_formats import phone_of
from ongikar.offices.models import Post
from ongikar.people.models import Holding, User
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ

from .case_promise import display_promise, promise_words
from .models import Case


def post_with_phone(post: Post) -> str:
    return f"{post.title}, {say('ফোন', 'phone')} {phone_of(post.phone)}" if post.phone else post.title


def counting_words(case: Case, at: datetime) -> str:
    """By when it was promised, when it ended, and why that was the day. Of a letter that has yet to leave, as
    it counts at its issue.
    """
    moment = case.closed_at or at
    promise = display_promise(case.clock, moment)
    words = promise_words(case, promise, is_late=case.clock.is_late(moment))
    return f"{words} {capfirst(promise.why)}"


def way_to_complain_words(case: Case) -> list[list[str]]:
    """Whom the person may turn to who does not accept a refusal; the page of the request has
    the form for it.
    """
    tier = case.row.version.tiers.select_related("post").first()
    if case.state != case_transitions.REFUSED or not case.applicant or not tier:
        return []
    how = say(
        "QR থেকে আবেদনের পাতা খুলে অভিযোগ পাঠানো যায়।",
        "The QR opens the page of the application; a complaint is sent from there.",
    )
    words = f"{post_with_phone(tier.post)}\n{tier.title}\n{how}"
    return [[say("মানতে না পারলে", "If you do not accept this"), words]]


def signing_post(case: Case, user: User | None, at: datetime) -> Post:
    """The post under which somebody closes a case: of those they hold that day the one that answers for it,
    else their own first.
    """
    if user is None:
        return case.post
    on_that_day = Holding.objects.on(at.astimezone(TZ).date()).select_related("post").order_by("pk")
    held = list(on_that_day.filter(user=user, post__office=case.office_id, post__role__in=STAFF_ROLES))
    held.sort(key=lambda holding: holding.post_id != case.post_id)
    return held[0].post if held else case.post


def has_paper(case: Case) -> bool:
    """Whether it ended with a paper: what was answered by word of mouth has no number and so none."""
    return bool(case.memo_number) or case.state == case_transitions.DROPPED
