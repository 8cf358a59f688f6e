from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "ongikar.operations"
    label = "operations"
