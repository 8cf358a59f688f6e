"""The file index, and one file: its letters and its note sheet, on screen and on paper."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.db.pages import Page, page_links, page_of
from ongikar.core.forms.fields import without_nulls
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from ..incoming.forms import markable_posts
from ..letter_list import MOST_TYPED, day_mark, read_day_mark
from ..letter_search import files_found
from ..models import File, Letter, NoteParagraph
from ..rights import for_keepers, for_readers, restricted_letters
from . import actions
from .actions import FileFault, draft_of, put_up_note, save_note
from .forms import NoteForm, OpenFileForm
from .paragraph_gaps import SheetLine, sheet_lines

PAGE = 25
# The newest letters of a file on its page; the file of one matter seldom has more.
LETTERS_SHOWN = 100


def fetch_files(office: Office, typed: str, after: str) -> Page[File]:
    """One page of the index, the newest first, going on from a mark. What was typed is looked for among all
    files, the last entered first.
    """
    mark = read_day_mark(after)
    matching = files_found(office, typed, before=mark[1] if mark else None, most=PAGE + 1) if typed else None
    if matching is not None:
        return page_of(matching, PAGE)
    files = File.objects.filter(office=office)
    if mark:
        day, key = mark
        files = files.filter(Q(opened_on__lt=day) | Q(opened_on=day, id__lt=key), opened_on__lte=day)
    return page_of(files.order_by("-opened_on", "-id"), PAGE)


@for_readers
@require_safe
def list_files(request: StaffRequest) -> HttpResponse:
    typed = without_nulls(request.GET.get("q", ""))[:MOST_TYPED].strip()
    after = without_nulls(request.GET.get("after", ""))[:40]
    page = fetch_files(request.office, typed, after)
    following = day_mark(page.last.opened_on, page.last.pk) if page.last else ""
    context = {
        "files": page.rows,
        **page_links(reverse("letter_files"), after, following, asked={"q": typed} if typed else {}),
        "typed": typed,
        "may_keep": request.holder.has(request.office.pk, STAFF_ROLES),
        "current": "letters",
    }
    return render(request, "letters/files/index.html", context)


@for_keepers
@require_http_methods(["GET", "POST"])
def open_file(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    form = OpenFileForm(
        request.POST if request.method == "POST" else None,
        initial={"opened_on": today, "retention": File.GA},
        today=today,
    )
    if form.is_bound and form.is_valid():
        try:
            file = actions.open_file(
                office=request.office, **form.cleaned_data, actor=request.holder.actor, now=now
            )
        except FileFault as fault:
            form.add_error("number", say(fault.bn, fault.en))
        else:
            messages.success(request, say("নথি খোলা হয়েছে।", "The file is open."))
            return redirect("letter_file", file.pk)
    context = {
        "form": form,
        "heading": say("নথি খুলুন", "Open a file"),
        "back": reverse("letter_files"),
        "back_words": say("নথি সূচি", "File index"),
        "button": say("নথি খুলুন", "Open the file"),
        "current": "letters",
    }
    return render_form(request, "core/staff_form.html", context)


def find_file(request: StaffRequest, file_id: int) -> File:
    file = File.objects.filter(pk=file_id, office=request.office).select_related("office").first()
    if file is None:
        raise Http404
    return file


def render_file(request: StaffRequest, file: File, form: NoteForm | None = None) -> HttpResponse:
    letters = list(Letter.objects.filter(file=file).order_by("-id")[:LETTERS_SHOWN])
    hidden = restricted_letters(request.holder, letters)
    may_write = file.is_open and request.holder.has(request.office.pk, STAFF_ROLES)
    draft = draft_of(file, request.user) if may_write else None
    if form is None:
        begun = {"words": draft.words if draft else ""}
        form = NoteForm(initial=begun, posts=markable_posts(request.office, timezone.localdate()))
    context = {
        "file": file,
        "letters": [(letter, letter.get_direction_display(), letter.pk in hidden) for letter in letters],
        "sheet": put_up_lines(file),
        "form": form,
        "draft": draft,
        "may_write": may_write,
        "current": "letters",
    }
    return render_form(request, "letters/files/file.html", context)


def put_up_lines(file: File) -> list[SheetLine]:
    paragraphs = NoteParagraph.objects.filter(file=file, put_up_at__isnull=False)
    return list(sheet_lines(file, paragraphs.select_related("by", "post", "put_up_to").order_by("serial")))


@for_readers
@require_safe
def show_file(request: StaffRequest, file_id: int) -> HttpResponse:
    return render_file(request, find_file(request, file_id))


@for_keepers
@require_POST
def write_note(request: StaffRequest, file_id: int) -> HttpResponse:
    """The draft of a paragraph saved, or put up."""
    now, file = timezone.now(), find_file(request, file_id)
    form = NoteForm(request.POST, posts=markable_posts(request.office, timezone.localdate()))
    post = next(post for post in request.holder.posts if post.office_id == request.office.pk)
    if form.is_valid():
        written = {"words": form.cleaned_data["words"], "by": request.user, "post": post, "now": now}
        try:
            if "save" in request.POST:
                save_note(file, **written)
                words = say("খসড়া রাখা হয়েছে। অন্য কেউ এটি দেখেন না।", "Draft saved. Nobody else sees it.")
            else:
                put_up_note(file, **written, to=form.put_up_to)
                words = say("পেশ করা হয়েছে।", "Put up.")
        except FileFault as fault:
            form.add_error("words", say(fault.bn, fault.en))
        else:
            messages.success(request, words)
            return redirect("letter_file", file.pk)
    return render_file(request, file, form)


@for_keepers
@require_POST
def close_file(request: StaffRequest, file_id: int) -> HttpResponse:
    file = find_file(request, file_id)
    try:
        actions.close_file(file, actor=request.holder.actor, now=timezone.now())
    except FileFault as fault:
        messages.error(request, say(fault.bn, fault.en))
    else:
        messages.success(request, say("নথি বন্ধ হয়েছে।", "The file is closed."))
    return redirect("letter_file", file.pk)


@for_readers
@require_safe
def note_sheet(request: StaffRequest, file_id: int) -> HttpResponse:
    file = find_file(request, file_id)
    content = note_sheet_pdf(file, put_up_lines(file), retention=file.get_retention_display())
    name = say("নোটশিট {number}.pdf", "Note sheet {number}.pdf", number=digits(file.number, language()))
    return pdf_download(content, name)


def note_sheet_pdf(file: File, lines: Iterable[SheetLine], *, retention: str) -> bytes:
    """In the page's language; drafts are not on it."""
    tongue = language()
    return render_pdf(
        "note_sheet",
        {
            "language": tongue,
            "office": letterhead(file.office),
            "number": digits(file.number, tongue),
            "title": file.title,
            "retention": retention,
            "opened": date_words(file.opened_on, tongue),
            "notes": [line_data(line) for line in lines],
        },
    )


def line_data(line: SheetLine) -> dict[str, str]:
    return note_data(line.note) if line.note else {"left_out": line.why_left_out()}


def note_data(note: NoteParagraph) -> dict[str, str]:
    tongue = language()
    day = note.put_up_at.astimezone(TZ).date() if note.put_up_at else None
    return {
        "serial": digits(note.serial or "", tongue),
        "words": note.words,
        "by": f"{note.by.name}, {note.post.title}",
        "day": date_words(day, tongue) if day else "",
        "to": say("বরাবর: {post}", "To: {post}", post=note.put_up_to.title) if note.put_up_to else "",
    }
