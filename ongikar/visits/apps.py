from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "ongikar.visits"
    label = "visits"
