"""Drafts whose time has run out: what had been saved is sent in, whether anybody comes back or not."""

from datetime import datetime

from ongikar.core.isolation import run_isolated

from .actions import submit_response
from .actions.submission import GRACE
from .filling.drafts import answers_of
from .models import QuestionnaireFault, ResponseDraft

# So many a round of the worker; the others wait for the next.
MOST = 100


def submit_timed_drafts(now: datetime) -> int:
    """Returns how many were sent in. One that cannot be, keeps no other from it."""
    drafts = ResponseDraft.objects.filter(ends_at__lt=now - GRACE).order_by("ends_at")
    return sum(
        run_isolated(f"the draft {draft.pk} whose time is over", send_in, draft, now)
        for draft in drafts.select_related("round", "version")[:MOST]
    )


def send_in(draft: ResponseDraft, now: datetime) -> int:
    respondent = (draft.respondent_type, draft.respondent_id) if draft.respondent_id else None
    try:
        submit_response(
            round=draft.round,
            answers=answers_of(draft),
            respondent=respondent,
            draft=draft,
            instance_id=f"draft:{draft.key_hash[:40]}",
            now=now,
        )
    except QuestionnaireFault:
        # The round has closed meanwhile, or they answered otherwise: retention takes the draft.
        return 0
    return 1
