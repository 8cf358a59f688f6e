"""Advice: a question about technology, answered with a note that can be used again; for cyber-security, with
a checklist.
"""

from ongikar.cases import similar_cases
from ongikar.cases.kinds import Kind, Result, Urgency
from ongikar.charter.service_presets import Preset
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules import case_transitions

from .intake import INTAKES, AdviceQuestions
from .note import IN_WORDS, NOTES, STEPS, AdviceNote, crime_is_reported


class Advice(Kind):
    sorts = (
        Preset(
            say_lazy("পরামর্শ", "Advice"),
            {"পরামর্শ": 3, "পরামর্শ প্রদান": 1, "সচেতনতা": 1, "advice": 3, "guidance": 2},
        ),
        Preset(
            say_lazy("পরামর্শ: সাইবার নিরাপত্তা", "Advice on cyber security"),
            {"সাইবার": 5, "পরামর্শ": 1, "সচেতনতা": 1, "cyber": 5},
            {"topic": "cyber"},
        ),
    )
    urgencies = (Urgency("money_fraud", {"topic": "money", "when": "now"}),)
    rules = (crime_is_reported,)
    keep_words = say_lazy("পরামর্শ দিন", "Give the advice")
    result_words = say_lazy("পরামর্শপত্র", "Advice note")

    def intake_form(self, *args, service, **kwargs):
        return INTAKES.get(service.options.get("topic"), AdviceQuestions)(*args, service=service, **kwargs)

    def outcome_form(self, *args, service, **kwargs):
        return NOTES.get(service.options.get("topic"), AdviceNote)(*args, service=service, **kwargs)

    def outcome_from_text(self, words, row, *, asked="", channel=""):
        note = {"words": words, "reported_to": IN_WORDS}
        return {
            name: answer for name, answer in note.items() if name in self.outcome_form(service=row).fields
        }

    def panel(self, case):
        title = say("একই বিষয়ে আগের পরামর্শ, আবার কাজে লাগান", "Earlier advice on this topic, to be used again")
        return similar_cases.similar_cases_panel(
            title, similar_cases.cases_with_same_answer(case, "topic"), asked="question"
        )

    def result(self, case):
        """The note, with the steps ticked gathered into one checklist."""
        note = super().result(case)
        ticked = [str(words) for name, words in STEPS if case.outcome.get(name)]
        if note is None or case.state != case_transitions.KEPT or not ticked:
            return note
        steps = {str(words) for _, words in STEPS}
        parts = [part for part in note.parts if part[0] not in steps]
        checklist = (say("যা যা করবেন", "What to do"), "\n".join(f"• {words}" for words in ticked))
        return Result(note.title, (*parts, checklist))

    def book_rows(self, case):
        yield "advice", self.entry(case, "topic", "question", "tried", "words", "next_step")
        if self.is_incident(case):
            yield "incident", self.entry(case, "topic", "when", "question", "reported_to")

    def is_incident(self, case) -> bool:
        """Whether something happened, rather than being feared."""
        return case.answers.get("when") in ("now", "before")


KIND = Advice()
