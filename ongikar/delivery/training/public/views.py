"""What everybody sees of trainings: what may be applied for, a call with its poster, and the result."""

import re
from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.models import Case
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.delivery.training import result, states, words
from ongikar.delivery.training.covered_lists import public_list, reads_whole_lists, small_groups_of
from ongikar.delivery.training.models import Batch, Call, Freeze
from ongikar.delivery.training.models.call import rule_of
from ongikar.delivery.training.nominating import NominationForm, receive_nomination
from ongikar.delivery.training.result import draw_pdf, list_pdf
from ongikar.journal.actions import ANYONE
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.rules.bangla.text import digits
from ongikar.rules.selection.explain import rule_words

from .open_calls import apply_url, apply_words, days_left, days_left_words, lines_of, open_calls_of

SHOWN = 50
PUBLIC_STATES = tuple(state for state in states.STATIONS if state != states.PLANNED)


def find_call(office: Office, number: str) -> Call:
    """The published call of a batch; 404 for none of this office."""
    year, _, serial = number.removeprefix("T-").partition("-")
    if not (year.isascii() and year.isdigit() and serial.isascii() and serial.isdigit() and len(number) < 20):
        raise Http404
    rows = Call.objects.select_related("batch__course", "batch__place", "batch__office", "service")
    return get_object_or_404(rows, batch__office=office, batch__year=int(year), batch__serial=int(serial))


@require_safe
def list_trainings(request: OfficeRequest) -> HttpResponse:
    """Open calls first, then the batches whose result is out or whose classes run."""
    now = timezone.now()
    rows = Batch.objects.filter(**equal_by_range(office_id=request.office.pk), call__isnull=False)
    rows = rows.exclude(state=states.CANCELLED).order_by("office_id", "-id")
    batches = rows.select_related("course", "place", "call")[:SHOWN]
    calls = [batch.call for batch in batches]
    lines = [(call, words.batch_title(call.batch), words.batch_line(call.batch)) for call in calls]
    context = {
        "calls": list(lines_of(open_calls_of(request.office, now), now)),
        "others": [each for each in lines if not result.takes_applications(each[0].batch, each[0], now)],
    }
    return render(request, "training/public/trainings.html", context)


@require_safe
def show_call(request: OfficeRequest, batch_number: str) -> HttpResponse:
    call, now = find_call(request.office, batch_number), timezone.now()
    batch = call.batch
    context = {
        "call": call,
        "batch": batch,
        "title": words.batch_title(batch),
        "line": words.batch_line(batch),
        "audience": call.get_audience_display(),
        "rule": rule_words(rule_of(call), language()),
        "is_open": result.takes_applications(batch, call, now),
        "days_left": days_left_words(days_left(call, now)),
        "apply_url": apply_url(call),
        "apply_words": apply_words(call),
        "is_cancelled": batch.state == states.CANCELLED,
        "has_list": Freeze.objects.filter(batch=batch).exists(),
    }
    return render(request, "training/public/call.html", context)


@require_safe
def show_poster(request: OfficeRequest, batch_number: str) -> HttpResponse:
    """The call for the wall: A4, with the square code that leads a phone to its page."""
    call = find_call(request.office, batch_number)
    batch, address = call.batch, f"{site_of(request.office)}{reverse('training_call', args=[batch_number])}"
    data = {
        "language": language(),
        "office": letterhead(request.office),
        "title": words.batch_title(batch),
        "line": words.batch_line(batch),
        "closes": words.long_day(call.closes_at),
        "days": [
            [say("আবেদনের শেষ দিন", "Apply until"), words.long_day(call.closes_at)],
            *([[say("পরীক্ষা", "Test"), words.long_day(call.test_on)]] if call.test_on else []),
            *([[say("মৌখিক", "Viva"), words.long_day(call.viva_on)]] if call.viva_on else []),
            [say("ফল", "Result"), words.long_day(call.result_on)],
            [say("প্রথম ক্লাস", "First class"), words.long_day(batch.starts_on)],
        ],
        "rule": rule_words(rule_of(call), language()),
        "address": address,
        "qr": qr(address),
    }
    return pdf_download(render_pdf("call", data), f"{batch_number}.pdf")


