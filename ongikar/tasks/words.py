"""How a task is called: its number, its state, what it came from, and what its proof must be."""

from typing import TYPE_CHECKING

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits

from . import transitions

if TYPE_CHECKING:
    from .models import Task

# What a task came from: a decision of a meeting, a finding of an inspection, a step of a plan …
ORIGINS = {
    "own": ("দপ্তরের নিজস্ব কাজ", "Office work"),
    "decision": ("সভার সিদ্ধান্ত", "Decision of a meeting"),
    "finding": ("পরিদর্শনের ফল", "Finding of an inspection"),
    "step": ("কাজের ধাপ", "Step of the work"),
    "remedy": ("অভিযোগের প্রতিকার", "Remedy of a complaint"),
    "reply": ("চিঠির জবাব", "Reply to a letter"),
    "return": ("নিয়মিত প্রতিবেদন", "Regular return"),
    "upkeep": ("নিয়মিত দেখাশোনা", "Upkeep"),
    "target": ("কর্মসম্পাদন লক্ষ্য", "Performance target"),
}
STATES = {
    transitions.OPEN: ("চলছে", "Open"),
    transitions.REPORTED: ("যাচাইয়ের অপেক্ষা", "Waiting for check"),
    transitions.DONE: ("শেষ", "Done"),
    transitions.DROPPED: ("বাদ দেওয়া হয়েছে", "Dropped"),
}
WORDS, PAPER, RECORD = "words", "paper", "record"
EVIDENCE = {
    WORDS: ("লেখা", "words"),
    PAPER: ("ছবি বা কাগজ", "a photo or document"),
    RECORD: ("কার্যালয়ের নথি", "a record of the office"),
}


def task_number(number: int, in_language: str = "") -> str:
    """কাজ-০১১৮, T-0118."""
    if (in_language or language()) == "bn":
        return f"কাজ-{digits(f'{number:04d}')}"
    return f"T-{number:04d}"


def origin_words(origin: str) -> str:
    return say(*ORIGINS.get(origin, ORIGINS["own"]))


def state_words(task: "Task") -> str:
    return task.get_state_display()


def evidence_words(evidence: list[str]) -> str:
    """What a report must bring, as a phrase; "" where nothing was asked for."""
    joint = say(" ও ", " and ")
    return joint.join(say(*EVIDENCE[kind]) for kind in EVIDENCE if kind in evidence)
