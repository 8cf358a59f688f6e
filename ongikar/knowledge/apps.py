from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "ongikar.knowledge"
    label = "knowledge"
