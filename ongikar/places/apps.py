from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "ongikar.places"
    label = "places"

    def ready(self) -> None:
        from ongikar.people.subjects import register_referring_model, register_subject

        from .models import DeviceFact, PartMovement
        from .subjects import DEVICE_SUBJECT, STOCKTAKE_SUBJECT

        register_subject(DEVICE_SUBJECT)
        register_subject(STOCKTAKE_SUBJECT)
        for model in (DeviceFact, PartMovement):
            register_referring_model(model)
