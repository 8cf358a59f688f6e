from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "ongikar.gatherings"
    label = "gatherings"
