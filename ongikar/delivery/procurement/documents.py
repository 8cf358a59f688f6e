"""What a purchase has on paper: the specification that is signed with the advice, the comparison of the
quotations, and the letter with a comparison of quotations that came weeks after the advice.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.cases.actions.result_letter import addressees
from ongikar.cases.officer.case.case_summary import applicant_words
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, override_language, say
from ongikar.delivery.procurement.rules.comparison import FAILS, MEETS, NOT_QUOTED
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Ties, Wording, draft_letter
from ongikar.offices.models import Post
from ongikar.papers.check import Clean
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from .comparing import BidderRow, ComparisonTable, OfferCell
from .models import Purchase, PurchaseLine

# So much of a hash tells one document from another, and can still be read out.
SHOWN_HASH = 16
ADVISES = (
    "কার্যালয় কারিগরি পরামর্শ দেয়; কেনার সিদ্ধান্ত ও কার্যাদেশ ক্রয়কারী দপ্তরের।",
    "The office gives technical advice; the decision and the order are those of the office that buys.",
)


def specification_data(purchase: Purchase, lines: Sequence[PurchaseLine]) -> dict[str, Any]:
    """The specification as it is printed: a table of conditions for each item."""
    return {
        "language": language(),
        "office": letterhead(purchase.office),
        "title": say("কারিগরি বিনির্দেশ", "Technical specification"),
        "number": digits(purchase.case.number, language()),
        "facts": [
            (say("কার জন্য", "For"), applicant_words(purchase.case)),
            (say("দর চাইতে হবে", "Prices are asked in"), purchase.basis),
            (say("বিনির্দেশের মান", "Hash of the conditions"), hash_of_lines(lines)),
        ],
        "sections": [section_of(line) for line in lines],
        "note": say(
            "“আবশ্যিক” শর্তের একটিও না মানলে দরটি বিবেচ্য নয়। সমমানের যেকোনো ব্র্যান্ড চলবে। {advises}",
            "An offer that fails one mandatory condition is not considered. Any make of the same standard"
            " will do. {advises}",
            advises=say(*ADVISES),
        ),
        "signers": [["", purchase.case.post.title, purchase.office.name]],
    }


def section_of(line: PurchaseLine) -> dict[str, Any]:
    tongue, version = language(), line.version
    quantity = "" if line.quantity is None else say("{n}টি", "{n}", n=line.quantity)
    named = version.item.name if version else ""
    title = f"{digits(line.position, tongue)}. {line.name}"
    if quantity:
        title += f", {quantity}"
    rows = []
    for place, clause in enumerate(version.terms if version else (), 1):
        asked = clause.requirement_words(tongue)
        if clause.reason:
            asked += say(
                " (নির্মাতার নাম থাকার কারণ: {reason})",
                " (a maker is named because: {reason})",
                reason=clause.reason,
            )
        rows.append(
            [digits(place, tongue), clause.attribute(tongue), asked, mandatory_words(clause.is_mandatory)]
        )
    return {
        "title": title if not named or named in title else f"{title} ({named})",
        "columns": [
            {"label": say("ক্র.", "No."), "width": 1},
            {"label": say("বিষয়", "Attribute"), "width": 5},
            {"label": say("যা চাই", "What is asked"), "width": 9},
            {"label": say("আবশ্যিক", "Mandatory"), "width": 3},
        ],
        "rows": rows,
    }


def mandatory_words(is_mandatory: bool) -> str:
    return say("আবশ্যিক", "mandatory") if is_mandatory else say("থাকলে ভালো", "preferred")


def hash_of_lines(lines: Sequence[PurchaseLine]) -> str:
    """One hash over the conditions of all lines, their order and their numbers: another word in any of them
    gives another.
    """
    told = "\n".join(
        f"{line.position} {line.quantity} {line.version.sha256 if line.version else ''}" for line in lines
    )
    return hashlib.sha256(told.encode()).hexdigest()[:SHOWN_HASH]


def comparison_data(table: ComparisonTable, now: datetime) -> dict[str, Any]:
    purchase, tongue = table.purchase, language()
    package = table.comparison.package
    return {
        "language": tongue,
        "office": letterhead(purchase.office),
        "title": say("দরের তুলনামূলক বিবরণী", "Comparative statement of quotations"),
        "number": digits(purchase.case.number, tongue),
        "facts": [
            (say("কার জন্য", "For"), applicant_words(purchase.case)),
            (say("তারিখ", "Date"), date_words(now.astimezone(TZ).date(), tongue, weekday=False)),
        ],
        "basis": say("দর প্রতিটির, {basis}।", "Prices of one piece, {basis}.", basis=purchase.basis),
        "lowest_words": say("শর্ত মানা সর্বনিম্ন", "Lowest that meets"),
        "bidders": [
            {
                "name": f"{digits(place, tongue)}. {quotation.bidder}",
                "words": digits(quotation.number, tongue),
            }
            for place, quotation in enumerate(table.quotations, 1)
        ],
        "rows": [
            {
                "number": digits(row.line.position, tongue),
                "name": row.line.name,
                "quantity": digits(row.line.quantity or "", tongue),
                "cells": [cell_data(cell) for cell in row.cells],
                "lowest": lowest_words(table, row),
            }
            for row in table.rows
        ],
        "total_words": say("সব পণ্য এক সঙ্গে", "All items together"),
        "totals": [
            {
                "price": total,
                "words": "" if package.standings[quotation.pk] == MEETS else words,
                "look": look_of(package.standings[quotation.pk], is_lowest),
            }
            for quotation, total, words, is_lowest in table.totals
        ],
        "total": table.split_total or "–",
        "findings": [table.package_finding()] if table.package_total else [],
        "note": say(
            "* একটি কম দরের যাচাই বাকি। {advises}",
            "* A lower offer is not judged yet. {advises}",
            advises=say(*ADVISES),
        )
        if table.waiting_rows
        else say(*ADVISES),
        "signers": [["", purchase.case.post.title, purchase.office.name]],
    }


def lowest_words(table: ComparisonTable, row: BidderRow) -> str:
    """The price, and the numbers of the bidders that ask it."""
    if not row.result.lowest:
        return "–"
    places = [place for place, cell in enumerate(row.cells, 1) if cell.is_lowest]
    words = f"{row.price} ({digits(', '.join(map(str, places)), language())})"
    return f"{words} *" if row.result.waits_for else words


def cell_data(cell: OfferCell) -> dict[str, str]:
    # What meets all conditions is told by its price alone.
    words = "" if cell.standing == MEETS else cell.words
    return {"price": cell.price, "words": words, "look": look_of(cell.standing, cell.is_lowest)}


def look_of(standing: str, is_lowest: bool) -> str:
    if is_lowest:
        return "lowest"
    return {FAILS: "fails", NOT_QUOTED: "none", MEETS: "plain"}.get(standing, "open")


def specification_pdf(purchase: Purchase, lines: Sequence[PurchaseLine]) -> bytes:
    return render_pdf("record", specification_data(purchase, lines))


def comparison_pdf(table: ComparisonTable, now: datetime) -> bytes:
    return render_pdf("comparison", comparison_data(table, now))


def as_enclosure(title: str, content: bytes) -> tuple[str, Clean]:
    """A document that goes with the letter. Its title bears its hash: the letter is signed with the titles of
    what it encloses, so its signature holds the document, too.
    """
    digest = hashlib.sha256(content).hexdigest()[:SHOWN_HASH]
    return (f"{title} (SHA-256 {digest})", Clean(content, "application/pdf", ".pdf"))


def enclosures_of(purchase: Purchase, now: datetime) -> list[tuple[str, Clean]]:
    """What goes with the advice: the specification, and the comparison where quotations stand."""
    table = ComparisonTable(purchase)
    enclosures = [
        as_enclosure(
            say("কারিগরি বিনির্দেশ", "Technical specification"), specification_pdf(purchase, table.lines)
        )
    ]
    if table:
        title = say("দরের তুলনামূলক বিবরণী", "Comparative statement of quotations")
        enclosures.append(as_enclosure(title, comparison_pdf(table, now)))
    return enclosures


# ---- the letter with the comparison ----


def drafting_posts(request: StaffRequest) -> tuple[Post, Post]:
    """The post from which the person writes, and the officer's, which signs."""
    mine = next(
        post
        for post in request.holder.posts
        if post.office_id == request.office.pk and post.role in STAFF_ROLES
    )
    officer = Post.objects.filter(office=request.office, role=Post.OFFICER).order_by("pk").first()
    return mine, officer or mine


