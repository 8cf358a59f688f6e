from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "ongikar.questionnaires"
    label = "questionnaires"
