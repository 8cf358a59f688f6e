"""A roster begun, and who comes onto it, leaves it, or is put right on it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.gatherings.models import Member, Roster
from ongikar.gatherings.tickets import give_ticket
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.actions import Reference, SubjectReference, record
from ongikar.offices.models import Office
from ongikar.people.models import Applicant, Contact, User
from ongikar.rules.calendar.office_calendar import TZ

# What may be put right on a member.
CHANGEABLE = ("name", "post", "organisation", "mobile", "email", "role", "language")


@transaction.atomic
def open_roster(
    *, office: Office, subject: SubjectReference | None, title: str, actor: Reference, now: datetime
) -> Roster:
    """Begin the list of those who belong to a thing."""
    if not (title := title.strip()):
        raise GatheringFault("title", "শিরোনাম লিখুন।", "Write a title.")
    roster = Roster.objects.create(
        office=office,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        title=title[:200],
        made_at=now,
        last_on=now.astimezone(TZ).date(),
    )
    record("roster.opened", subject=roster.reference, actor=actor, office_id=office.pk, now=now)
    return roster


@transaction.atomic
def add_member(
    roster: Roster,
    *,
    name: str = "",
    post: str = "",
    organisation: str = "",
    mobile: str = "",
    email: str = "",
    role: str = Member.PARTICIPANT,
    language: str = "",
    user: User | None = None,
    contact: Contact | None = None,
    applicant: Applicant | SubjectReference | None = None,
    since: date | None = None,
    actor: Reference,
    now: datetime,
) -> Member:
    """Somebody comes onto a roster, with a ticket. Whoever is on it already is returned as they are.

    What is not said of them is taken from the account, the contact or the applicant.
    """
    if isinstance(applicant, tuple):
        applicant = Applicant.objects.get(pk=applicant[1], office=roster.office_id)
    if contact is not None and contact.office_id != roster.office_id:
        raise GatheringFault("contact", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    known = known_member(roster, user=user, contact=contact, applicant=applicant)
    if known is not None:
        return known
    source = contact or applicant
    reached = source or user
    member = Member(
        roster=roster,
        user=user,
        contact=contact,
        applicant=applicant,
        name=(name or name_of(user, contact, applicant)).strip()[:200],
        post=(post or (contact.post if contact else "")).strip()[:200],
        organisation=(organisation or organisation_of(contact, applicant)).strip()[:200],
        mobile=mobile or (reached.mobile if reached else ""),
        email=email or (reached.email if reached else ""),
        language=language or (source.language if source else "bn"),
        role=role,
        since=since or now.astimezone(TZ).date(),
    )
    if not (member.name or member.post or member.organisation):
        raise GatheringFault("name", "নাম লিখুন।", "Write the name.")
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as fault:
        if not any(violates(fault, Member, "roster", field) for field in ("user", "contact", "applicant")):
            raise
        # Somebody else has just put the same person on it.
        earlier = known_member(roster, user=user, contact=contact, applicant=applicant)
        assert earlier is not None
        return earlier
    give_ticket(member)
    member.save(update_fields=["ticket", "ticket_index"])
    record("member.added", subject=member.reference, actor=actor, office_id=roster.office_id, now=now)
    return member


def known_member(
    roster: Roster, *, user: User | None, contact: Contact | None, applicant: Applicant | None
) -> Member | None:
    """Who is on the roster today by the same account, contact or applicant."""
    for field, key in (("user", user), ("contact", contact), ("applicant", applicant)):
        if key is not None:
            member = Member.objects.filter(roster=roster, until__isnull=True, **{field: key}).first()
            if member:
                return member
    return None


def name_of(user: User | None, contact: Contact | None, applicant: Applicant | None) -> str:
    if contact:
        return contact.name
    if applicant:
        return applicant.name
    return user.name if user else ""


def organisation_of(contact: Contact | None, applicant: Applicant | None) -> str:
    if contact:
        return contact.organisation
    return applicant.institution if applicant else ""


@transaction.atomic
def end_member(member: Member, *, until: date, actor: Reference, now: datetime) -> None:
    """`until`: the last day on which they belong to it. What is held later does not count for them."""
    fresh = Member.objects.select_for_update().get(pk=member.pk)
    if until < fresh.since:
        raise GatheringFault(
            "until",
            "শেষ দিন প্রথম দিনের আগে হতে পারে না।",
            "The last day cannot come before the first.",
        )
    if fresh.until == until:
        return
    member.until = fresh.until = until
    fresh.save(update_fields=["until"])
    record(
        "member.ended",
        subject=member.reference,
        actor=actor,
        office_id=member.roster.office_id,
        now=now,
        until=until.isoformat(),
    )


@transaction.atomic
def change_member(member: Member, *, actor: Reference, now: datetime, **changed: str) -> None:
    """Put right how somebody is called or reached. Sheets that were printed keep what they said."""
    fields = [name for name in CHANGEABLE if name in changed and changed[name] != getattr(member, name)]
    if not fields:
        return
    for name in fields:
        setattr(member, name, changed[name])
    if not (member.name or member.post or member.organisation):
        raise GatheringFault("name", "নাম লিখুন।", "Write the name.")
    member.save(update_fields=fields)
    record(
        "member.changed",
        subject=member.reference,
        actor=actor,
        office_id=member.roster.office_id,
        now=now,
        fields=fields,
    )


@transaction.atomic
def confirm_member(member: Member, *, actor: Reference, now: datetime) -> None:
    """They take their place; said once."""
    if Member.objects.filter(pk=member.pk, confirmed_at__isnull=True).update(confirmed_at=now):
        member.confirmed_at = now
        record(
            "member.confirmed",
            subject=member.reference,
            actor=actor,
            office_id=member.roster.office_id,
            now=now,
        )
