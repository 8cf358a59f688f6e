"""Ordering a dossier, making it in the worker, and noting the number under which it is known beyond; its two
acts on the desk, and the sections that show it there and before the complainant.
"""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.i18n.say import override_language, say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.core.slots import Answer
from ongikar.exports.makers import Arguments, ExportMaker, MadeFile, NothingToMake, Work, register_maker
from ongikar.exports.models import FAILED, Export
from ongikar.exports.orders import TooManyExports, order_export
from ongikar.grievances.act_log import add_act, latest_act, lock_grievance, record_act
from ongikar.grievances.handling.desk_acts import DeskAct, register_act
from ongikar.grievances.handling.desk_forms import ConfirmForm, DeskForm
from ongikar.grievances.handling.whole_complaint import with_handling
from ongikar.grievances.models import Dossier, Grievance, Reading, Stage
from ongikar.grievances.reading import record_reading
from ongikar.grievances.rights import may_study
from ongikar.grievances.slots import FOLLOWING, HANDLING
from ongikar.grievances.transitions import GrievanceFault
from ongikar.journal.actions import WORKER
from ongikar.offices.models import Office, Post
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.papers.pdf.bundle import bundle_apart
from ongikar.people.post_holders import TIER_ROLES, PostHolder
from ongikar.rules.calendar.office_calendar import TZ

from .content import BY_DOSSIER, dossier_data, dossier_documents, dossier_papers

DOSSIER = "dossier"
PDF = "application/pdf"


def is_beyond(stage: Stage) -> bool:
    """Whether the tier at which it stands is an authority with a system of its own."""
    return stage.tier.post.role == Post.CELL


def may_send(holder: PostHolder, stage: Stage) -> bool:
    """Whoever may study it: the cell itself, and those who decided below and hand it on."""
    return may_study(holder, stage.grievance)


@transaction.atomic
def order_dossier(*, stage: Stage, actor: PostHolder, now: datetime) -> Dossier:
    """Have everything as it now stands put into one file; nothing is added while nothing has happened since
    the last one.

    Raises PermissionDenied, and GrievanceFault where this person has ordered too much already.
    """
    if not (is_beyond(stage) and may_send(actor, stage)):
        raise PermissionDenied
    grievance = stage.grievance
    lock_grievance(grievance)
    if standing := standing_dossier(grievance):
        return standing
    dossier = Dossier.objects.create(stage=stage, made_at=now)
    add_act(grievance, "make_dossier", actor=actor.actor, now=now, data={DOSSIER: dossier.pk})
    record_act("dossier_ordered", grievance, actor=actor.actor, now=now, tier=stage.number)
    words = [say_title(grievance, tongue) for tongue in ("bn", "en")]
    try:
        order_export(
            maker=MAKER,
            arguments={DOSSIER: str(dossier.pk), "number": grievance.number},
            title=(words[0], words[1]),
            lines=len(dossier_papers(grievance)) + 1,
            office=grievance.office,
            user=actor.user,
            now=now,
        )
    except TooManyExports as fault:
        raise GrievanceFault("", *fault.words) from None
    return dossier


def say_title(grievance: Grievance, tongue: str) -> str:
    with override_language(tongue):
        return say("অভিযোগের পূর্ণ নথি {number}", "Record of complaint {number}", number=grievance.number)


def standing_dossier(grievance: Grievance) -> Dossier | None:
    """The one that was ordered last, if nothing happened since and it was not given up."""
    last = latest_act(grievance)
    if last is None or last.name != "make_dossier":
        return None
    dossier = Dossier.objects.filter(pk=last.data.get(DOSSIER)).first()
    if dossier is None or dossier.paper_id:
        return dossier
    export = export_of(dossier)
    return None if export is None or export.failed_at else dossier


def export_of(dossier: Dossier) -> Export | None:
    """The order by which it is made; whoever gave it."""
    orders = Export.objects.filter(
        office=dossier.stage.grievance.office_id, maker=DOSSIER, asked_at__gte=dossier.made_at
    )
    return next(
        (each for each in orders.order_by("id")[:50] if each.arguments[DOSSIER] == str(dossier.pk)), None
    )


