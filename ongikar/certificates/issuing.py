"""Issuing a certificate, putting another in its place, revoking it, and printing it.

Each is one transaction with its entry in the journal; what apps above do when one is issued stands in
AFTER_ISSUE.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from ongikar.certificates.rules.serial import certificate_serial, draw_code
from ongikar.certificates.rules.statement import Statement, StatementFault, Words, write_line, write_statement
from ongikar.core.db.violations import violates
from ongikar.core.i18n.say import override_language
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.offices.models import Office, Post
from ongikar.offices.serials import next_number
from ongikar.papers.pdf import ZXING
from ongikar.people.models import Holding, User
from ongikar.records.actions import carry_out, note, perform
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from .key_ring import sign_text, signing_key
from .models import Certificate, CertificatePrint, CertificateTemplate, SigningKey
from .template_files import newest_template, statement_fields
from .transitions import ISSUE, REPLACE, REVOKE, CertificateFault

# Called in the transaction of an issue, as callable(certificate, *, now): how an app above learns of it.
AFTER_ISSUE: list[Callable[..., object]] = []
BOOK_OF_MARK = {"C": "certificates", "P": "letter proofs"}
# Places in the status list of a year; so many that a free one is drawn at once.
STATUS_PLACES = 1 << 20
MOST_REASON = 500


@transaction.atomic
def issue_certificate(
    *,
    office: Office,
    template_key: str,
    statement: Mapping[str, Words | str],
    subject: SubjectReference,
    holder: SubjectReference | None = None,
    actor: Reference,
    now: datetime,
    submission: str = "",
) -> Certificate:
    """A certificate with the next serial of its book, signed.

    `statement`: each printed field by its code, as (Bangla, English); who signs may be left out, and is then
    whoever holds the officer's post. The same `submission` twice is one certificate; without one, so is the
    same holder for the same subject. Raises CertificateFault beside the field that cannot be printed.
    """
    if not submission:
        submission = usual_submission(template_key, subject, holder)
    known = Certificate.objects.filter(submission=submission).first()
    if known:
        return known
    template = newest_template(office, template_key, now)
    try:
        with transaction.atomic():
            return write_certificate(
                office, template, statement, subject, holder, submission=submission, actor=actor, now=now
            )
    except IntegrityError as fault:
        if not violates(fault, Certificate, "submission"):
            raise
        # The same press arrived twice at once; the other one has issued it.
        return Certificate.objects.get(submission=submission)


def usual_submission(template_key: str, subject: SubjectReference, holder: SubjectReference | None) -> str:
    """One certificate of a kind for one person and one thing; whoever is named by name alone may have
    several.
    """
    whose = f"{holder[0]}-{holder[1]}" if holder else secrets.token_hex(16)
    return f"{template_key}-{subject[0]}-{subject[1]}-{whose}"


def write_certificate(
    office: Office,
    template: CertificateTemplate,
    statement: Mapping[str, Words | str],
    subject: SubjectReference,
    holder: SubjectReference | None,
    *,
    submission: str,
    actor: Reference,
    now: datetime,
    replaces: Certificate | None = None,
    key: SigningKey | None = None,
) -> Certificate:
    """The row, its first change and its entry, in the caller's transaction. `key`: the one that signs now,
    where it is at hand.
    """
    day = now.astimezone(TZ).date()
    if "signer" not in statement:
        statement = {**statement, "signer": signer_words(office, now)}
    fields = statement_fields(template, statement)
    key = key or signing_key(now)
    year = fiscal_year(day)
    # Drawn as late as can be: others who issue wait for it.
    number = next_number(office, BOOK_OF_MARK[template.mark], year)
    serial = certificate_serial(office.geocode, template.mark, year, number)
    whole = Statement(serial, day, template.key, template.version, key.key_id, office_words(office), fields)
    try:
        text = write_statement(whole)
    except StatementFault as fault:
        raise CertificateFault(fault.field, fault.bn, fault.en) from fault
    certificate = Certificate.objects.create(
        office=office,
        serial=serial,
        mark=template.mark,
        fiscal_year=year,
        number=number,
        check_code=draw_code(),
        subject_type=subject[0],
        subject_id=subject[1],
        holder_type=holder[0] if holder else "",
        holder_id=holder[1] if holder else None,
        template=template,
        key=key,
        proof=write_line(text, sign_text(key.key_id, text)),
        search=search_words(fields),
        status_index=draw_place(year),
        replaces=replaces,
        issued_at=now,
        code_drawn_by=ZXING,
        submission=submission,
    )
    change = certificate.change(ISSUE)
    change.enter_who(actor, now)
    change.save(force_insert=True)
    note(certificate, change.verb, actor, now)
    for follow in AFTER_ISSUE:
        follow(certificate, now=now)
    return certificate


def replace_certificate(
    certificate: Certificate,
    *,
    statement: Mapping[str, Words | str],
    reason: str,
    actor: Reference,
    now: datetime,
) -> Certificate:
    """Another certificate in the place of this one: a name or a date was put right. The old one says from now
    on which replaces it. Fields that `statement` does not name stay as they were. Raises CertificateFault,
    and ActFault where it does not hold any more.
    """
    change = certificate.change(REPLACE, require_reason(reason))
    with carry_out(certificate, change, actor=actor, now=now):
        held = certificate.statement
        if held is None:
            raise CertificateFault(
                "",
                "এই সনদের লেখা আর রাখা নেই; এটি বদলানো যায় না।",
                "What this certificate said is no longer kept; it cannot be replaced.",
            )
        before = {code: words for code, words in held.fields.items() if code != "signer"}
        template = newest_template(certificate.office, certificate.template.key, now)
        printed = {field["code"] for field in template.fields}
        said = {code: words for code, words in {**before, **statement}.items() if code in printed}
        signed = {"signer": certificate.words_of("signer"), **said}
        if statement_fields(template, signed) == dict(held.fields):
            raise CertificateFault(
                "",
                "কোনো ঘর বদলানো হয়নি। যা ভুল ছিল, তা ঠিক করুন।",
                "No field was changed. Put right what was wrong.",
            )
        return write_certificate(
            certificate.office,
            template,
            said,
            certificate.subject,
            certificate.holder,
            submission=f"replaces-{certificate.pk}",
            actor=actor,
            now=now,
            replaces=certificate,
        )


def revoke_certificate(certificate: Certificate, *, reason: str, actor: Reference, now: datetime) -> None:
    """It does not hold any more; the public page says since when and why. Raises CertificateFault, and
    ActFault where it did not hold before.
    """
    with carry_out(certificate, certificate.change(REVOKE, require_reason(reason)), actor=actor, now=now):
        pass


def record_print(
    certificate: Certificate, *, language: str, receiver: str = "", user: User, now: datetime
) -> CertificatePrint:
    """One more copy, with who took it."""
    copy = CertificatePrint(
        certificate=certificate, language=language, receiver=" ".join(receiver.split())[:200]
    )
    return perform(certificate, copy, actor=("user", user.pk), now=now)


def require_reason(typed: str) -> str:
    reason = " ".join(typed.split())
    if not reason:
        raise CertificateFault(
            "reason",
            "কারণ লিখুন: যাচাইয়ের পাতায় এটি দেখা যাবে।",
            "Write the reason: it is shown on the page where the certificate is checked.",
        )
    if len(reason) > MOST_REASON:
        raise CertificateFault("reason", "কারণটি ছোট করে লিখুন।", "Write a shorter reason.")
    return reason


def draw_place(year: int) -> int:
    """A free place in the status list of a year."""
    while True:
        place = secrets.randbelow(STATUS_PLACES)
        if not Certificate.objects.filter(fiscal_year=year, status_index=place).exists():
            return place


def search_words(fields: Mapping[str, Words]) -> str:
    """What the desk finds it by: every field in both languages, folded."""
    return fold(" ".join(word for words in fields.values() for word in dict.fromkeys(words)))


def office_words(office: Office) -> Words:
    return (
        f"{office.department_bn}, {office.name_bn}".strip(", "),
        f"{office.department_en}, {office.name_en}".strip(", "),
    )


def signer_words(office: Office, now: datetime) -> Words:
    """Whoever holds the officer's post that day, with the post; the post alone where nobody does."""
    post = Post.objects.filter(office=office, role=Post.OFFICER).order_by("pk").first()
    if post is None:
        return ("", "")
    held = Holding.objects.on(now.astimezone(TZ).date()).filter(post=post).select_related("user").first()

    def words(tongue: str) -> str:
        with override_language(tongue):
            return ", ".join(filter(None, (held.user.name if held else "", post.title)))

    return words("bn"), words("en")
