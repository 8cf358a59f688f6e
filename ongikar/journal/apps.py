from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "ongikar.journal"
    label = "journal"
