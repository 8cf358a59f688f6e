"""Extra questions are asked with these rows of the charter from now on."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from ongikar.journal.actions import Reference, record
from ongikar.questionnaires.intake import forget_intake
from ongikar.questionnaires.models import Questionnaire, QuestionnaireFault


@transaction.atomic
def ask_with_services(
    questionnaire: Questionnaire, codes: Collection[str], *, actor: Reference, now: datetime
) -> None:
    """Ask it with these rows and no others. Raises QuestionnaireFault where another is asked with one of them
    already.
    """
    # All of the office, in one order: two of them may not take the same row at once.
    found = Questionnaire.objects.select_for_update().filter(
        office=questionnaire.office_id, purpose=Questionnaire.INTAKE, retired_at=None
    )
    others = {code for each in found.order_by("id") if each.pk != questionnaire.pk for code in each.services}
    if taken := sorted(others.intersection(codes)):
        raise QuestionnaireFault(
            "services",
            f"এই সেবায় আগে থেকেই আরেকটি প্রশ্নমালা আছে: {', '.join(taken)}",
            f"Another questionnaire is asked with this service already: {', '.join(taken)}",
        )
    questionnaire.services = sorted(set(codes))
    questionnaire.save(update_fields=["services"])
    record(
        "questionnaire.asked_with",
        subject=questionnaire.reference,
        actor=actor,
        office_id=questionnaire.office_id,
        now=now,
        keys=questionnaire.services,
    )
    forget_intake(questionnaire)
