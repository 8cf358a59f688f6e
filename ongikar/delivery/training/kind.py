"""Training: somebody applies or is nominated, is taught and assessed, and holds a certificate."""

from ongikar.cases.kinds import Kind
from ongikar.cases.sorts import Sort
from ongikar.frame.say import say_later

from .certificate import RULES, Certificate
from .intake import questions_for


class Training(Kind):
    sorts = (
        Sort(
            say_later("প্রশিক্ষণ", "Training"),
            {"প্রশিক্ষণ": 4, "প্রশিক্ষণ আয়োজন": 3, "প্রশিক্ষণ প্রদান": 3, "দক্ষতা": 1, "training": 5},
        ),
        Sort(
            say_later("ল্যাবে প্রশিক্ষণ", "Training in a lab"),
            {"প্রশিক্ষণ": 4, "ল্যাব ব্যবহার": 5, "ছাত্র": 2, "training": 3, "lab": 1}, {"place": "lab"},
        ),
    )  # fmt: skip
    outcome_form = Certificate
    rules = RULES
    headline = "topic"
    keep_words = say_later("প্রশিক্ষণ শেষ, সনদ দিন", "Training done, give the certificate")
    result_words = say_later("প্রশিক্ষণের সনদ", "Training certificate")

    def intake_form(self, *args, service, **kwargs):
        return questions_for(service)(*args, service=service, **kwargs)


KIND = Training()
