"""The share of letters out in Today and in a handing over of charge."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.urls import reverse

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource, anybodys_desk
from ongikar.people.section_counts import count_words
from ongikar.people.today_lines import AsideRow, TodayCount, TodayCountedFor, TodayQuestion, TodayShare

from ..act_log import record_act, write_act
from ..letter_list import OPEN_STATES
from ..models import Letter
from ..rights import STAFF_ROLES, restricted_letters
from .list_views import STATE_WORDS, letters_in_draft, letters_to_dispatch, waiting_for_signature
from .transitions import TRANSFER


def count_to_sign(counted: TodayCountedFor) -> Combinable:
    return sum((CappedCount(waiting_for_signature(signer=post)) for post in counted.posts), Value(0))


LETTERS_OUT_COUNTED: dict[str, TodayCount] = {
    "letters_to_sign": count_to_sign,
    "letters_to_dispatch": lambda counted: CappedCount(letters_to_dispatch(counted.office)),
    "letters_in_draft": lambda counted: CappedCount(letters_in_draft(counted.office)),
}


def today_of_letters_out(question: TodayQuestion) -> TodayShare:
    """What waits for the person's signature, and what was issued and has not gone to everybody yet."""
    if not question.desk.has(question.office.pk, STAFF_ROLES):
        return TodayShare()
    page = reverse("letters_out")
    rows = (
        (say("চিঠি: স্বাক্ষর ও জারি বাকি", "Letters to sign and issue"), "sign", "letters_to_sign"),
        (
            say("চিঠি: জারি হয়েছে, পাঠানো বাকি", "Letters issued, to be dispatched"),
            "dispatch",
            "letters_to_dispatch",
        ),
        (say("চিঠির খসড়া", "Drafts of letters"), "drafts", "letters_in_draft"),
    )
    return TodayShare(
        in_office=[
            AsideRow(words, f"{page}#s-{key}", count_words(count))
            for words, key, counted in rows
            if (count := question.count(counted))
        ]
    )


def letters_of_post(post: Post) -> QuerySet[Letter]:
    """What somebody of this post still has in hand: as drafter or as signer."""
    # Each by its own index: of an OR over both, either database reads all letters through.
    signs, drafts = (
        Letter.objects.filter(state__in=OPEN_STATES, **{column: post}).order_by().values("pk")
        for column in ("signer", "drafter")
    )
    return Letter.objects.filter(pk__in=signs.union(drafts)).order_by("id")


def charge_lines(post: Post, most: int) -> list[ChargeLine]:
    found = list(letters_of_post(post)[:most])
    hidden = restricted_letters(anybodys_desk(post), found)
    return [
        ChargeLine(
            say("খসড়া {n}", "Draft {n}", n=letter.pk),
            say("চিঠি", "Letter")
            if letter.pk in hidden
            else f"{letter.subject_line} ({say(*STATE_WORDS[letter.state])})",
            url=reverse("letter_out", args=[letter.pk]),
        )
        for letter in found
    ]


def count_charge(post: Post) -> int:
    return letters_of_post(post).count()


@transaction.atomic
def transfer_charge(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Whoever takes over drafts and signs them from now on; what is signed keeps the name under it."""
    moved = 0
    for letter in letters_of_post(post).select_for_update():
        if letter.signer_id == post.pk:
            letter.signer = to
        if letter.drafter_id == post.pk:
            letter.drafter = to
        data = {"from": post.pk, "to": to.pk}
        write_act(letter, TRANSFER, actor=actor, now=now, words=reason, data=data)
        letter.save(update_fields=["signer", "drafter"])
        record_act("transferred", letter, actor=actor, now=now, from_post=post.pk, to_post=to.pk)
        moved += 1
    return moved


LETTERS_OUT_CHARGE = ChargeSource(
    "letters_out",
    ("যাওয়া চিঠি: খসড়া ও স্বাক্ষর", "Letters out: drafts and signatures"),
    charge_lines,
    count_charge,
    transfer_charge,
    order=31,
)
