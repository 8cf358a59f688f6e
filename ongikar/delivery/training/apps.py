from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "ongikar.delivery.training"
    label = "training"

    def ready(self) -> None:
        from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF
        from ongikar.cases.citizen.track.reading import NAMED_IN_CASE
        from ongikar.cases.slots import HELD, TRACKING
        from ongikar.gatherings.programme import register_programme
        from ongikar.people.today_lines import register_today

        from .after.parts import after_part
        from .after.today import ROLES, batches_overstated, today_of_trainings
        from .personal_data import held_part, names_nominated
        from .programme import programme_of_trainings
        from .public.objection_views import objections_part
        from .public.seat_views import training_part

        if names_nominated not in NAMED_IN_CASE:
            NAMED_IN_CASE.append(names_nominated)
        TRACKING.add(training_part, order=10)
        TRACKING.add(objections_part, order=10)
        TRACKING.add(after_part, order=11)
        HELD.add(held_part, order=20)
        PAGES_AFTER_PROOF |= {
            "seat": "track_seat",
            "objection": "track_objection",
            "attendance": "track_attendance",
            "follow_up": "track_follow_up",
        }
        register_programme(programme_of_trainings)
        register_today(
            "trainings",
            today_of_trainings,
            order=42,
            roles=ROLES,
            counts={"batches_overstated": batches_overstated},
        )
