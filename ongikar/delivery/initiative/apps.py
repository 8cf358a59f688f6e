from django.apps import AppConfig


class InitiativeConfig(AppConfig):
    name = "ongikar.delivery.initiative"
    label = "initiative"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.slots import ADVICE_TAKERS

        from .books import REGISTER
        from .kind import take_up

        register_book(REGISTER)
        if take_up not in ADVICE_TAKERS:
            ADVICE_TAKERS.append(take_up)
