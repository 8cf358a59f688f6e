"""What is done with a batch from its first class on, each act with its form."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms as widgets
from django.urls import reverse

from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.fields import ChoiceField, Field, TextField, TimeOfDayField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Batch, BatchRound, FollowUp
from ongikar.delivery.training.states import COUNTER, PHONE, VIA_WORDS
from ongikar.exports.models import Export
from ongikar.exports.orders import TooManyExports
from ongikar.gatherings.models import Gathering
from ongikar.journal.actions import Reference
from ongikar.people.models import User
from ongikar.questionnaires.models import Questionnaire
from ongikar.records.actions import MOVED_ON
from ongikar.records.acts import Act, Answer, PressAct, RowAct

from .certifying import certify_batch
from .completing import finish_batch
from .questions import answer_follow_up, open_batch_round
from .sessions import begin_batch

# Monday is 0; in the order of the office's week.
WEEKDAYS = (
    ("6", say_lazy("রবিবার", "Sunday")),
    ("0", say_lazy("সোমবার", "Monday")),
    ("1", say_lazy("মঙ্গলবার", "Tuesday")),
    ("2", say_lazy("বুধবার", "Wednesday")),
    ("3", say_lazy("বৃহস্পতিবার", "Thursday")),
)
# How many questionnaires are offered.
MOST_OFFERED = 200


def only_in(*names: str) -> Any:
    """Whether the batch is in one of these states, or why not."""
    return lambda batch: batch.state in names or MOVED_ON


class ClassesAct:
    """One of the page of classes, to which it leads back."""

    def url_when_done(self, desk: Any, batch: Any, row: Any) -> str:
        return reverse("batch_classes", args=[batch.number])


class WeekdaysField(Field, widgets.MultipleChoiceField):
    """Several weekdays, as boxes to tick."""

    widget = widgets.CheckboxSelectMultiple

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_choice"] = say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list")
        self.nameless |= {"invalid_choice"}


class BeginForm(Form):
    weekdays = WeekdaysField(
        label=say_lazy("কোন কোন বার ক্লাস", "On which weekdays"),
        missing=say_lazy("কোন কোন বার ক্লাস, বেছে নিন", "Choose the weekdays"),
        choices=WEEKDAYS,
    )
    begins_at = TimeOfDayField(
        label=say_lazy("কয়টায় শুরু", "Begins at"), missing=say_lazy("কয়টায় শুরু, লিখুন", "Write when it begins")
    )
    minutes = WholeNumberField(
        label=say_lazy("প্রতি ক্লাস কত মিনিট", "Minutes a class"),
        least=15,
        most=720,
    )


class BeginClasses(ClassesAct, Act):
    """Plans the classes."""


def begin(batch: Batch, form: BeginForm, actor: Reference, now: datetime) -> list[Gathering]:
    given = form.cleaned_data
    weekdays = {int(day) for day in given["weekdays"]}
    return begin_batch(batch, actor=actor, now=now, **given | {"weekdays": weekdays})


class FinishAct(ClassesAct, PressAct):
    """Ends the course."""


def finish(batch: Batch, actor: Reference, now: datetime) -> None:
    finish_batch(batch, actor=actor, now=now)


class CertifyAct(PressAct):
    """The certificates are made by the worker; the page of their order says how far it is."""

    def url_when_done(self, desk: Any, batch: Any, row: Any) -> str:
        return reverse("export", args=[row.pk])


def certify(batch: Batch, actor: Reference, now: datetime) -> Export:
    try:
        return certify_batch(batch, user=User.objects.get(pk=actor[1] or 0), now=now)
    except TooManyExports as fault:
        raise ActFault("", *fault.words) from fault


class RoundForm(Form):
    """Which questions a batch is given as its test before, its test after or its feedback."""

    questionnaire = ChoiceField(
        label=say_lazy("কোন প্রশ্নমালা", "Which questionnaire"),
        choices=[],
        many=True,
    )

    def __init__(self, *args: Any, questionnaires: Mapping[str, Questionnaire], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questionnaires = questionnaires
        self.choice_field("questionnaire").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, say(each.title_bn, each.title_en)) for key, each in questionnaires.items()),
        ]


class RoundAct(ClassesAct, Act):
    """A questionnaire becomes the batch's test before, test after or feedback; once each."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(
            part,
            BatchRound.PART_WORDS[part],
            RoundForm,
            self.give,
            when=self.may_give,
            done=("খোলা হয়েছে; সবাই নিজের পাতায় পাবেন।", "Opened: everybody has it on their page."),
            at=f"questions/{part}/",
        )

    def form_arguments(self, batch: Any, now: datetime) -> dict[str, Any]:
        mine = Questionnaire.objects.filter(retired_at=None, versions__published_at__isnull=False)
        known = mine.filter(office=batch.office) | mine.filter(office=None)
        newest = known.distinct().order_by("-id")[:MOST_OFFERED]
        return {"questionnaires": {str(each.pk): each for each in newest}}

    def may_give(self, batch: Any) -> Answer:
        if batch.state not in (states.RUNNING, states.FINISHED) or self.part in parts_given(batch):
            return MOVED_ON
        return True

    def give(self, batch: Batch, form: RoundForm, actor: Reference, now: datetime) -> BatchRound:
        chosen = form.questionnaires[form.cleaned_data["questionnaire"]]
        return open_batch_round(batch, part=self.part, questionnaire=chosen, actor=actor, now=now)


