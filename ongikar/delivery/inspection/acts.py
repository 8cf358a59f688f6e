"""What is done with an inspection beside answering: each act with its form."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.dispatching import leaving_words
from ongikar.people.models import Contact
from ongikar.people.post_holders import StaffRequest
from ongikar.records.actions import MOVED_ON
from ongikar.records.acts import Act, Answer, RowAct
from ongikar.records.views import SignedPage
from ongikar.rules.calendar.office_calendar import TZ

from .findings import ProposedFinding, head_of, name_owner
from .finishing import cancel_inspection, finish_visit, reopen_visit
from .forms import AcknowledgeForm, FinishForm, IssueForm, OwnerForm, ReasonForm
from .links import acknowledge
from .models import Finding, Inspection
from .report import report_parts
from .reporting import issue_report
from .transitions import VISITED
from .visit import visit_of


def when(is_so: Callable[[Inspection], object]) -> Callable[[Inspection], Answer]:
    """Open where it is so; of what has moved on the page says nothing."""
    return lambda inspection: True if is_so(inspection) else MOVED_ON


WHILE_UNDER_WAY = when(lambda inspection: inspection.is_under_way)
WHILE_HEAD_IS_AWAITED = when(lambda inspection: inspection.waits_for_head)


class FinishAct(Act):
    def form_arguments(self, inspection: Any, now: datetime) -> dict[str, Any]:
        return {"initial": {"visited_on": now.astimezone(TZ).date()}}

    def done_words(self, inspection: Any, made: Any) -> str:
        if inspection.score is None:
            return super().done_words(inspection, made)
        return say("দেখা শেষ। নম্বর {n}।", "The visit has ended. Score {n}.", n=inspection.score)


def finish(inspection: Inspection, form: FinishForm, actor: Reference, now: datetime) -> None:
    finish_visit(inspection, visited_on=form.cleaned_data["visited_on"], actor=actor, now=now)


def reopen(inspection: Inspection, form: ReasonForm, actor: Reference, now: datetime) -> None:
    reopen_visit(inspection, reason=form.cleaned_data["reason"], actor=actor, now=now)


def cancel(inspection: Inspection, form: ReasonForm, actor: Reference, now: datetime) -> None:
    cancel_inspection(inspection, reason=form.cleaned_data["reason"], actor=actor, now=now)


class AcknowledgeAct(Act):
    """The officer hands the phone over: the head reads what was found, and gives name and post."""

    template = "inspection/acknowledge.html"

    def form_arguments(self, inspection: Any, now: datetime) -> dict[str, Any]:
        head = head_of(inspection, now.astimezone(TZ).date())
        return {"initial": {"name": head.full_title if head else ""}}

    def context(self, inspection: Any, now: datetime) -> dict[str, Any]:
        return {"parts": report_parts(inspection)}


def acknowledge_here(inspection: Inspection, form: AcknowledgeForm, actor: Reference, now: datetime) -> None:
    acknowledge(inspection, **form.cleaned_data, actor=actor, now=now)


class IssuePage(SignedPage):
    def do(self, request: StaffRequest, form: IssueForm, now: datetime) -> Letter:
        inspection = self.record
        signer = request.holder.post_in(inspection.office_id) or inspection.case.post
        return issue_report(
            inspection, **form.cleaned_data, signer=signer, actor=request.holder.actor, now=now
        )


class IssueAct(Act):
    page = IssuePage

    def form_arguments(self, inspection: Any, now: datetime) -> dict[str, Any]:
        said = {"words": inspection.words, "again_on": inspection.again_on}
        return {"is_seen": inspection.acknowledged_at is not None, "initial": said}

    def done_words(self, inspection: Any, made: Any) -> str:
        words = leaving_words(made)
        return say("প্রতিবেদন জারি হয়েছে। {words}", "The report is issued. {words}", words=words)


class OwnerAct(RowAct):
    """Of a finding that is no row yet, but what the checklist proposes by the answers so far."""

    def url_of_row(self, desk: Any, inspection: Any, row: Any) -> str:
        return reverse(f"{desk.name}_{self.name}", args=[inspection.pk, row.what])

    def is_for(self, row: Any) -> bool:
        return isinstance(row, ProposedFinding)

    def rows_of(self, inspection: Any) -> list[ProposedFinding]:
        return visit_of(inspection).proposed

    def find_row(self, inspection: Any, row: Any) -> ProposedFinding:
        for each in self.rows_of(inspection):
            if each.what == row:
                return each
        raise Http404

    def form_arguments(self, row: Any, now: datetime) -> dict[str, Any]:
        sort = "contact" if isinstance(row.owner, Contact) else "post"
        said = {"owner": f"{sort}-{row.owner.pk}", "due": row.due}
        return {"office": row.inspection.office, "today": now.astimezone(TZ).date(), "initial": said}


def name_owner_of(row: ProposedFinding, form: OwnerForm, actor: Reference, now: datetime) -> Finding:
    return name_owner(
        row.inspection,
        item=row.item,
        device=row.device,
        owner=form.cleaned_data["owner"],
        due=form.cleaned_data["due"],
        actor=actor,
        now=now,
    )


OWNER = OwnerAct(
    Finding,
    "owner",
    ("বদলান", "Change"),
    OwnerForm,
    name_owner_of,
    heading=("কে ঠিক করবেন, কবের মধ্যে", "Who puts it right, by when"),
    at="owner/<slug:row>/",
    when=WHILE_UNDER_WAY,
    done=("লেখা হয়েছে।", "Entered."),
    press=("রাখুন", "Keep"),
)
ISSUE, ISSUE_UNSEEN = (
    IssueAct(
        "issue",
        button,
        IssueForm,
        lambda *_: None,
        heading=("প্রতিবেদন জারি করুন", "Issue the report"),
        when=when(lambda inspection: inspection.state == VISITED),
        is_usual=is_usual,
        about=(
            "প্রতিবেদনটি প্রতিষ্ঠানের প্রধানের চিঠি হয়। তাঁর ই-মেইলে, বা হাতে কিংবা ডাকে গেলে আবেদনের কথা রাখা হয়।",
            "The report becomes a letter to the head of the institution. The promise is kept when it has"
            " left: by e-mail at once, else by hand or by post.",
        ),
        press=("প্রতিবেদন জারি করুন", "Issue the report"),
    )
    for button, is_usual in (
        (("প্রতিবেদন জারি করুন", "Issue the report"), True),
        (("স্বীকৃতি ছাড়া জারি, কারণসহ", "Issue without it, with a reason"), False),
    )
)
ACTS = (
    FinishAct(
        "finish",
        ("দেখা শেষ করুন", "End the visit"),
        FinishForm,
        finish,
        when=WHILE_UNDER_WAY,
        is_usual=True,
        about=(
            "নম্বর হিসাব হবে, যন্ত্রের অবস্থা লেখা হবে, আর প্রতিটি ত্রুটি একটি কাজ হবে।",
            "The score is computed, the devices get their state, and each finding becomes a task.",
        ),
        done=("দেখা শেষ।", "The visit has ended."),
        press=("দেখা শেষ করুন", "End the visit"),
    ),
    OWNER,
    AcknowledgeAct(
        "acknowledge",
        ("এই ফোনে দেখান", "Show it on this phone"),
        AcknowledgeForm,
        acknowledge_here,
        heading=("পরিদর্শনে যা দেখা গেল", "What was found at the inspection"),
        when=WHILE_HEAD_IS_AWAITED,
        is_usual=True,
        done=("স্বীকৃতি লেখা হয়েছে।", "The acknowledgement is entered."),
        press=("দেখেছি ও স্বীকার করছি", "I have seen and acknowledge it"),
    ),
    ISSUE,
    Act(
        "reopen",
        ("ভুল লেখা হয়েছে, আবার খুলুন", "Something is wrong: open it again"),
        ReasonForm,
        reopen,
        heading=("ঠিক করার জন্য আবার খুলুন", "Open it again to correct it"),
        when=WHILE_HEAD_IS_AWAITED,
        done=("আবার খোলা হয়েছে।", "Opened again."),
        press=("আবার খুলুন", "Open it again"),
    ),
    Act(
        "cancel",
        ("পরিদর্শন বাতিল করুন", "Cancel the inspection"),
        ReasonForm,
        cancel,
        when=WHILE_UNDER_WAY,
        done=("বাতিল হয়েছে।", "Cancelled."),
        press=("পরিদর্শন বাতিল করুন", "Cancel the inspection"),
    ),
)
