"""The dossier on the desk and before the complainant: its two acts, and the sections that show it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.i18n.say import say_lazy
from ongikar.core.slots import Answer
from ongikar.exports.makers import register_maker
from ongikar.exports.models import Export
from ongikar.grievances.handling.desk_acts import DeskAct, register_act
from ongikar.grievances.handling.desk_forms import ConfirmForm, DeskForm
from ongikar.grievances.models import Dossier, Stage
from ongikar.grievances.slots import FOLLOWING, HANDLING

from .dossier_orders import MAKER, export_of, is_beyond, may_send, note_reference, order_dossier


class ReferenceForm(DeskForm):
    reference = TextField(
        label=say_lazy("সেখানে যে নম্বর দেওয়া হয়েছে", "The number given there"),
        max_length=80,
    )
    sent_on = DayField(
        label=say_lazy("কবে পাঠানো হয়েছে", "Sent on"),
    )
    sent_by = ChoiceField(label=say_lazy("কীভাবে পাঠানো হয়েছে", "Sent how"), choices=list(Dossier.WAYS.items()))


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier as the page shows it: how it was sent, and, while it is made, the order."""

    dossier: Dossier
    export: Export | None

    @property
    def way(self) -> str:
        return self.dossier.get_sent_by_display()


def dossiers_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    """All of them, the newest first."""
    dossiers = [each for tier in stage.grievance.stages.all() for each in tier.dossiers.all()]
    dossiers.sort(key=lambda dossier: -dossier.pk)
    lines = [DossierLine(each, None if each.paper_id else export_of(each)) for each in dossiers]
    return ("grievances/handling/dossiers.html", {"dossiers": lines}) if lines else None


def reference_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    """For the complainant: under which number it is known beyond, and that the days go on counting."""
    known = Dossier.objects.filter(stage__grievance=stage.grievance_id).exclude(reference_there="")
    dossier = known.order_by("-id").first()
    if dossier is None:
        return None
    return "grievances/reference_there.html", {"dossier": dossier, "stage": stage}


def register_dossiers() -> None:
    register_maker(MAKER)
    register_act(
        "make_dossier",
        DeskAct(
            say_lazy("পূর্ণ নথি তৈরি করুন", "Make the whole record"),
            say_lazy("নথি তৈরি হচ্ছে; এই পাতায় পাওয়া যাবে।", "The record is being made; it comes to this page."),
            ConfirmForm,
            order_dossier,
            order=60,
            condition=is_beyond,
            may=may_send,
            lead=say_lazy(
                "অভিযোগ, সব সিদ্ধান্ত, দিনের হিসাব ও সব দলিল একটি PDF-এ থাকবে, শেষ ধাপের দপ্তরে পাঠানোর জন্য।",
                "The complaint, all decisions, how the days were counted and all documents in one PDF,"
                " for the authority of the last step.",
            ),
        ),
    )
    register_act(
        "note_reference",
        DeskAct(
            say_lazy("সেখানকার নম্বর লিখুন", "Write the number given there"),
            say_lazy("নম্বর লেখা ও জানানো হয়েছে।", "The number is written and told."),
            ReferenceForm,
            note_reference,
            order=61,
            condition=lambda stage: is_beyond(stage) and any(each.paper_id for each in stage.dossiers.all()),
            may=may_send,
        ),
    )
    HANDLING.add(dossiers_part, order=72)
    FOLLOWING.add(reference_part, order=72)
