"""What the office holds of whoever complained, on the page by which they follow it: for them alone, and not
for whoever knows the number and four figures.
"""

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest

from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.offices.folder_rules import rules_of
from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import masked_email, masked_mobile

from .models import Grievance, Stage
from .rights import complainant_proof

DAYS_A_YEAR = 365


class HeldLine(NamedTuple):
    what: str
    value: str


def held_lines(grievance: Grievance) -> list[HeldLine]:
    """Each as its owner knows it again: a mobile and an e-mail are never shown whole."""
    person = grievance.complainant
    lines = []
    if person:
        lines += [
            HeldLine(say("নাম", "Name"), person.name),
            HeldLine(say("দপ্তর", "Office"), person.institution),
            HeldLine(say("মোবাইল", "Mobile"), digits(masked_mobile(person.mobile), language())),
            HeldLine(say("ই-মেইল", "E-mail"), masked_email(person.email)),
            HeldLine(say("ঠিকানা", "Address"), person.address),
        ]
    lines += [
        HeldLine(say("পদ", "Post"), grievance.service_post),
        HeldLine(say("চাকরির পরিচিতি নম্বর", "Service number"), grievance.service_no),
    ]
    return [line for line in lines if line.value]


def held_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    grievance = stage.grievance
    # About an application, its own page tells what is held and takes corrections.
    if grievance.case_id or not complainant_proof(request, grievance, now):
        return None
    days = rules_of(grievance.office.slug)["person"].days
    return "grievances/held.html", {
        "grievance": grievance,
        "lines": held_lines(grievance),
        "years": days // DAYS_A_YEAR,
    }
