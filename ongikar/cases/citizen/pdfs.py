"""The two papers a person takes home: the receipt with its signed square code, and the letter with what was
given or why it was refused.
"""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from ongikar.cases.actions.result_letter import letter_of
from ongikar.cases.case_promise import (
    PromiseDisplay,
    display_promise,
    is_day_of_service,
    promised_step_words,
)
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.models.proofs import group_figures
from ongikar.cases.paper_days import paper_intake_of_case
from ongikar.cases.result_paper import (
    counting_words,
    has_paper,
    post_with_phone,
    signing_post,
    way_to_complain_words,
)
from ongikar.cases.rules.masked_names import masked_name
from ongikar.cases.state_words import all_steps
from ongikar.cases.urgent import advice_for_case
from ongikar.charter.terms import caption_of, fee_of
from ongikar.clock.day_moves import calendar_number_at_start, move_lines
from ongikar.core.i18n.say import language, override_language, say
from ongikar.core.not_none import not_none
from ongikar.letters.outgoing.paper import letter_pdf, signer_lines
from ongikar.offices.day_roots import root_of_day_before
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, render
from ongikar.papers.receipt_key import sign_promise
from ongikar.people.models import Applicant, User
from ongikar.rules import case_transitions
from ongikar.rules.bangla import text
from ongikar.rules.promise import receipt_code
from ongikar.rules.promise.receipt_code import ReceiptPromise

from .track.case_detail import CaseDetail, CasePaper
from .track.tracking import track_address


def receipt_address(case: Case, promise: PromiseDisplay) -> str:
    """The address with the promise as the receipt tells it."""
    line = sign_promise(receipt_code_of(case, promise), settings.ONGIKAR_RECEIPT_KEY)
    return f"{track_address(case)}#{line}" if line else track_address(case)


def receipt_code_of(case: Case, promise: PromiseDisplay) -> ReceiptPromise:
    due = timezone.localtime(promise.due)
    return ReceiptPromise(
        number=case.number,
        service=case.row.code,
        charter_version=case.row.version.number,
        calendar_version=calendar_number_at_start(case.clocks[0]),
        what=promised_kind(promise),
        due=due.date(),
        at=due.time() if promise.is_timed else None,
    )


def promised_kind(promise: PromiseDisplay) -> str:
    """What is to have come by the day: while the service itself has no day yet, the step that has."""
    if promised_step_words(promise):
        return receipt_code.STEP
    return receipt_code.ACCEPT if promise.explanation.promise.unit == "accept" else receipt_code.GIVE


def full_day(moment: datetime) -> str:
    """রবিবার, ৬ ডিসেম্বর ২০২৬ (২১ অগ্রহায়ণ ১৪৩৩)."""
    return text.date_words(timezone.localdate(moment), language(), bangla_year=True)


def time_of_day(moment: datetime) -> str:
    """সকাল ১০টা: in one piece, on whichever line it comes."""
    return text.time_words(timezone.localtime(moment), language()).replace(" ", "\u00a0")


def due_in_full(promise: PromiseDisplay) -> str:
    """The day with its year, and the time where hours and minutes are promised."""
    day = text.date_words(timezone.localdate(promise.due), language())
    return f"{day}, {time_of_day(promise.due)}" if promise.is_timed else day


def moved_day_words(promise: PromiseDisplay, becomes: datetime) -> str:
    """The day by which it is promised now, since an order moved it."""
    day = text.date_words(timezone.localdate(becomes), language())
    day = f"{day}, {time_of_day(becomes)}" if promise.is_timed else day
    return say("এখন শেষ দিন {day}", "Now due {day}", day=day)


def receipt_pdf(case: Case, *, key: str = "", is_whole: bool = True) -> bytes:
    """The receipt in the page's language: as promised at the moment of receipt, and how orders have moved the
    day since.

    `key`: the secret digits of this copy. `is_whole`: with the whole name and the address; without them it
    says how its applicant gets the other.
    """
    row, applicant, tongue = case.row, case.applicant, language()
    promise = display_promise(case.clocks[0], case.received_at, as_begun=True)
    step, steps = promised_step_words(promise), all_steps(promise.state)
    # The day stands large only where it is the day of the service.
    named = is_day_of_service(promise)
    moves = move_lines(case.clocks[:1])
    tier = row.version.tiers.select_related("post").first()
    urgent = advice_for_case(case)
    who = applicant_parts(applicant, is_whole=is_whole) if applicant else [case.office.name]
    checked_at = site_of(case.office) + reverse("check_receipt")
    note = say(
        "QR-এ কার্যালয়ের স্বাক্ষর করা এই কথা আছে; {address} পাতায় যে কেউ মিলিয়ে দেখতে পারেন।",
        "The QR holds this promise, signed by the office; anyone may check it at {address}",
        address=checked_at,
    )
    return render(
        "receipt",
        {
            "language": tongue,
            "office": letterhead(case.office),
            "number": text.digits(case.number, tongue),
            "qr": qr(receipt_address(case, promise)),
            "due": due_in_full(promise) if named else "",
            "is_timed": promise.is_timed,
            "why": " ".join(filter(None, (step, capfirst(promise.why)))),
            "moved_to": moved_day_words(promise, moves[-1][0].becomes) if moves and named else "",
            "moves": [words for _, words in moves],
            "urgent": [urgent.title, urgent.as_text] if urgent else [],
            "extra": [
                *([[say("ধাপ", "Steps"), "\n".join(steps)]] if len(steps) > 1 else []),
                *([[say("গোপন সংখ্যা", "Secret digits"), key_lines(key)]] if key else []),
            ],
            "service": f"{row.short} ({caption_of(row)})",
            "applicant": ", ".join(filter(None, who)),
            "received": receipt_words(case),
            "papers": [paper_line(paper) for paper in CaseDetail(case, case.received_at).papers],
            "fee": fee_of(row),
            "officer": post_with_phone(case.post),
            "if_late": f"{post_with_phone(tier.post)}\n{tier.title}" if tier else "",
            "note": note if is_whole else f"{say(*HOW_TO_GET_THE_WHOLE)} {note}",
            "root": root_of_day_before(case.office, case.entered_at or case.received_at),
        },
    )


