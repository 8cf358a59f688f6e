from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "ongikar.tasks"
    label = "tasks"
