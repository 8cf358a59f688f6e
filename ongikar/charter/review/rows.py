"""The questions that a review asks of each sort of part beyond its cells (kind, limit, posts, English names),
and a part of a finished review as the row that a version keeps of it.
"""

import re
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from ongikar.charter.models import Service, Tier
from ongikar.charter.service_presets import other_options
from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.lint import is_countable
from ongikar.rules.charter.parse.cells.papers import papers_and_places
from ongikar.rules.charter.review import CORRECT, RESERVE, Decision, Review, ReviewPart
from ongikar.rules.charter.review.cells import promise_of_time, time_faults, time_for_clock, without_contacts
from ongikar.rules.charter.review.parts import USUAL_CATEGORY
from ongikar.rules.charter.review.rows import LEFT_OUT, NAMED_BY
from ongikar.rules.promise import Promise
from ongikar.rules.promise.reading import read_promise

from .actions import Officer
from .previous_decisions import METHOD
from .usual_ladder import when_in_english

SERVICE_ASKED = (
    "kind",
    "category",
    "ceiling",
    "responsible_post",
    "superior_post",
    "name_en",
    "short_bn",
    "short_en",
)
ASKED = {
    "service": SERVICE_ASKED,
    "tier": ("post", "officer_en"),
    # `ours`: why the document is this office's own, where it names another.
    "charter": ("ours", "title_en", "vision_en", "mission_en"),
}


def answers_by_question(part: ReviewPart, held: dict[str, Decision]) -> dict[str, str]:
    """What was answered so far, by the name of the question."""
    return {name: decision.text for name in ASKED[part.sort] if (decision := held.get(f"{part.code}/{name}"))}


def answer_decisions(part: ReviewPart, answers: dict[str, str]) -> list[Decision]:
    return [
        Decision(f"{part.code}/{name}", CORRECT, answers[name])
        for name in ASKED[part.sort]
        if name in answers
    ]


IF_NEEDED = re.compile(nfc(r"প্রযোজ্য ক্ষেত্রে|যদি থাকে|প্রয়োজনে|where applicable|if any"), re.IGNORECASE)
# What the application sent here already is, however the charter calls it.
THE_FORM = re.compile(
    nfc(
        r"^(?:(?:নির্ধারিত|লিখিত|সম্পূর্ণ|পূর্ণাঙ্গ|পূরণকৃত|যথাযথভাবে|অনলাইনে?|সাদা\s+কাগজে|ফরমে?|ফর্মে?|ফরম্যাটে|ছকে)\s+)*(?:আবেদন"
        r"|দরখাস্ত)(?:\s*পত্র)?(?:\s*(?:ফরম|ফর্ম))?$"
        r"|^(?:written |online |completed |prescribed )*application(?: form)?$"
    ),
    re.IGNORECASE,
)
LONGEST_SHORT = 90


def short_of(name: str) -> str:
    """The name as a card shows it: whole, or cut at a word."""
    if len(name) <= LONGEST_SHORT:
        return name
    return name[:LONGEST_SHORT].rpartition(" ")[0].rstrip(" ,;/।") + " …"


def options_of_office(old: Service | None, kind: str) -> dict[str, Any]:
    """What the office added to the row of before, beside what makes it this sort: another version of the
    document says nothing of it.
    """
    if old is None or old.kind != kind:
        return {}
    others = other_options(kind, old.options)
    return {name: value for name, value in others.items() if not name.startswith("method_")}


def service_fields(
    part: ReviewPart, review: Review, officer: Officer, day: date, old: Service | None
) -> dict[str, Any]:
    """All but the posts. `old`: the same service of the version before, whose English words still fit what is
    unchanged.
    """
    asked, piece = answers_by_question(part, review.newest_decisions), part.service
    kind, _, options = asked.get("kind", "").partition("?")
    ceiling = office_ceiling(part, asked)
    papers, places = papers_and_places(piece["documents"]["items"])
    source = piece["form_source"] or "; ".join(places)
    return {
        "code": part.code,
        "category": asked.get("category") or piece["category"] or USUAL_CATEGORY,
        "number": piece["number"],
        "kind": kind,
        "options": (
            options_of_office(old, kind)
            | dict(parse_qsl(options))
            | ({METHOD: piece["method"]} if piece["method"] else {})
        ),
        "name_bn": piece["name"],
        "name_en": asked.get("name_en", ""),
        "short_bn": asked.get("short_bn") or short_of(piece["name"]),
        "short_en": asked.get("short_en") or short_of(asked.get("name_en", "")),
        "summary_bn": old.summary_bn if old else "",
        "summary_en": old.summary_en if old else "",
        "time_raw": piece["time"]["raw"],
        "time": time_for_clock(piece["time"], ceiling),
        "ceiling": ceiling.as_data() if ceiling else None,
        "may_extend": old.may_extend if old else 0,
        "documents": required_papers(papers, old),
        "form_source_bn": source,
        "form_source_en": old.form_source_en if old and old.form_source_bn == source else "",
        "fee": piece["fee"],
        "search_words": old.search_words if old else [],
        "corrections": review_corrections(part, review),
        "reservations": review_reservations(part, review, officer, day),
    }


