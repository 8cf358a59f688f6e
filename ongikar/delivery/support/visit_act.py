"""One page a job: the act that brings it to its end, and its page."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ongikar.cases.actions.reply_ways import WAY
from ongikar.cases.answer_words import count_taken, is_taking, pressed_words, words_below, words_for
from ongikar.cases.case_promise import display_promise
from ongikar.cases.kinds import KEEP, OPEN, PART, OutcomeFault
from ongikar.cases.officer.case.act_views import ANSWER_ISSUED
from ongikar.cases.officer.case.acts import closing_address
from ongikar.cases.officer.case.case_summary import local_mobile, summarise_case
from ongikar.cases.officer.case.uploads import FILES, sound_files
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.keys import key_of
from ongikar.core.i18n.say import say
from ongikar.delivery.support.rules import HEIGHT, WIDTH
from ongikar.journal.actions import Reference
from ongikar.papers.check import PaperFault
from ongikar.people.day_list import act_done
from ongikar.people.fresh_factor import address_of_fresh_factor, fresh_code_form, has_passkey
from ongikar.people.post_holders import StaffRequest
from ongikar.records.actions import MOVED_ON
from ongikar.records.acts import Act, Answer
from ongikar.records.views import ActPage
from ongikar.rules.case_transitions import TransitionFault
from ongikar.rules.clock.fold import LedgerFault

from .applicant_papers import papers_on_job
from .earlier_solutions import earlier_solutions
from .models import Job
from .sheet_text import in_pieces, sheet_sections
from .visit_forms import FINISH, VisitPage
from .visiting import finish_visit, write_lines

DONE = {
    KEEP: (
        "কাজ শেষ। কথা রাখা হয়েছে; আবেদনকারীকে জানানো হবে।",
        "Done. The promise is kept; the applicant will be told.",
    ),
    PART: (
        "যা হলো আর যা বাকি, আবেদনকারীকে জানানো হবে। আবেদন খোলা আছে, শেষ দিন একই।",
        "The applicant will be told what was done and what is left. The case is still open, its last day the"
        " same.",
    ),
    OPEN: (
        "খবরটি আবেদনকারীকে জানানো হবে। আবেদন খোলা আছে, দিন গোনা চলছে।",
        "The applicant will be told. The case is still open and the days go on.",
    ),
}
KEPT_LATER = ("রাখা হয়েছে। পরে এই পাতায় এসে শেষ করুন।", "Kept. Come back to this page to finish.")
SIGNED_LATER = (
    "বিবরণী ও স্বাক্ষর রাখা হয়েছে। আবেদনকারীকে জানাতে এই পাতায় এসে শেষ করুন।",
    "The sheet and its signature are kept. Come back to this page to finish and tell the applicant.",
)
TO_BE_SIGNED = (
    "বিবরণী লেখা হয়েছে। ছাপিয়ে স্বাক্ষর নিন, তারপর ছবিটি এখানে দিন।",
    "The sheet is written. Print it, have it signed, and add the picture here.",
)
FILES_AGAIN = (
    "লেখাটি নেওয়া হয়েছে। ব্রাউজার ফাইল ধরে রাখে না; ছবি ও ফাইল আবার বেছে নিন।",
    "The words are taken. A browser keeps no files: choose the pictures and files again.",
)


def is_open(job: Any) -> Answer:
    return (job.case.is_open and job.ended_at is None) or MOVED_ON


class VisitView(ActPage):
    """Everything of a job on one page; what was typed stays, whatever stands in its way."""

    def form(self, *sent: Any) -> VisitPage:
        return VisitPage(*sent, job=self.record, case=self.record.case, now=timezone.now())

    def post(self, request: StaffRequest, **_: Any) -> HttpResponse:
        job, now = self.record, timezone.now()
        if not job.case.is_open or job.ended_at:
            messages.error(request, say(*MOVED_ON))
            return redirect(self.desk.url_of(job))
        if is_taking(request):
            return self.take_words(request, now)
        form = self.form(request.POST, request.FILES)
        code = fresh_code_form(request, now) if form.press == FINISH else None
        is_valid = form.is_valid()
        papers = sound_files(form.said, job.case, request, now) if form.press == FINISH else []
        answer = None
        if is_valid and not form.errors and self.accept_code(form, code):
            answer = self.finish(request, form, papers, now)
        return answer or self.page(request, form, status=422, code=code)

    def take_words(self, request: StaffRequest, now: datetime) -> HttpResponse:
        """The words of a note, or of a ready text, stand behind what was typed of a device; nothing is kept
        yet, and the page is shown as it was typed.
        """
        job, typed = self.record, request.POST.copy()
        taken = pressed_words(words_for(job.case), typed)
        row = self.form(typed).row_for_words
        name = row.add_prefix("done")
        typed[name] = " ".join(words_below(typed.get(name, ""), taken.words).split())
        form = self.form(typed)
        form.is_valid()
        form.keep_fault_of_words(row.prefix)
        fault = count_taken(
            taken, job.case, submission=key_of(typed, "token"), actor=request.holder.actor, now=now
        )
        if fault:
            messages.error(request, fault.words)
        if request.FILES:
            messages.info(request, say(*FILES_AGAIN))
        code = fresh_code_form(request, now)
        return self.page(request, form, code=code and type(code)(user=request.user))

    def accept_code(self, form: VisitPage, code: Any) -> bool:
        """What closes the case by a letter is signed by it: a code is good once, so it is used last."""
        if code is None or form.said.comes_to != KEEP:
            return True
        if not code.is_valid():
            form.add_error(None, code.errors["code"])
            return False
        code.save()
        return True

    def finish(
        self, request: StaffRequest, form: VisitPage, papers: Any, now: datetime
    ) -> HttpResponse | None:
        """Do what the button says; None where the form says why it cannot be done."""
        job, actor = self.record, request.holder.actor
        try:
            if not form.needs_whole:
                write_lines(job, form.lines_to_write(), said_at=now, actor=actor, now=now)
                messages.success(request, say(*KEPT_LATER))
                return redirect(self.act.url(self.desk, job))
            self.write(form, papers, actor, now)
        except ActFault as fault:
            form.add_error(fault.field, fault.words)
        except PaperFault as fault:
            form.add_error("paper", say(fault.bn, fault.en))
        except TransitionFault:
            form.add_error(None, say(*MOVED_ON))
        except LedgerFault as fault:
            form.add_error(None, say(fault.bn, fault.en))
        except OutcomeFault as fault:
            form.add_outcome_fault(fault)
        else:
            return self.lead_on(request, form)
        return None

    def write(self, form: VisitPage, papers: Any, actor: Reference, now: datetime) -> None:
        finish_visit(
            self.record,
            form.lines_to_write(),
            form.said.write_up,
            receiver=form.said.receiver(),
            ending=form.said.ending(papers) if form.press == FINISH else None,
            key=form.key,
            actor=actor,
            now=now,
        )

    def lead_on(self, request: StaffRequest, form: VisitPage) -> HttpResponse:
        job = self.record
        if form.press != FINISH:
            messages.success(request, say(*(SIGNED_LATER if form.signs_now else TO_BE_SIGNED)))
            return redirect(self.act.url(self.desk, job))
        job.case.refresh_from_db()
        if job.case.unsent_letter_id:
            messages.success(request, say(*ANSWER_ISSUED))
            return redirect(closing_address(job.case))
        words, name = say(*DONE[form.said.comes_to]), self.desk.title_of(job)
        return act_done(request, words, self.desk.url_of(job), name=name)

    def page(self, request: StaffRequest, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        now = timezone.now()
        code = more.pop("code", None) or fresh_code_form(request, now)
        fresh = address_of_fresh_factor(request.path) if code and has_passkey(request) else ""
        return super().page(request, form, status, code=code, fresh_factor_url=fresh, **more)


class VisitAct(Act):
    template, page = "support/visit.html", VisitView

    def __init__(self) -> None:
        super().__init__(
            "work",
            ("কাজের বিবরণী", "Job sheet"),
            VisitPage,  # type: ignore[arg-type]  # the rows and what is said once, as one form
            lambda *_: None,
            heading=("কাজের বিবরণী", "Job sheet"),
            when=is_open,
            press=("কাজ শেষ করুন", "Finish the job"),
            is_usual=True,
        )

    def context(self, job: Job, now: datetime) -> dict[str, Any]:
        """What stands beside the form: the request, its last day, the stock and what helped before."""
        case, sheet = job.case, job.newest_sheet
        if sheet is not None:
            sheet.job = job
        return {
            "case": case,
            "stands": summarise_case(case, now),
            "promise": display_promise(case.clock, now),
            "mobile": local_mobile(case.applicant.mobile) if case.applicant else "",
            "good_time": str(case.answers.get("good_time") or ""),
            "offered": words_for(case),
            "earlier": earlier_solutions(job, job.fault),
            "brought": papers_on_job(case),
            "sheet": sheet,
            "sections": [in_pieces(each) for each in sheet_sections(sheet)] if sheet else [],
            "width": WIDTH,
            "height": HEIGHT,
            "way_field": WAY,
            "files_field": FILES,
        }
