"""Where letters and files show elsewhere: Today, the search, sections' counts, the handing over of charge."""

from ongikar.people.charge import register_charge
from ongikar.people.search_sources import register_search
from ongikar.people.section_counts import register_section_count
from ongikar.people.subjects import register_referring_model, register_subject
from ongikar.people.today_lines import register_today

from .models import Letter
from .offers import (
    FILE_CHARGE,
    FILE_SUBJECT,
    LETTER_CHARGE,
    LETTER_COUNT,
    LETTER_SEARCH,
    LETTER_SUBJECT,
    LETTERS_COUNTED,
    LETTERS_OUT_CHARGE,
    LETTERS_OUT_COUNTED,
    today_letters,
    today_of_letters_out,
)

register_today("letters_out", today_of_letters_out, order=30, counts=LETTERS_OUT_COUNTED)
register_charge(LETTERS_OUT_CHARGE)
register_subject(LETTER_SUBJECT)
register_subject(FILE_SUBJECT)
register_referring_model(Letter)
register_search(LETTER_SEARCH)
register_section_count(LETTER_COUNT)
register_today("letters", today_letters, order=30, counts=LETTERS_COUNTED)
register_charge(LETTER_CHARGE)
register_charge(FILE_CHARGE)