HOW_TO_GET_THE_WHOLE = (
    "এ কপিতে পুরো নাম ও ঠিকানা নেই। পুরো রসিদের জন্য আবেদনের পাতায় প্রমাণ দিন, এটি আপনি (মোবাইলে কোড বা রসিদের গোপন"
    " সংখ্যা)।",
    "This copy leaves out the full name and the address. For the full receipt, show on the page of the"
    " application that it is you (a code on your mobile, or the secret digits of the receipt).",
)


def applicant_parts(applicant: Applicant, *, is_whole: bool) -> list[str]:
    """Who applied, as a receipt names them."""
    if is_whole:
        return [applicant.name, applicant.institution, applicant.address]
    return [masked_name(applicant.name), masked_name(applicant.institution)]


def receipt_words(case: Case) -> str:
    """When it came; of what was received on paper also on which slip, and when it was entered."""
    words = f"{full_day(case.received_at)}, {time_of_day(case.received_at)}"
    if (paper := paper_intake_of_case(case)) is None:
        return words
    return say(
        "{words}\nকাগজে, স্লিপ {slip}; কম্পিউটারে লেখা {entered}",
        "{words}\nOn paper, slip {slip}; entered on {entered}",
        words=words,
        slip=text.digits(paper.slip, language()),
        entered=paper.entered,
    )


def key_lines(key: str) -> str:
    """The figures as they are read and typed, and what they are for."""
    figures = text.digits(group_figures(key), language()).replace(" ", "\u00a0")
    what_for = say(
        "SMS না এলে আবেদন তুলে নিতে, উত্তর দিতে, মত জানাতে বা অভিযোগ করতে এটি লাগবে। কাউকে দেখাবেন না।",
        "Without SMS you need them to answer, withdraw, rate or complain. Show them to nobody.",
    )
    return f"{figures}\n{what_for}"


PAPER_WORDS = {
    "come": ("পেয়েছি", "received"),
    "seen": ("দেখেছি", "seen at the office"),
    "unseen": ("এখনো দেখানো হয়নি", "not shown yet"),
    "to_show": ("কার্যালয়ে এসে দেখাবেন", "to be shown at the office"),
    "owed": ("দিতে হবে", "still needed"),
}


def paper_line(paper: CasePaper) -> str:
    return f"{paper.name}: {say(*PAPER_WORDS[paper.state])}"


def has_result(case: Case) -> bool:
    """Whether there is a paper at the end, without making it."""
    return letter_of(case) is not None or has_paper(case)


def result_pdf(case: Case) -> bytes | None:
    """The letter at the end, in the language its applicant chose; None while there is nothing to write."""
    if letter := letter_of(case):
        return letter_pdf(letter)
    return earlier_result_pdf(case) if has_paper(case) else None


def earlier_result_pdf(case: Case) -> bytes | None:
    """The paper of a case that ended before its letter stood in the issue book, made of the case itself; and
    the decision to drop the office's own work, which is no letter.
    """
    with override_language(case.applicant.language if case.applicant else "bn"):
        result = kind_of(case.row).result(case)
        if result is None:
            return None
        tongue, applicant = language(), case.applicant
        return render(
            "letter",
            {
                "language": tongue,
                "office": letterhead(case.office),
                "memo_number": text.digits(case.memo_number, tongue),
                "date": text.date_words(timezone.localdate(case.closed_at), tongue, weekday=False),
                "date_bangla": (
                    text.bangla_date_words(timezone.localdate(case.closed_at)) if tongue == "bn" else ""
                ),
                "subject": f"{result.title}: {case.row.short}",
                "reference": say(
                    "আবেদন নম্বর {number}, {day}",
                    "Application {number} of {day}",
                    number=text.digits(case.number, tongue),
                    day=timezone.localdate(case.received_at),
                ),
                "to": (
                    [line for line in (applicant.name, applicant.institution, applicant.address) if line]
                    if applicant
                    else []
                ),
                "body": [],
                "facts": [
                    *(list(part) for part in result.parts),
                    *way_to_complain_words(case),
                    [
                        say("সময়ের হিসাব", "How the time was counted"),
                        counting_words(case, not_none(case.closed_at)),
                    ],
                ],
                "signer": earlier_signer(case),
                "qr": qr(track_address(case)),
                "verify": say(
                    "ট্র্যাকিং নম্বর {number}",
                    "Tracking number {number}",
                    number=text.digits(case.number, tongue),
                ),
            },
        )


def earlier_signer(case: Case) -> list[str]:
    """Who closed it, under a post held by them that day."""
    ends = [move.name for move in case_transitions.MOVES.values() if move.target in case_transitions.CLOSED]
    act = case.acts.filter(name__in=ends).last()
    user = User.objects.filter(pk=not_none(act.by_id)).first() if act and act.by_type == "user" else None
    if act is None or user is None:
        return [line for line in (case.post.title, case.post.seat) if line]
    return signer_lines(user, signing_post(case, user, act.at), act.at)
