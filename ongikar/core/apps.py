from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "ongikar.core"
    label = "core"

    def ready(self) -> None:
        # Enters the ring among the keys, and a way to look up numbers among Django's.
        from . import number_formats  # noqa: F401
