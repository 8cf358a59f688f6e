from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    name = "ongikar.records"
    label = "records"

    def ready(self) -> None:
        from ongikar.exports.makers import register_maker

        from . import checks  # noqa: F401 -- registers itself with Django
        from .list_files import MAKER

        register_maker(MAKER)
        # As Django's admin finds its own: each app registers what its modules of these names declare.
        autodiscover_modules("desk", "books")
