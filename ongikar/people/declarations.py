"""Contacts and places of a person among what the office can look for and refer to."""

from .charge import register_charge
from .contact_subjects import CONTACT_SEARCH, CONTACT_SUBJECT
from .place_subjects import PLACE_CHARGE, PLACE_SEARCH, PLACE_SUBJECT
from .search_sources import register_search
from .subjects import register_subject

for subject_type in (CONTACT_SUBJECT, PLACE_SUBJECT):
    register_subject(subject_type)
for source in (CONTACT_SEARCH, PLACE_SEARCH):
    register_search(source)
register_charge(PLACE_CHARGE)
