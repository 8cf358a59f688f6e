from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "ongikar.delivery.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.slots import CASE
        from ongikar.people.subjects import register_subject
        from ongikar.people.today_lines import register_today

        from .parts import officers_upkeep_part, today_of_upkeep
        from .proofs import ITEM_SUBJECT
        from .register import REGISTER

        CASE.add(officers_upkeep_part, order=5)
        register_today("upkeep", today_of_upkeep, order=60)
        register_subject(ITEM_SUBJECT)
        register_book(REGISTER)
