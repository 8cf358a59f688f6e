"""Of each desk the records of the demonstration that its pages show: one in each state, one of which each act
is open, with the line, and what its list may be narrowed by.
"""

from typing import Any

from ongikar.offices.models import Office
from ongikar.records.registry import DESKS
from tests.of_desks import FORMS_OF_DESKS, record_of_most, records_of


def desks_shown() -> dict[str, dict[str, Any]]:
    """`desk job`: its `record`, `state ended`, `job_triage`, `line job_triage`, `by ended`."""
    office = Office.objects.get(is_default=True)
    shown: dict[str, dict[str, Any]] = {}
    for desk in DESKS.values():
        records = records_of(desk, office)
        if not records:
            continue
        facts = shown[f"desk {desk.name}"] = {"record": desk.key_of(record_of_most(desk, records))}
        for narrow in desk.list_filter:
            facts |= {f"by {narrow.name}": value for value, _ in list(narrow.choices(office))[:1]}
        for record in records if desk.states else ():
            facts.setdefault(f"state {desk.state_of(record)}", desk.key_of(record))
        for address in FORMS_OF_DESKS.values():
            if address.desk is desk and address.act:
                # Where it is open nowhere, its page still shows its form, or says why.
                found = address.open_one(office, records) or next(address.candidates(records))
                keys = address.keys_of(*found)
                facts |= {address.name: keys["pk"], f"line {address.name}": keys.get("row")}
    return shown
