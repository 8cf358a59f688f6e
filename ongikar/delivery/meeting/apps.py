from django.apps import AppConfig


class MeetingConfig(AppConfig):
    name = "ongikar.delivery.meeting"
    label = "meeting"
