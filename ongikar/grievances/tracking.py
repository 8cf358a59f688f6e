"""Following a grievance by its number: four digits of the mobile open it, or the four figures an anonymous filer was given."""

from django.db.models import Q
from django.urls import reverse

from ongikar.cases.citizen.tracking import Found
from ongikar.offices.models import Office

from .models import Grievance


def find_grievance(number: str, last_four: str, office: Office) -> Found | None:
    """The grievance with this number, if the four digits are its own."""
    known = Q(complainant__mobile__endswith=last_four) | Q(code=last_four)
    grievance = Grievance.objects.filter(known, number=number, office=office).only("pk").first()
    return grievance and Found(grievance.reference, reverse("grievance", args=[number]))
