"""Certificates that prove themselves: their templates and keys, what became of them, their prints, and
orders of many.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, Self, TypedDict

from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import LANGUAGES, choices_of, say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.papers.pdf import SEGNO
from ongikar.people.models import GONE, User
from ongikar.records.models import UNSEALED_KEY, ActRow, RowOfRecord, StatedRecord

from .rules.serial import CERTIFICATE, PROOF
from .rules.statement import SignedLine, Statement, Words, read_line
from .transitions import ACTS, ISSUE, ISSUED, REPLACE, REPLACED, REVOKE, STATES, TRANSITIONS

MARKS = {CERTIFICATE: ("সনদ", "Certificate"), PROOF: ("পত্রের প্রমাণ", "Proof of a letter")}


class TemplateField(TypedDict):
    """One printed field: its code in the statement, its label in both languages, and whether it
    may be empty.
    """

    code: str
    bn: str
    en: str
    is_required: bool


class CertificateTemplate(models.Model):
    """One version of a template of an office. Never edited: a certificate is printed by the version it was
    issued under for as long as it is kept.
    """

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="certificate_templates", db_index=False
    )
    # Which template: a code of certificates.template_files, or one that the office named.
    key = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    # C for a certificate, P for the proof of a letter: it stands in the serial, and each has a book of its
    # own.
    mark = models.CharField(max_length=1, choices=choices_of(MARKS))
    title_bn = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    # TemplateField, in the order in which they are printed.
    fields = models.JSONField()
    # Typst, whole: it imports nothing, so that no other file changes what was issued.
    source = models.TextField()
    # Of fields and source: the same is not published twice.
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "key", "version"], name="one_template_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.key}/{self.version}"


class SigningKey(models.Model):
    """The public half of a key that signs certificates, and since when and until when it signed. It is kept
    for ever: what it signed is checked with it. The private halves lie in a file (certificates/key_ring.py).
    """

    # The first eight bytes of the SHA-256 of the public key, in hexadecimal.
    key_id = models.CharField(max_length=16, unique=True)
    # The 32 bytes, as base64 for addresses: the `x` of its JWK.
    public = models.CharField(max_length=43)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key_id


class CertificateQuerySet(SealedQuerySet):
    def of_subject(self, reference: SubjectReference) -> Self:
        """What was issued for one thing (a batch, an event, a letter), in the order of issue."""
        return self.filter(subject_type=reference[0], subject_id=reference[1]).order_by("id")

    def of_holder(self, reference: SubjectReference) -> Self:
        """What one person holds, in the order of issue."""
        return self.filter(holder_type=reference[0], holder_id=reference[1]).order_by("id")

    def by_serial(self, office: Office, serial: str) -> Any:
        """The one of an office that bears this number. Unordered: the order of keys would be
        walked for it.
        """
        return next(iter(self.filter(office=office, serial=serial)[:1]), None)

    def holding(self) -> Self:
        """Those that hold: neither replaced nor revoked."""
        return self.filter(state=ISSUED)

    def with_related(self) -> Self:
        return self.select_related("office", "template", "key", "replaces")


class Certificate(StatedRecord):
    """A statement of the office that proves itself. `state` is a cache of the fold of its changes.

    All that it prints stands in `proof`, signed, and is read from there alone: what is shown, printed and
    checked cannot differ. It points at what it is for, and at whoever holds it, by type and key.
    """

    SUBJECT, TRANSITIONS = "certificate", TRANSITIONS
    UNSEALED = UNSEALED_KEY | {
        "search": "folded words of another column, for the search",
        "code_drawn_by": "how the code is drawn; what it says is the signed line",
    }
    PERSONAL_DATA = {"proof": "", "search": GONE}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="certificates", db_index=False)
    serial = models.CharField(max_length=24, unique=True)
    # The book, its year and the number in it, of which the serial is made.
    mark = models.CharField(max_length=1, choices=choices_of(MARKS))
    fiscal_year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    # Eight signs by lot: who has them has seen the certificate.
    check_code = models.CharField(max_length=8)
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    holder_type = models.CharField(max_length=30, blank=True)
    holder_id = models.PositiveBigIntegerField(null=True)
    template = models.ForeignKey(
        CertificateTemplate, on_delete=models.PROTECT, related_name="certificates", db_index=False
    )
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+", db_index=False)
    # What stands after the # of its address: ongikar-cert1.STATEMENT.SIGNATURE; "" once retention has emptied
    # it.
    proof = models.TextField(blank=True)
    # Folded words of the fields, for the search of the desk.
    search = models.TextField(blank=True)
    # Its place in the status list of its year, by lot: a list tells nobody who else was in it.
    status_index = models.PositiveIntegerField()
    # Most replace none: an index that held these too would be believed to find nothing.
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replacements", db_index=False
    )
    state = models.CharField(max_length=8, default=ISSUED, choices=choices_of(STATES))
    issued_at = models.DateTimeField()
    # By which library its code is drawn, each time that it is printed: those of before this was asked, by the
    # one of then.
    code_drawn_by = models.PositiveSmallIntegerField(default=SEGNO)
    # Sent twice is issued once.
    submission = models.CharField(max_length=120, unique=True)

    objects = CertificateQuerySet.as_manager()  # type: ignore[misc]  # with words of its own

    class Meta:
        verbose_name = say_lazy("সনদ", "Certificate")
        verbose_name_plural = say_lazy("সনদ", "Certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "status_index"], name="one_certificate_a_status_place"
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False),
                name="one_certificate_in_the_place_of_one",
            ),
            models.CheckConstraint(condition=Q(state__in=tuple(STATES)), name="a_certificate_has_a_state"),
            models.CheckConstraint(
                condition=Q(holder_type="") ^ Q(holder_id__isnull=False),
                name="a_holder_of_a_certificate_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="certificates_of_a_subject"),
            models.Index(
                fields=["holder_type", "holder_id", "id"],
                name="certificates_of_a_holder",
                condition=Q(holder_id__isnull=False),
            ),
            models.Index(fields=["office", "mark", "-id"], name="certificates_newest"),
            models.Index(
                fields=["office", "mark", "fiscal_year", "number"], name="certificates_of_a_register"
            ),
            # What does not hold any more: the lists for those who check without us, and that of the desk.
            models.Index(
                fields=["office", "fiscal_year"], name="certificates_that_ended", condition=~Q(state=ISSUED)
            ),
            models.Index(
                fields=["office", "mark", "-id"],
                name="certificates_ended_of_office",
                condition=~Q(state=ISSUED),
            ),
            models.Index(
                fields=["office", "issued_at"], name="certificates_to_empty", condition=~Q(search=GONE)
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def subject(self) -> SubjectReference:
        return (self.subject_type, self.subject_id)

    @property
    def holder(self) -> SubjectReference | None:
        return (self.holder_type, self.holder_id) if self.holder_id is not None else None

    @property
    def replaced_by(self) -> "Certificate | None":
        """The one in its place; None while it holds, and where it was revoked."""
        return next(iter(self.replacements.all()), None) if self.state == REPLACED else None

    @property
    def is_letter_proof(self) -> bool:
        return self.mark != CERTIFICATE

    @cached_property
    def line(self) -> SignedLine | None:
        """The proof as it is read; None once it was emptied, or where it was damaged."""
        return read_line(self.proof) if self.proof else None

    @property
    def statement(self) -> Statement | None:
        return self.line.statement if self.line else None

    def words_of(self, code: str) -> Words:
        """What it prints in one field, in both languages; empty where it has none."""
        return self.statement.fields.get(code, ("", "")) if self.statement else ("", "")

    @property
    def holder_name(self) -> str:
        """The printed name, in the language at hand."""
        return say(*self.words_of("name"))

    def lock(self) -> None:
        super().lock()
        # It may have been emptied meanwhile.
        self.__dict__.pop("line", None)

    def change(self, name: str, reason: str = "") -> "StatusChange":
        """One that is not written yet."""
        return StatusChange(certificate=self, name=name, reason=reason)

    def forget(self) -> None:
        """Empty what it said, why it ended, and who took its copies, in the caller's transaction; safe to run
        twice.

        Number, day and state stay, so that the register keeps its line and the number still tells whether it
        holds.
        """
        self.changes.exclude(reason="").update(reason="")
        self.prints.exclude(receiver="").update(receiver="")
        self.proof, self.search = "", GONE
        self.save(update_fields=["proof", "search"])


class StatusChange(ActRow):
    """One act on a certificate: issued, replaced or revoked, when, by whom and why. Only ever added."""

    PARENT, SAID = "certificate", ("name", "reason")
    PERSONAL_DATA = {"reason": ""}
    VERBS = {ISSUE: "issued", REPLACE: "replaced", REVOKE: "revoked"}

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="changes")
    name = models.CharField(max_length=8, choices=choices_of(ACTS))
    words = None  # type: ignore[assignment]  # its words are the reason
    # Why, in the words that the public page shows; "" of the issue.
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.certificate_id}"


class CertificatePrint(RowOfRecord):
    """One copy that was printed: which, in which language, and who took it. Only ever added."""

    PARENT, VERB = "certificate", "printed"
    PERSONAL_DATA = {"receiver": ""}

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="prints")
    # 1: the first print; from 2 on copies.
    copy = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=choices_of(LANGUAGES))
    # Who took it, in the office's words; "" where it lies with the office.
    receiver = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["certificate", "copy"], name="one_print_a_copy")]

    def __str__(self) -> str:
        return f"copy {self.copy} of {self.certificate_id}"

    def find_known(self) -> None:
        """Each copy is one of its own."""

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at, self.by_id = now, not_none(actor[1])

    def check_act(self, now: datetime) -> None:
        self.copy = self.certificate.prints.count() + 1

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"count": self.copy}


class CertificateOrder(models.Model):
    """What the worker is to issue: the lines that are left, each a statement with its holder. Begun again
    after a fall it goes on where it was.
    """

    SUBJECT = "certificate_order"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    template_key = models.CharField(max_length=30)
    # What the certificates are for.
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    # Statement and holder of each (bulk.OrderLine); retention deletes the order.
    lines = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="orders_of_a_subject"),
            # What retention deletes.
            models.Index(fields=["office", "asked_at"], name="certificate_orders_to_delete"),
        ]

    def __str__(self) -> str:
        return f"certificate order {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def subject(self) -> SubjectReference:
        return (self.subject_type, self.subject_id)
