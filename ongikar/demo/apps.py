from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "ongikar.demo"
    label = "demo"
