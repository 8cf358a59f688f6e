"""Writing a letter that goes out: its draft, its next version, those it is for and what it encloses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.journal.models import EntryFacts
from ongikar.offices.models import Office, Post
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant, Contact
from ongikar.rules.bangla.search import fold

from ..act_log import record_act, write_act
from ..models import Enclosure, File, Letter, LetterText, Recipient
from ..transitions import DRAFT, OUT
from .transitions import ACTS, BEGIN, REWRITE, LetterFault, may_follow

OFFICE = "office"
MOST_NAME = 500


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody a letter is for: as they are called in it, and how it is to go to them."""

    name: str
    role: str = Recipient.TO
    address: str = ""
    email: str = ""
    channel: str = ""
    post: Post | None = None
    contact: Contact | None = None
    applicant: Applicant | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a letter as it is written down in one version."""

    subject_line: str
    body: str
    source: str = ""
    language: str = "bn"
    parts: Sequence[tuple[str, str]] = ()


# In order: a title with the checked content of a file, a paper that lies elsewhere, or nothing for what
# goes on paper only.
Enclosures = Sequence[tuple[str, Clean | Paper | None]]


@dataclass(frozen=True, slots=True)
class IssuingOffice:
    """An office above that issues a letter about what this office does: what stands at the head of its
    papers, and the post in whose book they are counted.
    """

    head: Mapping[str, str]
    keeper: Post


@dataclass(frozen=True, slots=True)
class Ties:
    """What a letter has to do with other letters and things."""

    subject: SubjectReference | None = None
    answers: Letter | None = None
    reminder_of: Letter | None = None
    replaces: Letter | None = None
    file: File | None = None
    remind_after: int | None = None


NO_TIES = Ties()


def draft_letter(
    *,
    office: Office,
    kind: str,
    wording: Wording,
    drafter: Post | None,
    signer: Post,
    recipients: Sequence[Addressee],
    submission: str,
    actor: Reference,
    now: datetime,
    enclosures: Enclosures = (),
    ties: Ties = NO_TIES,
    issued_by: Post | None = None,
) -> Letter:
    """Begin a letter with its first version. The same `submission` twice is one letter.

    `issued_by`: the post in whose book it is counted, where an office above issues it.
    """
    letter = Letter(
        office=office,
        direction=OUT,
        kind=kind,
        state=DRAFT,
        subject_line=wording.subject_line,
        file=ties.file,
        subject_type=ties.subject[0] if ties.subject else "",
        subject_id=ties.subject[1] if ties.subject else None,
        answers=ties.answers,
        reminder_of=ties.reminder_of,
        replaces=ties.replaces,
        remind_after=ties.remind_after,
        drafter=drafter,
        signer=signer,
        issued_by=issued_by,
        entered_at=now,
        submission=submission,
        search=search_words(wording.subject_line, recipients),
    )
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
            write_text(letter, wording, actor=actor, now=now)
            write_recipients(letter, recipients)
            add_enclosures(letter, enclosures, now=now)
            write_act(letter, BEGIN, actor=actor, now=now)
            record_act("drafted", letter, actor=actor, now=now)
    except IntegrityError as fault:
        if not violates(fault, Letter, "submission"):
            raise
        # The same press came before, or at the same moment; the other one has begun it.
        return Letter.objects.get(submission=submission)
    return letter


def search_words(subject_line: str, recipients: Sequence[Addressee]) -> str:
    # An applicant's name is found by the case: here it would outlive what retention takes away.
    names = [each.name for each in recipients if each.applicant is None]
    return fold(" ".join((subject_line, *names)))


def write_text(letter: Letter, wording: Wording, *, actor: Reference, now: datetime) -> LetterText:
    newest = letter.texts.order_by("-version").values_list("version", flat=True).first() or 0
    return LetterText.objects.create(
        letter=letter,
        version=newest + 1,
        language=wording.language,
        subject_line=wording.subject_line,
        source=wording.source,
        body=wording.body,
        parts=[list(part) for part in wording.parts],
        by_id=user_key(actor),
        written_at=now,
    )


def user_key(actor: Reference) -> int | None:
    return actor[1] if actor[0] == "user" else None


def write_recipients(letter: Letter, recipients: Sequence[Addressee]) -> list[Recipient]:
    return [
        Recipient.objects.create(
            letter=letter,
            role=each.role,
            position=position,
            post=each.post,
            contact=each.contact,
            applicant=each.applicant,
            name=each.name[:MOST_NAME],
            address=each.address,
            email=each.email,
            channel=each.channel,
        )
        for position, each in enumerate(recipients, 1)
    ]


def add_enclosures(letter: Letter, enclosures: Enclosures, *, now: datetime) -> None:
    first = letter.enclosures.count() + 1
    for position, (title, content) in enumerate(enclosures, first):
        paper = content if isinstance(content, Paper) else None
        if isinstance(content, Clean):
            paper = keep_paper(
                office=letter.office,
                subject=letter.reference,
                title=title,
                content=content,
                now=now,
                brought_by=OFFICE,
            )
        Enclosure.objects.create(letter=letter, position=position, title=title, paper=paper)


def lock_for_act(letter: Letter, act: str) -> None:
    """Lock the letter, so that two act in turn; raises LetterFault if the act may not follow."""
    state = Letter.objects.select_for_update().values_list("state", flat=True).get(pk=letter.pk)
    if not may_follow(state, act):
        raise LetterFault(
            "এর মধ্যে চিঠির অবস্থা বদলে গেছে, তাই এটি আর করা যায় না।",
            "The letter has moved on meanwhile, so this can no longer be done.",
        )
    letter.state = state


def is_done_before(letter: Letter, act: str, submission: str) -> bool:
    """Whether this very press did this before: a form sent twice. Asked of a locked letter."""
    done = letter.acts.filter(name=act).values_list("data", flat=True)
    return bool(submission) and any(data.get("token") == submission for data in done)


def do_act(
    letter: Letter,
    act: str,
    verb: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    changed: Sequence[str] = (),
    **facts: Unpack[EntryFacts],
) -> None:
    """Write the act of a locked letter, its state and what else of its row was changed, and the entry."""
    write_act(letter, act, actor=actor, now=now, words=words, data=data)
    letter.state = ACTS[act].target or letter.state
    letter.save(update_fields=["state", *changed])
    record_act(verb, letter, actor=actor, now=now, **facts)


@transaction.atomic
def rewrite(
    letter: Letter,
    *,
    wording: Wording,
    recipients: Sequence[Addressee],
    actor: Reference,
    now: datetime,
    ties: Ties,
    signer: Post,
    enclosures: Enclosures = (),
    dropped: Sequence[int] = (),
    submission: str = "",
) -> None:
    """Write the next version; the earlier ones stay readable.

    `dropped`: keys of the enclosures that go no longer. The same `submission` twice is one version.
    """
    lock_for_act(letter, REWRITE)
    if is_done_before(letter, REWRITE, submission):
        return
    version = write_text(letter, wording, actor=actor, now=now)
    letter.recipients.all().delete()
    write_recipients(letter, recipients)
    letter.enclosures.filter(pk__in=dropped).delete()
    for position, kept in enumerate(letter.enclosures.order_by("position"), 1):
        if kept.position != position:
            kept.position = position
            kept.save(update_fields=["position"])
    add_enclosures(letter, enclosures, now=now)
    letter.subject_line, letter.signer, letter.file = wording.subject_line, signer, ties.file
    letter.remind_after = ties.remind_after
    letter.search = search_words(wording.subject_line, recipients)
    changed = ("subject_line", "signer", "file", "remind_after", "search")
    n = version.version
    data = {"version": n, "token": submission}
    do_act(letter, REWRITE, "rewritten", actor=actor, now=now, data=data, changed=changed, version=n)
