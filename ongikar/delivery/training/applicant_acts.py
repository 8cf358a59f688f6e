"""What is done with one applicant of a batch, or with an objection to its list, from the line: each with its
form.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.records.acts import RowAct
from ongikar.rules.bangla.text import digits

from . import actions, states
from .actions.replacing import groups_of_seat, replaced_by, require_replaceable
from .draw_acts import user_of
from .english_name import write_english_name
from .forms import ACCEPT, AnswerObjectionForm, SeatAnswerForm
from .models import Application, Objection
from .nominating import EnglishNameForm, ReplaceNomineeForm
from .objections import line_of


class ObjectionAct(RowAct):
    template = "training/desk/answer_objection.html"

    def rows_of(self, record: Any) -> Any:
        rows = Objection.objects.filter(freeze__batch=record)
        return rows.select_related("freeze__batch__office", "answer", "application__case__applicant")

    def is_for(self, row: Any) -> bool:
        return getattr(row, "answer", None) is None

    def why_not_row(self, row: Any) -> str:
        answered = say("এই আপত্তির উত্তর দেওয়া হয়েছে।", "This objection is answered.")
        return "" if self.is_for(row) else answered

    def form_arguments(self, row: Any, now: datetime) -> dict[str, Any]:
        own = row.application.roll if row.application else None
        return {"initial": {"roll": own if row.roll is None else row.roll}}

    def context(self, row: Any, now: datetime) -> dict[str, Any]:
        line = line_of(row)
        heading = say("আপত্তি {n}: {about}", "Objection {n}: {about}", n=line.number, about=line.about)
        return {"heading": heading, "about": "", "objection": row}

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return reverse("batch_objections", args=[record.number])


def answer_objection(
    objection: Objection, form: AnswerObjectionForm, actor: Reference, now: datetime
) -> None:
    given = form.cleaned_data
    actions.answer_objection(
        objection,
        is_accepted=given["decision"] == ACCEPT,
        reason=given["reason"],
        roll=given["roll"],
        user=user_of(actor),
        actor=actor,
        now=now,
    )


class ApplicantAct(RowAct):
    """By the roll that the person was given."""

    key = "roll"

    def rows_of(self, record: Any) -> Any:
        rows = Application.objects.filter(call__batch=record)
        return rows.select_related("call__batch__course", "call__batch__office", "case__applicant")


class SeatAct(ApplicantAct):
    def is_for(self, row: Any) -> bool:
        return row.state in (states.OFFERED, states.ENROLLED)

    def form_arguments(self, row: Any, now: datetime) -> dict[str, Any]:
        return {"application": row}


def answer_seat(application: Application, form: SeatAnswerForm, actor: Reference, now: datetime) -> None:
    given: dict[str, Any] = {"via": form.cleaned_data["via"], "actor": actor, "now": now}
    match form.cleaned_data["answer"]:
        case "accept":
            actions.accept_offer(application, **given)
        case "decline":
            actions.decline_offer(application, **given)
        case _:
            actions.give_back_seat(application, **given)


class ReplaceAct(ApplicantAct):
    def why_not_row(self, row: Any) -> str:
        """Of a form that is sent once more the act itself knows what became of the first."""
        if successor := row.successors.first():
            return replaced_by(successor).words
        try:
            require_replaceable(row, row.call.batch)
        except ActFault as fault:
            return fault.words
        return ""

    def is_for(self, row: Any) -> bool:
        return not self.why_not_row(row)

    def form_arguments(self, row: Any, now: datetime) -> dict[str, Any]:
        return {"groups": groups_of_seat(row) if row.call.batch.state == states.OFFERING else []}

    def context(self, row: Any, now: datetime) -> dict[str, Any]:
        about = say(
            "{who}। আগের আবেদনটি কারণসহ শেষ হয়, মুছে যায় না; নতুন জনের নিজের আবেদন ও রোল হয়।",
            "{who}. The first application ends with the reason and is not removed; the new person gets an"
            " application and a roll of their own.",
            who=row.in_words(),
        )
        return {"about": about}

    def done_words(self, record: Any, made: Any) -> str:
        return say(*self.done, roll=digits(made.roll, language()))


def replace_nominee(
    application: Application, form: ReplaceNomineeForm, actor: Reference, now: datetime
) -> Application:
    user = user_of(actor)
    return actions.replace_nominee(application, **form.facts(), user=user, actor=actor, now=now)


class NameAct(ApplicantAct):
    def rows_of(self, record: Any) -> Any:
        return super().rows_of(record).filter(case__applicant__isnull=False)

    def form_arguments(self, row: Any, now: datetime) -> dict[str, Any]:
        return {"initial": {"name_en": row.name_en or ""}}

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return reverse("batch_classes", args=[record.number])


def name_in_english(application: Application, form: EnglishNameForm, actor: Reference, now: datetime) -> None:
    write_english_name(application, name=form.cleaned_data["name_en"], actor=actor, now=now)


APPLICANT_ACTS = (
    ObjectionAct(
        Objection,
        "objection",
        ("উত্তর দিন", "Answer"),
        AnswerObjectionForm,
        answer_objection,
        at="objections/<int:row>/",
        done=("উত্তর দেওয়া হয়েছে; তাঁকে জানানো হবে।", "Answered; they will be told."),
        press=("উত্তর দিন", "Answer"),
    ),
    SeatAct(
        Application,
        "answer",
        ("আসনের উত্তর লিখুন", "Write the answer about the seat"),
        SeatAnswerForm,
        answer_seat,
        done=("উত্তরটি লেখা হয়েছে।", "The answer is written down."),
    ),
    ReplaceAct(
        Application,
        "replace",
        ("বদলে অন্য জন", "Replace"),
        ReplaceNomineeForm,
        replace_nominee,
        heading=("বদলে অন্য জনকে মনোনয়ন", "Nominate somebody else instead"),
        done=(
            "রোল {roll} এখন তাঁর জায়গায়। তিনজনকেই জানানো হচ্ছে: আগে যিনি ছিলেন, নতুন জন আর মনোনয়নকারী অফিস।",
            "Roll {roll} now takes the place. Who was named before, who is named now and the nominating"
            " office are told.",
        ),
        press=("মনোনয়ন বদলান", "Change the nomination"),
    ),
    NameAct(
        Application,
        "name",
        ("ইংরেজি নাম লিখুন", "Write the name in English"),
        EnglishNameForm,
        name_in_english,
        heading=("সনদের ইংরেজি নাম", "Name on the English certificate"),
        done=("নামটি লেখা হয়েছে।", "The name is written down."),
        press=("রাখুন", "Save"),
    ),
)
