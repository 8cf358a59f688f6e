"""Training: somebody applies or is nominated, is taught and assessed, and holds a certificate."""

from ongikar.cases.kinds import Kind
from ongikar.frame.say import say_later

from .certificate import Certificate
from .intake import questions_for


class Training(Kind):
    outcome_form = Certificate
    keep_words = say_later("প্রশিক্ষণ শেষ, সনদ দিন", "Training done, give the certificate")
    result_words = say_later("প্রশিক্ষণের সনদ", "Training certificate")

    def intake_form(self, *args, service, **kwargs):
        return questions_for(service)(*args, service=service, **kwargs)


KIND = Training()
