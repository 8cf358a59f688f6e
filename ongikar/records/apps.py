from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    name = "ongikar.records"
    label = "records"

    def ready(self) -> None:
        from . import checks  # noqa: F401 -- registers itself with Django

        # As Django's admin finds its own: each app with a module `desk` registers what is in it.
        autodiscover_modules("desk")
