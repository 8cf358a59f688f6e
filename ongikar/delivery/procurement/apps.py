from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "ongikar.delivery.procurement"
    label = "procurement"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.slots import CASE, HELD_ABOVE, TRACKING
        from ongikar.papers.access import register_reader
        from ongikar.people.subjects import register_subject

        from .parts import officers_purchase_part, purchases_of_case, tracked_purchase_part
        from .register import REGISTER
        from .subjects import PURCHASE_SUBJECT, may_read_purchase_paper

        CASE.add(officers_purchase_part, order=5)
        HELD_ABOVE["found_purchases"] = purchases_of_case
        TRACKING.add(tracked_purchase_part, order=6)
        register_subject(PURCHASE_SUBJECT)
        register_book(REGISTER)
        register_reader("purchase")(may_read_purchase_paper)
