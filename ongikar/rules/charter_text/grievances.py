"""Parses the tiers of the grievance table: when to go, to whom, where, and the time limit of the decision."""

import re
from typing import Any

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text.cells_time import read_time
from ongikar.rules.charter_text.contacts import contacts
from ongikar.rules.charter_text.row_joining import Row

# Some tables run "when" and "whom" together: "… সমাধান দিতে না পারলে আপীল কর্মকর্তা"; what follows a full stop names who failed.
WHEN_ENDS = re.compile(nfc(r"(?:না পারলে|ব্যর্থ হলে|না দিলে|অসন্তুষ্ট হলে)\s*"))


def tier(row: Row, number: int) -> dict[str, Any]:
    """One tier of the reading. `officer` is the role ("আপিল কর্মকর্তা"); `address` keeps the whole printed cell."""
    when, officer = row["when"], row["whom"]
    address = row["address"]
    if ends := WHEN_ENDS.search(nfc(when)):
        role = nfc(when)[ends.end() :].strip()
        if role and not role.startswith("।"):
            when, officer, address = (
                nfc(when)[: ends.end()].strip(),
                role,
                " ".join(filter(None, (officer, address))),
            )
    seen = contacts(" ".join(filter(None, (officer, address))))
    alternate = {label: text for label, text in row.extras.items() if text}
    read: dict[str, Any] = {
        "tier": number,
        "when": when,
        "officer": officer,
        "address": address,
        "phone": seen.phone,
        "email": seen.email,
        "web": seen.web,
        "limit": read_time(row["limit"]),
    }
    return read | ({"extras": alternate} if alternate else {})
