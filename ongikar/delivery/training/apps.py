from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "ongikar.delivery.training"
    label = "training"
