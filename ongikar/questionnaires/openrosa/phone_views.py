"""The addresses that an app asks: list, form, manifest, book, and where filled forms are sent to."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.sites import site_of
from ongikar.papers import scanner
from ongikar.papers.actions import check_upload
from ongikar.papers.check import BUSY, PaperFault
from ongikar.papers.quota import count_paper
from ongikar.people.desk import desk_of
from ongikar.questionnaires.actions.phone_submissions import Checked, known_files, receive_submission
from ongikar.questionnaires.actions.phones import is_let_in, phone_of_token
from ongikar.questionnaires.models import Phone, PhoneSubmission, Round, Version
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.instance import MOST_SIGNS, Instance, InstanceFault, read_instance

from . import forms, protocol

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
            return protocol.message(
                say("এই ঠিকানা চেনা যায়নি। কার্যালয়ে নতুন কোড নিন।", "This address is not known. Get a new code."),
                now,
                404,
            )
        if not is_let_in(phone, now):
            return protocol.message(
                say(
                    "এই ফোনের অনুমতি আর নেই। কার্যালয়ে কথা বলুন।",
                    "This phone is not let in any more. Ask at the office.",
                ),
                now,
                403,
            )
        return view(request, phone, token, now, **kwargs)

    return wrapper


def address(phone: Phone, name: str, *parts: object) -> str:
    return f"{site_of(phone.office)}{reverse(name, args=parts)}"


@require_safe
@for_phones
def list_forms(request: OfficeRequest, phone: Phone, token: str, now: datetime) -> HttpResponse:
    asked, all_of_them = request.GET.get("formID"), bool(request.GET.get("listAllVersions"))
    rows: list[protocol.Fields] = []
    for round in forms.rounds_for_phones(phone.office, now):
        if asked and asked != forms.form_id(round):
            continue
        for version in forms.versions_of(round, all_of_them=all_of_them):
            rows.append(form_row(phone, token, round, version, is_long=request.GET.get("verbose") == "true"))
    return protocol.xml_answer(protocol.listing("xforms", protocol.LIST_SPACE, "xform", rows), now)


def form_row(phone: Phone, token: str, round: Round, version: Version, *, is_long: bool) -> protocol.Fields:
    row = [
        ("formID", forms.form_id(round)),
        ("name", forms.title_of(round, desk_of(phone.user, timezone.localdate()))),
        ("version", str(version.number)),
        ("hash", forms.content_hash(forms.xform_of(round, version))),
    ]
    if is_long and (words := forms.title_of_form(version)):
        row.append(("descriptionText", words))
    row.append(("downloadUrl", address(phone, "odk_form", token, round.pk, version.number)))
    if version.questions.books:
        row.append(("manifestUrl", address(phone, "odk_manifest", token, round.pk, version.number)))
    return row


def asked_form(phone: Phone, now: datetime, pk: int, number: int) -> tuple[Round, Version] | None:
    round = forms.find_round(phone.office, pk, now)
    if round is None:
        return None
    found = (version for version in forms.versions_of(round, all_of_them=True) if version.number == number)
    version = next(found, None)
    return (round, version) if version else None


def not_here(now: datetime) -> HttpResponse:
    return protocol.message(say("এই ফর্ম এখন আর নেওয়া যায় না।", "This form cannot be filled any more."), now, 404)


@require_safe
@for_phones
def show_form(
    request: OfficeRequest, phone: Phone, token: str, now: datetime, pk: int, number: int
) -> HttpResponse:
    found = asked_form(phone, now, pk, number)
    if found is None:
        return not_here(now)
    response = HttpResponse(forms.xform_of(*found), content_type=protocol.XML)
    return protocol.with_headers(response, now)


@require_safe
@for_phones
def show_manifest(
    request: OfficeRequest, phone: Phone, token: str, now: datetime, pk: int, number: int
) -> HttpResponse:
    found = asked_form(phone, now, pk, number)
    if found is None:
        return not_here(now)
    rows: list[protocol.Fields] = [
        [
            ("filename", f"{name}.csv"),
            ("hash", forms.content_hash(forms.book_as_csv(phone.office, name, now.astimezone(TZ).date()))),
            ("downloadUrl", address(phone, "odk_book", token, name)),
        ]
        for name in sorted(found[1].questions.books)
    ]
    return protocol.xml_answer(protocol.listing("manifest", protocol.MANIFEST_SPACE, "mediaFile", rows), now)


@require_safe
@for_phones
def show_book(request: OfficeRequest, phone: Phone, token: str, now: datetime, slug: str) -> HttpResponse:
    if slug not in forms.BOOKS:
        return not_here(now)
    text = forms.book_as_csv(phone.office, slug, now.astimezone(TZ).date())
    return protocol.with_headers(HttpResponse(text, content_type="text/csv; charset=utf-8"), now)


@require_http_methods(["HEAD", "POST"])
@for_phones
def take_submission(request: OfficeRequest, phone: Phone, token: str, now: datetime) -> HttpResponse:
    """201: it became a response. 202: it is kept, and somebody will look; never sent again."""
    if request.method == "HEAD":
        return protocol.with_headers(HttpResponse(status=204), now)
    try:
        content = submission_text(request)
        instance = read_instance(content)
    except InstanceFault as fault:
        return protocol.message(say(fault.bn, fault.en), now, 400)
    except (BadRequest, SuspiciousOperation):
        return protocol.message(say("যা পাঠানো হয়েছে তা পড়া যায়নি।", "What was sent could not be read."), now, 400)
    known = known_files(phone, instance, content)
    try:
        files = {
            name: checked_file(upload, client_ip(request), now)
            for name, upload in files_of(request, instance).items()
            if name not in known
        }
    except PaperFault as fault:
        response = protocol.message(say(fault.bn, fault.en), now, 503)
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
        return protocol.message(say("নেওয়া হয়েছে। ধন্যবাদ।", "Taken. Thank you."), now, 201)
    if kept.state == PhoneSubmission.ARRIVING:
        return protocol.message(say("রাখা হয়েছে। বাকি ফাইল পাঠান।", "Kept. Send the other files."), now, 202)
    return protocol.message(
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
    words, found = instance.words, dict[str, UploadedFile]()
    for part, upload in request.FILES.items():
        if part == SUBMISSION or not isinstance(upload, UploadedFile):
            continue
        if name := next((name for name in (part, upload.name or "") if name in words), ""):
            found[name] = upload
    return found


def checked_file(upload: UploadedFile, from_address: str, now: datetime) -> Checked:
    """The file made safe, or why it is not taken. Raises PaperFault where it may be sent again in a while."""
    count_paper(subject=("", 0), size=upload.size or 0, address=from_address, now=now)
    try:
        return check_upload(upload)
    except PaperFault as fault:
        if (fault.bn, fault.en) in PASSING:
            raise
        return fault
