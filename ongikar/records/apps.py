from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    name = "ongikar.records"
    label = "records"

    def ready(self) -> None:
        from . import checks  # noqa: F401 -- registers itself with Django

        # As Django's admin finds its own. What an app shows on pages of others, and does for them, its module
        # `declarations` enters, and `retention` which of its rows are purged; then come the desks and books,
        # which stand behind what was entered.
        autodiscover_modules("declarations", "retention")
        autodiscover_modules("desk", "books")
