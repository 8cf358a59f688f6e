"""Tickets: 80 random bits as sixteen signs that nobody confuses, encrypted and found by a blind index; and
the secret of the codes on a wall, made when they are first shown.
"""

import re
import secrets

from django.db import transaction

from ongikar.core.crypto.key_ring import key_ring
from ongikar.core.db.index_conditions import sql_literal
from ongikar.gatherings.rules import door_code
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import latin_digits

from .models import Gathering, Member

# Crockford's base 32: no I, L, O or U.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
# As people type them back.
MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
TICKET = re.compile(rf"[{SIGNS}]{{{LENGTH}}}")


def new_ticket() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def give_ticket(member: Member) -> None:
    """A ticket for a member whose row has its key; the caller saves `ticket` and `ticket_index`."""
    member.encrypt_ticket(new_ticket())


def ticket_of(member_id: int) -> str:
    """The ticket of a member; "" where it was emptied or does not open."""
    member = Member.objects.get(pk=member_id)
    return (member.read_ticket() or "") if member.ticket else ""


def normal_ticket(typed: str) -> str:
    """The sixteen signs in what was typed or scanned, a whole address too; "" where there are none."""
    text = latin_digits(typed).strip().rstrip("/").rpartition("/")[2]
    text = text.upper().translate(MEANT)
    return text if TICKET.fullmatch(text) else ""


def shown_ticket(ticket: str) -> str:
    """As it is printed: 7Q2M-K4TA-9D3X-V8RP."""
    return "-".join(ticket[start : start + 4] for start in range(0, len(ticket), 4))


def find_members(office: Office, tickets: list[str]) -> dict[str, Member]:
    """Whose tickets these are, of those of this office, in one statement."""
    ring = key_ring()
    wanted = {index: ticket for ticket in tickets for index in ring.blind_indexes(ticket, "ticket")}
    # The index of tickets holds no member without one, and is taken only where the statement says so.
    rows = Member.objects.filter(ticket_index__in=list(wanted), roster__office=office).exclude(
        ticket_index=sql_literal("")
    )
    return {wanted[row.ticket_index]: row for row in rows.select_related("roster")}


def find_member(office: Office, typed: str) -> Member | None:
    """Whose ticket was typed or scanned; None for one that is none, or of another office."""
    ticket = normal_ticket(typed)
    return find_members(office, [ticket]).get(ticket) if ticket else None


def secret_of(gathering: Gathering) -> str:
    """ "" while no code was ever shown, and where it does not open."""
    return gathering.read_door_secret() or "" if gathering.door_secret else ""


@transaction.atomic
def ensure_secret(gathering: Gathering) -> str:
    """Whoever shows the wall first makes it; two at once make one."""
    fresh = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if not fresh.door_secret:
        fresh.encrypt_door_secret(door_code.new_secret())
        fresh.save(update_fields=["door_secret"])
    gathering.door_secret = fresh.door_secret
    return secret_of(fresh)
