from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "ongikar.places"
    label = "places"
