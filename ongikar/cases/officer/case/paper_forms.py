"""Asking for papers, only those the charter lists, and writing down what was handed over at the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.cases.actions.seen_papers import unseen_documents
from ongikar.charter.models import Service
from ongikar.charter.terms import document_name
from ongikar.core.forms.fields import Field, TextField, UploadField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.papers.actions import check_upload
from ongikar.papers.check import Clean, PaperFault

from .forms import ActForm, is_sentence


class TickBoxesField(Field, forms.MultipleChoiceField):
    """Several of a few, as boxes to tick."""

    def __init__(self, *args, **kwargs):
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

    def __init__(self, *args, **kwargs):
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
        missing=say_lazy("কী এসেছে লিখুন", "Write what has come"),
        lines=3,
        max_length=2000,
    )
    paper = UploadField(
        label=say_lazy("ছবি বা PDF", "Photo or PDF"),
        required=False,
        help_text=say_lazy("সর্বোচ্চ ৫ MB", "At most 5 MB"),
    )

    def clean_paper(self) -> Clean | None:
        upload = self.cleaned_data["paper"]
        try:
            return upload and check_upload(upload)
        except PaperFault as fault:
            raise ValidationError(say(fault.bn, fault.en)) from None

    @property
    def facts(self) -> dict[str, Any]:
        paper, words = self.cleaned_data["paper"], self.cleaned_data["words"]
        return {"words": words, "papers": [(words[:200], paper)] if paper else []}
