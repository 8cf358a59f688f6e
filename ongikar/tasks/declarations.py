"""Where tasks show elsewhere: at their place, on Today, in the search, in the handing over of charge."""

from ongikar.clock.rehearsal import OWNERS, TOPIC_WORDS
from ongikar.people.charge import register_charge
from ongikar.people.search_sources import register_search
from ongikar.people.section_counts import register_section_count
from ongikar.people.subjects import register_referring_model, register_subject
from ongikar.people.today_lines import register_today
from ongikar.places.slots import LAB_CARD, PLACE_COUNTS, PLACE_SIDE

# Entered with those who say who may read a paper.
from . import rights  # noqa: F401
from .models import Series, Task, TaskProof
from .offers import (
    EVENT_WORDS,
    SERIES_CHARGE,
    TASK_CHARGE,
    TASK_COUNT,
    TASK_SEARCH,
    TASK_SUBJECT,
    TODAY_COUNTS,
    WATCHED_CHARGE,
    card_line,
    check_owners,
    count_line,
    side_part,
    task_owners,
    today_of_tasks,
)

register_subject(TASK_SUBJECT)
PLACE_COUNTS.add(count_line)
PLACE_SIDE.add(side_part, order=60)
LAB_CARD.add(card_line, order=60)
register_today("tasks", today_of_tasks, order=20, counts=TODAY_COUNTS)
register_section_count(TASK_COUNT)
register_search(TASK_SEARCH)
for source in (TASK_CHARGE, WATCHED_CHARGE, SERIES_CHARGE):
    register_charge(source)
for model in (Task, Series, TaskProof):
    register_referring_model(model)
OWNERS["task"], OWNERS["task_check"] = task_owners, check_owners
TOPIC_WORDS.update(EVENT_WORDS)
