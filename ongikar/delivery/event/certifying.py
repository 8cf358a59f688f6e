"""Certificates of attendance of an event: for everybody who was marked as there, and for nobody else. Nothing
of them is typed: name, role and day are those of the closed attendance list.
"""

from datetime import datetime

from ongikar.certificates.bulk import WantedCertificate, order_certificates
from ongikar.certificates.models import Certificate
from ongikar.core.forms.faults import ActFault
from ongikar.exports.models import Export
from ongikar.gatherings.models import Gathering, Mark, Member
from ongikar.gatherings.words import ROLES
from ongikar.journal.actions import SubjectReference
from ongikar.people.models import User
from ongikar.rules.bangla.text import date_words, nfc

from .account import is_recorded
from .models import Event

ATTENDANCE = "attendance"
APPLICANT = "applicant"


def members_there(gathering: Gathering) -> list[Member]:
    """Everybody named who came, in the order of the list; those whom only a head count knows are nobody."""
    there = Mark.objects.that_say_who_was_there().filter(gathering=gathering)
    return list(Member.objects.filter(pk__in=there.values("member")).order_by("id"))


def certificates_given(event: Event) -> int:
    """How many were issued for it, also those that hold no longer."""
    return Certificate.objects.of_subject(event.reference).count()


def certify_event(event: Event, *, user: User, now: datetime) -> Export:
    """Order them; pressed again, whoever holds one gets no second. Raises ActFault, CertificateFault and
    TooManyExports.
    """
    gathering = event.gathering
    if gathering is None or not is_recorded(gathering):
        raise ActFault(
            "",
            "উপস্থিতি লেখা শেষ হলে সনদ দেওয়া যাবে।",
            "Certificates are given once the attendance is closed.",
        )
    came = members_there(gathering)
    if not came:
        raise ActFault(
            "",
            "উপস্থিতির তালিকায় নাম ধরে কেউ নেই, তাই সনদ দেওয়ার কেউ নেই।",
            "Nobody is named on the attendance list, so there is nobody to give a certificate to.",
        )
    return order_certificates(
        office=event.office,
        template_key=ATTENDANCE,
        wanted=[wanted_certificate(member, event, gathering) for member in came],
        subject=event.reference,
        title=(f"উপস্থিতির সনদ: {event.title}", f"Certificates of attendance: {event.title}"),
        user=user,
        now=now,
    )


def wanted_certificate(member: Member, event: Event, gathering: Gathering) -> WantedCertificate:
    """What is printed of one person, in both languages."""
    name, beside, title = (nfc(words) for words in (member.title, member.beside, event.title))
    statement: dict[str, tuple[str, str]] = {
        "name": (name, name),
        "event": (title, title),
        "time": (
            date_words(gathering.day, "bn", weekday=False),
            date_words(gathering.day, "en", weekday=False),
        ),
        "role": ROLES[member.role if member.role != Member.WALK_IN else Member.PARTICIPANT],
    }
    if beside:
        statement["post"] = (beside, beside)
    if gathering.venue:
        statement["place"] = (gathering.venue, gathering.venue)
    return {"statement": statement, "holder": holder_of(member)}


def holder_of(member: Member) -> SubjectReference:
    """An applicant finds it under their own data; of anybody else it is the line of the list."""
    return (APPLICANT, member.applicant_id) if member.applicant_id else member.reference