@require_safe
def show_result(request: OfficeRequest, batch_number: str) -> HttpResponse:
    """Rolls, never names; with a roll typed, why it stands where it stands."""
    call = find_call(request.office, batch_number)
    published = result.published_result(call, timezone.now())
    if published.freeze is None and not published.freezes:
        raise Http404
    typed = request.GET.get("roll", "").strip()
    asked = result.one_roll(published, typed) if typed and published.is_out else ""
    whole, taken = "all" in request.GET, request.GET.get("objection", "")
    lines = result.lines_of(published, most=None if whole else result.SHOWN)
    sample = lines[0].roll if lines else 0
    context = {
        "call": call,
        "batch": call.batch,
        "title": words.batch_title(call.batch),
        "published": published,
        "lines": lines,
        "is_whole": whole or published.listed <= result.SHOWN,
        "typed": typed,
        "asked": asked if isinstance(asked, result.OneRoll) else None,
        "fault": asked if isinstance(asked, str) else "",
        "shell": result.shell_line(published.draw.seed, sample)
        if published.draw and published.is_out and sample
        else "",
        "sample_words": digits(sample, language()),
        "seed_shell": result.seed_line(published.draw) if published.draw and published.is_out else "",
        "taken": taken if taken.isascii() and taken.isdigit() and len(taken) < 7 else "",
        "second": [each for each in published.freezes if each.reopened_at],
        "reads_whole": bool(published.small_groups) and reads_whole_lists(request, request.office.pk),
    }
    status = 404 if context["fault"] else 200
    return render(request, "training/public/result.html", context, status=status)


TEXT = "text/plain; charset=utf-8"
# The same program stands in docs/how-to/recompute-a-draw.md.
SEED_LINE = (
    r"printf '%s\n%s\n%s' $(sha256sum < list.txt | cut -c1-64) $(sha256sum < rule.json | cut -c1-64)"
    " VALUE | sha256sum"
)
PROGRAM = (Path(__file__).parent / "recompute.py.txt").read_text("utf-8")


@require_safe
def show_recipe(request: OfficeRequest) -> HttpResponse:
    """How anybody recomputes a draw, in the words of docs/how-to/recompute-a-draw.md."""
    return render(request, "training/public/recipe.html", {"program": PROGRAM, "seed_line": SEED_LINE})


@require_safe
def show_program(request: OfficeRequest) -> HttpResponse:
    """The program of the recipe as a file, to save beside the list and the rule."""
    return HttpResponse(PROGRAM, content_type=TEXT)


LIST = re.compile(r"list-(\d{1,3})\.(txt|pdf)", re.ASCII)


@require_safe
def show_file(request: OfficeRequest, batch_number: str, name: str) -> HttpResponse:
    """What a draw is recomputed from: list-1.txt, rule.json, result.csv; and what is hung up and filed:
    list-1.pdf, draw.pdf. The list byte for byte as it was hashed: to the auditor always, to all where it
    names no small group.
    """
    call = find_call(request.office, batch_number)
    if name == "rule.json":
        return HttpResponse(call.rule, content_type="application/json")
    if name == "result.csv":
        published = result.published_result(call, timezone.now())
        if not published.is_out:
            raise Http404
        return HttpResponse(result.csv_of(published), content_type="text/csv; charset=utf-8")
    if name == "draw.pdf":
        published = result.published_result(call, timezone.now())
        if not published.is_out or published.draw is None:
            raise Http404
        return pdf_download(
            draw_pdf(call, published.draw, now=timezone.now()), f"{call.batch.number} draw.pdf"
        )
    listed = LIST.fullmatch(name)
    if listed is None:
        raise Http404
    freezes = list(Freeze.objects.filter(batch=call.batch).order_by("ordinal"))
    freeze = next((each for each in freezes if each.ordinal == int(listed[1])), None)
    if freeze is None:
        raise Http404
    if listed[2] == "pdf":
        return pdf_download(list_pdf(call, freeze), f"{call.batch.number} {name}")
    if reads_whole_lists(request, request.office.pk):
        answer = HttpResponse(freeze.list_text, content_type=TEXT)
        answer["Cache-Control"] = "private, no-store"
        return answer
    return HttpResponse(public_list(freeze, small_groups_of(call, freezes)), content_type=TEXT)


@require_http_methods(["GET", "POST"])
def nominate(request: OfficeRequest, batch_number: str) -> HttpResponse:
    """An office or school sends its list; every fault is told with its line, and nothing is half-taken."""
    call, now = find_call(request.office, batch_number), timezone.now()
    if call.audience == Call.PUBLIC or not result.takes_applications(call.batch, call, now):
        raise Http404
    form = NominationForm(*((request.POST, request.FILES) if request.method == "POST" else ()), now=now)
    if form.is_valid():
        case = receive_nomination(call, form, channel=Case.ONLINE, actor=ANYONE, now=now)
        return redirect("receipt", token=case.submission)
    context = {
        "form": form,
        "heading": say("মনোনয়ন পাঠান", "Send a nomination"),
        "button": say("তালিকা পাঠান", "Send the list"),
        "back": reverse("training_call", args=[batch_number]),
        "back_words": words.batch_title(call.batch),
    }
    return render_form(request, "core/public_form.html", context)
