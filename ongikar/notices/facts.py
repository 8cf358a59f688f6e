"""What the messages are filled with, in the person's language."""

from typing import Any

from ongikar.cases.models import Case
from ongikar.frame.say import say_in
from ongikar.grievances.models import Stage
from ongikar.grievances.ready import day_words
from ongikar.rules import bangla, tiers
from ongikar.rules.promise import Promise

GIVEN_BY = ("{due} তারিখের মধ্যে সেবা পাবেন।", "You will have the service by {due}.")
ACCEPTED_BY = (
    "{due} তারিখের মধ্যে জানাব কবে সেবা পাবেন।",
    "By {due} we will tell you the day of the service.",
)
NEXT_TIER = (
    "পরের ধাপের আপিল তৈরি আছে, এক চাপে পাঠাতে পারেন:",
    "Your appeal to the next tier is ready, one press sends it:",
)
LAST_TIER = ("এটিই শেষ ধাপ। আমরা দিন গুনে যাচ্ছি:", "This is the last tier. We go on counting the days:")
NO_REMEDY = ("প্রযোজ্য নয়", "none")


def case_facts(case: Case, tongue: str) -> dict[str, Any]:
    """Of a case as it stands: number, service, due day, and what its last acts said."""
    asked = next((act for act in reversed(case.acts.all()) if act.name == "ask_for_papers"), None)
    due = day_words(case.clock.due_at, tongue)
    limit: Promise = case.clock.running.promise
    return {
        "plain_number": case.number,
        "number": bangla.digits(case.number, tongue),
        "service": case.row.in_words("short", tongue),
        "due": due,
        "promised": say_in(tongue, *(ACCEPTED_BY if limit.unit == "accept" else GIVEN_BY), due=due),
        "missing": ", ".join(asked.data["missing"]) if asked else "",
        "asked": asked.words if asked else "",
        "memo": bangla.digits(case.memo_number, tongue),
        "reason": case.outcome.get("reason", ""),
        "to": case.outcome.get("to", ""),
        "responsible": case.post.in_words("title", tongue),
    }


def stage_facts(stage: Stage, tongue: str, *, has_next: bool) -> dict[str, Any]:
    """Of one tier of a grievance: never who complains."""
    number = stage.grievance.number
    return {
        "plain_number": number,
        "number": bangla.digits(number, tongue),
        "what": say_in(tongue, *tiers.WORDS[stage.what]),
        "decider": stage.post.in_words("title", tongue),
        "due": day_words(stage.clock.due_at, tongue),
        "decision": stage.decision,
        "reasons": stage.reasons,
        "remedy": stage.remedy or say_in(tongue, *NO_REMEDY),
        "next": say_in(tongue, *(NEXT_TIER if has_next else LAST_TIER)),
    }
