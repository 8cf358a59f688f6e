from django.apps import AppConfig


class MeetingConfig(AppConfig):
    name = "ongikar.delivery.meeting"
    label = "meeting"

    def ready(self) -> None:
        from ongikar.people.subjects import register_subject
        from ongikar.tasks.decided import DECIDED_BY_A_BODY

        from .models import Decision
        from .subjects import COMMITTEE_SUBJECT, DECISION_SUBJECT, MEETING_SUBJECT

        DECIDED_BY_A_BODY.add(Decision.SUBJECT)
        for subject in (COMMITTEE_SUBJECT, DECISION_SUBJECT, MEETING_SUBJECT):
            register_subject(subject)
