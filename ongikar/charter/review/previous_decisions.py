"""What the version before decided on cells that have not changed since: proposed, and never taken without a
press. Of the steps of the ladder also what the office changed on screen, each with why.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ongikar.charter.models import CharterVersion, Service, Tier
from ongikar.charter.service_presets import preset_of_row
from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.reading_types import CharterReading
from ongikar.rules.charter.review import Decision, Review, ReviewPart, split_reading
from ongikar.rules.charter.review.cells import promise_of_time, without_contacts
from ongikar.rules.charter.review.decisions import CORRECT, newest_decisions
from ongikar.rules.charter.review.rows import is_left_out, leave_out_decision
from ongikar.rules.charter.suggestions import comparable_text
from ongikar.rules.promise import Promise

from .ingest import mark_reviewed
from .models import Upload

# Where a row keeps the column that the form of the headquarters has and that of the field has not.
METHOD = "method_bn"

# What is written in the place of a text that was taken out.
NOTHING = "-"
# An answer → the printed cell it was given of: beside other words it is an answer to something else.
SAID_OF = {
    "ceiling": "time",
    "title_en": "title",
    "vision_en": "vision",
    "mission_en": "mission",
    "officer_en": "officer",
}


class PreviousDecisions(NamedTuple):
    """`decisions`: those on unchanged cells, and the answers; `printed`: what the changed cells said then."""

    decisions: list[Decision]
    printed: dict[str, str]

    @property
    def is_unchanged(self) -> bool:
        """Whether every cell is as it was."""
        return not self.printed


def previous_decisions_of(upload: Upload, version: CharterVersion | None) -> dict[str, PreviousDecisions]:
    """By the code of each part that the version before had too."""
    if version is None:
        return {}
    parts, decisions = parts_before(version)
    held = newest_decisions(decisions)
    by_part = {}
    for part in upload.review_state.printed:
        old = parts.get(part.code)
        if old is None:
            continue
        same = {cell for cell in part.cells if old.raw(cell) == part.raw(cell)}
        printed = {cell: old.raw(cell) for cell in part.cells if cell not in same}
        if not is_same_thing(old, part):
            # Nothing that was decided is of this; what stood in its place is told.
            by_part[part.code] = PreviousDecisions([], printed)
            continue
        changed = {f"{part.code}/{cell}" for cell in part.cells if cell not in same}
        # Said of one document, and of no other.
        changed |= {f"{part.code}/ours"}
        changed |= {f"{part.code}/{answer}" for answer, cell in SAID_OF.items() if cell not in same}
        by_part[part.code] = PreviousDecisions(
            [each for each in held.values() if each.part == part.code and each.where not in changed],
            printed,
        )
    return by_part


@lru_cache(maxsize=2)
def previous_reading(document: str) -> CharterReading:
    """The reading of the version before, which each page of a review asks for again."""
    return read_text(document)


def is_same_thing(old: ReviewPart, new: ReviewPart) -> bool:
    """A number may have gone to another service; the name tells."""
    return old.sort != "service" or comparable_text(old.raw("name")) == comparable_text(new.raw("name"))


def parts_before(version: CharterVersion) -> tuple[dict[str, ReviewPart], list[Decision]]:
    """The parts of the version as they were printed, and what was decided on them.

    A reservation of the office's files names no day by which it ends, so it is not carried on: the officer
    sets one.
    """
    # Steps changed on screen stand on the version whose steps they were: all else is as that one says.
    origin = origin_of(version)
    upload = Upload.objects.filter(version=origin).first()
    if upload:
        standing = upload.review_state
        decisions = list(standing.newest_decisions.values())
        if origin != version:
            decisions += steps_decided(version, standing.parts, tiers_of(version))
        return {part.code: part for part in standing.printed}, decisions
    parts = {part.code: part for part in split_reading(previous_reading(version.document))}
    rows = {row.code: row for row in version.services.select_related("responsible__superior", "superior")}
    decisions = [
        decision
        for code, part in parts.items()
        if code in rows
        for decision in of_service(part, rows[code], version)
    ]
    decisions += steps_decided(version, parts.values(), tiers_of(version))
    decisions += [
        Decision(f"charter/{name}", CORRECT, getattr(version, name))
        for name in ("title_en", "vision_en", "mission_en")
    ]
    decisions += of_the_whole(parts["charter"], version)
    return parts, decisions


def origin_of(version: CharterVersion) -> CharterVersion:
    """The version that a document or the office's files made, of which this one is but the steps changed."""
    while (draft := getattr(version, "ladder_draft", None)) is not None:
        version = draft.base
    return version


