"""The addresses that an app asks: list, form, manifest, book, and where filled forms are sent to; which forms
a phone may fill, and what OpenRosa wants of every answer.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import wraps
from xml.sax.saxutils import escape

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.charter.publication.plain_formats import harmless
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.papers import scanner
from ongikar.papers.actions import check_upload
from ongikar.papers.check import BUSY, PaperFault
from ongikar.papers.quota import count_paper
from ongikar.people.post_holders import PostHolder, holder_of
from ongikar.people.subjects import load_subjects
from ongikar.questionnaires.actions.phone_submissions import (
    BY_PHONE,
    AuditText,
    Checked,
    form_id,
    known_files,
    receive_submission,
)
from ongikar.questionnaires.actions.phones import is_let_in, note_visit, phone_of_token
from ongikar.questionnaires.books import BOOKS
from ongikar.questionnaires.models import Phone, PhoneSubmission, Round, Version
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import words_in
from ongikar.rules.questionnaire.instance import MOST_SIGNS, Instance, InstanceFault, read_instance

XML = "text/xml; charset=utf-8"
LIST_SPACE = "http://openrosa.org/xforms/xformsList"
MANIFEST_SPACE = "http://openrosa.org/xforms/xformsManifest"
RESPONSE_SPACE = "http://openrosa.org/http/response"
# What a phone should send at once at most; it parts what is longer. Photos as the settings ask for them take
# some 200 kB each, so a request holds no more files than are read of one (DATA_UPLOAD_MAX_NUMBER_FILES).
MOST_AT_ONCE = 6_000_000
# Of the order of a filling: some 60 signs a question that was opened.
MOST_AUDIT = 100_000

Fields = list[tuple[str, str]]


def xml_answer(body: str, now: datetime, status: int = 200) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
    return with_headers(HttpResponse(text, content_type=XML, status=status), now)


def with_headers(response: HttpResponse, now: datetime) -> HttpResponse:
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(MOST_AT_ONCE)
    response["Date"] = http_date(now.timestamp())
    return response


def answer_message(words: str, now: datetime, status: int) -> HttpResponse:
    """The sentence that the app shows to whoever sent something."""
    return xml_answer(
        f'<OpenRosaResponse xmlns="{RESPONSE_SPACE}"><message>{escape(words)}</message></OpenRosaResponse>',
        now,
        status,
    )


def xml_listing(outer: str, space: str, inner: str, rows: list[Fields]) -> str:
    """<outer><inner><name>value</name>…</inner>…</outer>"""
    written = "".join(
        f"<{inner}>{''.join(f'<{name}>{escape(value)}</{name}>' for name, value in row)}</{inner}>"
        for row in rows
    )
    return f'<{outer} xmlns="{space}">{written}</{outer}>'


MOST = 100


def rounds_for_phones(office: Office, now: datetime) -> Iterator[Round]:
    """Those that run, for the staff or for anyone. Not where nobody may know who answered, since a phone has
    a person; nor where minutes are counted, which no server can count on a phone.
    """
    running = Round.objects.running(office, now).filter(
        respondents__in=BY_PHONE, anonymous=False, minutes=None
    )
    yield from running.select_related("questionnaire", "office").order_by("-id")[:MOST]


def find_round(office: Office, key: int, now: datetime) -> Round | None:
    return next((round for round in rounds_for_phones(office, now) if round.pk == key), None)


def versions_of(round: Round, *, all_of_them: bool) -> list[Version]:
    """What is asked now; or all that ever were, the newest first."""
    if round.version_id:
        return list(Version.objects.filter(pk=round.version_id))
    versions = round.questionnaire.versions.filter(state=Version.PUBLISHED).order_by("-number")
    return list(versions if all_of_them else versions[:1])


def xform_of(round: Round, version: Version) -> str:
    """The XForm under the name of its round: two rounds may ask the same questions.

    Compiled when it was published; its first instance bears the name once (questionnaires/xform.py).
    """
    published = f'id="{round.questionnaire.slug}" version="{version.number}"'
    before, name, after = version.xform.partition(published)
    if not name:
        raise ValueError(f"the XForm of {version} does not name its questionnaire")
    return f'{before}id="{form_id(round)}" version="{version.number}"{after}'


def title_of(round: Round, holder: PostHolder) -> str:
    """Two rounds of one questionnaire are told apart by what they are about, and by their day."""
    about = load_subjects([round.subject], holder).get(round.subject) if round.subject else None
    title = f"{about.title} · {round.questionnaire.title}" if about else round.questionnaire.title
    return f"{title} ({round.opens_at.astimezone(TZ):%d.%m.%Y})"


def title_of_form(version: Version) -> str:
    return words_in(version.questions.title, language())


def book_as_csv(office: Office, name: str, today: date) -> str:
    """The lines of a book as `select_one_from_file` reads them; opened as a table, no name is a formula."""
    choices = BOOKS[name](office, today)
    columns = sorted({column for choice in choices for column in choice.extra})
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(["name", "label", *columns])
    for choice in choices:
        row = [choice.name, words_in(choice.label, language())]
        row += [choice.extra.get(column, "") for column in columns]
        table.writerow(map(harmless, row))
    return written.getvalue()


def content_hash(text: str) -> str:
    """As the specification wants it: by it an app sees that a form was changed; it guards nothing."""
    return "md5:" + hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


# Wrong tokens from one line within an hour.
WRONG_FROM_ADDRESS = 60
SUBMISSION = "xml_submission_file"
# So an app says that more files of the same form follow.
INCOMPLETE = "*isIncomplete*"
# Over in a while: the phone keeps its form and sends it again.
PASSING = (BUSY, scanner.NO_ANSWER)

View = Callable[..., HttpResponse]


def for_phones(view: View) -> View:
    """A view of a phone that is let in: its token is the way in, and no cookie counts."""

    @csrf_exempt
    @wraps(view)
    def wrapper(request: OfficeRequest, token: str, **kwargs: int | str) -> HttpResponse:
        now, keys = timezone.now(), [f"phone from {client_ip(request)}"]
        phone = None
        if not Attempt.is_spent(keys, limit=WRONG_FROM_ADDRESS, now=now):
            phone = phone_of_token(request.office, token)
            if phone is None:
                Attempt.count_failure(keys, now=now)
        if phone is None:
            return answer_message(
                say("এই ঠিকানা চেনা যায়নি। কার্যালয়ে নতুন কোড নিন।", "This address is not known. Get a new code."),
                now,
                404,
            )
        if not is_let_in(phone, now):
            return answer_message(
                say(
                    "এই ফোনের অনুমতি আর নেই। কার্যালয়ে কথা বলুন।",
                    "This phone is not let in any more. Ask at the office.",
                ),
                now,
                403,
            )
        note_visit(phone, now)
        return view(request, phone, token, now, **kwargs)

    return wrapper


def address(phone: Phone, name: str, *parts: object) -> str:
    return f"{site_of(phone.office)}{reverse(name, args=parts)}"


@require_safe
@for_phones
def list_forms(request: OfficeRequest, phone: Phone, token: str, now: datetime) -> HttpResponse:
    asked, all_of_them = request.GET.get("formID"), bool(request.GET.get("listAllVersions"))
    rows: list[Fields] = []
    for round in rounds_for_phones(phone.office, now):
        if asked and asked != form_id(round):
            continue
        for version in versions_of(round, all_of_them=all_of_them):
            rows.append(form_row(phone, token, round, version, is_long=request.GET.get("verbose") == "true"))
    return xml_answer(xml_listing("xforms", LIST_SPACE, "xform", rows), now)


def form_row(phone: Phone, token: str, round: Round, version: Version, *, is_long: bool) -> Fields:
    row = [
        ("formID", form_id(round)),
        ("name", title_of(round, holder_of(phone.user, timezone.localdate()))),
        ("version", str(version.number)),
        ("hash", content_hash(xform_of(round, version))),
    ]
    if is_long and (words := title_of_form(version)):
        row.append(("descriptionText", words))
    row.append(("downloadUrl", address(phone, "odk_form", token, round.pk, version.number)))
    if version.questions.books:
        row.append(("manifestUrl", address(phone, "odk_manifest", token, round.pk, version.number)))
    return row


def asked_form(phone: Phone, now: datetime, pk: int, number: int) -> tuple[Round, Version] | None:
    round = find_round(phone.office, pk, now)
    if round is None:
        return None
    versions = (version for version in versions_of(round, all_of_them=True) if version.number == number)
    version = next(versions, None)
    return (round, version) if version else None


def not_here(now: datetime) -> HttpResponse:
    return answer_message(say("এই ফর্ম এখন আর নেওয়া যায় না।", "This form cannot be filled any more."), now, 404)


@require_safe
@for_phones
def show_form(
    request: OfficeRequest, phone: Phone, token: str, now: datetime, pk: int, number: int
) -> HttpResponse:
    form = asked_form(phone, now, pk, number)
    if form is None:
        return not_here(now)
    response = HttpResponse(xform_of(*form), content_type=XML)
    return with_headers(response, now)


@require_safe
@for_phones
def show_manifest(
    request: OfficeRequest, phone: Phone, token: str, now: datetime, pk: int, number: int
) -> HttpResponse:
    form = asked_form(phone, now, pk, number)
    if form is None:
        return not_here(now)
    rows: list[Fields] = [
        [
            ("filename", f"{name}.csv"),
            ("hash", content_hash(book_as_csv(phone.office, name, now.astimezone(TZ).date()))),
            ("downloadUrl", address(phone, "odk_book", token, name)),
        ]
        for name in sorted(form[1].questions.books)
    ]
    return xml_answer(xml_listing("manifest", MANIFEST_SPACE, "mediaFile", rows), now)


@require_safe
@for_phones
def show_book(request: OfficeRequest, phone: Phone, token: str, now: datetime, slug: str) -> HttpResponse:
    if slug not in BOOKS:
        return not_here(now)
    text = book_as_csv(phone.office, slug, now.astimezone(TZ).date())
    return with_headers(HttpResponse(text, content_type="text/csv; charset=utf-8"), now)


@require_http_methods(["HEAD", "POST"])
@for_phones
def take_submission(request: OfficeRequest, phone: Phone, token: str, now: datetime) -> HttpResponse:
    """201: it became a response. 202: it is kept, and somebody will look; never sent again."""
    if request.method == "HEAD":
        return with_headers(HttpResponse(status=204), now)
    try:
        content = submission_text(request)
        instance = read_instance(content)
    except InstanceFault as fault:
        return answer_message(say(fault.bn, fault.en), now, 400)
    except (BadRequest, SuspiciousOperation):
        return answer_message(say("যা পাঠানো হয়েছে তা পড়া যায়নি।", "What was sent could not be read."), now, 400)
    known = known_files(phone, instance, content)
    try:
        files = {
            name: read_audit(upload) or checked_file(upload, client_ip(request), now)
            for name, upload in files_of(request, instance).items()
            if name not in known
        }
    except PaperFault as fault:
        response = answer_message(say(fault.bn, fault.en), now, 503)
        response["Retry-After"] = "30"
        return response
    kept = receive_submission(
        phone=phone,
        content=content,
        instance=instance,
        files=files,
        is_incomplete=request.POST.get(INCOMPLETE, "").lower() == "yes",
        now=now,
    )
    if kept.state == PhoneSubmission.TAKEN:
        return answer_message(say("নেওয়া হয়েছে। ধন্যবাদ।", "Taken. Thank you."), now, 201)
    if kept.state == PhoneSubmission.ARRIVING:
        return answer_message(say("রাখা হয়েছে। বাকি ফাইল পাঠান।", "Kept. Send the other files."), now, 202)
    return answer_message(
        say("রাখা হয়েছে। কার্যালয়ে একজন দেখবেন।", "Kept. Somebody at the office will look at it."), now, 202
    )


def submission_text(request: OfficeRequest) -> bytes:
    upload = request.FILES.get(SUBMISSION)
    if isinstance(upload, UploadedFile):
        return upload.read(MOST_SIGNS + 1)
    words = request.POST.get(SUBMISSION, "")
    if not words:
        raise InstanceFault("ফর্মটি সঙ্গে আসেনি।", "The form itself did not come.")
    return words.encode()


def files_of(request: OfficeRequest, instance: Instance) -> dict[str, UploadedFile]:
    """Those that the form names: by the name of the part, which apps give it, or by that of the file."""
    words, uploads = instance.words, dict[str, UploadedFile]()
    for part, upload in request.FILES.items():
        if part == SUBMISSION or not isinstance(upload, UploadedFile):
            continue
        if name := next((name for name in (part, upload.name or "") if name in words), ""):
            uploads[name] = upload
    return uploads


def read_audit(upload: UploadedFile) -> AuditText | None:
    """The table in which a phone writes when each question was opened, as text; None of any other file."""
    if not (upload.name or "").endswith(".csv") or (upload.size or 0) > MOST_AUDIT:
        return None
    try:
        text = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    finally:
        upload.seek(0)
    return AuditText(text) if text.startswith("event,") else None


def checked_file(upload: UploadedFile, from_address: str, now: datetime) -> Checked:
    """The file made safe, or why it is not taken. Raises PaperFault where it may be sent again in a while."""
    count_paper(subject=("", 0), size=upload.size or 0, address=from_address, now=now)
    try:
        return check_upload(upload)
    except PaperFault as fault:
        if (fault.bn, fault.en) in PASSING:
            raise
        return fault
