from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "ongikar.delivery.inspection"
    label = "inspection"
