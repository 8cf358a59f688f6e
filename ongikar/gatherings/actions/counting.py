"""Heads counted against the marks, photos and signed sheets kept, and a gathering recorded: everybody has a
mark from then on.
"""

from datetime import datetime

from django.db import transaction

from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, HeadCount, Mark, Member
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.actions import Reference
from ongikar.papers.actions import keep_paper, papers_of
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.rules.bangla.text import digits

from .act_log import add_act, lock_gathering, record_act, require_act
from .marking import open_if_coming


@transaction.atomic
def count_heads(gathering: Gathering, *, counted: int, actor: Reference, now: datetime) -> HeadCount:
    """Somebody counts who is in the room. Where that equals the marks, the claims among them hold."""
    lock_gathering(gathering)
    open_if_coming(gathering, actor=actor, now=now)
    there = Mark.objects.that_say_who_was_there().filter(gathering=gathering).count()
    made = HeadCount.objects.create(
        gathering=gathering, counted=counted, marked=there, at=now, by_type=actor[0], by_id=actor[1]
    )
    record_act("counted", gathering, actor=actor, now=now, count=counted, rows=there)
    return made


def unmarked_members(gathering: Gathering) -> list[Member]:
    """Those who belonged to it that day and have no mark, or only what a mobile number said of them."""
    said = Mark.objects.that_stand().filter(gathering=gathering).exclude(via=Mark.MOBILE)
    marked = said.values("member_id")
    return list(gathering.roster.members.on(gathering.day).exclude(pk__in=marked).order_by("id"))


def open_claims(gathering: Gathering) -> list[Mark]:
    """Claims by ticket that no agreeing head count has confirmed."""
    confirmed = max((each.at for each in gathering.head_counts.all() if each.agrees), default=None)
    claims = Mark.objects.that_stand().filter(gathering=gathering, via=Mark.DOOR_CODE)
    if confirmed is not None:
        claims = claims.filter(recorded_at__gt=confirmed)
    return list(claims.select_related("member"))


def claims_without_ticket(gathering: Gathering) -> list[Mark]:
    """What only a mobile number said, and nobody who sees the room has said since."""
    claims = Mark.objects.that_stand().filter(gathering=gathering, via=Mark.MOBILE)
    return list(claims.select_related("member").order_by("id"))


@transaction.atomic
def record_gathering(
    gathering: Gathering,
    *,
    rest: str = "",
    held_minutes: int | None = None,
    via: str = Mark.LIST,
    actor: Reference,
    now: datetime,
) -> None:
    """It took place, so long, and everybody's mark stands. `rest`: the mark of those who have none.

    Raises GatheringFault while somebody has no mark and nothing is said of the rest, or a claim is open.
    """
    lock_gathering(gathering)
    open_if_coming(gathering, actor=actor, now=now)
    require_act(gathering, transitions.RECORD)
    minutes = gathering.minutes if held_minutes is None else held_minutes
    if not 0 < minutes <= 24 * 60:
        raise GatheringFault("held_minutes", "কত মিনিট চলেছে লিখুন।", "Write how many minutes it took.")
    if now < gathering.starts_at:
        raise GatheringFault("", "এটি এখনো শুরুই হয়নি।", "It has not begun yet.")
    if claims := open_claims(gathering):
        raise GatheringFault(
            "counted",
            f"{digits(len(claims))} জন দেয়ালের সংখ্যা লিখেছেন, মাথা গোনা হয়নি। আগে গুনে লিখুন।",
            f"{len(claims)} typed the code on the wall and heads were not counted. Count first.",
        )
    unmarked = unmarked_members(gathering)
    if unmarked and rest not in (Mark.PRESENT, Mark.ABSENT):
        raise GatheringFault(
            "rest",
            f"{digits(len(unmarked))} জনের পাশে কিছু লেখা নেই: তাঁরা ছিলেন কি না, বলুন।",
            f"{len(unmarked)} have no mark: say whether they were there.",
        )
    said = {claim.member_id: claim for claim in claims_without_ticket(gathering)}
    Mark.objects.bulk_create(
        Mark(
            gathering=gathering,
            member=member,
            value=rest,
            at=gathering.starts_at,
            recorded_at=now,
            by_type=actor[0],
            by_id=actor[1],
            via=via,
            nonce=f"rest-{gathering.pk}-{member.pk}",
            corrects=said.get(member.pk),
        )
        for member in unmarked
    )
    gathering.held_minutes = minutes
    add_act(
        gathering, transitions.RECORD, actor=actor, now=now, data={"rest": rest}, changed=["held_minutes"]
    )
    record_act("recorded", gathering, actor=actor, now=now, count=len(unmarked))


PICTURES = frozenset({"image/jpeg", "image/png"})


# What the signed sheet is called that is kept beside the photos, in the language of whoever filed it.
SHEET = ("স্বাক্ষর করা হাজিরার পাতা", "Signed attendance sheet")


def is_photo(paper: Paper) -> bool:
    """Whether it is a picture that is still kept; a signed sheet is a document, however scanned."""
    return bool(paper.file) and paper.media_type in PICTURES and paper.title not in SHEET


def photos_of(gathering: Gathering) -> list[Paper]:
    """The photos of it that are still kept, the oldest first; no sheet and no document."""
    return [paper for paper in papers_of(gathering.reference) if is_photo(paper)]


@transaction.atomic
def add_photo(gathering: Gathering, *, title: str, content: Clean, actor: Reference, now: datetime) -> Paper:
    """Keep it; once people were let in, never before. The same file twice is kept once."""
    lock_gathering(gathering)
    subject = gathering.reference
    known = Paper.objects.filter(
        subject_type=subject[0], subject_id=subject[1], sha256=content.sha256
    ).first()
    if known is not None:
        return known
    paper = keep_paper(
        office=gathering.office,
        subject=subject,
        title=title[:200],
        content=content,
        now=now,
        brought_by="office",
    )
    add_act(gathering, transitions.PHOTO, actor=actor, now=now, words=title[:200])
    record_act("photographed", gathering, actor=actor, now=now)
    return paper
