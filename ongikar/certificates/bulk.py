"""Many certificates at once: ordered with a press, issued and printed by the worker, which says how far it
is.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import language
from ongikar.exports.makers import Arguments, ExportMaker, MadeFile, NothingToMake, Work
from ongikar.exports.models import Export
from ongikar.exports.orders import order_export
from ongikar.journal.actions import SubjectReference, record
from ongikar.offices.models import Office, Post
from ongikar.papers.pdf.typesetter import render_apart
from ongikar.people.models import User
from ongikar.rules.certificate_statement import Words

from .issuing import issue_certificate, signer_words, usual_submission
from .models import Certificate, CertificateOrder, CertificateTemplate
from .paper import sheet_of, sheets_data
from .template_files import newest_template, statement_fields
from .transitions import ISSUED, CertificateFault

ORDER = "order"
# Issued in one transaction: the book of serials is held until it ends, and others issue, too.
CHUNK = 25
# Set by one program: more would take the typesetter more than it may.
A_VOLUME = 125
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
                if code != "signer" or "signer" in each["statement"]
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
    for first in range(0, order.total, CHUNK):
        with transaction.atomic():
            for place in range(first, min(first + CHUNK, order.total)):
                line = order.lines[place]
                holder = line["holder"]
                issue_certificate(
                    office=order.office,
                    template_key=order.template_key,
                    statement={code: (words[0], words[1]) for code, words in line["statement"].items()},
                    subject=order.subject,
                    holder=(str(holder[0]), int(holder[1])) if holder else None,
                    actor=("user", order.asked_by_id),
                    now=timezone.now(),
                    submission=submission_of(order, place, holder),
                )
        yield min(first + CHUNK, order.total)
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


def print_order(order: CertificateOrder, work: Work) -> MadeFile:
    """Those of the order that hold, in the order of their numbers, by the template of each."""
    import pikepdf

    tongue = language()
    found = Certificate.objects.with_all().filter(submission__in=submissions_of(order), state=ISSUED)
    by_template: dict[int, list[Certificate]] = {}
    for each in found.order_by("number"):
        if each.statement and each.template.source:
            by_template.setdefault(each.template_id, []).append(each)
    path = work.folder / "certificates.pdf"
    done, count = 0, sum(map(len, by_template.values()))
    if not count:
        raise NothingToMake
    with pikepdf.new() as whole:
        for certificates in by_template.values():
            for first in range(0, len(certificates), A_VOLUME):
                part = certificates[first : first + A_VOLUME]
                with pikepdf.open(print_volume(order.office, part[0].template, part, tongue, work)) as pages:
                    whole.pages.extend(pages.pages)
                done += len(part)
                work.step((order.total + done) // 2)
                work.pause()
        whole.save(path)
    return MadeFile(path, f"certificates-{order.pk}.pdf", "application/pdf", count)


def print_volume(
    office: Office, template: CertificateTemplate, part: list[Certificate], tongue: str, work: Work
) -> Path:
    """One volume set into the folder. One that was set before a fall, of the very same certificates, is taken
    from there.
    """
    data = sheets_data(office, [sheet_of(each, tongue) for each in part], tongue)
    said = "\n".join([template.sha256, tongue, *(each.proof for each in part)])
    path = work.folder / f"{hashlib.sha256(said.encode()).hexdigest()[:20]}.pdf"
    if not path.exists():
        beside = path.with_suffix(".part")
        beside.write_bytes(render_apart("certificate", data, source=template.source))
        beside.rename(path)
    return path


def address_of_order(arguments: Arguments) -> str:
    return reverse("certificates")


CERTIFICATES = ExportMaker("certificates", address_of_order, make_certificates, READERS)
