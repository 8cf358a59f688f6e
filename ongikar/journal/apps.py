from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "ongikar.journal"
    label = "journal"

    def ready(self) -> None:
        from ongikar.core.db.row_writes import call_before_commit

        from . import checks  # noqa: F401 -- registers itself with Django
        from .actions import seal_rest
        from .row_seals import watch_models

        watch_models()
        call_before_commit(seal_rest)