def parts_given(batch: Any) -> set[str]:
    """Which of them the batch has; read once for a page."""
    if not hasattr(batch, "parts_known"):
        batch.parts_known = set(batch.rounds.values_list("part", flat=True))
    known: set[str] = batch.parts_known
    return known


class ToldForm(Form):
    answer = ChoiceField(
        label=say_lazy("প্রশিক্ষণের পর এখন কী করছেন", "What do you do now, after the training"),
        choices=choices_of(FollowUp.ANSWERS),
    )
    words = TextField(
        label=say_lazy("আর কিছু বলার থাকলে", "Anything else"), lines=3, max_length=1000, required=False
    )


class ToldByOfficeForm(ToldForm):
    """The same, entered by the office."""

    via = ChoiceField(
        label=say_lazy("কীভাবে জানিয়েছেন", "How they said so"),
        choices=choices_of({via: VIA_WORDS[via] for via in (PHONE, COUNTER)}),
    )


class ToldAct(ClassesAct, RowAct):
    """What somebody said at the counter or by phone of what became of them."""

    def rows_of(self, batch: Any) -> Any:
        of_batch = FollowUp.objects.filter(application__call__batch=batch)
        return of_batch.select_related("application__call__batch", "application__case__applicant")

    def about_words(self, follow_up: Any) -> str:
        applicant = follow_up.application.case.applicant
        return applicant.shown_name if applicant else ""


def tell(follow_up: FollowUp, form: ToldByOfficeForm, actor: Reference, now: datetime) -> FollowUp:
    return answer_follow_up(follow_up, actor=actor, now=now, **form.cleaned_data)


TOLD = ToldAct(
    FollowUp,
    "told",
    ("প্রশিক্ষণের পরের খবর", "What became of them"),
    ToldByOfficeForm,
    tell,
    at="follow-up/<int:row>/",
    done=("উত্তরটি লেখা হয়েছে।", "The answer is written down."),
)
# Those that stand on the page of classes, in the order in which they come.
CLASS_ACTS: tuple[Act, ...] = (
    BeginClasses(
        "begin",
        ("ব্যাচ শুরু করুন", "Begin the batch"),
        BeginForm,
        begin,
        when=only_in(states.OFFERING),
        is_usual=True,
        done=("ব্যাচ শুরু হয়েছে; ক্লাসগুলো পঞ্জিকায় আছে।", "The batch has begun."),
    ),
    FinishAct(
        "finish",
        ("কোর্স শেষ করুন", "Finish the course"),
        finish,
        when=only_in(states.RUNNING),
        is_usual=True,
        done=("কোর্স শেষ। ফল হিসাব হচ্ছে।", "The course is over. The results are being settled."),
    ),
    CertifyAct(
        "certify",
        ("সনদ দিন", "Give the certificates"),
        certify,
        when=only_in(states.FINISHED, states.CERTIFIED),
        is_usual=True,
        done=("সনদ তৈরি হচ্ছে।", "The certificates are being made."),
    ),
    *(RoundAct(part) for part in BatchRound.PARTS),
)
