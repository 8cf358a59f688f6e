"""What the parts of a job are called in both languages."""

from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import applicant_words
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits

from .models import Job, JobDevice

WAY_WORDS = {
    Job.REMOTE: ("ফোনে বা দূর থেকে", "By phone or remotely"),
    Job.VISIT: ("গিয়ে", "On a visit"),
    Job.BROUGHT: ("কার্যালয়ে আনা হয়েছিল", "Brought to the office"),
    Job.COUNTER: ("কাউন্টারে, সঙ্গে সঙ্গে", "At the counter, at once"),
}
RESULT_WORDS = {
    JobDevice.MENDED: ("ঠিক হয়েছে", "Mended"),
    JobDevice.FAULTY: ("এখনো নষ্ট", "Still faulty"),
    JobDevice.CONDEMNED: ("মেরামতের অযোগ্য", "Beyond repair"),
    JobDevice.FINE: ("ত্রুটি পাওয়া যায়নি", "No fault found"),
}


def way_words(way: str) -> str:
    return say(*WAY_WORDS[way]) if way in WAY_WORDS else ""


def result_words(result: str) -> str:
    return say(*RESULT_WORDS[result]) if result in RESULT_WORDS else ""


def job_number(job: Job) -> str:
    """The number of its sheet: ২০২৬-২৭/১২, 2026-27/12."""
    return digits(f"{job.fiscal_year}-{(job.fiscal_year + 1) % 100:02d}/{job.book_serial}", language())


def asker_of(case: Case) -> str:
    return applicant_words(case)
