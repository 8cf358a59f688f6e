"""Which messages may go out at night is one short list, whatever block they are of; all others wait."""

import importlib
import pkgutil

from ongikar import notices
from ongikar.notices import wording
from ongikar.notices.wording.message import Wording

# Why each may not wait (decision 034).
BROKEN = "a promise broke"
CODE = "a code that was asked for"
WARNING = "a warning that answers an act of that minute: whoever did not do it must know at once"
LETTER = "the letter itself, sent by hand at the moment that its dispatch is entered with"
AT_ANY_HOUR = {
    "case_messages.APPLICANT.case.broken": BROKEN,
    "case_messages.SUPERIOR.case.broken": BROKEN,
    "complaint_messages.COMPLAINANT.grievance.broken": BROKEN,
    "rti.APPLICANT.rti.broken": BROKEN,
    "rti.APPLICANT.rti_order.broken": BROKEN,
    "rti.APPLICANT.rti_appeal.broken": BROKEN,
    "people_messages.MOBILE_CODE": CODE,
    "people_messages.CONSENT_CODE": CODE,
    "people_messages.CONTACT_CHANGED": WARNING,
    "people_messages.CASE_CONTACT_CHANGED": WARNING,
    "complaint_messages.COMPLAINT_CONTACT_CHANGED": WARNING,
    **{
        f"people_messages.PERSON.person.{what}": WARNING
        for what in (
            *("came_anew", "password_changed", "factor_added", "factor_removed", "codes_made"),
            *("reset", "changed"),
        )
    },
    "letters.LETTER_SENT": LETTER,
}


def wordings():
    """Every wording by its module, its name there, and the verb it stands under."""
    seen: set[int] = set()
    for package in (wording, notices):
        for found in pkgutil.iter_modules(package.__path__):
            if found.ispkg:
                continue
            here = dict(wordings_of(importlib.import_module(f"{package.__name__}.{found.name}")))
            # What a module imports is told of where it stands.
            yield from ((f"{found.name}.{name}", each) for name, each in here.items() if id(each) not in seen)
            seen |= {id(each) for each in here.values()}


def wordings_of(module):
    for name, value in vars(module).items():
        if isinstance(value, Wording):
            yield name, value
        elif isinstance(value, dict):
            yield from ((f"{name}.{key}", each) for key, each in value.items() if isinstance(each, Wording))


def test_what_may_go_out_at_night_stands_in_one_list_with_its_reason():
    found = dict(wordings())
    assert len(found) > 100
    assert {name for name, each in found.items() if each.at_any_hour} == AT_ANY_HOUR.keys()
