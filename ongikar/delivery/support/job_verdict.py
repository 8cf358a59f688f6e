"""What keeps the promise of support: everything that was reported works, and where somebody went, the
institution signed for it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.kinds import KEEP, OPEN, PART, Missing, Verdict
from ongikar.cases.kinds.outcome_rules import needed_where, since_receipt
from ongikar.cases.models import Case
from ongikar.core.i18n.say import say

from .actions.opening import newest_job
from .models import Job, JobDevice
from .outcomes import standing_signature
from .transitions import REPORTED

# The version of its form since which a case has a job.
WITH_JOBS = 2
FIXED = "yes"
# What is mended in part, or not at all, stays owed.
VERDICT = Verdict("fixed", {FIXED: KEEP, "partly": PART, "no": OPEN})
ON_A_VISIT = frozenset({Job.VISIT})


def is_signed_for(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """A visit is told by its sheet, which the institution signed: nobody types that it was content."""
    if case.form_version < WITH_JOBS or outcome.get("how") not in ON_A_VISIT:
        return
    if outcome.get("fixed") == FIXED and standing_signature(case) is None:
        yield Missing(
            "how",
            say(
                "গিয়ে কাজ করলে কাজের বিবরণীতে প্রতিষ্ঠানের স্বাক্ষর লাগে। কাজের পাতায় বিবরণী লিখে স্বাক্ষর নিন।",
                "Work on a visit needs the institution’s signature on the job sheet. Write the sheet on the"
                " page of the job and have it signed.",
            ),
        )


def every_device_is_told(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """What is called mended is mended device by device."""
    job = newest_job(case)
    # Of one that was mended at once, before anybody judged it, the end tells its devices.
    if outcome.get("fixed") != FIXED or job is None or job.state == REPORTED:
        return
    devices = list(job.devices.select_related("device"))
    if untold := [each.device.shown_number for each in devices if not each.result]:
        yield Missing(
            "fixed",
            say(
                "কাজের পাতায় লিখুন, কী হলো: {devices}।",
                "Write on the page of the job what became of {devices}.",
                devices=", ".join(untold),
            ),
        )
    if faulty := [each.device.shown_number for each in devices if each.result == JobDevice.FAULTY]:
        yield Missing(
            "fixed",
            say(
                "কাজের পাতায় লেখা আছে, এখনো নষ্ট: {devices}। তাই সব ঠিক হয়েছে বলা যায় না।",
                "The page of the job says: still faulty: {devices}. So not all is fixed.",
                devices=", ".join(faulty),
            ),
        )


RULES = (
    since_receipt("visited_on"),
    needed_where(
        "visited_on", "how", ON_A_VISIT, ("কোন দিন গিয়ে দেখা হয়েছে, লিখুন", "Write the day of the visit")
    ),
    needed_where(
        "signed_by",
        "how",
        ON_A_VISIT,
        ("প্রতিষ্ঠানের পক্ষে কে স্বাক্ষর করেছেন, লিখুন", "Write who signed for the institution"),
    ),
    is_signed_for,
    every_device_is_told,
)
