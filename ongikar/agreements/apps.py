from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "ongikar.agreements"
    label = "agreements"