def tiers_of(version: CharterVersion) -> list[Tier]:
    return list(version.tiers.select_related("post", "alternate"))


def steps_on_screen(version: CharterVersion, review: Review) -> list[Tier]:
    """The steps of the version that neither its document nor this review has: they were written on screen and
    stay.
    """
    known = steps_by_code([part for part in review.parts if part.sort == "tier"], tiers_of(version))
    numbers = {tier.number for tier in known.values()}
    return [tier for tier in unprinted_steps(version) if tier.number not in numbers]


def unprinted_steps(version: CharterVersion) -> list[Tier]:
    upload = Upload.objects.filter(version=origin_of(version)).first()
    read = upload.review_state.read if upload else split_reading(previous_reading(version.document))
    tiers = tiers_of(version)
    known = steps_by_code([part for part in read if part.sort == "tier"], tiers)
    numbers = {tier.number for tier in known.values()}
    return [tier for tier in tiers if tier.number not in numbers]


def of_the_whole(part: ReviewPart, version: CharterVersion) -> list[Decision]:
    approved = {
        "title": version.title_bn,
        "vision": version.vision_bn,
        "mission": version.mission_bn,
        "expectations": "\n".join(each["bn"] for each in version.expectations),
    }
    return [
        Decision(f"charter/{cell}", CORRECT, text, reservation_reason(version, cell, version))
        for cell, text in approved.items()
        if text and comparable_text(text) != comparable_text(part.raw(cell))
    ]


def of_service(part: ReviewPart, row: Service, version: CharterVersion) -> list[Decision]:
    approved = {
        "name": row.name_bn,
        "time": row.time_raw,
        "form_source": row.form_source_bn,
        "fee": row.fee.get("raw", ""),
        "documents": "; ".join(each["bn"] for each in row.documents),
    }
    printed = {cell: part.raw(cell) for cell in approved} | {
        "documents": "; ".join(part.service["documents"]["items"])
    }
    cells = [
        Decision(f"{part.code}/{cell}", CORRECT, text or NOTHING, reservation_reason(row, cell, version))
        for cell, text in approved.items()
        if comparable_text(text) != comparable_text(printed[cell])
    ]
    return [*cells, *answers_of(part, row)]


def reservation_reason(row: Service | CharterVersion, cell: str, version: CharterVersion) -> str:
    reasons = [each["reason_bn"] for each in row.corrections if each["field"] == cell]
    return " ".join(dict.fromkeys(reasons)) or f"সংস্করণ {digits(version.number)} অনুযায়ী"


def answers_of(part: ReviewPart, row: Service) -> list[Decision]:
    answers = {
        "kind": preset_of_row(row.kind, row.options),
        "category": row.category,
        "ceiling": Promise.from_data(row.ceiling).words("bn") if row.ceiling else "",
        "responsible_post": row.responsible.slug,
        "superior_post": superior_before(row),
        "name_en": row.name_en,
        "short_bn": row.short_bn,
        "short_en": row.short_en,
    }
    return [Decision(f"{part.code}/{name}", CORRECT, text) for name, text in answers.items() if text]


def superior_before(row: Service) -> str:
    """The post above; where the row named the responsible one itself, the post that stands above that."""
    superior = row.responsible.superior if row.superior_id == row.responsible_id else row.superior
    return superior.slug if superior else ""


def kept_as_before(upload: Upload, earlier: Mapping[str, PreviousDecisions]) -> list[Decision]:
    """The decisions by which every part that is printed as before, and was neither looked at nor left out
    yet, is decided as before.
    """
    standing = upload.review_state
    return [
        decision
        for code, part in earlier.items()
        if part.is_unchanged
        and not standing.is_looked_at(code)
        and not is_left_out(code, standing.newest_decisions)
        for decision in [*part.decisions, mark_reviewed(code)]
        if decision.where not in standing.newest_decisions
    ]


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
    decisions = [
        Decision(f"{part.code}/{cell}", CORRECT, text or "-", why)
        for cell, text in approved.items()
        if comparable_text(text) != comparable_text(part.raw(cell))
    ]
    if promise_of_time(part.tier["limit"]) != tier.promise:
        decisions.append(Decision(f"{part.code}/limit", CORRECT, tier.promise.words("bn"), why))
    if not is_same_place(part, tier):
        decisions.append(Decision(f"{part.code}/address", CORRECT, place_words(tier) or "-", why))
    return [
        *decisions,
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
