from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "ongikar.exports"
    label = "exports"
