from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "ongikar.frame"
    label = "frame"

    def ready(self):
        # Enters the ring among the keys.
        from . import key_ring  # noqa: F401
