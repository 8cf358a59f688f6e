from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "ongikar.appointments"
    label = "appointments"
