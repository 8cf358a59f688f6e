from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "ongikar.packs"
    label = "packs"
