"""What a stage still waits for: an inquiry that was ordered, questions that were asked."""

from datetime import datetime

from ongikar.grievances.models import Inquiry, Question, Stage
from ongikar.grievances.transitions import GrievanceFault

INQUIRY_IS_OPEN = (
    "তদন্ত চলছে। প্রতিবেদন এলে, বা কারণ লিখে তদন্ত বন্ধ করে, তারপর সিদ্ধান্ত দিন।",
    "The inquiry is open. Decide when its report is here, or call it off with a reason first.",
)


def open_inquiry(stage: Stage) -> Inquiry | None:
    return Inquiry.objects.filter(stage=stage, ended_at=None).select_related("post", "contact").first()


def require_no_open_inquiry(stage: Stage) -> None:
    """Nothing is decided before what was ordered to be looked into is known."""
    if Inquiry.objects.filter(stage=stage, ended_at=None).exists():
        raise GrievanceFault("", *INQUIRY_IS_OPEN)


def end_open_matters(stage: Stage, now: datetime) -> None:
    """Once a stage is closed nobody owes it a report or an answer."""
    Inquiry.objects.filter(stage=stage, ended_at=None).update(ended_at=now)
    Question.objects.filter(stage=stage, ended_at=None).update(ended_at=now)
