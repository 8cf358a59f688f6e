"""How a system's way into use, and a step of it, are named where something points at them: a task, a
letter.
"""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.cases.rights import READER_ROLES
from ongikar.core.i18n.say import say
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Rollout, RolloutStep


def load_rollouts(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Rollout.objects.filter(pk__in=list(keys)).values_list("pk", "case__number", "system", "office_id")
    return {
        pk: SubjectLine(number, system, reverse("rollout", args=[pk]), office_id)
        for pk, number, system, office_id in found
    }


def load_steps(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = RolloutStep.objects.filter(pk__in=list(keys)).select_related("site__rollout__case")
    return {
        step.pk: SubjectLine(
            step.site.rollout.case.number,
            f"{step.site.rollout.system}: {say(step.title_bn, step.title_en)}",
            reverse("rollout", args=[step.site.rollout_id]),
            step.site.rollout.office_id,
        )
        for step in found
    }


ROLLOUT_SUBJECT = SubjectType(
    Rollout.SUBJECT, ("পদ্ধতি চালু", "System brought into use"), load_rollouts, readable_by_roles(READER_ROLES)
)
STEP_SUBJECT = SubjectType(
    RolloutStep.SUBJECT,
    ("পদ্ধতি চালুর ধাপ", "Step of a system"),
    load_steps,
    readable_by_roles(READER_ROLES),
)
