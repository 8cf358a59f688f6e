from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LettersConfig(AppConfig):
    name = "ongikar.letters"
    label = "letters"

    def ready(self) -> None:
        from .letter_search import FILE_WORDS, LETTER_WORDS

        for index in (LETTER_WORDS, FILE_WORDS):
            post_migrate.connect(index.keeper(), sender=self, weak=False)
