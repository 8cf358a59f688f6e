"""What a review asks of each sort of part beyond its cells: kind, limit, posts, English names."""

from ongikar.rules.charter.review import Decision, ReviewPart
from ongikar.rules.charter.review.decisions import CORRECT

# Where a row keeps the column that the form of the headquarters has and that of the field has not.
METHOD = "method_bn"
SERVICE_ASKED = (
    "kind",
    "category",
    "ceiling",
    "responsible_post",
    "superior_post",
    "name_en",
    "short_bn",
    "short_en",
)
ASKED = {
    "service": SERVICE_ASKED,
    "tier": ("post", "officer_en"),
    # `ours`: why the document is this office's own, where it names another.
    "charter": ("ours", "title_en", "vision_en", "mission_en"),
}


def answers_by_question(part: ReviewPart, held: dict[str, Decision]) -> dict[str, str]:
    """What was answered so far, by the name of the question."""
    return {name: decision.text for name in ASKED[part.sort] if (decision := held.get(f"{part.code}/{name}"))}


def answer_decisions(part: ReviewPart, answers: dict[str, str]) -> list[Decision]:
    return [
        Decision(f"{part.code}/{name}", CORRECT, answers[name])
        for name in ASKED[part.sort]
        if name in answers
    ]