def make_dossier(office: Office, arguments: Arguments, work: Work) -> MadeFile:
    """The file, kept among the papers of the complaint before the order is told as done. After a fall on the
    way it is made anew, or found kept.
    """
    dossier = Dossier.objects.filter(pk=int(arguments[DOSSIER])).first()
    if dossier is None:
        raise NothingToMake
    rows = with_handling(Grievance.objects.with_related()).select_related("office", "respondent")
    grievance = rows.get(pk=dossier.stage.grievance_id)
    stage = next(each for each in grievance.stages.all() if each.pk == dossier.stage_id)
    documents = dossier_documents(grievance)
    made = work.folder / "made.pdf"
    if dossier.paper_id:
        shutil.copyfile(Paper.objects.get(pk=dossier.paper_id).file.path, made)
    else:
        data = dossier_data(office, stage, work.asked_at)
        bundle_apart("dossier", data, documents, work.folder, made_at=work.asked_at).rename(made)
        keep_dossier(dossier, grievance, made, work.asked_at)
    return MadeFile(made, f"dossier-{grievance.number}.pdf", PDF, len(documents) + 1)


@transaction.atomic
def keep_dossier(dossier: Dossier, grievance: Grievance, made: Path, now: datetime) -> None:
    content = made.read_bytes()
    with override_language("bn"):
        title = say("পূর্ণ নথি", "Whole record")
    paper = keep_paper(
        office=grievance.office,
        subject=grievance.reference,
        title=title,
        content=Clean(content, PDF, ".pdf"),
        now=now,
        brought_by=BY_DOSSIER,
    )
    dossier.paper_id, dossier.sha256 = paper.pk, hashlib.sha256(content).hexdigest()
    dossier.save(update_fields=["paper_id", "sha256"])
    record_act("dossier_made", grievance, actor=WORKER, now=now, tier=dossier.stage.number)


@transaction.atomic
def note_reference(
    *, stage: Stage, reference: str, sent_on: date, sent_by: str, actor: PostHolder, now: datetime
) -> None:
    """The number that the authority beyond gave it. The clock goes on counting, and the complainant is told.

    Written again with the same words it is written once; another number takes the place of the first, which
    the history keeps. Raises PermissionDenied, and GrievanceFault without a dossier or for an impossible day.
    """
    if not (is_beyond(stage) and may_send(actor, stage)):
        raise PermissionDenied
    grievance = stage.grievance
    lock_grievance(grievance)
    dossier = stage.dossiers.exclude(paper=None).order_by("-id").first()
    if dossier is None:
        raise GrievanceFault(
            "reference",
            "আগে পূর্ণ নথি তৈরি করুন; তারপর পাঠিয়ে নম্বর লিখুন।",
            "Make the whole record first; then send it and write the number.",
        )
    if not dossier.made_at.astimezone(TZ).date() <= sent_on <= now.astimezone(TZ).date():
        raise GrievanceFault(
            "sent_on",
            "নথি তৈরির দিন থেকে আজ পর্যন্ত কোনো দিন দিন।",
            "Give a day from the one on which the record was made until today.",
        )
    if (dossier.reference_there, dossier.sent_on, dossier.sent_by) == (reference, sent_on, sent_by):
        return
    dossier.reference_there, dossier.reference_at = reference, now
    dossier.sent_on, dossier.sent_by = sent_on, sent_by
    dossier.save(update_fields=["reference_there", "reference_at", "sent_on", "sent_by"])
    add_act(grievance, "note_reference", actor=actor.actor, now=now, words=reference)
    record_act("reference_noted", grievance, actor=actor.actor, now=now, tier=stage.number)


def may_fetch(holder: PostHolder, arguments: Arguments) -> bool:
    """Whoever ordered it may have lost the post, or come into conflict, since."""
    grievance = grievance_of(arguments)
    return grievance is not None and may_study(holder, grievance)


def enter_fetching(holder: PostHolder, arguments: Arguments, now: datetime) -> None:
    record_reading(not_none(grievance_of(arguments)), holder=holder, what=Reading.NAMED, now=now)


def grievance_of(arguments: Arguments) -> Grievance | None:
    rows = Grievance.objects.select_related("office", "respondent").prefetch_related("stages")
    return rows.filter(number=arguments.get("number", "")).first()


MAKER = ExportMaker(
    DOSSIER,
    lambda arguments: reverse("desk_grievance", args=[arguments["number"]]),
    make_dossier,
    frozenset(TIER_ROLES),
    may_fetch=may_fetch,
    enter_fetching=enter_fetching,
)

__all__ = ["FAILED", "MAKER", "export_of", "note_reference", "order_dossier"]


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
