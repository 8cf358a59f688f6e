"""The acts of a letter that goes out: drafted, initialled, signed, issued. Each is one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ongikar.core.i18n.say import override_language
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.journal.models import EntryFacts
from ongikar.offices.models import Office, Post
from ongikar.offices.serials import next_number, seat_book, seat_code
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.people.models import User
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import memo_number

from ..act_log import record_act, write_act
from ..incoming.actions import answer_letter
from ..models import File, Letter
from ..transitions import DRAFT, OPEN_IN, SIGNED
from .drafting import (
    OFFICE,
    Addressee,
    Enclosures,
    IssuingOffice,
    Ties,
    Wording,
    do_act,
    draft_letter,
    is_done_before,
    lock_for_act,
    rewrite,
    user_key,
    write_recipients,
    write_text,
)
from .kinds import PLACEHOLDER
from .paper import digest_of, paper_of, signer_lines, text_of
from .proof import revoke_proof
from .transitions import ACTS, CANCEL, INITIAL, ISSUE, RETURN, SIGN, SUPERSEDE, LetterFault, may_follow


def draw_memo(letter: Letter, now: datetime) -> None:
    """The next number of the book of letters issued, of this office or of the one above that issues it; under
    the number of its file where it lies in one.
    """
    year, keeper = fiscal_year(now.astimezone(TZ).date()), letter.issued_by
    if keeper is not None:
        serial = next_number(keeper.office, seat_book(keeper), year)
        letter.fiscal_year, letter.book_serial = year, serial
        letter.memo_number = memo_number(seat_code(keeper), year, serial)
        return
    serial = next_number(letter.office, "memos", year)
    letter.fiscal_year, letter.book_serial = year, serial
    begins = letter.office.memo_start or letter.office.geocode
    letter.memo_number = (
        f"{letter.file.number}-{serial}" if letter.file else memo_number(begins, year, serial)
    )


def enter_issue(letter: Letter, *, actor: Reference, now: datetime, is_elsewhere: bool) -> None:
    """Write the issue of a letter that has its number, and what follows from it for other letters."""
    letter.issued_at = now
    if letter.remind_after is not None:
        letter.remind_on = now.astimezone(TZ).date() + timedelta(days=letter.remind_after)
    if not letter.recipients.exists():
        # An order or a notice, or the paper of the office's own work: nobody waits for it.
        letter.dispatched_at = now
    letter.state = ACTS[ISSUE].target or letter.state
    facts: EntryFacts = {"how": "dnothi"} if is_elsewhere else {}
    write_act(letter, ISSUE, actor=actor, now=now, data=facts)
    letter.save(
        update_fields=[
            *(
                "state",
                "memo_number",
                "fiscal_year",
                "book_serial",
                "issued_at",
                "remind_on",
                "dispatched_at",
            ),
        ]
    )
    supersede_replaced(letter, actor=actor, now=now)
    answer_incoming(letter, actor=actor, now=now)
    record_act("issued", letter, actor=actor, now=now, **facts)


def supersede_replaced(letter: Letter, *, actor: Reference, now: datetime) -> None:
    if letter.replaces_id is None:
        return
    replaced = Letter.objects.select_for_update().get(pk=letter.replaces_id)
    if not may_follow(replaced.state, SUPERSEDE):
        return
    replaced.state = ACTS[SUPERSEDE].target or replaced.state
    replaced.remind_on = None
    write_act(replaced, SUPERSEDE, actor=actor, now=now, data={"by": letter.pk})
    replaced.save(update_fields=["state", "remind_on"])
    record_act("superseded", replaced, actor=actor, now=now)
    revoke_proof(replaced, by=letter, actor=actor, now=now)


def answer_incoming(letter: Letter, *, actor: Reference, now: datetime) -> None:
    """The letter in the diary that it answers is answered from now on, and the task of that answer done."""
    if letter.answers_id is None:
        return
    answered = Letter.objects.select_related("office").get(pk=letter.answers_id)
    if answered.state in OPEN_IN:
        answer_letter(answered, actor=actor, now=now, by_letter=letter)


__all__ = [
    "OFFICE",
    "Addressee",
    "Enclosures",
    "IssuingOffice",
    "Ties",
    "Wording",
    "cancel",
    "draft_letter",
    "initial",
    "is_done_before",
    "issue",
    "issue_letter_at_once",
    "lock_for_act",
    "return_letter",
    "rewrite",
    "sign",
    "sign_and_issue",
    "user_key",
    "write_recipients",
    "write_text",
]


@transaction.atomic
def initial(letter: Letter, *, actor: Reference, now: datetime) -> None:
    """Whoever wrote or read it stands by the text and puts it up to be signed."""
    lock_for_act(letter, INITIAL)
    do_act(letter, INITIAL, "initialled", actor=actor, now=now)


@transaction.atomic
def return_letter(letter: Letter, *, reason: str, actor: Reference, now: datetime) -> None:
    """The signer sends it back to whoever drafted it, with a reason."""
    lock_for_act(letter, RETURN)
    last = letter.acts.last()
    if last and (last.name, last.words, last.by_type, last.by_id) == (RETURN, reason, *actor):
        # Pressed twice: a draft that went back can go back again, but not with nothing done in between.
        return
    do_act(letter, RETURN, "returned", actor=actor, now=now, words=reason)


@transaction.atomic
def cancel(letter: Letter, *, reason: str, actor: Reference, now: datetime) -> None:
    """It will not be sent. What was issued is never cancelled: another takes its place."""
    lock_for_act(letter, CANCEL)
    do_act(letter, CANCEL, "cancelled", actor=actor, now=now, words=reason)


@transaction.atomic
def sign(
    letter: Letter,
    *,
    actor: Reference,
    now: datetime,
    scan: Clean | None = None,
    verify: Mapping[str, str] | None = None,
    head: Mapping[str, str] | None = None,
) -> None:
    """Sign it: by a second factor, of which the page has made sure, or on paper, of which `scan` is kept.

    The text is frozen with its hash. `head`: of the office above that issues it. Raises LetterFault where it
    lacks what a letter cannot go without.
    """
    lock_for_act(letter, SIGN)
    version = text_of(letter)
    if not version.body.strip() and not version.parts:
        raise LetterFault("চিঠিতে লেখা নেই। আগে লেখা দিন।", "The letter has no text yet. Write it first.")
    if PLACEHOLDER in version.body:
        # A draft that was begun elsewhere, such as on the page of a case, came through no form.
        raise LetterFault(
            "লেখায় “…” রয়ে গেছে। আগে লেখা বদলে সেখানে যা লিখতে হবে লিখুন।",
            "“…” still stands in the text. First change the text and write what belongs there.",
        )
    check_not_answered(letter)
    skipped = letter.state == DRAFT
    user = User.objects.filter(pk=user_key(actor) or 0).first()
    assert letter.signer is not None, "a letter that goes out has a signer"
    with override_language(version.language):
        signed = signer_lines(user, letter.signer, now)
    version.frozen = paper_of(letter, version, signed=signed, verify=verify, head=head)
    version.save(update_fields=["frozen"])
    letter.signed_by, letter.signed_at, letter.sha256 = user, now, digest_of(version.frozen)
    data: dict[str, Any] = {"how": "factor", "skipped": skipped, "version": version.version}
    if scan:
        paper = keep_paper(
            office=letter.office,
            subject=letter.reference,
            title="স্বাক্ষরিত কপি",
            content=scan,
            now=now,
            brought_by=OFFICE,
        )
        data |= {"how": "paper", "paper": paper.pk}
    changed = ("signed_by", "signed_at", "sha256")
    do_act(letter, SIGN, "signed", actor=actor, now=now, data=data, changed=changed, how=data["how"])


def check_not_answered(letter: Letter) -> None:
    """A reminder of what was answered meanwhile is not sent."""
    reminded = letter.reminder_of
    if reminded is not None and reminded.answered_by.exists():
        raise LetterFault(
            "যে চিঠির তাগিদ, তার উত্তর এসে গেছে। এই খসড়া বাতিল করুন।",
            "The letter it reminds of has been answered. Cancel this draft.",
        )


@transaction.atomic
def issue(letter: Letter, *, actor: Reference, now: datetime, dnothi_number: str = "") -> None:
    """Issue a signed letter: it takes its memo number and its line in the issue book.

    `dnothi_number`: of one that was issued in D-Nothi; it bears their number and takes none of ours.
    """
    lock_for_act(letter, ISSUE)
    check_not_answered(letter)
    if not dnothi_number:
        # As late as can be: whoever takes a number holds the book until the COMMIT.
        draw_memo(letter, now)
    else:
        letter.memo_number = dnothi_number
    enter_issue(letter, actor=actor, now=now, is_elsewhere=bool(dnothi_number))


@transaction.atomic
def sign_and_issue(
    letter: Letter,
    *,
    actor: Reference,
    now: datetime,
    verify: Mapping[str, str] | None = None,
    head: Mapping[str, str] | None = None,
) -> None:
    """One press, where whoever drafted it signs it."""
    if letter.state != SIGNED:
        sign(letter, actor=actor, now=now, verify=verify, head=head)
    issue(letter, actor=actor, now=now)


@transaction.atomic
def issue_letter_at_once(
    *,
    office: Office,
    kind: str,
    subject: SubjectReference,
    title: str,
    body: str,
    signer_post: Post,
    recipients: Sequence[Addressee],
    submission: str,
    actor: Reference,
    now: datetime,
    file: File | None = None,
    enclosures: Enclosures = (),
    parts: Sequence[tuple[str, str]] = (),
    source: str = "",
    language: str = "bn",
    verify: Mapping[str, str] | None = None,
    issuing: IssuingOffice | None = None,
) -> Letter:
    """Draft, sign and issue in the caller's transaction: the paper that a case ends with.

    Its dispatch is the caller's to say: a paper on the page of the application has gone with the message.
    `issuing`: the office above whose letter it is.
    """
    letter = draft_letter(
        office=office,
        kind=kind,
        wording=Wording(title, body, source, language, parts),
        drafter=signer_post,
        signer=signer_post,
        recipients=recipients,
        submission=submission,
        actor=actor,
        now=now,
        enclosures=enclosures,
        ties=Ties(subject=subject, file=file),
        issued_by=issuing.keeper if issuing else None,
    )
    sign_and_issue(letter, actor=actor, now=now, verify=verify, head=issuing.head if issuing else None)
    return letter
