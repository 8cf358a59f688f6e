from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "ongikar.delivery.support"
    label = "support"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF
        from ongikar.cases.slots import CASE, HELD, HELD_ABOVE, TRACKING
        from ongikar.papers.access import register_reader
        from ongikar.people.subjects import register_subject
        from ongikar.people.today_lines import register_today
        from ongikar.places.slots import DEVICE, PLACE, PLACE_ACTS

        from .parts import (
            device_part,
            held_signatures,
            jobs_of_case,
            officers_job_part,
            place_act,
            place_part,
            today_of_jobs,
            tracked_job_part,
        )
        from .register import REGISTER
        from .subjects import JOB_SUBJECT, may_read_signature

        CASE.add(officers_job_part, order=5)
        TRACKING.add(tracked_job_part, order=6)
        HELD_ABOVE["found_jobs"] = jobs_of_case
        HELD.add(held_signatures, order=25)
        DEVICE.add(device_part, order=20)
        PLACE.add(place_part, order=20)
        PLACE_ACTS.add(place_act, order=10)
        PAGES_AFTER_PROOF["job_sheet"] = "track_job_sheet"
        PAGES_AFTER_PROOF["again"] = "track_again"
        register_subject(JOB_SUBJECT)
        register_book(REGISTER)
        register_reader("job")(may_read_signature)
        register_today("jobs", today_of_jobs, order=45)
