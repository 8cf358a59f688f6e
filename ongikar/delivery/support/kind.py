"""Support: something does not work; somebody looks, mends what can be mended, and a job sheet says what was
done. What keeps the promise: everything that was reported works, and where somebody went, the institution
signed for it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.cases import similar_cases
from ongikar.cases.kinds import KEEP, OPEN, PART, Kind, Missing, Verdict
from ongikar.cases.kinds.kind import Panel
from ongikar.cases.kinds.outcome_rules import needed_where, since_receipt
from ongikar.cases.kinds.results import first_line
from ongikar.cases.models import Case
from ongikar.cases.places import OTHER, place_kind
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.core.i18n.say import say, say_lazy
from ongikar.gatherings.models import Gathering
from ongikar.records.retention import forget_people

from .actions import end_job, open_job, open_next_round
from .intakes import FIXED, FaultReport, JobSheet
from .models import AGAIN, Job, JobDevice, newest_job, reported_in, standing_signature
from .sheet_text import parts_in_words
from .transitions import ENDED, REPORTED

# The version of its form since which a case has a job.
WITH_JOBS = 2
# What is mended in part, or not at all, stays owed.
VERDICT = Verdict("fixed", {FIXED: KEEP, "partly": PART, "no": OPEN})
ON_A_VISIT = frozenset({Job.Way.VISIT})


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
    if faulty := [each.device.shown_number for each in devices if each.result == JobDevice.Result.FAULTY]:
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
    answers_question = "fault"
    # Since the second a case has a job: its devices, what was done with each, and its signed sheet.
    form_version = WITH_JOBS
    # The office names the day of a visit; nothing is owed on it.
    agrees_on_day = True
    week_sort, week_words = Gathering.VISIT, say_lazy("যাওয়া", "Visit")
    keep_words = say_lazy("কাজের ফল জানান", "Tell what came of it")
    is_kept_by_form = False
    result_words = say_lazy("কাজের বিবরণী", "Job sheet")

    def closing_page(self, case: Case) -> str:
        """The one page of its job, where the sheet is written and signed and the case is answered."""
        job = newest_job(case) if case.form_version >= WITH_JOBS else None
        return reverse("job_work", args=[job.pk]) if job and job.state != ENDED else ""

    def answered_elsewhere(self, case: Case) -> str:
        """From every list one press leads to the page of the job."""
        return say("কাজের বিবরণী", "Job sheet") if case.form_version >= WITH_JOBS else ""

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
        how = Job.Way.REMOTE if channel == Case.PHONE else Job.Way.COUNTER
        return {"how": how, "found": asked, "words": words, "fixed": FIXED}

    def begin(self, case: Case, *, now: datetime) -> None:
        open_job(case, now=now)

    def make_rows(self, case: Case, *, now: datetime) -> None:
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

    def anonymise(self, case: Case) -> None:
        """Days, devices and parts stay: they are the office's own books."""
        for job in Job.objects.filter(case=case):
            forget_people(job)

    def known_outcome(self, case: Case) -> dict[str, Any]:
        """What the job's own records say: the closing form begins with it."""
        job = newest_job(case)
        sheet = job.newest_sheet if job else None
        if job is None or sheet is None:
            return {"how": job.way} if job and job.way else {}
        known: dict[str, Any] = {"how": sheet.way, "found": sheet.found, "words": sheet.done}
        if sheet.way == Job.Way.VISIT:
            known["visited_on"] = sheet.looked_on.isoformat()
        if signature := getattr(sheet, "signature", None):
            known["signed_by"] = signature.signer
        if parts := sheet.data.get("parts"):
            known["parts"] = parts_in_words(parts, "\n")
        return known


KIND = Support()
