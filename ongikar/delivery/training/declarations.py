"""Where a training shows: in the programme, and at the case in which somebody asked for a seat."""

from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF
from ongikar.cases.citizen.track.reading import NAMED_IN_CASE
from ongikar.cases.slots import HELD, TRACKING
from ongikar.gatherings.programme import register_programme
from ongikar.offices.news import register_news

from .personal_data import held_part, names_nominated
from .programme import news_of_calls, programme_of_trainings
from .public.objection_views import objections_part
from .public.seat_views import training_part

NAMED_IN_CASE.append(names_nominated)
TRACKING.add(training_part, order=10)
TRACKING.add(objections_part, order=10)
HELD.add(held_part, order=20)
PAGES_AFTER_PROOF |= {"seat": "track_seat", "objection": "track_objection"}
register_programme(programme_of_trainings)
register_news(news_of_calls)
