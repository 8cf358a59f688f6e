"""The page of a letter that goes out: how it reads, how far it is, and what is to be done next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.papers.responses import pdf_download, with_private_headers
from ongikar.people.forms import FreshCodeForm
from ongikar.people.fresh_factor import address_of_fresh_factor, fresh_code_form, has_passkey
from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.people.subjects import load_subjects

from ..models import Dispatch, Letter, LetterText, Recipient
from ..rights import for_readers, restricted_letters
from ..slots import LETTER
from ..transitions import DRAFT, INITIALLED, ISSUED, OUT, SIGNED, SUPERSEDED
from .paper import DOCX, is_emptied, label_pdf, letter_docx, letter_pdf, printed_data, text_of
from .proof import proof_of
from .transitions import ACTS as RULES
from .transitions import (
    CANCEL,
    DISPATCH,
    INITIAL,
    ISSUE,
    OFFICERS,
    RETURN,
    REWRITE,
    SIGN,
    WITHHOLD,
    may_follow,
)
from .ways import asked_channel
from .words import ACTS, STEPS

RELATED = ("office", "file", "signer", "drafter", "signed_by", "answers", "reminder_of", "replaces")


def letter_url(letter: Letter) -> str:
    return reverse("letter_out", args=[letter.pk])


def find_letter(request: StaffRequest, letter_id: int) -> Letter:
    """One whose subject the person may not know is as unknown as one that is not there."""
    letters = Letter.objects.filter(pk=letter_id, office=request.office, direction=OUT)
    letter = letters.select_related(*RELATED).first()
    if letter is None or restricted_letters(request.holder, [letter]):
        raise Http404
    return letter


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the head of the page. `is_now`: the one that comes next."""

    words: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One who is written to, how it is to go or went, and what became of it. `is_asked`: whether they asked
    for the way that is planned.
    """

    recipient: Recipient
    role: str
    planned: str
    is_asked: bool
    dispatches: list[tuple[Dispatch, str, str]]

    @property
    def is_waiting(self) -> bool:
        return not any(sent.is_standing for sent, *_ in self.dispatches)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    what: str
    who: str
    words: str


def steps_of(letter: Letter) -> list[Step]:
    reached = {DRAFT: 1, INITIALLED: 2, SIGNED: 3, ISSUED: 4, SUPERSEDED: 4}.get(letter.state, 0)
    if letter.dispatched_at:
        reached = 5
    skipped = reached > 2 and not any(act.name == INITIAL for act in letter.acts.all())
    return [
        Step(
            f"{words} ({say('বাদ', 'skipped')})" if name == INITIALLED and skipped else str(words),
            is_done=place <= reached and not (name == INITIALLED and skipped),
            is_now=place == reached + 1,
        )
        for place, (name, words) in enumerate(STEPS, 1)
    ]


def recipient_lines(letter: Letter) -> list[RecipientLine]:
    return [
        RecipientLine(
            each,
            each.get_role_display(),
            each.get_channel_display(),
            bool(asked_channel(each)),
            [(sent, sent.get_channel_display(), result_words(sent)) for sent in each.dispatches.all()],
        )
        for each in letter.recipients.prefetch_related("dispatches__proof")
    ]


def result_words(sent: Dispatch) -> str:
    """The outcome of a dispatch; "" of what nobody carries and so nobody brings back."""
    if sent.channel == Dispatch.PAGE and not sent.result:
        return ""
    if sent.channel == Dispatch.COUNTER and not sent.result:
        return say("রাখা আছে", "Ready there")
    if sent.channel == Dispatch.EMAIL and not sent.result:
        return ""
    return sent.get_result_display()


def history_of(letter: Letter) -> list[HistoryLine]:
    acts = list(letter.acts.all())
    people = User.objects.in_bulk({act.by_id for act in acts if act.by_type == "user" and act.by_id})
    return [
        HistoryLine(
            act.at,
            str(ACTS.get(act.name, act.name)),
            people[act.by_id].name if act.by_id in people else say("ব্যবস্থা নিজে", "The program"),
            act.words,
        )
        for act in reversed(acts)
    ]


def may_do(request: StaffRequest, letter: Letter, act: str) -> bool:
    """Whether the person may do it now; what stands under a signature is for whoever holds the signer's
    post.
    """
    if not may_follow(letter.state, act) or not request.holder.has(letter.office_id, RULES[act].roles):
        return False
    if act in (SIGN, RETURN):
        return letter.signer_id is not None and request.holder.holds(letter.signer_id)
    if act == INITIAL and not request.holder.has(letter.office_id, RULES[SIGN].roles):
        # An assistant initials what they drafted: whoever reads it for the office is the officer.
        return letter.drafter_id is not None and request.holder.holds(letter.drafter_id)
    return True


def letter_context(request: StaffRequest, letter: Letter, now: datetime) -> dict[str, Any]:
    paper, text = printed_data(letter), text_of(letter)
    initialled = [act for act in letter.acts.all() if act.name == INITIAL]
    lines_of_recipients = recipient_lines(letter)
    is_own = letter.drafter_id is not None and request.holder.holds(letter.drafter_id)
    return {
        "letter": letter,
        "text": text,
        "paper": paper,
        "earlier": letter.texts.exclude(pk=text.pk).count(),
        "steps": steps_of(letter),
        "recipients": lines_of_recipients,
        "enclosures": letter.enclosures.select_related("paper"),
        "history": history_of(letter),
        "subject": load_subjects([letter.subject], request.holder).get(letter.subject)
        if letter.subject
        else None,
        "reminders": letter.reminders.order_by("id"),
        "replaced_by": letter.replaced_by.order_by("-id").first(),
        "answered_by": letter.answered_by.order_by("id"),
        "initialled": initialled[-1] if initialled else None,
        "may": {
            act: may_do(request, letter, act)
            for act in (REWRITE, INITIAL, RETURN, SIGN, ISSUE, CANCEL, WITHHOLD)
        },
        "may_dispatch": may_do(request, letter, DISPATCH),
        # What became of what was sent is entered of a letter in whose place another went, too.
        "may_enter_result": letter.state in (ISSUED, SUPERSEDED)
        and request.holder.has(letter.office_id, STAFF_ROLES),
        "has_left": any(sent.is_standing for line in lines_of_recipients for sent, *_ in line.dispatches),
        "is_own": is_own,
        "proof": proof_of(letter) if letter.state == ISSUED else None,
        "may_prove": letter.state == ISSUED and request.holder.has(letter.office_id, OFFICERS),
        "is_emptied": is_emptied(letter, text),
        "slot": LETTER.answers(request, letter=letter, now=now),
        "current": "letters",
    }


def letter_page(
    request: StaffRequest,
    letter: Letter,
    *,
    code: FreshCodeForm | None = None,
) -> HttpResponse:
    """The page as it stands, with the code that signing asks for and whatever is at fault."""
    now = timezone.now()
    context = letter_context(request, letter, now)
    if context["may"][SIGN]:
        code = code or fresh_code_form(request, now)
        context["fresh_factor_url"] = (
            address_of_fresh_factor(letter_url(letter)) if code and has_passkey(request) else ""
        )
    context |= {"code": code, "form": code}
    return render_form(request, "letters/outgoing/letter.html", context)


@for_readers
@require_safe
def show_outgoing(request: StaffRequest, letter_id: int) -> HttpResponse:
    return letter_page(request, find_letter(request, letter_id))


@for_readers
@require_safe
def show_letter_pdf(request: StaffRequest, letter_id: int) -> HttpResponse:
    letter = find_letter(request, letter_id)
    if (content := letter_pdf(letter)) is None:
        raise Http404
    return pdf_download(content, f"{file_name(letter)}.pdf")


@for_readers
@require_safe
def show_letter_docx(request: StaffRequest, letter_id: int) -> HttpResponse:
    """The same for Word, where a recipient asks for it; what counts is the PDF."""
    letter = find_letter(request, letter_id)
    if is_emptied(letter):
        raise Http404
    made_at = letter.issued_at or text_of(letter).written_at
    response = HttpResponse(letter_docx(printed_data(letter), made_at=made_at), content_type=DOCX)
    return with_private_headers(response, f"{file_name(letter)}.docx", is_shown=False)


@for_readers
@require_safe
def show_label(request: StaffRequest, letter_id: int, recipient_id: int) -> HttpResponse:
    """The label of the envelope for one recipient of an issued letter."""
    letter = find_letter(request, letter_id)
    recipient = get_object_or_404(letter.recipients, pk=recipient_id)
    if letter.issued_at is None or is_emptied(letter):
        raise Http404
    return pdf_download(label_pdf(letter, recipient), f"{file_name(letter)}-label.pdf")


def file_name(letter: Letter) -> str:
    return letter.memo_number or f"draft-{letter.pk}"


@for_readers
@require_safe
def show_versions(request: StaffRequest, letter_id: int) -> HttpResponse:
    """Every version of the text, the newest first, each with who wrote it and when."""
    letter = find_letter(request, letter_id)
    versions: list[LetterText] = list(letter.texts.select_related("by").order_by("-version"))
    context = {"letter": letter, "versions": versions, "current": "letters"}
    return render(request, "letters/outgoing/versions.html", context)
