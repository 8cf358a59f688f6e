from django.apps import AppConfig


class ToursConfig(AppConfig):
    name = "ongikar.tours"
    label = "tours"
