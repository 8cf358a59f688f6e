"""The page on which a letter is written: a new draft, or the next version of one."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.core.forms.fields import INVISIBLE
from ongikar.core.forms.forms import JoinedForms
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Post
from ongikar.papers.actions import MOST_TITLE, check_upload, take_files
from ongikar.papers.check import Clean
from ongikar.people.models import Contact
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits, nfc

from ..models import Letter
from ..rights import for_keepers
from ..transitions import IN, OUT
from .actions import Addressee, Ties, draft_letter, rewrite
from .forms import (
    MORE,
    MOST_ROWS,
    ROWS,
    DraftForm,
    RecipientForm,
    initial_of,
    initial_of_new,
    recipient_forms,
)
from .kinds import DRAFTED, KINDS
from .letter_views import find_letter, letter_url
from .paper import text_of
from .transitions import REWRITE, LetterFault, may_follow

# How many names of the book of addresses are offered while one types.
OFFERED = 300


@for_keepers
@require_http_methods(["GET", "POST"])
def new_letter(request: StaffRequest) -> HttpResponse:
    """A new draft; `?answers=` begins the answer to a letter of the diary, `?replaces=` one in the place of
    another.
    """
    ties = asked_ties(request)
    kind = request.GET.get("kind", "")
    kind = kind if kind in DRAFTED else DRAFTED[0]
    tongue = request.GET.get("language", language())
    tongue = tongue if tongue in ("bn", "en") else language()
    officer = request.office.posts.filter(role=Post.OFFICER).order_by("pk").first()
    initial = initial_of_new(kind, tongue, officer) | from_ties(ties)
    return draft_page(request, None, ties, initial, known_from(ties))


@for_keepers
@require_http_methods(["GET", "POST"])
def edit_letter(request: StaffRequest, letter_id: int) -> HttpResponse:
    """The next version of a draft. What is signed is changed no more."""
    letter = find_letter(request, letter_id)
    if not may_follow(letter.state, REWRITE):
        return refuse_edit(request, letter)
    ties = Ties(letter.subject, letter.answers, letter.reminder_of, letter.replaces)
    known = [
        {"role": each.role, "name": each.name, "address": each.address}
        | {"email": each.email, "channel": each.channel}
        for each in letter.recipients.all()
    ]
    initial = initial_of(letter, text_of(letter))
    return draft_page(request, letter, ties, initial, known)


def refuse_edit(request: StaffRequest, letter: Letter) -> HttpResponse:
    messages.error(
        request,
        say(
            "স্বাক্ষরের পর লেখা আর বদলানো যায় না। দরকার হলে বাতিল করে নতুন খসড়া লিখুন।",
            "The text is not changed after the signature. Cancel it and write a new draft instead.",
        ),
    )
    return HttpResponseRedirect(letter_url(letter))


def asked_ties(request: StaffRequest) -> Ties:
    """The letters that the address names. One that is not of this office is as unknown as one that is not
    there.
    """

    def find_letter(name: str, direction: str) -> Letter | None:
        typed = request.GET.get(name, "")
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 18):
            raise Http404
        letter = Letter.objects.filter(pk=int(typed), office=request.office, direction=direction).first()
        if letter is None:
            raise Http404
        return letter

    replaces = find_letter("replaces", OUT)
    answers = find_letter("answers", IN)
    subject = (answers or replaces) and (answers or replaces).subject  # type: ignore[union-attr]
    return Ties(subject=subject or None, answers=answers, replaces=replaces)


def from_ties(ties: Ties) -> dict[str, str]:
    """What the letter that is answered or replaced says beforehand."""
    if answers := ties.answers:
        source = say(
            "{sender}, স্মারক {memo}, তারিখ {day}",
            "{sender}, memo {memo} of {day}",
            sender=answers.sender_name,
            memo=digits(answers.their_memo, language()) or "—",
            day=answers.their_date or answers.received_on,
        )
        file = answers.file
        # What answers a letter lies in the file of the letter.
        in_file = {"file": file.number} if file and file.is_open else {}
        return {"subject_line": answers.subject_line, "source": source, **in_file}
    if replaces := ties.replaces:
        text = text_of(replaces)
        return {"subject_line": text.subject_line, "body": text.body, "language": text.language} | {
            "source": text.source
        }
    return {}


def known_from(ties: Ties) -> list[dict[str, str]]:
    if ties.answers and ties.answers.sender_name:
        sender = ties.answers.sender
        return [{"role": "to", "name": ties.answers.sender_name, "email": sender.email if sender else ""}]
    if ties.replaces:
        return [
            {"role": each.role, "name": each.name, "address": each.address, "email": each.email}
            for each in ties.replaces.recipients.all()
        ]
    return []


def draft_page(
    request: StaffRequest,
    letter: Letter | None,
    ties: Ties,
    initial: dict[str, object],
    known: list[dict[str, str]],
) -> HttpResponse:
    now, sent = timezone.now(), request.POST if request.method == "POST" else None
    rows = rows_shown(request, len(known))
    files = request.FILES if sent is not None else None
    form = DraftForm(sent, files, office=request.office, letter=letter, initial=initial)
    recipients = recipient_forms(
        sent, office=request.office, today=timezone.localdate(), known=known, rows=rows
    )
    if sent is not None and "more" in sent:
        # Only more rows are wanted: what was typed stays, and nothing is found fault with.
        form.keep_faults_of()
        for row in recipients:
            row.keep_faults_of()
    elif sent is not None and (answer := save_draft(request, letter, form, recipients, ties, now)):
        return answer
    joined = JoinedForms([form, *recipients])
    kept = list(letter.enclosures.all()) if letter else []
    contacts = Contact.objects.in_use(timezone.localdate()).filter(office=request.office)
    context = {
        "letter": letter,
        "form": joined,
        "draft": form,
        "recipients": recipients,
        "rows": rows,
        "text_fields": ("kind", "language", "subject_line", "source", "body"),
        "last_fields": ("file", "signer", "remind_after"),
        "enclosures": kept,
        "dropped": set(sent.getlist("drop")) if sent is not None else set(),
        "answers": ties.answers,
        "replaces": ties.replaces,
        "kinds": [(name, KINDS[name].words) for name in DRAFTED],
        "contacts": [each.title for each in contacts.order_by("-id")[:OFFERED]],
        "current": "letters",
    }
    return render_form(request, "letters/outgoing/edit.html", context, form, *recipients)


def rows_shown(request: StaffRequest, known: int) -> int:
    """As many rows as were sent, and more where they were asked for."""
    if request.method != "POST":
        return min(MOST_ROWS, max(ROWS, known + 1))
    typed = request.POST.get("rows", "")
    rows = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else ROWS
    return max(1, min(MOST_ROWS, rows + (MORE if "more" in request.POST else 0)))


def save_draft(
    request: StaffRequest,
    letter: Letter | None,
    form: DraftForm,
    recipients: Sequence[RecipientForm],
    ties: Ties,
    now: datetime,
) -> HttpResponse | None:
    """Write the version; None where the page says what is at fault."""
    is_valid = all([form.is_valid(), *(row.is_valid() for row in recipients)])
    addressees = [row.addressee for row in recipients if row.is_valid() and not row.is_empty]
    if (
        is_valid
        and KINDS[form.letter_kind].has_recipient
        and not any(each.role == "to" for each in addressees)
    ):
        recipients[0].add_error("name", say("কাকে পাঠাবেন, লিখুন", "Write whom it is for"))
        is_valid = False
    enclosures = sound_enclosures(form)
    if not is_valid or enclosures is None:
        return None
    try:
        saved = write_draft(request, letter, form, addressees, ties, enclosures, now)
    except LetterFault as fault:
        messages.error(request, fault.words)
        return HttpResponseRedirect(letter_url(letter)) if letter else None
    messages.success(request, say("খসড়া রাখা হয়েছে।", "The draft is saved."))
    return HttpResponseRedirect(letter_url(saved))


def sound_enclosures(form: DraftForm) -> list[tuple[str, Clean | None]] | None:
    """Those on paper by their titles, then the files, checked; None where one is refused."""
    if not hasattr(form, "cleaned_data"):
        return None
    files = [
        ("enclosed", title_of(upload.name or ""), upload)
        for upload in form.cleaned_data.get("enclosed") or ()
    ]
    taken = take_files(form, files, lambda title, upload: (title, check_upload(upload)))
    if taken is None:
        return None
    return [*((title, None) for title in form.titles_on_paper), *taken]


def title_of(name: str) -> str:
    stem = nfc(PurePath(name).stem).translate(INVISIBLE).replace("_", " ")
    return " ".join(stem.split())[:MOST_TITLE] or say("সংযুক্তি", "Enclosure")


def write_draft(
    request: StaffRequest,
    letter: Letter | None,
    form: DraftForm,
    addressees: list[Addressee],
    ties: Ties,
    enclosures: list[tuple[str, Clean | None]],
    now: datetime,
) -> Letter:
    if letter is None:
        return draft_letter(
            office=request.office,
            kind=form.letter_kind,
            wording=form.wording,
            drafter=request.holder.post_in(request.office.pk),
            signer=form.signer_post,
            recipients=addressees,
            submission=f"draft-{form.cleaned_data['token']}",
            actor=request.holder.actor,
            now=now,
            enclosures=enclosures,
            ties=form.ties(ties),
        )
    dropped = [int(key) for key in request.POST.getlist("drop") if key.isascii() and key.isdigit()]
    rewrite(
        letter,
        wording=form.wording,
        recipients=addressees,
        actor=request.holder.actor,
        now=now,
        ties=form.ties(ties),
        signer=form.signer_post,
        enclosures=enclosures,
        dropped=dropped,
        submission=form.cleaned_data["token"],
    )
    return letter
