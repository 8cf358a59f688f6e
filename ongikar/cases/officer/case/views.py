"""The officer's page of one case: what to do now, the promise and its why, what was asked, papers, and all
that happened.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.act_words import act_words_for_office
from ongikar.cases.actions.attachments import attached_papers, papers_with_titles
from ongikar.cases.actions.corrections import corrections_in, former_values
from ongikar.cases.actions.drops import deciding_posts
from ongikar.cases.actions.intake_debts import papers_to_show, titles_of_seen_papers, unseen_documents
from ongikar.cases.actions.joined_cases import leader_number
from ongikar.cases.agent_consents import consent_of
from ongikar.cases.case_promise import APPLICANTS_PAPER, display_promise
from ongikar.cases.case_queries import case_for_desk
from ongikar.cases.citizen.pdfs import receipt_pdf as make_receipt
from ongikar.cases.citizen.pdfs import result_pdf as make_result
from ongikar.cases.citizen.track.case_detail import CaseDetail
from ongikar.cases.day_by_day import days_left, promise_days, strips_of
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Act, Case
from ongikar.cases.models.words import ACTORS
from ongikar.cases.paper_days import paper_intake_of_case
from ongikar.cases.receipt_keys import may_print_key, printed_key
from ongikar.cases.result_paper import has_paper
from ongikar.cases.rights import for_readers, may_handle, may_see_identity
from ongikar.cases.slots import CASE
from ongikar.cases.state_words import all_steps, stretch_heading
from ongikar.cases.urgent import advice_for_case
from ongikar.charter.terms import caption_of, document_name, paper_names
from ongikar.clock.day_moves import move_lines
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Post
from ongikar.papers.models import Paper
from ongikar.papers.responses import pdf_download
from ongikar.people.models import User
from ongikar.people.post_holders import StaffRequest
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from .acts import act_menu, open_act_buttons
from .case_summary import local_mobile, summarise_case
from .draft_views import find_answer_drafts
from .hand_over import desk_lines


class OfficeHistoryLine(NamedTuple):
    """One line. `by` is "" where the sentence already says who; `is_bad`: a promise broke."""

    at: datetime
    words: str
    by: str = ""
    said: str = ""
    is_bad: bool = False
    papers: list[Paper] = []


def history(case: Case, now: datetime, names: dict[int, User]) -> list[OfficeHistoryLine]:
    """The latest first. `names`: all who acted (names_of)."""
    acts = list(case.acts_in_order)
    lines = [
        OfficeHistoryLine(
            act.at,
            act_words_for_office(act, case),
            actor_name(act, names),
            written_words(act),
            papers=attached_papers(act, case),
        )
        for act in acts
    ]
    broken = say("সময় পেরিয়ে গেছে। কথা রাখা যায়নি।", "The time passed. The promise was not kept.")
    lines += [OfficeHistoryLine(due, broken, is_bad=True) for due in case.breaches(now)]
    lines += [
        OfficeHistoryLine(move.at, words, say(*ACTORS["worker"])) for move, words in move_lines(case.clocks)
    ]
    # Of acts of the same moment the later one comes first too.
    lines.reverse()
    return sorted(lines, key=lambda line: line.at, reverse=True)


def actors_by_id(acts: Iterable[Act]) -> dict[int, User]:
    """The users among those who acted, by id, asked for at once."""
    ids = {act.by_id for act in acts if act.by_type == "user" and act.by_id}
    return {user.pk: user for user in User.objects.filter(pk__in=ids)} if ids else {}


def actor_name(act: Act, names: dict[int, User]) -> str:
    if act.by_type == "user":
        return names[act.by_id].name if act.by_id in names else ""
    return act.get_by_type_display() if act.by_type == "worker" else ""


def written_words(act: Act) -> str:
    """What was written; not again where the sentence has it."""
    return "" if act.name == "redirect" else act.words


class IntakeDebts(NamedTuple):
    """`seen`: the papers seen at receipt; None where nobody looked for papers. The rest names what is
    missing.
    """

    debts: list[str]
    can_fill_in: bool
    unseen: list[str]
    can_ask: bool
    seen: list[str] | None
    to_show: list[str]


def intake_debts_of(case: Case, open_acts: Collection[str]) -> IntakeDebts:
    """`open_acts`: what this officer may do now."""
    seen, names = titles_of_seen_papers(case), paper_names(case.row)
    # What was asked for in writing is told by the request itself.
    unseen = (
        []
        if case.state == case_transitions.WAITING
        else [document_name(each) for each in unseen_documents(case)]
    )
    return IntakeDebts(
        [question for _, question in kind_of(case.row).debts(case)],
        case_transitions.FILL_IN in open_acts,
        unseen,
        "ask_for_papers" in open_acts,
        None if seen is None else [names.get(title, title) for title in seen],
        papers_to_show(case),
    )


def office_cases(request: OfficeRequest) -> QuerySet[Case]:
    """The office's own cases only: another's is as unknown as one that is not there."""
    return Case.objects.with_related().filter(office=request.office)


def answering_post(case: Case) -> Post:
    """The post that answers for it: usually the charter row's own, which is remembered."""
    responsible = case.row.responsible
    return responsible if responsible.pk == case.post_id else case.post


