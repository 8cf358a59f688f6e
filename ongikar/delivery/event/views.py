"""Pages of events that are unlike those of other records: what an event prints, the press that gives
everybody who came a certificate of attendance, and how the office opens an event of its own accord: a
national day, a class out of advice.
"""

from contextlib import suppress
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.citizen.track.applicant_acts import for_tracking_browser
from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import applicant_words
from ongikar.cases.record_desk import back_to_case
from ongikar.cases.rights import for_handlers, for_readers
from ongikar.certificates.transitions import CertificateFault
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say, value_in_words
from ongikar.exports.orders import TooManyExports
from ongikar.gatherings.actions import photos_of
from ongikar.gatherings.payees import codes_to_pay, lines_to_pay
from ongikar.gatherings.words import span_words
from ongikar.offices.folder_rules import AllowanceFault
from ongikar.papers.check import PaperFault
from ongikar.papers.integrity import PaperNotAsKept, read_as_kept
from ongikar.papers.letterhead import letterhead
from ongikar.papers.payment_sheet import XLSX, PaymentSheet, payment_sheet_pdf, payment_sheet_xlsx
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download, with_private_headers
from ongikar.papers.scans import draw_page
from ongikar.people.post_holders import StaffRequest
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits, grouped_number, time_words
from ongikar.rules.calendar.office_calendar import TZ

from . import actions
from .account import EventAccount, LineAccount, is_recorded
from .certifying import certify_event
from .desk import DESK, awareness_row
from .forms import AwarenessForm
from .models import Event
from .national_days import days_to_observe, event_row

# Where a proof leads on to, from here.
PAGE_AFTER_PROOF = "event_report"
# How many photos stand in the report, and their longer side in points.
MOST_PHOTOS, PHOTO_SIDE = 6, 640


@for_readers
@require_safe
def programme_pdf(request: StaffRequest, event_id: int) -> HttpResponse:
    event = DESK.find(request.office, event_id)
    if event.programmes.last() is None:
        raise Http404
    content = render_pdf("record", record_data(event, [programme_section(event)]), made_at=timezone.now())
    return pdf_download(content, f"{say('কর্মসূচি', 'Programme')} {event.book_serial}.pdf")


@for_readers
@require_safe
def report_pdf(request: StaffRequest, event_id: int) -> HttpResponse:
    """Once the event was reported; till then its figures are not settled."""
    return event_report_answer(DESK.find(request.office, event_id))


@require_safe
@for_tracking_browser
def tracked_report(request: StaffRequest, case: Case) -> HttpResponse:
    """The same report, for whoever asked for the event and proved it, since it names them: without the
    vouchers, which are the office's own, and the photos, on which others stand.
    """
    if not proof_of(request, case.reference, timezone.now()):
        return ask_for_proof(case.number, PAGE_AFTER_PROOF)
    event = Event.objects.select_related("office").filter(case=case).first()
    if event is None:
        raise Http404
    event.case = case
    return event_report_answer(event, with_vouchers=False)


def event_report_answer(event: Event, *, with_vouchers: bool = True) -> HttpResponse:
    if event.case.state != case_transitions.KEPT:
        raise Http404
    data = report_data(event, with_vouchers=with_vouchers)
    content = render_pdf("record", data, made_at=event.case.closed_at)
    return pdf_download(content, f"{say('আয়োজনের প্রতিবেদন', 'Event report')} {event.book_serial}.pdf")


@for_readers
@require_safe
def payment_sheet(request: StaffRequest, event_id: int, code: str, form: str) -> HttpResponse:
    """Allowances and honoraria by the closed attendance: the sheet to be signed (pdf), or a spreadsheet."""
    event = DESK.find(request.office, event_id)
    known, gathering = dict(codes_to_pay(event.office)), event.standing_gathering
    if code not in known or form not in ("pdf", "xlsx") or gathering is None or not is_recorded(gathering):
        raise Http404
    try:
        lines = lines_to_pay(event.office, event.roster, code)
    except AllowanceFault as fault:
        messages.error(request, say(fault.bn, fault.en))
        return redirect("event", event.pk)
    sheet = PaymentSheet(
        event.office,
        f"{event.title}: {known[code]}",
        span_words(gathering),
        lines,
        [["", event.case.post.title, event.office.name]],
    )
    name = f"{say('আয়োজন', 'Event')} {event.book_serial} {code}.{form}"
    if form == "pdf":
        return pdf_download(payment_sheet_pdf(sheet), name)
    answer = HttpResponse(payment_sheet_xlsx(sheet), content_type=XLSX)
    return with_private_headers(answer, name, is_shown=False)


