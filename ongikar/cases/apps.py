from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "ongikar.cases"
    label = "cases"

    def ready(self):
        from ongikar.clock.rehearsing import OWNERS

        from .foresight import owners

        OWNERS["case"] = owners
