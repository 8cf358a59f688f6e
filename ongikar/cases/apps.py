from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "ongikar.cases"
    label = "cases"

    def ready(self) -> None:
        from .word_index import keep_word_index

        post_migrate.connect(keep_word_index, sender=self)
