"""The office in which whoever decides on a complaint sits: its letterhead, as the charter's tier names it,
and the book in which its memos are counted.
"""

from ongikar.charter.models import Tier
from ongikar.core.number_formats import phone_of
from ongikar.letters.outgoing.actions import IssuingOffice
from ongikar.offices.models import Post
from ongikar.offices.serials import keeper_of_seat
from ongikar.papers.letterhead import letterhead

from ..models import Stage


def deciding_head(stage: Stage) -> dict[str, str]:
    """What stands at the head of the papers of a stage, in the language at hand: of the office in which its
    post sits, or of this one where it sits here.
    """
    office, post = stage.grievance.office, stage.post
    own = letterhead(office)
    if not post.is_elsewhere:
        return own
    tier = tier_of(stage)
    title = " · ".join(filter(None, (post.title, tier.title if tier else "")))
    return {
        "name": post.seat,
        # The seat names its department itself; above it stands who writes.
        "department": title,
        "address": address_of(post, tier.address if tier else ""),
        "phone": phone_of((tier.phone if tier else "") or post.phone),
        "email": (tier.email if tier else "") or post.email,
        "sample": own["sample"],
    }


def tier_of(stage: Stage) -> Tier | None:
    """The tier that names its post: what the charter prints of another's address is not this one's."""
    if stage.tier.post_id == stage.post_id:
        return stage.tier
    return stage.tier.version.tiers.filter(post=stage.post_id).order_by("number").first()


def address_of(post: Post, printed: str) -> str:
    """What the charter prints, without the post and the name of the office, which stand above it."""
    rest = printed.removeprefix(post.title).lstrip(", ")
    return "" if rest in post.seat else rest


def issuing_office(stage: Stage) -> IssuingOffice | None:
    """Whose letters those of a stage are, in the language at hand; None where its post sits in this one."""
    if not stage.post.is_elsewhere:
        return None
    return IssuingOffice(deciding_head(stage), keeper_of_seat(stage.post))
