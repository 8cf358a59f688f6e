from django.apps import AppConfig


class LobbyingConfig(AppConfig):
    name = "ongikar.lobbying"
    label = "lobbying"
