"""What the officer writes down at each act of a case, and when the applicant asks for a correction."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.cases.act_words import FIELD_NAMES, HEED_WAYS
from ongikar.cases.actions.corrections import asked_correction
from ongikar.cases.actions.intake_debts import unseen_documents
from ongikar.cases.actions.split_cases import due_of_second, times_split
from ongikar.cases.models import Case
from ongikar.cases.state_words import stage_name
from ongikar.charter.models import Service
from ongikar.charter.terms import document_name
from ongikar.core.forms.fields import ChoiceField, DayField, Field, TextField, UploadsField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.photographs import check_pages
from ongikar.rules.promise import is_kept

from .uploads import FILES, files_field

# Fewer words than these tell nobody why.
LEAST_WORDS, LEAST_LETTERS = 3, 12


class SentenceField(TextField):
    """A reason that must be told: at least a sentence of it."""

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        if value and not is_sentence(value):
            raise ValidationError(
                say("আরও খুলে লিখুন, অন্তত একটি পুরো বাক্য।", "Say more: at least one whole sentence.")
            )


def is_sentence(text: str) -> bool:
    return len(text.split()) >= LEAST_WORDS and sum(letter.isalnum() for letter in text) >= LEAST_LETTERS


class ActForm(Form):
    """An act on a case. Subclasses shape themselves by the case and its charter row."""

    def __init__(self, *args: Any, case: Case, now: datetime, **kwargs: Any) -> None:
        self.case, self.now = case, now
        super().__init__(*args, **kwargs)

    def hint(self, name: str, words: str) -> None:
        """A help text that depends on the case."""
        self.fields[name].help_text = words

    @property
    def facts(self) -> dict[str, Any]:
        """What the act is called with."""
        return self.cleaned_data


class HeedForm(ActForm):
    """What was done about a poor rating."""

    way = ChoiceField(
        label=say_lazy("কীভাবে কথা হলো", "How you spoke to the applicant"),
        choices=[(way, say_lazy(*said)) for way, said in HEED_WAYS.items()],
    )
    words = SentenceField(
        label=say_lazy("কী কথা হলো, এখন কী হবে", "What was said, and what happens now"),
        help_text=say_lazy("আবেদনকারী এটি পড়বেন।", "The applicant reads this."),
        lines=4,
        max_length=1_000,
    )


EARLIER = (
    "খালি রাখলে শেষ দিন {due}। চাইলে এর আগের কোনো দিন দিন, পরের নয়।",
    "Left empty, the last day stays {due}. You may name an earlier day, not a later one.",
)
NO_CEILING = (
    "এই সেবার সময়সীমা ঠিক করা নেই, তাই দিনটি আপনাকেই দিতে হবে।",
    "No limit is set for this service, so the day is yours to name.",
)
NO_DAY = ("কোন দিনের মধ্যে দেবেন, লিখুন", "Name the day by which it will be given")


class AcceptForm(ActForm):
    day = DayField(label=say_lazy("কোন দিনের মধ্যে দেবেন", "By which day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = self.case.clock.due_at.astimezone(self.case.clock.calendar.tz).date()
        if self.case.awaits_day:
            self.ask_for_a_day()
        elif self.case.clock.running.awaited or not is_kept(self.case.clock.due_at, self.now):
            # The event sets the day anew, so none can be promised before it; of a late case
            # none could be an earlier one.
            del self.fields["day"]
        else:
            self.ask_for_an_earlier_day(due)

    def ask_for_an_earlier_day(self, due: date) -> None:
        running = self.case.clock.running
        if running.is_before_others:
            step = stage_name(running.undertaking.stages[running.stage])
            self.fields["day"].label = say(
                "“{step}” ধাপ কোন দিনের মধ্যে শেষ করবেন",
                "By which day the step “{step}” is finished",
                step=step,
            )
        self.hint("day", say(*EARLIER, due=due))

    def ask_for_a_day(self) -> None:
        field = self.fields["day"]
        field.required = True
        field.error_messages["required"] = say(*NO_DAY)
        self.hint("day", say(*NO_CEILING))


class ActFormWithFiles(ActForm):
    """An act whose words go to the applicant, and papers with them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FILES] = files_field()

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != FILES}