def office_ceiling(part: ReviewPart, asked: dict[str, str]) -> Promise | None:
    """The office's own limit; none beside a time that can be counted as it stands, which goes before it."""
    time = part.service["time"]
    if not asked.get("ceiling") or (is_countable(time) and not time_faults(time, None)):
        return None
    return read_promise(asked["ceiling"])


def required_papers(items: list[str], old: Service | None) -> list[dict[str, Any]]:
    known = {each["bn"]: each for each in old.documents} if old else {}
    return [known.get(item) or paper_of(item) for item in items]


def paper_of(item: str) -> dict[str, Any]:
    return {
        "bn": item,
        "en": "",
        "required": not IF_NEEDED.search(nfc(item)),
        "provided_by_form": bool(THE_FORM.search(nfc(item))),
    }


def tier_fields(
    part: ReviewPart, number: int, review: Review, officer: Officer, day: date, old: Tier | None
) -> dict[str, Any]:
    """`number`: its place among those that are published. `old`: the step in that place of the version
    before, whose English words still fit what is unchanged.
    """
    piece, asked = part.tier, answers_by_question(part, review.newest_decisions)
    limit, when = promise_of_time(piece["limit"]), piece["when"] or ""
    address = without_contacts(
        piece["address"] or "", phone=piece["phone"], email=piece["email"], web=piece["web"]
    )
    return {
        "number": number,
        "when_bn": when,
        "when_en": (old.when_en if old and old.when_bn == when else "") or when_in_english(when),
        "title_bn": (piece["officer"] or "")[:200],
        "title_en": asked.get("officer_en", "")[:200],
        "limit": (limit or Promise("accept")).as_data(),
        "address_bn": address,
        "address_en": old.address_en if old and old.address_bn == address else "",
        # A mailbox under reservation is not published as one that may be written to.
        "phone": (piece["phone"] or "")[:20],
        "email": "" if is_reserved(part, "address", review) else (piece["email"] or "")[:120],
        "web": (piece["web"] or "")[:120],
        "reservations": review_reservations(part, review, officer, day),
    }


def is_reserved(part: ReviewPart, cell: str, review: Review) -> bool:
    decision = review.newest_decisions.get(f"{part.code}/{cell}")
    return bool(decision and decision.choice == RESERVE)


def decided_cells(part: ReviewPart, review: Review, choice: str) -> list[tuple[str, Decision]]:
    decided = ((cell, review.newest_decisions.get(f"{part.code}/{cell}")) for cell in part.cells)
    return [(cell, decision) for cell, decision in decided if decision and decision.choice == choice]


def review_corrections(part: ReviewPart, review: Review) -> list[dict[str, str]]:
    """What was printed, what stands instead, and why: published side by side."""
    printed = next(each for each in review.printed if each.code == part.code)
    return [
        {
            "field": cell,
            "from": printed.raw(cell),
            "to": each.text,
            "reason_bn": each.reason,
            "reason_en": each.reason,
        }
        for cell, each in decided_cells(part, review, CORRECT)
    ]


def left_out_rows(review: Review) -> list[dict[str, str]]:
    """Rows that were read and are not published, with the reason: told in public like any correction."""
    return [
        {"field": "row", "from": part_name(part), "to": "", "reason_bn": reason, "reason_en": reason}
        for part in review.left_out
        for reason in (review.newest_decisions[f"{part.code}/{LEFT_OUT}"].reason,)
    ]


def part_name(part: ReviewPart) -> str:
    return part.raw(NAMED_BY[part.sort]) or part.code


def review_reservations(
    part: ReviewPart, review: Review, officer: Officer, day: date
) -> list[dict[str, str]]:
    """What is published open: why, under whose name, since when and until when."""
    return [
        {
            "name": cell,
            "reason_bn": each.reason,
            "reason_en": each.reason,
            "by_bn": officer.by.get("bn", ""),
            "by_en": officer.by.get("en", ""),
            "post_bn": officer.post.title_bn,
            "post_en": officer.post.title_en,
            "on": day.isoformat(),
            "until": each.until.isoformat() if each.until else "",
        }
        for cell, each in decided_cells(part, review, RESERVE)
    ]
