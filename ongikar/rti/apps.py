from django.apps import AppConfig


class RtiConfig(AppConfig):
    name = "ongikar.rti"
    label = "rti"
