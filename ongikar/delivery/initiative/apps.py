from django.apps import AppConfig


class InitiativeConfig(AppConfig):
    name = "ongikar.delivery.initiative"
    label = "initiative"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.slots import ADVICE_TAKERS, CASE
        from ongikar.people.subjects import register_subject

        from .actions import take_up
        from .parts import INITIATIVE_SUBJECT, officers_initiative_part
        from .register import REGISTER

        CASE.add(officers_initiative_part, order=5)
        register_subject(INITIATIVE_SUBJECT)
        register_book(REGISTER)
        if take_up not in ADVICE_TAKERS:
            ADVICE_TAKERS.append(take_up)
