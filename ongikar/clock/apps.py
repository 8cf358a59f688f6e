from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "ongikar.clock"
    label = "clock"
