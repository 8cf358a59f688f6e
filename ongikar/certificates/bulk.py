"""Many certificates at once: ordered with a press, issued and printed by the worker, which says how far it
is.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ongikar.certificates.rules.statement import Words
from ongikar.core.i18n.say import language
from ongikar.exports.makers import Arguments, ExportMaker, MadeFile, NothingToMake, Work
from ongikar.exports.models import Export
from ongikar.exports.orders import order_export
from ongikar.journal.actions import SubjectReference, record
from ongikar.offices.models import Office, Post
from ongikar.papers.pdf.typesetter import render_apart
from ongikar.people.models import User

from .issuing import signer_words, usual_submission, write_certificate
from .key_ring import signing_key
from .models import Certificate, CertificateOrder, CertificateTemplate, SigningKey
from .paper import sheet_of, sheets_data
from .template_files import newest_template, statement_fields
from .transitions import ISSUED, CertificateFault

if TYPE_CHECKING:
    import pikepdf

ORDER = "order"
# Issued in one transaction: the book of serials is held until it ends, and others issue, too.
CHUNK = 25
# After so many a word about how far it is, and a rest.
A_STEP = 125
# Set by one program: more would take the typesetter more than it may.
A_VOLUME = 170
MOST = 2_000
READERS = frozenset({Post.OFFICER, Post.ASSISTANT})


class OrderLine(TypedDict):
    """One certificate that is to be issued."""

    statement: dict[str, list[str]]
    holder: list[str | int] | None


class WantedCertificate(TypedDict):
    """One certificate as whoever orders it says it: its statement, and who holds it."""

    statement: Mapping[str, Words | str]
    holder: SubjectReference | None


@transaction.atomic
def order_certificates(
    *,
    office: Office,
    template_key: str,
    wanted: Sequence[WantedCertificate],
    subject: SubjectReference,
    title: tuple[str, str],
    user: User,
    now: datetime,
) -> Export:
    """All of them, to be issued and printed by the worker; the export's page says how far it is and gives the
    file.

    Every statement is judged now, so that nothing is refused when nobody looks. Whoever holds one already for
    this subject gets no second, and it is printed with the rest. Raises CertificateFault and TooManyExports.
    """
    # Held while it is looked at: a double press is one order.
    User.objects.select_for_update().get(pk=user.pk)
    if not wanted or len(wanted) > MOST:
        raise CertificateFault(
            "", "একবারে ১ থেকে ২,০০০টি সনদ দেওয়া যায়।", "From 1 to 2,000 certificates may be ordered at once."
        )
    template, signer = newest_template(office, template_key, now), signer_words(office, now)
    lines = [
        OrderLine(
            statement={
                code: list(words)
                for code, words in statement_fields(template, {"signer": signer, **each["statement"]}).items()
            },
            holder=list(each["holder"]) if each["holder"] else None,
        )
        for each in wanted
    ]
    order = find_same(office, template_key, subject, lines) or CertificateOrder.objects.create(
        office=office,
        template_key=template_key,
        subject_type=subject[0],
        subject_id=subject[1],
        lines=lines,
        total=len(lines),
        asked_by=user,
        asked_at=now,
    )
    record(
        "certificates.ordered",
        subject=order.reference,
        actor=("user", user.pk),
        office_id=office.pk,
        now=now,
        count=order.total,
    )
    return order_export(
        maker=CERTIFICATES,
        arguments={ORDER: str(order.pk)},
        title=title,
        lines=order.total,
        office=office,
        user=user,
        now=now,
    )


def find_same(
    office: Office, template_key: str, subject: SubjectReference, lines: list[OrderLine]
) -> CertificateOrder | None:
    """An order that says the same and is not done yet."""
    open_orders = CertificateOrder.objects.filter(
        office=office,
        template_key=template_key,
        subject_type=subject[0],
        subject_id=subject[1],
        finished_at=None,
    )
    return next((each for each in open_orders if each.lines == lines), None)


def make_certificates(office: Office, arguments: Arguments, work: Work) -> MadeFile:
    """Issue what is left of the order, then print all of it in volumes: one PDF."""
    order = CertificateOrder.objects.filter(office=office, pk=int(arguments[ORDER])).first()
    if order is None:
        raise NothingToMake
    for done in issue_order(order):
        if done % A_STEP == 0:
            # Issuing is half of the work.
            work.step(done // 2)
    return print_order(order, work)


def submission_of(order: CertificateOrder, place: int, holder: list[str | int] | None) -> str:
    if holder:
        return usual_submission(order.template_key, order.subject, (str(holder[0]), int(holder[1])))
    return f"order-{order.pk}-{place}"


def submissions_of(order: CertificateOrder) -> list[str]:
    return [submission_of(order, place, line["holder"]) for place, line in enumerate(order.lines)]


def issue_order(order: CertificateOrder) -> Iterator[int]:
    """Issue it in parts, each whole; how many are done after each. What was issued before a fall is found
    again by its submission.
    """
    now = timezone.now()
    template, key = newest_template(order.office, order.template_key, now), signing_key(now)
    for first in range(0, order.total, CHUNK):
        part = order.lines[first : first + CHUNK]
        names = [submission_of(order, first + place, line["holder"]) for place, line in enumerate(part)]
        with transaction.atomic():
            known = set(Certificate.objects.filter(submission__in=names).values_list("submission", flat=True))
            for name, line in zip(names, part, strict=True):
                if name not in known:
                    issue_line(order, line, name, template, key)
        yield first + len(part)
    if order.finished_at is None:
        with transaction.atomic():
            order.finished_at = timezone.now()
            order.save(update_fields=["finished_at"])
            record(
                "certificates.issued",
                subject=order.reference,
                actor=("user", order.asked_by_id),
                office_id=order.office_id,
                now=order.finished_at,
                count=order.total,
            )


def issue_line(
    order: CertificateOrder, line: OrderLine, submission: str, template: CertificateTemplate, key: SigningKey
) -> None:
    holder = line["holder"]
    write_certificate(
        order.office,
        template,
        {code: (words[0], words[1]) for code, words in line["statement"].items()},
        order.subject,
        (str(holder[0]), int(holder[1])) if holder else None,
        submission=submission,
        actor=("user", order.asked_by_id),
        now=timezone.now(),
        key=key,
    )


def print_order(order: CertificateOrder, work: Work) -> MadeFile:
    """Those of the order that hold, in the order of their numbers, by the template of each."""
    import pikepdf

    parts = parts_of(order)
    path = work.folder / "certificates.pdf"
    done, count = 0, sum(map(len, parts))
    if not count:
        raise NothingToMake
    # While one volume is set by its own program, the codes of the next are drawn here.
    with ThreadPoolExecutor(max_workers=1) as setter, pikepdf.new() as whole:
        waiting: deque[tuple[Future[Path], int]] = deque()
        for part in parts:
            waiting.append((setter.submit(volume_of(order, part, work)), len(part)))
            if len(waiting) > 1:
                done += take_volume(whole, *waiting.popleft())
                work.step((order.total + done) // 2)
                work.pause()
        while waiting:
            done += take_volume(whole, *waiting.popleft())
        whole.save(path)
    return MadeFile(path, f"certificates-{order.pk}.pdf", "application/pdf", count)


def parts_of(order: CertificateOrder) -> list[list[Certificate]]:
    """What is printed, as the volumes in which it is set: each of one template."""
    found = Certificate.objects.with_related().filter(submission__in=submissions_of(order), state=ISSUED)
    by_template: dict[int, list[Certificate]] = {}
    for each in found.order_by("number"):
        if each.statement and each.template.source:
            by_template.setdefault(each.template_id, []).append(each)
    return [
        certificates[first : first + A_VOLUME]
        for certificates in by_template.values()
        for first in range(0, len(certificates), A_VOLUME)
    ]


def volume_of(order: CertificateOrder, part: list[Certificate], work: Work) -> Callable[[], Path]:
    """What sets one volume into the folder. One that was set before a fall, of the very
    same certificates, is taken from there.
    """
    template, tongue = part[0].template, language()
    said = "\n".join([template.sha256, tongue, *(each.proof for each in part)])
    path = work.folder / f"{hashlib.sha256(said.encode()).hexdigest()[:20]}.pdf"
    sheets = [] if path.exists() else [sheet_of(each, tongue) for each in part]
    return partial(set_volume, path, template.source, sheets_data(order.office, sheets, tongue))


def set_volume(path: Path, source: str, data: dict[str, Any]) -> Path:
    if not path.exists():
        beside = path.with_suffix(".part")
        beside.write_bytes(render_apart("certificate", data, source=source))
        beside.rename(path)
    return path


def take_volume(whole: "pikepdf.Pdf", path: Future[Path], count: int) -> int:
    """Add its pages; how many."""
    import pikepdf

    with pikepdf.open(path.result()) as pages:
        whole.pages.extend(pages.pages)
    return count


def address_of_order(arguments: Arguments) -> str:
    return reverse("certificates")


CERTIFICATES = ExportMaker("certificates", address_of_order, make_certificates, READERS)
