"""Support: something does not work; somebody looks, mends what can be mended, and a job sheet says what was
done.
"""

from datetime import datetime
from typing import Any

from ongikar.cases import similar_cases
from ongikar.cases.kinds import Kind
from ongikar.cases.kinds.kind import Panel
from ongikar.cases.kinds.results import first_line
from ongikar.cases.models import Case
from ongikar.cases.places import OTHER, place_kind
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.core.i18n.say import say, say_lazy

from .actions import end_job, forget_signers, open_job, open_next_round
from .actions.opening import newest_job
from .intakes import FaultReport, JobSheet
from .job_verdict import FIXED, RULES, VERDICT, WITH_JOBS
from .models import Job
from .outcomes import known_from_sheet
from .reported_faults import AGAIN, reported_in


class Support(Kind):
    sorts = (
        Preset(
            say_lazy("কারিগরি সহায়তা, মেরামত", "Support: help with what does not work"),
            {
                "সহায়তা": 3,
                "কারিগরি সহায়তা": 2,
                "ট্রাবলশ্যুটিং": 5,
                "মেরামত": 4,
                "রক্ষণাবেক্ষণ": 3,
                "support": 3,
                "troubleshooting": 5,
                "repair": 4,
            },
        ),
        Preset(
            say_lazy("ল্যাবে সহায়তা", "Support for a lab"),
            {"ল্যাব": 4, "ল্যাবের সেবা": 2, "সহায়তা": 3, "lab": 2, "support": 2},
            {"place": "lab"},
        ),
        Preset(
            say_lazy("ডিজিটাল সেন্টারে সহায়তা", "Support for a digital centre"),
            {"ডিজিটাল সেন্টার": 4, "ইউডিসি": 4, "সহায়তা": 3, "digital centre": 4, "support": 2},
            {"place": "udc"},
        ),
    )
    intake_form = FaultReport
    outcome_form = JobSheet
    verdict = VERDICT
    rules = RULES
    # Since the second a case has a job: its devices, what was done with each, and its signed sheet.
    form_version = WITH_JOBS
    # The office names the day of a visit; nothing is owed on it.
    agrees_on_day = True
    keep_words = say_lazy("কাজের ফল জানান", "Tell what came of it")
    result_words = say_lazy("কাজের বিবরণী", "Job sheet")

    def panel(self, case: Case) -> Panel | None:
        """The earlier jobs of the place; where the service is about no place, those on the same kind of
        device.
        """
        if not place_kind(case.row):
            title = say("এ ধরনের যন্ত্রে আগের কাজ", "Earlier jobs on this kind of device")
            return similar_cases.similar_cases_panel(
                title, similar_cases.cases_with_same_answer(case, "device"), asked="fault"
            )
        title = say("এই জায়গার আগের কাজ", "Earlier jobs at this place")
        question = "place_name" if case.answers.get("place") == OTHER else "place"
        return similar_cases.similar_cases_panel(
            title, similar_cases.cases_with_same_answer(case, question), asked="fault"
        )

    def request_line(self, case: Case) -> str:
        """Of what is broken again the new words."""
        return first_line(reported_in(case)) if case.answers.get(AGAIN) else super().request_line(case)

    def outcome_from_text(
        self, words: str, row: Service, *, asked: str = "", channel: str = ""
    ) -> dict[str, str]:
        """Mended on the spot, or over the telephone: what was told is what was found."""
        how = Job.REMOTE if channel == Case.PHONE else Job.COUNTER
        return {"how": how, "found": asked, "words": words, "fixed": FIXED}

    def begin(self, case: Case, *, now: datetime) -> None:
        open_job(case, now=now)

    def adopt(self, case: Case, *, now: datetime) -> None:
        open_job(case, now=now)

    def reopen(self, case: Case, *, now: datetime) -> None:
        open_next_round(case, now=now)

    def end(self, case: Case, *, now: datetime) -> None:
        end_job(case, now=now)

    books = ("support",)

    def book_lines(self, case: Case) -> list[tuple[str, int]]:
        """One for each job: what ended before there were jobs has one line all the same."""
        last = newest_job(case) if case.pk else None
        return [("support", round) for round in range(1, (last.round if last else 1) + 1)]

    def forget(self, case: Case) -> None:
        forget_signers(case)

    def known_outcome(self, case: Case) -> dict[str, Any]:
        job = newest_job(case)
        return known_from_sheet(job) if job else {}


KIND = Support()
