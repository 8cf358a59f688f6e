from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "ongikar.cases"
    label = "cases"
