"""How a contact is named where something points at it, and found in the one search of the staff."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.http import urlencode

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Post
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .contact_words import find_contacts
from .contacts import Contact
from .post_holders import STAFF_ROLES
from .search_sources import SearchQuestion, SearchResult, SearchSource
from .subjects import SubjectLine, SubjectType, readable_by_roles

ADDRESS_BOOK_ROLES = STAFF_ROLES | {Post.AUDITOR}


def load_contacts(keys: Iterable[int]) -> dict[int, SubjectLine]:
    return {
        row.pk: SubjectLine("", row.full_title, reverse("contact", args=[row.pk]), row.office_id)
        for row in Contact.objects.filter(pk__in=list(keys))
    }


CONTACT_SUBJECT = SubjectType(
    Contact.SUBJECT, ("যোগাযোগ", "Contact"), load_contacts, readable_by_roles(ADDRESS_BOOK_ROLES)
)


def found_contacts(question: SearchQuestion) -> list[SearchResult]:
    day = question.now.astimezone(TZ).date()
    contacts = find_contacts(question.office, question.typed, day, most=question.most, with_ended=True)
    return [contact_result(each) for each in contacts]


def contact_result(row: Contact) -> SearchResult:
    over = say("আর লেখা হয় না", "No longer used") if not row.is_in_use else ""
    beside = " · ".join(
        filter(None, (row.name if row.title != row.name else "", digits(row.shown_mobile, language())))
    )
    return SearchResult(
        reverse("contact", args=[row.pk]), row.title, beside, look="shut" if over else "", state=over
    )


def all_contacts_found(question: SearchQuestion) -> str:
    return f"{reverse('contacts')}?{urlencode({'q': question.typed, 'ended': '1'})}"


CONTACT_SEARCH = SearchSource(
    "contacts",
    ("যোগাযোগ", "Contacts"),
    ADDRESS_BOOK_ROLES,
    found_contacts,
    more=all_contacts_found,
    order=60,
    is_aside=True,
)