@transaction.atomic
def begin_comparison_letter(
    purchase: Purchase, *, drafter: Post, signer: Post, language: str, actor: Reference, now: datetime
) -> Letter:
    """Draft it with the comparison enclosed. Of the same quotations and judgements there is one draft."""
    table = ComparisonTable(purchase)
    if not table or table.waiting_rows:
        raise ActFault("", "আগে দর লিখুন ও যাচাই শেষ করুন।", "First enter the quotations, and judge them.")
    judged = [offer.judged_at for offer in table.offers.values() if offer.judged_at]
    newest = f"{max(judged):%y%m%d%H%M%S%f}" if judged else "0"
    last = max(quotation.pk for quotation in table.quotations)
    with override_language(language):
        title = say("দরের তুলনামূলক বিবরণী", "Comparative statement of quotations")
        number = digits(purchase.case.number, language)
        return draft_letter(
            office=purchase.office,
            kind="official",
            wording=Wording(
                subject_line=say("আইসিটি পণ্যের দরের কারিগরি মূল্যায়ন", "Technical evaluation of quotations"),
                body=letter_body(table),
                source=say("আবেদন নম্বর {number}", "Application {number}", number=number),
                language=language,
            ),
            drafter=drafter,
            signer=signer,
            recipients=addressees(purchase.case),
            submission=f"purchase-{purchase.pk}-{last}-{len(table.quotations)}-{newest}"[:64],
            actor=actor,
            now=now,
            enclosures=[as_enclosure(title, comparison_pdf(table, now))],
            ties=Ties(subject=purchase.reference),
        )


def letter_body(table: ComparisonTable) -> str:
    opening = say(
        "আপনাদের পাঠানো দরগুলো কারিগরি বিনির্দেশের সঙ্গে মিলিয়ে দেখা হয়েছে। ফল:",
        "The quotations you sent were held against the technical specification. The result:",
    )
    return "\n\n".join((opening, "\n".join(table.findings()), say(*ADVISES)))
