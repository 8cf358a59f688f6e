"""The complaints of the demonstration, one for each thing that a page can show."""

from ongikar.grievances.models import Grievance, Hearing, Inquiry, Question


def grievances() -> dict[str, dict]:
    """`complaint decided` (not rated), `complaint rated` and the other states of complaints about no
    application; `inquiry`, the open one of an officer here; `hearing called`, one to come, with the key of
    the `hearing`; `asked complainant` and `asked respondent`, with the key of the `question` that waits.
    """
    shown: dict[str, dict] = {}
    rows = Grievance.objects.filter(case=None, identity_hidden=False).select_related("complainant")
    for grievance in rows.with_related().order_by("pk"):
        is_rated = any(hasattr(stage, "rating") for stage in grievance.stages.all())
        shown.setdefault(f"complaint {'rated' if is_rated else grievance.state}", keys_of(grievance))
    for inquiry in Inquiry.objects.filter(ended_at=None).exclude(post=None).order_by("-pk"):
        shown["inquiry"] = keys_of(inquiry.stage.grievance) | {"key": inquiry.pk}
    for question in Question.objects.filter(ended_at=None).order_by("-pk"):
        shown[f"asked {question.side}"] = keys_of(question.stage.grievance) | {"question": question.pk}
    for hearing in Hearing.objects.filter(recorded_at=None, ended_at=None).order_by("-pk"):
        shown["hearing called"] = keys_of(hearing.stage.grievance) | {"hearing": hearing.pk}
    return shown


def keys_of(grievance: Grievance) -> dict:
    """Its number, and with it the last figures of the mobile of whoever may follow it."""
    keys: dict = {"number": grievance.number}
    if grievance.complainant:
        keys["last_four"] = grievance.complainant.mobile[-4:]
    return keys
