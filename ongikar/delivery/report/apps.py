from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "ongikar.delivery.report"
    label = "report"

    def ready(self) -> None:
        from ongikar.books.measures import register_measure
        from ongikar.cases.slots import CASE
        from ongikar.letters.outgoing.dispatching import AFTER_DISPATCH
        from ongikar.people.subjects import register_subject

        from .replies import keep_when_sent
        from .returns import RETURNS_IN_TIME
        from .subjects import RETURN_SUBJECT
        from .views import reply_part

        CASE.add(reply_part, order=5)
        register_subject(RETURN_SUBJECT)
        register_measure(RETURNS_IN_TIME)

        if keep_when_sent not in AFTER_DISPATCH:
            AFTER_DISPATCH.append(keep_when_sent)
