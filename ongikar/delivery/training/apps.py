from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "ongikar.delivery.training"
    label = "training"

    def ready(self) -> None:
        from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF
        from ongikar.cases.slots import HELD, TRACKING
        from ongikar.people.subjects import register_subject

        from .public.seat_views import training_part
        from .what_is_held import held_part
        from .words import BATCH_SUBJECT

        TRACKING.add(training_part, order=10)
        HELD.add(held_part, order=20)
        PAGES_AFTER_PROOF["seat"] = "track_seat"
        register_subject(BATCH_SUBJECT)