def report_data(event: Event, *, with_vouchers: bool) -> dict[str, Any]:
    """The report as the office files it: what, when, who came, the programme, the money, and what came of
    it.
    """
    outcome, account = event.case.outcome, EventAccount(event)
    sections: list[dict[str, Any]] = []
    if event.programmes.exists():
        sections.append(programme_section(event))
    if account:
        sections.append(money_section(account))
        if with_vouchers and (rows := voucher_rows(account.unstruck)):
            sections.append({"title": say("ভাউচার", "Vouchers"), "columns": voucher_columns(), "rows": rows})
    sections.append({"title": say("যা হয়েছে", "What happened"), "words": str(outcome.get("words", ""))})
    if with_vouchers and (photos := photos_section(event)):
        sections.append(photos)
    return record_data(event, sections) | {
        "title": say("আয়োজনের প্রতিবেদন", "Event report"),
        "signers": [["", event.case.post.title, event.office.name]],
    }


def record_data(event: Event, sections: list[dict[str, Any]]) -> dict[str, Any]:
    case, outcome = event.case, event.case.outcome
    gathering = event.standing_gathering
    begins: datetime | None = gathering.starts_at if gathering else None
    attended, women = outcome.get("attended"), outcome.get("women")
    return {
        "language": language(),
        "office": letterhead(event.office),
        "title": say("কর্মসূচি", "Programme"),
        "number": digits(case.memo_number or case.number, language()),
        "facts": [
            (say("আয়োজন", "Event"), f"{event.get_sort_display()}: {event.title}"),
            (say("কে চেয়েছেন", "Asked for by"), applicant_words(case)),
            (say("সময়", "When"), value_in_words(begins, language()) if begins else ""),
            (say("স্থান", "Place"), event.venue),
            (say("উপস্থিত", "Present"), "" if attended is None else people_words(attended, women)),
        ],
        "sections": sections,
    }


def photos_section(event: Event) -> dict[str, Any] | None:
    """Some photos of it, small; one that cannot be drawn any more is left out."""
    gathering = event.standing_gathering
    shown = []
    for paper in photos_of(gathering)[:MOST_PHOTOS] if gathering else ():
        with suppress(PaperFault, PaperNotAsKept):
            content = draw_page(read_as_kept(paper), 0, 0, side=PHOTO_SIDE)
            shown.append({"words": paper.title, "content": list(content)})
    return {"title": say("ছবি", "Photos"), "photos": shown} if shown else None


def people_words(attended: int, women: int | None) -> str:
    if women is None:
        return say("{n} জন", "{n} [person|people]", n=attended)
    return say("{n} জন, নারী {women} জন", "{n} [person|people], {women} women", n=attended, women=women)


def programme_section(event: Event) -> dict[str, Any]:
    programme = event.programmes.last()
    items = programme.items if programme else []
    return {
        "title": say("কর্মসূচি", "Programme"),
        "columns": [
            {"label": say("সময়", "Time"), "width": 1},
            {"label": say("বিষয়", "Item"), "width": 4},
            {"label": say("কে", "By whom"), "width": 3},
        ],
        "rows": [
            [time_words(time.fromisoformat(item["at"]), language()), item["title"], item["speaker"]]
            for item in items
        ],
    }


def money_section(account: EventAccount) -> dict[str, Any]:
    return {
        "title": say("আয়-ব্যয়", "Budget and expense"),
        "columns": [
            {"label": say("খাত", "Head"), "width": 5},
            *(
                {"label": label, "width": 2, "align": "right"}
                for label in (
                    say("বরাদ্দ, টাকা", "Allowed, taka"),
                    say("ব্যয়, টাকা", "Spent, taka"),
                    say("অবশিষ্ট, টাকা", "Left, taka"),
                )
            ),
        ],
        "rows": [
            [each.line.head, *map(money, (each.line.planned, each.expense, each.remaining))]
            for each in account.unstruck
        ],
        "total": [
            say("মোট", "Total"),
            *map(money, (account.planned_total, account.spent_total, account.remaining)),
        ],
    }


