"""What the version before says of the steps of the ladder, as decisions on the printed ones: an office that
changed its steps on screen keeps them when its document is read again, each with why.
"""

from collections.abc import Iterable

from ongikar.charter.models import CharterVersion, Tier
from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.review import CORRECT, Decision, ReviewPart
from ongikar.rules.charter.review.cells import promise_of_time, without_contacts
from ongikar.rules.charter.review.rows import leave_out_decision
from ongikar.rules.suggestions import comparable_text


def steps_decided(version: CharterVersion, parts: Iterable[ReviewPart], tiers: list[Tier]) -> list[Decision]:
    """The decisions by which these parts become the steps of the version: one that it has no more is left
    out.
    """
    printed = [part for part in parts if part.sort == "tier"]
    why = reason_of(version)
    decisions: list[Decision] = []
    pairs = steps_by_code(printed, tiers)
    for part in printed:
        tier = pairs.get(part.code)
        decisions += of_step(part, tier, why) if tier else [leave_out_decision(part.code, why)]
    return decisions


def steps_by_code(printed: list[ReviewPart], tiers: list[Tier]) -> dict[str, Tier]:
    """Which step each printed one became: known by its words, else by its place among those left over."""
    pairs: dict[str, Tier] = {}
    left = list(tiers)
    for part in printed:
        same = next((tier for tier in left if has_words_of(tier, part)), None)
        if same:
            pairs[part.code] = same
            left.remove(same)
    for place, part in enumerate(printed, start=1):
        if part.code in pairs:
            continue
        same = next((tier for tier in left if tier.number == place), None)
        if same:
            pairs[part.code] = same
            left.remove(same)
    return pairs


def has_words_of(tier: Tier, part: ReviewPart) -> bool:
    return comparable_text(tier.when_bn) == comparable_text(part.raw("when"))


def of_step(part: ReviewPart, tier: Tier, why: str) -> list[Decision]:
    approved = {"when": tier.when_bn, "officer": tier.title_bn}
    found = [
        Decision(f"{part.code}/{cell}", CORRECT, text or "-", why)
        for cell, text in approved.items()
        if comparable_text(text) != comparable_text(part.raw(cell))
    ]
    if promise_of_time(part.tier["limit"]) != tier.promise:
        found.append(Decision(f"{part.code}/limit", CORRECT, tier.promise.words("bn"), why))
    if not is_same_place(part, tier):
        found.append(Decision(f"{part.code}/address", CORRECT, place_words(tier) or "-", why))
    return [
        *found,
        Decision(f"{part.code}/post", CORRECT, tier.post.slug),
        Decision(f"{part.code}/officer_en", CORRECT, tier.title_en),
    ]


def is_same_place(part: ReviewPart, tier: Tier) -> bool:
    """Whether what is printed comes to the step's own address. A mailbox that was left open is not published,
    and is decided on anew.
    """
    piece = part.tier
    printed = without_contacts(
        piece["address"] or "", phone=piece["phone"], email=piece["email"], web=piece["web"]
    )
    is_open = bool(tier.reservations) and not tier.email
    return (
        comparable_text(printed) == comparable_text(tier.address_bn)
        and (piece["phone"] or "") == tier.phone
        and (is_open or (piece["email"] or "").lower() == tier.email.lower())
        and (piece["web"] or "") == tier.web
    )


def place_words(tier: Tier) -> str:
    """The address as a charter prints it, so that it is read again as it was."""
    reached = (("ফোন", tier.phone), ("ই-মেইল", tier.email), ("ওয়েব", tier.web))
    return ", ".join(filter(None, (tier.address_bn, *(f"{name}: {each}" for name, each in reached if each))))


def reason_of(version: CharterVersion) -> str:
    """Why the steps are otherwise than printed: as it was said when they were changed on screen."""
    draft = getattr(version, "ladder_draft", None)
    return draft.reason if draft else f"সংস্করণ {digits(version.number)} অনুযায়ী"
