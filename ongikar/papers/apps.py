from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "ongikar.papers"
    label = "papers"
