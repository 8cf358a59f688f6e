from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "ongikar.notices"
    label = "notices"

    def ready(self):
        from ongikar.cases.slots import ANSWER, CASE, HELD

        from .parts import held, on_case, sms_of_answer

        CASE.add(on_case, order=90)
        HELD.add(held)
        ANSWER.add(sms_of_answer)
