"""A complaint that comes by letter. Whoever keeps the diary hands the letter to an officer who decides, and
that officer makes a complaint of it. A closed envelope that names only that officer is entered unopened: the
diary then tells neither who sent it nor about what.
"""

from datetime import date, datetime, time

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ongikar.core.slots import Answer
from ongikar.journal.actions import Reference
from ongikar.letters.incoming.actions import answer_letter, attach_letter, mark_letter
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import Letter
from ongikar.letters.transitions import IN, MARKED
from ongikar.offices.models import Office, Post
from ongikar.papers.models import Paper
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES, PostHolder, holder_of
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

from ..models import Grievance
from ..rights import may_study

# What stands in the diary of an envelope that nobody opened. Kept in the office's own language.
UNOPENED = "খাম না খুলে অভিযোগ নিষ্পত্তি কর্মকর্তাকে দেওয়া"
NO_SENDER = "খামে লেখা নেই"
TAKEN = "অভিযোগ হিসেবে নেওয়া হয়েছে।"
MOST = 50
NOON = time(12)


def decider_posts(office: Office) -> list[Post]:
    """Those to whom a letter may be handed: whoever decides at a tier here, the lowest first."""
    order = (Post.GRO, Post.APPEAL, Post.CELL)
    posts = Post.objects.filter(office=office, role__in=TIER_ROLES)
    return sorted(posts, key=lambda post: (order.index(post.role), post.pk))


def may_be_handed(letter: Letter) -> bool:
    """An open letter that belongs to nothing yet, and is in no decider's hands."""
    return (
        letter.is_open and letter.subject is None and not (letter.marked and letter.marked.role in TIER_ROLES)
    )


@transaction.atomic
def hand_to_decider(letter: Letter, *, to: Post, actor: Reference, now: datetime) -> None:
    """Mark it to whoever decides; handed over before, nothing is done. Raises TransitionFault once it is
    closed, or belongs to something.
    """
    held = Letter.objects.select_for_update(of=("self",)).select_related("marked").get(pk=letter.pk)
    if held.marked_id == to.pk:
        return
    if not may_be_handed(held):
        raise TransitionFault("this letter is in other hands")
    mark_letter(held, to=to, by=to, actor=actor, now=now)


@transaction.atomic
def enter_unopened(
    *,
    office: Office,
    to: Post,
    received_on: date,
    channel: str,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Letter:
    """A line of the diary for a closed envelope, and the envelope to the post it names. The same `submission`
    twice is one.
    """
    if known := Letter.objects.filter(submission=submission).first():
        return known
    sealed = ReceivedLetter(UNOPENED, received_on, channel=channel, sender_name=NO_SENDER)
    entered = enter_letter(office=office, letter=sealed, submission=submission, actor=actor, now=now)
    if entered.marked_id is None:
        mark_letter(entered, to=to, by=to, actor=actor, now=now)
    return entered


def letters_waiting(holder: PostHolder, office: Office) -> list[Letter]:
    """What was handed to the posts this person holds and is no complaint yet, the oldest first."""
    rows = Letter.objects.filter(
        office=office, direction=IN, state=MARKED, marked__in=holder.post_ids, subject_type=""
    )
    return list(rows.order_by("id")[:MOST])


def letter_meant(holder: PostHolder, office: Office, key: str) -> Letter | None:
    """The letter of that key, where it waits for this person."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return next((letter for letter in letters_waiting(holder, office) if letter.pk == int(key)), None)


def came_at(letter: Letter, now: datetime) -> datetime:
    """When it reached the office: the tier's days run from the day it came, not from the day it was read."""
    day = letter.received_on
    return min(now, datetime.combine(day, NOON, TZ)) if day else now


@transaction.atomic
def take_letter(letter: Letter, grievance: Grievance, *, actor: Reference, now: datetime) -> None:
    """The letter belongs to the complaint from now on, and is told of to nobody who may not know of that."""
    held = Letter.objects.select_for_update().get(pk=letter.pk)
    if held.subject is not None:
        return
    attach_letter(held, subject=grievance.reference, actor=actor, now=now)
    if held.is_open:
        answer_letter(held, words=TAKEN, actor=actor, now=now)


def may_read_letter(request: HttpRequest, paper: Paper) -> bool:
    """The pages of a letter that was handed to a post are read by whoever holds it, until it is a complaint;
    then by whoever may know of that (people/subjects.py).
    """
    if not request.user.is_authenticated:
        return False
    holder = holder_of(request.user, timezone.localdate())
    if not holder.has(paper.office_id, TIER_ROLES):
        return False
    letter = Letter.objects.filter(pk=paper.subject_id, office=paper.office_id).first()
    if letter is None:
        return False
    if letter.subject is None:
        return letter.marked_id in holder.post_ids
    if letter.subject[0] != Grievance.SUBJECT:
        return False
    grievance = Grievance.objects.prefetch_related("stages").get(pk=letter.subject[1])
    return may_study(holder, grievance)


def letter_part(*, request: HttpRequest, letter: Letter, now: datetime) -> Answer | None:
    """On the page of a letter in the diary: that it is a complaint, and to whom it is handed."""
    holder: PostHolder = request.holder  # type: ignore[attr-defined]  # set by for_roles
    if not may_be_handed(letter) or not holder.has(letter.office_id, STAFF_ROLES):
        return None
    return "grievances/letter_part.html", {"letter": letter, "posts": decider_posts(letter.office)}


def diary_part(*, request: HttpRequest, now: datetime) -> Answer:
    """On the page of the diary: the way to an envelope that stays closed."""
    return "grievances/diary_part.html", {}


def first_words(letter: Letter) -> dict[str, str]:
    """What the form of a complaint begins with."""
    if letter.subject_line == UNOPENED:
        return {}
    return {"text": letter.subject_line, "name": letter.sender_name[:120]}
