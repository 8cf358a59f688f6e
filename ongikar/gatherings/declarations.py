"""Where gatherings and rosters show elsewhere: Today, the programme, the search, who reads their papers."""

from ongikar.people.charge import register_charge
from ongikar.people.search_sources import register_search
from ongikar.people.subjects import register_referring_model, register_subject
from ongikar.people.today_lines import register_today

# Entered with those who say who may read a paper, and with the programme.
from . import public_gatherings, rights  # noqa: F401
from .charge import GATHERING_CHARGE
from .models import Gathering, Roster
from .search import GATHERING_SEARCH
from .subjects import GATHERING_SUBJECT, MEMBER_SUBJECT, ROSTER_SUBJECT
from .today import today_of_gatherings

for subject in (GATHERING_SUBJECT, ROSTER_SUBJECT, MEMBER_SUBJECT):
    register_subject(subject)
register_search(GATHERING_SEARCH)
register_charge(GATHERING_CHARGE)
register_today("gatherings", today_of_gatherings, order=40)
for model in (Gathering, Roster):
    register_referring_model(model)
