from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "ongikar.offices"
    label = "offices"
