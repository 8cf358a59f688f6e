"""Tickets on paper: each member's square code with the name and the signs below it, to cut out."""

from datetime import datetime

from django.urls import reverse

from ongikar.core.i18n.say import override_language, say_in
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr
from ongikar.papers.pdf import render as render_pdf

from .models import Member, Roster
from .tickets import shown_ticket


def ticket_address(member: Member, ticket: str) -> str:
    return f"{site_of(member.roster.office)}{reverse('ticket', args=[ticket])}"


def tickets_pdf(roster: Roster, in_language: str, now: datetime) -> bytes:
    """The tickets of those who belong to it now, eight to a page."""
    rows = roster.members.filter(until__isnull=True).order_by("id").select_related("roster__office")
    tickets = [(member, member.read_ticket() or "") for member in rows]
    with override_language(in_language):
        data = {
            "language": in_language,
            "office": letterhead(roster.office),
            "title": f"{say_in(in_language, 'টিকিট', 'Tickets')}: {roster.title}",
            "roster": roster.title,
            "rows": [
                {
                    "name": member.title,
                    "beside": member.beside,
                    "ticket": shown_ticket(ticket),
                    "code": qr(ticket_address(member, ticket)),
                }
                for member, ticket in tickets
                if ticket
            ],
        }
        return render_pdf("tickets", data, made_at=now)
