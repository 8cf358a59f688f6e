from django.apps import AppConfig


class RolloutConfig(AppConfig):
    name = "ongikar.delivery.rollout"
    label = "rollout"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.slots import CASE, TRACKING
        from ongikar.people.charge import register_charge
        from ongikar.people.subjects import register_subject
        from ongikar.tasks.act_guards import TURNS

        from .charge import SITE_CHARGE
        from .follow_up import why_step_waits
        from .models import RolloutStep
        from .parts import officers_rollout_part, tracked_rollout_part
        from .register import REGISTER
        from .subjects import ROLLOUT_SUBJECT, STEP_SUBJECT

        CASE.add(officers_rollout_part, order=5)
        TRACKING.add(tracked_rollout_part, order=6)
        TURNS[RolloutStep.SUBJECT] = why_step_waits
        register_charge(SITE_CHARGE)
        register_subject(ROLLOUT_SUBJECT)
        register_subject(STEP_SUBJECT)
        register_book(REGISTER)
