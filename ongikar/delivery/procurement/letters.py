"""The letter with the comparison of quotations that came once the advice on the specification was given: they
are asked for with it, and come weeks later.
"""

from datetime import datetime

from django.db import transaction

from ongikar.cases.actions.result_letter import addressees
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Ties, Wording, draft_letter
from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, DeskRequest
from ongikar.rules.bangla.text import digits

from .comparing import ComparisonTable
from .documents import ADVISES, as_enclosure, comparison_pdf
from .models import Purchase


def drafting_posts(request: DeskRequest) -> tuple[Post, Post]:
    """The post from which the person writes, and the officer's, which signs."""
    mine = next(
        post
        for post in request.desk.posts
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
