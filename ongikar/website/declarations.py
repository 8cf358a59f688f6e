"""What the website itself adds to Today."""

from ongikar.people.search_sources import register_search
from ongikar.people.today_lines import register_today_counts

from .day_load import day_load_part
from .page_search import PAGE_SEARCH
from .today_parts import (
    PARTS_COUNTED,
    TODAY,
    calendar_ending_part,
    clock_warning_part,
    unanswered_complaints_part,
)

TODAY.add(clock_warning_part, order=1)
TODAY.add(day_load_part, order=2)
TODAY.add(unanswered_complaints_part, order=5)
TODAY.add(calendar_ending_part, order=10)
register_today_counts(PARTS_COUNTED)
register_search(PAGE_SEARCH)
