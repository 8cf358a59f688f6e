"""Report: a letter asks for information by a date; the answer goes out as a letter with a memo number."""

from datetime import date

from ongikar.cases.kinds import Kind
from ongikar.cases.models import Case
from ongikar.cases.sorts import Sort
from ongikar.frame.say import say_later
from ongikar.rules.promise import Promise

from .letters import HAND, PHONE, Answer, Letter


class Report(Kind):
    sorts = (
        Sort(
            say_later("প্রতিবেদন ও তথ্য প্রেরণ", "Reports sent"),
            {"প্রতিবেদন": 4, "তথ্য প্রেরণ": 4, "প্রেরণ": 1, "রিটার্ন": 2, "report": 4},
        ),
    )  # fmt: skip
    intake_form = Letter
    outcome_form = Answer
    keep_words = say_later("প্রতিবেদন পাঠান", "Send the report")
    result_words = say_later("প্রতিবেদন পাঠানোর পত্র", "Letter sending the report")

    def promise(self, answers, row):
        """By the letter's own date; a letter that names none is answered within the charter row's limit."""
        due = answers.get("due_date")
        return Promise("by_date", until=date.fromisoformat(due)) if due else None

    def gave(self, words, row, *, asked="", channel=""):
        return {"words": words, "sent_by": PHONE if channel == Case.PHONE else HAND}


KIND = Report()
