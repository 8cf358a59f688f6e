"""The office's own rules of its grievance desk, where it has a file of them."""

from pathlib import Path

from .office_faults import Spot
from .office_toml import rows, table, toml


def check_grievances(path: Path) -> None:
    """Raises OfficeFileFault for what the desk could not work by; ongikar.grievances.house_rules reads the file."""
    data = toml(path)
    window = table(path, data, "appeal").get("window_days")
    if type(window) is not int or window < 0:
        raise Spot(path, "appeal").fault(
            "“window_days” হবে কত দিন, পূর্ণ সংখ্যায়", "“window_days” must be a whole number of days", key="window_days"
        )  # fmt: skip
    reasons = rows(path, data, "not_accepted")
    if not reasons:
        raise Spot(path).fault("গ্রহণ না করার কোনো কারণ লেখা নেই", "no reason for not accepting is written")
    for spot, reason in reasons:
        for key in ("code", "bn", "en"):
            if not isinstance(reason.get(key), str) or not reason[key]:
                raise spot.fault(f"“{key}” লেখা নেই", f"“{key}” is missing", key=key)
