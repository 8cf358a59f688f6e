from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "ongikar.delivery.procurement"
    label = "procurement"
