from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "ongikar.frame"
    label = "frame"

    def ready(self):
        # Enters the ring among the keys, and a way to look up numbers among Django's.
        from . import key_ring, number_lookup  # noqa: F401