def voucher_columns() -> list[dict[str, Any]]:
    return [
        {"label": say("নম্বর", "No."), "width": 2},
        {"label": say("তারিখ", "Date"), "width": 2},
        {"label": say("কাকে, কী বাবদ", "To whom, what for"), "width": 6},
        {"label": say("টাকা", "Taka"), "width": 2, "align": "right"},
    ]


def voucher_rows(lines: list[LineAccount]) -> list[list[str]]:
    return [
        [
            voucher.number,
            digits(f"{voucher.paid_on:%d/%m/%Y}", language()),
            f"{voucher.paid_to}: {voucher.what}",
            money(voucher.amount),
        ]
        for each in lines
        for voucher in each.vouchers
        if not voucher.is_struck
    ]


def money(taka: int) -> str:
    return grouped_number(taka, language())


@for_handlers
@require_POST
def give_certificates(request: StaffRequest, event_id: int) -> HttpResponse:
    """They are made by the worker; the page of the file says how far it is."""
    event = DESK.find(request.office, event_id)
    try:
        export = certify_event(event, user=request.user, now=timezone.now())
    except (ActFault, CertificateFault) as fault:
        messages.error(request, say(fault.bn, fault.en))
    except TooManyExports as fault:
        messages.error(request, fault.sentence)
    else:
        messages.success(request, say("সনদ তৈরি হচ্ছে।", "The certificates are being made."))
        return redirect("export", export.pk)
    return redirect("event", event.pk)


# ---- by which the office opens an event of its own accord ----


@for_handlers
@require_POST
def observe_national_day(request: StaffRequest, day: str) -> HttpResponse:
    """The nearest day of this name becomes a case that the office owes by then. Pressed twice it is one."""
    now = timezone.now()
    near = next((each for each in days_to_observe(request.office, now) if each.day.key == day), None)
    service = event_row(request.office, now.astimezone(TZ).date())
    if near is None or service is None:
        raise Http404
    case = actions.observe_day(
        office=request.office,
        service=service,
        day=near.day,
        on=near.on,
        actor=request.holder.actor,
        now=now,
    )
    messages.success(
        request,
        say(
            "উদ্‌যাপনটি কাজ হিসেবে খোলা হয়েছে; দিনটি পঞ্জিকায় আছে।",
            "The observance is opened as work, and stands in the calendar.",
        ),
    )
    return redirect("event", case.event.pk)


@for_handlers
@require_http_methods(["GET", "POST"])
def open_class(request: StaffRequest, number: str) -> HttpResponse:
    """A class of awareness out of a case whose charter row says under which row events are held."""
    now = timezone.now()
    today = now.astimezone(TZ).date()
    advised = get_object_or_404(Case.objects.with_related(), office=request.office, number=number)
    service = awareness_row(advised, today)
    if service is None:
        raise Http404
    initial = {"topic": advised.row.short, "at": time(10)}
    form = AwarenessForm(*posted_data(request)[:1], today=today, initial=initial)
    if form.is_valid():
        given = dict(form.cleaned_data)
        token = given.pop("token")
        try:
            case = actions.open_awareness_class(
                advised,
                service=service,
                submission=f"class-{request.office.pk}-{token}"[:64],
                actor=request.holder.actor,
                now=now,
                **given,
            )
        except ActFault as fault:
            add_fault(form, fault)
        else:
            messages.success(request, say("ক্লাসটি খোলা হয়েছে।", "The class is opened."))
            return redirect("event", case.event.pk)
    context = {
        **back_to_case(advised),
        "heading": say("সচেতনতামূলক ক্লাস খুলুন", "Open an awareness class"),
        "about": say(
            "ক্লাসটি একটি আয়োজন হিসেবে খোলা হবে, ওই দিনের মধ্যে করার কথা দিয়ে। কার পরামর্শ থেকে এলো, তা কাউকে জানানো হয়"
            " না।",
            "The class is opened as an event, promised for that day. Nobody is told from whose advice it"
            " came.",
        ),
        "button": say("ক্লাস খুলুন", "Open the class"),
        "form": form,
        "current": "events",
    }
    return render_form(request, "core/staff_form.html", context)
