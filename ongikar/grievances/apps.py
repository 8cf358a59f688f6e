from django.apps import AppConfig


class GrievancesConfig(AppConfig):
    name = "ongikar.grievances"
    label = "grievances"
