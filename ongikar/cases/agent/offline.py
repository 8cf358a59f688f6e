"""The intake of a digital centre without a line: the forms go along on a phone with slips of their own, and
what the phone sends becomes a case whose promise counts from the slip.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ongikar.cases.actions.attachments import SLIP_TITLE
from ongikar.cases.citizen.apply.forms import files_by_paper
from ongikar.cases.models import AgentConsent, Case, FieldCounter, FieldFiling, IntakePack, MobileCode, Slip
from ongikar.cases.officer.counter.views import offered_services
from ongikar.cases.paper_days import PaperIntake, SlipFault, open_slip, reserve_slips
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.forms.forms import Form
from ongikar.offices.models import Office, Post
from ongikar.packs.actions import (
    OTHER_WORDS,
    PhoneSending,
    make_pack,
    read_sent,
    text_in,
    unreadable,
)
from ongikar.packs.models import CLOCK_IS_OFF
from ongikar.papers.actions import answer_files, checked_with_title, take_files
from ongikar.papers.check import Clean
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.records.actions import act_on
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import normal_slip_number

from .consent import GivenConsent, holds_for, try_code
from .filing import file_application, missing_paper_words
from .forms import AgentFilingForm

# As many as a centre fills in a week without a line.
SLIPS = 40
MOST_SAID, MOST_FIELDS, MOST_FILES = 60_000, 200, 14
HALF = (
    "সবটা এসে পৌঁছায়নি। ফোনে সব আছে; “এখন পাঠান” চাপলে আবার যাবে।",
    "Not all of it arrived. All of it is on the phone; press “Send now” to send it again.",
)
NO_SUCH_SERVICE = (
    "এই সেবা সেদিনের সিটিজেন চার্টারে নেই। আবেদনটি খুলে আরেকটি সেবা বেছে নিন।",
    "This service was not in the charter of that day. Open the application and choose another.",
)
WAITS_FOR_CONSENT = (
    "নাগরিকের সম্মতি বাকি: তাঁর মোবাইলে কোড পাঠান, অথবা সই করা স্লিপের ছবি দিন।",
    "The citizen’s consent is missing: send a code to their mobile, or add a photograph of the signed slip.",
)
OF_ANOTHER_CENTRE = (
    "এই স্লিপের নম্বর এই কেন্দ্রের ফোনের নয়।",
    "The number of this slip is of no phone of this centre.",
)
# As the history tells it, in the language of the office.
KEPT_ON_PHONE = "ইন্টারনেট না থাকায় ডিজিটাল সেন্টারের ফোনে রাখা ছিল।"
CLOCK_PUT_RIGHT = "ফোনের ঘড়ি ভুল ছিল; সময় ঠিক করে নেওয়া হয়েছে।"
NO_SUCH_MOMENT = "স্লিপে লেখা সময়টি হতে পারে না; সবচেয়ে কাছের সম্ভব সময় ধরা হয়েছে।"


@transaction.atomic
def make_intake_pack(office: Office, post: Post, *, user: User, now: datetime) -> IntakePack:
    """The forms go along on one phone for seven days, with numbers of slips that no other phone has."""
    counter, _ = FieldCounter.objects.get_or_create(post=post, defaults={"office": office})
    slips = reserve_slips(office, count=SLIPS, user_id=user.pk, now=now, submission=f"phone-{uuid4().hex}")
    return make_pack(IntakePack, counter, user=user, now=now, slips=slips)


def unused_slips(pack: IntakePack) -> list[str]:
    rows = Slip.objects.filter(range=pack.slips_id, case=None, cancelled_at=None).order_by("serial")
    return list(rows.values_list("number", flat=True))


@dataclass(frozen=True, slots=True)
class PhoneFiling:
    """One application as it came: what was typed, field by field, and its files."""

    sent: PhoneSending
    slip: str
    fields: list[tuple[str, str]]
    files: Mapping[str, UploadedFile]
    digest: str
    code: str
    code_key: str

    def value(self, name: str) -> str:
        return next((value for known, value in self.fields if known == name), "")


def read_filing(
    pack: IntakePack, body: str, files: MultiValueDict[str, UploadedFile], now: datetime
) -> PhoneFiling:
    """Raises ActFault for what cannot be read, and where a file is missing or not what was sent."""
    if len(body) > MOST_SAID:
        raise unreadable()
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise ActFault("", *HALF) from fault
    if not isinstance(said, dict):
        raise unreadable()
    fields, sums = said.get("fields") or [], said.get("files") or {}
    is_read = (
        isinstance(fields, list)
        and len(fields) <= MOST_FIELDS
        and all(isinstance(each, list) and len(each) == 2 for each in fields)
        and all(isinstance(part, str) and "\0" not in part for each in fields for part in each)
        and isinstance(sums, dict)
        and len(sums) <= MOST_FILES
    )
    if not is_read:
        raise unreadable()
    came = {name: upload for name in files if (upload := files.get(name)) is not None}
    if {name: sum_of(upload) for name, upload in came.items()} != sums:
        raise ActFault("", *HALF)
    slip = normal_slip_number(text_in(said, "slip"))
    words = json.dumps([slip, fields, sorted(sums.items())], ensure_ascii=False)
    return PhoneFiling(
        sent=read_sent(pack, said, now),
        slip=slip,
        fields=[(name, value) for name, value in fields],
        files=came,
        digest=hashlib.sha256(words.encode()).hexdigest(),
        code=text_in(said, "code"),
        code_key=text_in(said, "code_key"),
    )


def sum_of(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    for part in upload.chunks():
        digest.update(part)
    upload.seek(0)
    return digest.hexdigest()


def take_filing(pack: IntakePack, filing: PhoneFiling, now: datetime) -> Case:
    """The case that this becomes; sent again, the one that it became. Raises ActFault, and takes nothing."""
    if known := known_case(filing):
        return known
    counter = pack.counter
    slip = slip_of_centre(pack, filing.slip)
    received = received_moment(filing.sent, slip, now)
    form = form_of(pack, filing, received)
    papers = papers_of_filing(form)
    consent = consent_of_filing(pack, filing, form.cleaned_data["mobile"], received, now)
    holder = holder_of(pack.user, now.astimezone(TZ).date())
    with act_on(counter):
        # Another sending of the same may have come through while the files were looked at.
        if known := known_case(filing):
            return known
        try:
            on_paper = PaperIntake(
                received, open_slip(counter.office, filing.slip), reason_of(pack, filing.sent, slip)
            )
            case = file_application(
                form,
                holder=holder,
                office=counter.office,
                consent=consent,
                now=now,
                papers=papers,
                on_paper=on_paper,
            )
        except SlipFault as fault:
            raise ActFault("", fault.bn, fault.en) from fault
        FieldFiling.objects.create(
            pack=pack,
            case=case,
            uuid=filing.sent.uuid,
            digest=filing.digest,
            said_at=received,
            came_at=now,
        )
    return case


def received_moment(sent: PhoneSending, slip: Slip, now: datetime) -> datetime:
    """From when the promise counts: the moment of the counter, where that can be, else the nearest that can.
    No slip was handed out before its number was drawn.
    """
    return min(max(sent.said_at, slip.range.reserved_at), now)


def reason_of(pack: IntakePack, sent: PhoneSending, slip: Slip) -> str:
    """Why it comes so late, and what was done with a moment that the phone's clock had wrong: the citizen
    holds a slip that says another.
    """
    if not sent.is_possible or slip.range.reserved_at - sent.said_at > CLOCK_IS_OFF:
        return f"{KEPT_ON_PHONE} {NO_SUCH_MOMENT}"
    return f"{KEPT_ON_PHONE} {CLOCK_PUT_RIGHT}" if pack.is_clock_off else KEPT_ON_PHONE


def known_case(filing: PhoneFiling) -> Case | None:
    """The case of this sending; the phone may let go of what stands here, and of nothing else."""
    row = FieldFiling.objects.select_related("case").filter(uuid=filing.sent.uuid).first()
    if row is None:
        return None
    require(row.digest == filing.digest, "", *OTHER_WORDS)
    return row.case


def slip_of_centre(pack: IntakePack, number: str) -> Slip:
    """A slip of a phone of this centre: that one may be broken, and what it saved be sent by another."""
    slip = (
        Slip.objects.select_related("range")
        .filter(number=number, office=pack.counter.office_id, range__intake_pack__counter=pack.counter_id)
        .first()
    )
    if slip is None:
        raise ActFault("", *OF_ANOTHER_CENTRE)
    return slip


def form_of(pack: IntakePack, filing: PhoneFiling, received: datetime) -> AgentFilingForm:
    """The very form of the page, filled as the phone says; raises ActFault with all its faults."""
    data = QueryDict(mutable=True)
    for name, value in filing.fields:
        data.appendlist(name, value)
    service = data.get("service", "")
    services = offered_services(pack.counter.office, received)
    if service not in {row.code for row in services}:
        raise ActFault("", *NO_SUCH_SERVICE)
    data["asked_of"], data["token"], data["code"] = service, filing.sent.uuid.hex, ""
    files = MultiValueDict({name: [upload] for name, upload in filing.files.items()})
    form = AgentFilingForm(data, files, services=services, today=received.astimezone(TZ).date())
    form.is_valid()
    given = {name.removeprefix("paper-") for name in filing.files}
    for paper in form.paper_lines:
        if paper.is_required and not paper.will_show and str(paper.number) not in given:
            form.add_error(f"paper-{paper.number}", missing_paper_words(paper.name))
    refuse_faults(*form.parts)
    return form


def refuse_faults(*parts: Form) -> None:
    """One sentence of all that is at fault, as the list on the phone shows it."""
    said = [
        f"{part[name].label}: {faults[0]}" if name in part.fields else str(faults[0])
        for part in parts
        for name, faults in part.errors.items()
    ]
    if said:
        words = " ".join(said)
        raise ActFault("", words, words)


def papers_of_filing(form: AgentFilingForm) -> list[tuple[str, Clean]]:
    """Every file, checked and drawn anew; raises ActFault for one that is not taken."""
    files = [*files_by_paper(form, form.paper_lines)]
    if slip := form.cleaned_data.get("signed_slip"):
        files.append(("signed_slip", SLIP_TITLE, slip))
    papers = take_files(form, files, checked_with_title)
    answers = take_files(form.questions, answer_files(form.questions), checked_with_title)
    refuse_faults(*form.parts)
    return [*(papers or []), *(answers or [])]


# ---- the citizen's yes ----


def code_signer() -> Signer:
    return Signer(salt="ongikar.cases.agent.offline.code", algorithm="sha256")


def key_of_code(pack: IntakePack, code: MobileCode) -> str:
    """What the phone keeps of a code that it asked for: which one, of this centre."""
    return code_signer().sign_object([pack.counter_id, code.pk])


def code_of_key(pack: IntakePack, key: str) -> MobileCode | None:
    try:
        counter_id, code_id = code_signer().unsign_object(key)
    except (BadSignature, ValueError, TypeError):
        return None
    if counter_id != pack.counter_id:
        return None
    return MobileCode.objects.filter(pk=code_id, office=pack.counter.office_id).first()


def consent_of_filing(
    pack: IntakePack, filing: PhoneFiling, mobile: str, received: datetime, now: datetime
) -> GivenConsent:
    """By the photograph of the slip that was signed at the counter, or by a code that was entered since.
    Raises ActFault without either.
    """
    if "signed_slip" in filing.files:
        return GivenConsent(AgentConsent.SLIP, received)
    code = code_of_key(pack, filing.code_key) if filing.code_key else None
    if code is None or code.mobile != mobile:
        raise ActFault("code", *WAITS_FOR_CONSENT)
    if holds_for(code, mobile, now) and code.used_at:
        return GivenConsent(AgentConsent.CODE, code.used_at)
    if fault := try_code(code, filing.code, now):
        raise ActFault("code", fault, fault)
    return GivenConsent(AgentConsent.CODE, now)
