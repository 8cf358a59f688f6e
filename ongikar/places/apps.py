from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "ongikar.places"
    label = "places"

    def ready(self) -> None:
        from ongikar.people.subjects import register_referring_model, register_subject

        from .models import DeviceFact
        from .subjects import DEVICE_SUBJECT

        register_subject(DEVICE_SUBJECT)
        register_referring_model(DeviceFact)
