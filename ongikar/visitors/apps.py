from django.apps import AppConfig


class VisitorsConfig(AppConfig):
    name = "ongikar.visitors"
    label = "visitors"
