"""What is to be done with letters that go out: to be signed, being written, issued and not yet sent."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.db.pages import page_of
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.people.post_holders import STAFF_ROLES, PostHolder, StaffRequest
from ongikar.records.last_list import remember_list
from ongikar.rules.bangla.text import digits

from ..letter_list import OPEN_STATES
from ..models import Letter
from ..rights import for_readers, restricted_letters
from ..transitions import DRAFT, INITIALLED, ISSUED, OUT, SIGNED

# How many lines of a section stand on the page; its count says how many there are, up to this.
SHOWN = 50
STATE_WORDS = {
    DRAFT: ("খসড়া", "Draft"),
    INITIALLED: ("অনুস্বাক্ষর হয়েছে", "Initialled"),
    SIGNED: ("স্বাক্ষর হয়েছে, জারি বাকি", "Signed, to be issued"),
    ISSUED: ("জারি হয়েছে, পাঠানো বাকি", "Issued, to be dispatched"),
}


@dataclass(frozen=True, slots=True)
class LetterOutLine:
    letter: Letter
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class LetterSection:
    key: str
    title: str
    none: str
    lines: list[LetterOutLine]
    count: str


def letters_to_sign(posts: list[int]) -> QuerySet[Letter]:
    """What waits for a signature, or for the issue that follows it, from these posts."""
    return waiting_for_signature(signer__in=posts)


def waiting_for_signature(**signer: Any) -> QuerySet[Letter]:
    waiting = Letter.objects.filter(state__in=OPEN_STATES, **signer).exclude(state=DRAFT)
    return waiting.order_by("signer", "id")


def letters_in_draft(office: Office | Value) -> QuerySet[Letter]:
    return Letter.objects.filter(office=office, direction=OUT, state=DRAFT).order_by("-id")


def letters_to_dispatch(office: Office | Value) -> QuerySet[Letter]:
    """Issued, and still waited for by somebody named in it."""
    issued = Letter.objects.filter(office=office, state=sql_literal(ISSUED), dispatched_at__isnull=True)
    return issued.order_by("issued_at", "id")


def own_posts(holder: PostHolder, office: Office) -> list[int]:
    return [post.pk for post in holder.posts if post.office_id == office.pk]


def section(holder: PostHolder, key: str, title: str, none: str, letters: QuerySet[Letter]) -> LetterSection:
    page = page_of(letters.prefetch_related("recipients"), SHOWN)
    hidden = restricted_letters(holder, page.rows)
    lines = [
        LetterOutLine(
            each,
            ", ".join(recipient.name.replace("\n", ", ") for recipient in each.recipients.all()),
            say(*STATE_WORDS[each.state]),
        )
        for each in page.rows
        if each.pk not in hidden
    ]
    count = f"{SHOWN}+" if page.last else str(len(lines))
    return LetterSection(key, title, none, lines, digits(count, language()))


@for_readers
@require_safe
def list_outgoing(request: StaffRequest) -> HttpResponse:
    holder, office = request.holder, request.office
    sections = [
        section(
            holder,
            "sign",
            say("আপনার স্বাক্ষর ও জারি বাকি", "To be signed and issued by you"),
            say("স্বাক্ষরের অপেক্ষায় কিছু নেই।", "Nothing waits for your signature."),
            letters_to_sign(own_posts(holder, office)).filter(office=office),
        ),
        section(
            holder,
            "dispatch",
            say("জারি হয়েছে, পাঠানো বাকি", "Issued, to be dispatched"),
            say("সব চিঠি পাঠানো হয়েছে।", "Every letter has been dispatched."),
            letters_to_dispatch(office),
        ),
        section(
            holder,
            "drafts",
            say("খসড়া", "Drafts"),
            say("কোনো খসড়া নেই।", "There are no drafts."),
            letters_in_draft(office),
        ),
    ]
    context = {
        "sections": sections,
        "may_write": holder.has(office.pk, STAFF_ROLES),
        "current": "letters",
    }
    response = render(request, "letters/outgoing/list.html", context)
    remember_list(request, response, "letters_out", beside=("letters",))
    return response
