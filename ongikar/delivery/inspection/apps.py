from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "ongikar.delivery.inspection"
    label = "inspection"

    def ready(self) -> None:
        from ongikar.books.measures import register_measure
        from ongikar.books.place_registers import register_visits
        from ongikar.books.registry import register_book
        from ongikar.cases.actions.sent_letters import CASES_BEHIND
        from ongikar.people.subjects import register_subject
        from ongikar.people.today_lines import register_today
        from ongikar.places.slots import LAB_CARD, PLACE_ACTS, PLACE_SIDE
        from ongikar.questionnaires.actions import AFTER_SUBMISSION
        from ongikar.questionnaires.actions.phone_submissions import AFTER_PHOTOS

        from . import rights  # noqa: F401  (enters who may see photos)
        from .actions.reporting import case_of_inspection
        from .models import Inspection
        from .offline.by_app import take_photos, take_response
        from .parts import card_part, place_act, place_side
        from .register import INSPECTION_REGISTER, PLACES_INSPECTED, last_visits
        from .subjects import FINDING_SUBJECT, INSPECTION_SUBJECT, PLAN_SUBJECT
        from .today import today_of_inspections

        for subject in (FINDING_SUBJECT, INSPECTION_SUBJECT, PLAN_SUBJECT):
            register_subject(subject)
        CASES_BEHIND[Inspection.SUBJECT] = case_of_inspection
        register_book(INSPECTION_REGISTER)
        register_measure(PLACES_INSPECTED)
        register_visits(last_visits)
        AFTER_SUBMISSION.append(take_response)
        AFTER_PHOTOS.append(take_photos)
        register_today("inspections", today_of_inspections, order=45)
        PLACE_ACTS.add(place_act, order=5)
        PLACE_SIDE.add(place_side, order=5)
        LAB_CARD.add(card_part, order=10)
