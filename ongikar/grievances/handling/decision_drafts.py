"""A decision as its writer left it: saved on the server for that person, shown again on the page of the
complaint, gone with the signature.
"""

from datetime import datetime

from django.db import transaction

from ongikar.people.post_holders import PostHolder
from ongikar.records.drafts import Typed

from ..models import DecisionDraft, Stage
from .decision_form import DecisionForm


def find_decision_draft(stage: Stage, holder: PostHolder) -> DecisionDraft | None:
    """What this person left; another's is not shown, whoever holds the post now."""
    return DecisionDraft.objects.filter(stage=stage, user=holder.user).first()


@transaction.atomic
def save_decision_draft(stage: Stage, holder: PostHolder, typed: Typed, now: datetime) -> DecisionDraft:
    draft, _ = DecisionDraft.objects.select_for_update().get_or_create(
        stage=stage, user=holder.user, defaults={"saved_at": now}
    )
    draft.write(typed, now)
    return draft


def form_of_draft(
    draft: DecisionDraft | None, stage: Stage, holder: PostHolder, now: datetime
) -> DecisionForm:
    """The form as it was left; an empty one where nothing was, or where its text does not open."""
    typed = draft.typed_data if draft else None
    sent = () if typed is None else (typed,)
    return DecisionForm(*sent, stage=stage, holder=holder, now=now)
