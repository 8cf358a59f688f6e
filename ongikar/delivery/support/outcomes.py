"""What a job's own records say of the outcome of its case: the closing form begins with it."""

from typing import Any

from ongikar.cases.models import Case

from .actions.opening import newest_job
from .models import Job, Sheet, Signature
from .parts_used import parts_in_words


def newest_sheet(job: Job) -> Sheet | None:
    return job.sheets.order_by("-version").select_related("signature").first()


def standing_signature(case: Case) -> Signature | None:
    """The signature under the newest sheet of the newest job: a sheet written anew is not signed."""
    job = newest_job(case)
    sheet = newest_sheet(job) if job else None
    return getattr(sheet, "signature", None)


def known_from_sheet(job: Job) -> dict[str, Any]:
    sheet = newest_sheet(job)
    if sheet is None:
        return {"how": job.way} if job.way else {}
    known: dict[str, Any] = {"how": sheet.way, "found": sheet.found, "words": sheet.done}
    if sheet.way == Job.VISIT:
        known["visited_on"] = sheet.looked_on.isoformat()
    if signature := getattr(sheet, "signature", None):
        known["signed_by"] = signature.signer
    if parts := sheet.data.get("parts"):
        known["parts"] = parts_in_words(parts, "\n")
    return known
