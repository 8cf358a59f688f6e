"""A form of 300 questions, page by page: `python -m benchmarks questionnaire_pages`, on an installation of
demonstration. What it writes is rolled back.

Half of the questions hang on the one before: relevance, score and next page are reckoned over all 300 at each
press. The goal: a page in at most 60 ms at the 95th percentile; of the processor, which others beside it do
not lengthen.
"""

import statistics
import time
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

QUESTIONS, ON_A_PAGE, RESPONDENTS = 300, 15, 6
GOAL = 0.060


def long_definition() -> Any:
    from ongikar.rules.questionnaire.definition import Choice, Definition, Group, Question

    groups = tuple(
        Group(f"g{number}", {"bn": f"ভাগ {number}", "en": f"Part {number}"})
        for number in range(QUESTIONS // ON_A_PAGE)
    )
    questions = tuple(
        Question(
            f"q{number}",
            "select_one" if number % 2 == 0 else "text",
            label={"bn": f"প্রশ্ন {number}", "en": f"Question {number}"},
            group=f"g{number // ON_A_PAGE}",
            choices="yesno" if number % 2 == 0 else "",
            required="true()",
            relevant=f"${{q{number - 1}}} = 'yes'" if number % 2 else "",
        )
        for number in range(QUESTIONS)
    )
    yesno = (Choice("yes", {"bn": "হ্যাঁ", "en": "Yes"}, 1.0), Choice("no", {"bn": "না", "en": "No"}, 0.0))
    return Definition({"bn": "দীর্ঘ", "en": "Long"}, groups, questions, {"yesno": yesno})


def fill(address: str) -> list[float]:
    """The seconds of the processor for each page, shown and answered, of one respondent."""
    client, seconds = Client(), []
    client.post(address, {"do": "begin"})
    for number in range(QUESTIONS // ON_A_PAGE):
        page = f"{address}?page={number + 1}"
        first = number * ON_A_PAGE
        answers = {
            f"q{place}": "yes" if place % 2 == 0 else "লেখা" for place in range(first, first + ON_A_PAGE)
        }
        # What hangs on an answer of the same page is asked once that stands.
        for given in ({"do": "save", **answers}, {"do": "next", **answers}):
            began = time.process_time()
            client.get(page)
            seconds.append(time.process_time() - began)
            began = time.process_time()
            client.post(page, given)
            seconds.append(time.process_time() - began)
    began = time.process_time()
    client.post(f"{address}?page=end", {"do": "send"})
    seconds.append(time.process_time() - began)
    return seconds


def main(words: list[str]) -> None:
    from django.utils import timezone

    from ongikar.journal.actions import WORKER
    from ongikar.offices.models import Office
    from ongikar.questionnaires.actions import make_questionnaire, open_round, publish_version
    from ongikar.questionnaires.models import Response, Round

    now = timezone.now()
    with override_settings(ALLOWED_HOSTS=["*"]), transaction.atomic():
        made = make_questionnaire(
            office=Office.objects.get(is_default=True),
            slug="benchmark-of-300",
            purpose="test",
            title_bn="দীর্ঘ",
            actor=WORKER,
            now=now,
        )
        publish_version(made, long_definition(), actor=WORKER, now=now)
        round = open_round(
            questionnaire=made,
            opens_at=datetime(2020, 1, 1, tzinfo=UTC),
            respondents=Round.ANYONE,
            once=False,
            actor=WORKER,
            now=now,
        )
        # What the process loads once is no part of a page.
        fill(f"/q/{round.token}/")
        seconds = sorted(each for _ in range(RESPONDENTS) for each in fill(f"/q/{round.token}/"))
        sent = Response.objects.filter(round=round).count()
        transaction.set_rollback(True)
    p95 = seconds[int(len(seconds) * 0.95)]
    print(f"{len(seconds)} pages of {QUESTIONS} questions, {sent} sent in")
    print(
        f"processor: median {statistics.median(seconds) * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms"
        f" (goal {GOAL * 1000:.0f})"
    )
