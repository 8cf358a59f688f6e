from django.apps import AppConfig


class LectureConfig(AppConfig):
    name = "ongikar.delivery.lecture"
    label = "lecture"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF
        from ongikar.cases.slots import TRACKING

        from .books import LECTURES, TOURS
        from .desk import hosts_lecture_part

        TRACKING.add(hosts_lecture_part, order=6)
        PAGES_AFTER_PROOF["lecture"] = "track_lecture"
        register_book(LECTURES)
        register_book(TOURS)
