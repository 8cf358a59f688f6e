from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "ongikar.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        from ongikar.people.subjects import register_referring_model

        from .models import Gathering, Roster

        for model in (Gathering, Roster):
            register_referring_model(model)
