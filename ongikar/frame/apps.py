from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "ongikar.frame"
    label = "frame"
