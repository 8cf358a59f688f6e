from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ongikar.people"
    label = "people"
