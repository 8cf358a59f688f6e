from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "ongikar.letters"
    label = "letters"
