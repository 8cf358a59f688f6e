from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "ongikar.letters"
    label = "letters"

    def ready(self) -> None:
        from ongikar.people.subjects import register_referring_model, register_subject

        from .models import Letter
        from .subjects import FILE_SUBJECT, LETTER_SUBJECT

        register_subject(LETTER_SUBJECT)
        register_subject(FILE_SUBJECT)
        register_referring_model(Letter)