class SeenNow(forms.HiddenInput):
    """What stood when the page was made; on the page that answers, what stands by then."""

    def __init__(self, read: Callable[[], int]) -> None:
        super().__init__()
        self.read = read

    def format_value(self, value: Any) -> str:
        return str(self.read())


class SplitForm(ActForm):
    """What is asked beside the rest, for a case of its own."""

    words = SentenceField(
        label=say_lazy("দ্বিতীয় কাজটি কী", "What the second thing is"),
        lines=4,
        max_length=1_000,
    )

    # How often it was split when the page was shown: two who split it at once split it once.
    seen = WholeNumberField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget = SeenNow(lambda: times_split(self.case))
        due = due_of_second(self.case, self.now)
        told = (SECOND_DUE, SECOND_LATE)[not is_kept(due, self.now)]
        self.hint("words", say(*told, due=due.astimezone(self.case.clock.calendar.tz).date()))


SECOND_DUE = (
    (
        "আবেদনকারীর কথায় লিখুন; তিনি পড়বেন। এটির আলাদা নম্বর হবে, দিন গোনা প্রথমটি পাওয়ার দিন থেকে:"
        " শেষ দিন {due}। প্রথমটির কথা যেমন ছিল তেমনই থাকে।"
    ),
    (
        "In the applicant’s words; they read it. It gets a number of its own and counts from the day on which"
        " the first came: due {due}. The promise of the first stays as it is."
    ),
)
SECOND_LATE = (
    "আবেদনকারীর কথায় লিখুন; তিনি পড়বেন। দিন গোনা প্রথমটি পাওয়ার দিন থেকে, তাই এটি শুরুতেই দেরি: শেষ দিন ছিল {due}।",
    "In the applicant’s words; they read it. It counts from the day of the first, so it is late: due {due}.",
)


class RefuseForm(ActFormWithFiles):
    reason = SentenceField(
        label=say_lazy("কেন দেওয়া যাচ্ছে না", "Why it cannot be given"),
        help_text=say_lazy(
            "আবেদনকারী এই লেখাটি চিঠিতে পাবেন, আপিলের পথসহ।",
            "The applicant receives these words in a letter, with the way to appeal.",
        ),
        missing=say_lazy(
            "কারণ লিখুন। কারণ ছাড়া নামঞ্জুর করা যায় না।",
            "Write the reason. Nothing is refused without one.",
        ),
        lines=5,
        max_length=3000,
    )


class RedirectForm(ActFormWithFiles):
    to = TextField(
        label=say_lazy("কোন কার্যালয়ের কাজ", "Whose work it is"),
        help_text=say_lazy("কার্যালয়ের নাম, আর কোথায় গেলে পাওয়া যাবে।", "The office, and where to find it."),
        lines=3,
        max_length=1000,
    )


class NoteForm(ActForm):
    words = TextField(
        label=say_lazy("মন্তব্য", "Note"),
        help_text=say_lazy(
            "শুধু কার্যালয়ের জন্য; আবেদনকারী দেখেন না।",
            "For the office only; the applicant does not see it.",
        ),
        lines=4,
        max_length=2000,
    )


class CorrectionActForm(ActForm):
    """Shows what stands there and what is to stand there, beside the words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked := asked_correction(self.case):
            self.hint(
                "words",
                say(
                    "{field}: এখন আছে “{old}”, হবে “{new}”। আবেদনকারীর কথা: {words}",
                    "{field}: now “{old}”, to be “{new}”. The applicant says: {words}",
                    field=say(*FIELD_NAMES[asked.data["field"]]),
                    old=asked.data["old"],
                    new=asked.data["new"],
                    words=asked.words or "—",
                ),
            )


class MakeCorrectionForm(CorrectionActForm):
    words = TextField(
        label=say_lazy("কোন কাগজের সঙ্গে মিলিয়ে দেখেছেন", "Against which document it was checked"),
        max_length=300,
    )


class RefuseCorrectionForm(CorrectionActForm):
    words = SentenceField(
        label=say_lazy("কেন ঠিক করা হলো না", "Why it is not corrected"),
        missing=say_lazy(
            "কারণ লিখুন। কারণ ছাড়া ফিরিয়ে দেওয়া যায় না।",
            "Write the reason. Nothing is refused without one.",
        ),
        lines=3,
        max_length=1000,
    )


class TickBoxesField(Field, forms.MultipleChoiceField):
    """Several of a few, as boxes to tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        kwargs.setdefault("missing", say_lazy("অন্তত একটিতে টিক দিন", "Tick at least one"))
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_choice"] = say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list")