def own_work_words(case: Case) -> str:
    """Why the office's own work cannot simply be ended, and who may let it be dropped; ""
    for anything else.
    """
    if not (case.is_own_work and case.is_open):
        return ""
    posts = deciding_posts(case)
    return say(*OWN_WORK, post=posts[0].title) if posts else say(*OWN_WORK_ALWAYS)


OWN_WORK = (
    ("এটি কার্যালয়ের নিজস্ব কাজ: নামঞ্জুর করা বা অন্যকে দেওয়া যায় না। বাদ দেওয়ার সিদ্ধান্ত দিতে পারেন শুধু {post} বা তাঁর ওপরের পদ।"),
    (
        "This is the office’s own work: it cannot be refused or sent elsewhere. Only the {post}, or a post"
        " above, can let it be dropped."
    ),
)
OWN_WORK_ALWAYS = (
    ("এটি কার্যালয়ের নিজস্ব কাজ: নামঞ্জুর করা যায় না। এই পদের ওপরে কোনো পদ লেখা নেই, তাই বাদও দেওয়া যায় না।"),
    (
        "This is the office’s own work: it cannot be refused. No post is written above this one, so it cannot"
        " be dropped either."
    ),
)


def field_value_words(field: str, value: str) -> str:
    """A value of the applicant as this page has it."""
    return digits(local_mobile(value), language()) if field == "mobile" else value


def poor_rating(case: Case) -> Act | None:
    """The rating that somebody has yet to see to."""
    if case.heed_by is None:
        return None
    return next(act for act in reversed(case.acts_in_order) if act.name == case_transitions.RATE)


@for_readers
@require_safe
def show_case(request: StaffRequest, number: str) -> HttpResponse:
    now = timezone.now()
    case = case_for_desk(request.office, number)
    if case is None:
        raise Http404
    kind, promise = kind_of(case.row), display_promise(case.clock, now, wait_reason=APPLICANTS_PAPER)
    panel, names = kind.panel(case), actors_by_id(case.acts_in_order)
    acts = open_act_buttons(case, request.holder, now)
    seen, more = act_menu(acts)
    context = {
        "case": case,
        # What lies under it is many: looking each up takes longer than writing it.
        "case_url": reverse("case", args=[case.number]),
        "stands": summarise_case(case, now),
        "caption": caption_of(case.row),
        "promise": promise,
        "is_overdue": case.clock.is_overdue(now),
        "days_left": days_left(case.clock, promise.explanation, now) if case.is_open else None,
        "days": promise_days(promise),
        "acts": seen,
        "more": more,
        "rated": poor_rating(case),
        "drafts": find_answer_drafts(case, request),
        "facts": kind.facts(case),
        "panel": panel and render_to_string(*panel),
        "mobile": local_mobile(case.applicant.mobile) if case.applicant else "",
        "old": former_values(corrections_in(case.acts_in_order, names), field_value_words),
        "channel": case.get_channel_display(),
        "papers": papers_with_titles(case.papers, case.row),
        "result": kind.result(case),
        "has_paper": has_paper(case),
        "history": history(case, now, names),
        "desks": desk_lines(case, now),
        "post": answering_post(case),
        "steps": all_steps(promise.state),
        "part": stretch_heading(promise.state),
        "endings": [CaseDetail(ending.case_then(), now) for ending in case.endings_before],
        "leader": leader_number(case),
        "own_words": own_work_words(case),
        "may_print_key": case.applicant and may_print_key(case, request.holder.actor, now),
        "may_see_identity": may_see_identity(request.holder, request.office.pk),
        "may_note_contact": may_handle(request.holder, case.office_id) and not case.is_own_work,
        "urgent": advice_for_case(case) if case.is_open else None,
        "paper_day": paper_intake_of_case(case),
        "consent": consent_of(case),
        "may_refuse": any(name == "refuse" for name, _ in acts),
        "owed": intake_debts_of(case, {name for name, _ in acts}),
        "slot": CASE.answers(request, case=case, now=now),
        "current": "queue",
    }
    return render(request, "cases/officer/case.html", context)


@for_readers
@require_safe
def show_days(request: OfficeRequest, number: str) -> HttpResponse:
    """Every day of the promise, to be read or printed."""
    case = case_for_desk(request.office, number)
    if case is None:
        raise Http404
    context = {"case": case, "clocks": strips_of(case, timezone.now(), APPLICANTS_PAPER), "current": "queue"}
    return render(request, "cases/officer/case_days.html", context)


@for_readers
@require_safe
def show_result_pdf(request: OfficeRequest, number: str) -> HttpResponse:
    """What the person holds at the end; there is none before it."""
    case = get_object_or_404(office_cases(request), number=number)
    if (paper := make_result(case)) is None:
        raise Http404
    return pdf_download(paper, f"{case.number}.pdf")


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def show_receipt_pdf(request: StaffRequest, number: str) -> HttpResponse:
    """The receipt; asked for by a button of whoever took the request in today, with its secret digits."""
    case = get_object_or_404(office_cases(request), number=number)
    return receipt_answer(request, case)


def receipt_answer(request: StaffRequest, case: Case) -> HttpResponse:
    key = printed_key(case, request.holder.actor, timezone.now()) if request.method == "POST" else ""
    return pdf_download(make_receipt(case, key=key), f"{case.number}.pdf")
