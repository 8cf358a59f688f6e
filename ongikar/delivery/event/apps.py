from django.apps import AppConfig


class EventConfig(AppConfig):
    name = "ongikar.delivery.event"
    label = "event"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF
        from ongikar.cases.slots import CASE, TRACKING
        from ongikar.papers.access import register_reader
        from ongikar.people.subjects import register_subject

        from .parts import awareness_part, officers_event_part, tracked_event_part
        from .register import REGISTER
        from .subjects import EVENT_SUBJECT, may_read_event_paper

        CASE.add(officers_event_part, order=5)
        CASE.add(awareness_part, order=30)
        TRACKING.add(tracked_event_part, order=6)
        PAGES_AFTER_PROOF["event_report"] = "track_event_report"
        register_subject(EVENT_SUBJECT)
        register_book(REGISTER)
        register_reader("event")(may_read_event_paper)