class AskForPapersForm(ActForm):
    """Only what the charter lists can be ticked: the office cannot ask for a paper the
    charter does not list.
    """

    papers = TickBoxesField(label=say_lazy("কী কী লাগবে", "What is needed"))
    words = TextField(
        label=say_lazy("কী লাগবে এবং কেন", "What exactly, and why"),
        help_text=say_lazy("আবেদনকারী এই লেখাটি পাবেন।", "The applicant will receive these words."),
        required=False,
        optional_mark=False,
        lines=4,
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice_field("papers").choices = paper_choices(self.case.row)
        # What was not shown at the counter is offered ticked.
        unseen = [each["bn"] for each in unseen_documents(self.case)]
        self.initial["papers"] = [
            str(place) for place, each in enumerate(self.case.row.documents) if each["bn"] in unseen
        ]
        self.hint(
            "papers",
            say(
                "চার্টারে যে কাগজের নাম আছে শুধু তা-ই চাওয়া যায়।",
                "Only documents that the charter lists can be asked for.",
            ),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ticked = listed_titles(self.case.row, cleaned.get("papers", ()))
        if any(needs_explanation(each) for each in ticked) and not is_sentence(cleaned.get("words", "")):
            self.add_error("words", explain_fault(ticked))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        ticked = listed_titles(self.case.row, self.cleaned_data["papers"])
        return {"missing": [each["bn"] for each in ticked], "words": self.cleaned_data["words"]}


def paper_choices(row: Service) -> list[tuple[str, str]]:
    """The charter's papers by their place in its list."""
    return [(str(place), document_name(each)) for place, each in enumerate(row.documents)]


def listed_titles(row: Service, places: Any) -> list[dict[str, Any]]:
    return [row.documents[int(place)] for place in places]


def needs_explanation(document: dict[str, Any]) -> bool:
    """A paper needed only "where applicable", or a form already given, is asked for by saying what is wanted
    and why.
    """
    return document.get("provided_by_form", False) or not document.get("required", False)


def explain_fault(ticked: list[dict[str, Any]]) -> str:
    names = [document_name(each) for each in ticked if needs_explanation(each)]
    return say(
        "“{names}”: ঠিক কী লাগবে এবং কেন, একটি বাক্যে লিখুন।",
        "“{names}”: say in a sentence what exactly is needed and why.",
        names=", ".join(names),
    )


class AnswerAtDeskForm(ActForm):
    """What was asked for, handed over at the desk or told by phone."""

    words = TextField(
        label=say_lazy("কী এসেছে", "What has come"),
        help_text=say_lazy(
            "আবেদনকারী কার্যালয়ে এসে, ফোনে বা ডাকে যা দিয়েছেন।",
            "What the applicant gave in person, by phone or by post.",
        ),
        lines=3,
        max_length=2000,
    )
    paper = UploadsField(
        label=say_lazy("ছবি বা PDF", "Photo or PDF"),
        required=False,
        help_text=say_lazy(
            "প্রতিটি সর্বোচ্চ ৫ MB; কয়েক পাতার ছবি একসঙ্গে দিলে এক PDF হয়",
            "At most 5 MB each; photos of several pages, sent at once, become one PDF",
        ),
    )

    def clean_paper(self) -> Clean | None:
        uploads = self.cleaned_data["paper"]
        try:
            return check_pages(uploads) if uploads else None
        except PaperFault as fault:
            raise ValidationError(say(fault.bn, fault.en)) from None

    @property
    def facts(self) -> dict[str, Any]:
        paper, words = self.cleaned_data["paper"], self.cleaned_data["words"]
        return {"words": words, "papers": [(words[:200], paper)] if paper else []}
