"""Following a complaint by its number: with four figures of the mobile where the name is open, else with the paper's key."""

from django.db.models import Q
from django.urls import reverse

from ongikar.cases.citizen.tracking import Found
from ongikar.offices.models import Office

from .models import Grievance


def find_grievance(number: str, last_four: str, office: Office) -> Found | None:
    """The complaint with this number, if the four digits are its own. A hidden one is as unknown as one that is not there."""
    is_open = Q(identity_hidden=False, anonymous=False)
    known = Grievance.objects.filter(
        is_open, number=number, office=office, complainant__mobile__endswith=last_four
    )
    grievance = known.only("pk").first()
    return grievance and Found(grievance.reference, reverse("grievance", args=[number]))


def find_subject(number: str, office: Office) -> Grievance | None:
    """Any complaint with this number, for whoever brings its key."""
    return Grievance.objects.filter(number=number, office=office).first()


def complaint_by_id(pk: int) -> Grievance | None:
    return Grievance.objects.with_all().select_related("office").filter(pk=pk).first()
