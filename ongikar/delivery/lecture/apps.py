from django.apps import AppConfig


class LectureConfig(AppConfig):
    name = "ongikar.delivery.lecture"
    label = "lecture"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF
        from ongikar.cases.slots import CASE, TRACKING
        from ongikar.papers.access import register_reader
        from ongikar.people.subjects import register_subject

        from .parts import hosts_lecture_part, officers_lecture_part
        from .register import LECTURES, TOURS
        from .subjects import LECTURE_SUBJECT, may_read_material

        CASE.add(officers_lecture_part, order=5)
        TRACKING.add(hosts_lecture_part, order=6)
        PAGES_AFTER_PROOF["lecture"] = "track_lecture"
        register_subject(LECTURE_SUBJECT)
        register_book(LECTURES)
        register_book(TOURS)
        register_reader("lecture")(may_read_material)
