from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "ongikar.papers"
    label = "papers"

    def ready(self) -> None:
        # Enters the receipt key among the keys.
        from . import receipt_key  # noqa: F401
