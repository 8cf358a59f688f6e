"""How a purchase is named where something points at it: a letter, a task; and who may read its papers."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.rights import READER_ROLES, may_read
from ongikar.core.i18n.say import say
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.rules.bangla.text import digits

from .models import Purchase


def load_purchases(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Purchase.objects.filter(pk__in=list(keys)).values_list(
        "pk", "case__number", "book_serial", "office_id"
    )
    return {
        pk: SubjectLine(number, purchase_title(serial), reverse("purchase", args=[pk]), office_id)
        for pk, number, serial, office_id in found
    }


def purchase_title(serial: int) -> str:
    return say("কেনাকাটা {n}", "Purchase {n}", n=digits(serial, "en"))


PURCHASE_SUBJECT = SubjectType(
    Purchase.SUBJECT, ("কেনাকাটা", "Purchase"), load_purchases, readable_by_roles(READER_ROLES)
)


def may_read_purchase_paper(request: HttpRequest, paper: Paper) -> bool:
    """Quotations are nobody's to read but the office's: what one bidder asks is not told to another."""
    return request.user.is_authenticated and may_read(
        desk_of(request.user, timezone.localdate()), paper.office_id
    )
