from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "ongikar.journal"
    label = "journal"

    def ready(self):
        from .row_seals import watch_models

        watch_models()
