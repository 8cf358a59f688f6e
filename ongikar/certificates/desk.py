"""What the office sees of its certificates, and does with them: the list, one certificate, and the acts by
which it no longer holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import register_converter, reverse

from ongikar.certificates.rules.serial import CERTIFICATE, PROOF, SERIAL_IN_ADDRESS, serial_words
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES, Asker, StaffRequest
from ongikar.people.search_sources import SearchSource
from ongikar.people.subjects import SubjectType, load_subjects, subject_words
from ongikar.records.acts import Act
from ongikar.records.desk import Desk
from ongikar.records.filters import Filter
from ongikar.records.registry import register
from ongikar.records.views import SignedPage
from ongikar.records.words import State, Words, label
from ongikar.rules.calendar.office_calendar import TZ

from . import actions
from .check import judge
from .forms import FaultForm, PrintForm, ReplaceForm, RevokeForm
from .lists import ENDED, LETTERS, LOOKS, TAB_WORDS, found_in, newest_certificates, title_of, what_of
from .models import Certificate, StatusChange
from .rights import ISSUER_ROLES
from .subjects import CERTIFICATE_SEARCH, CERTIFICATE_SUBJECT
from .template_files import newest_template
from .transitions import ACTS, ISSUED, REPLACE, REVOKE, STATES, CertificateFault


class SerialConverter:
    regex = SERIAL_IN_ADDRESS.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SerialConverter, "certificate_serial")


class BookFilter(Filter):
    """What ended, and the proofs of letters, which have a book of their own."""

    name, words, reads = "tab", ("কোন সনদ", "Which certificates"), ("mark",)

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(name, str(words)) for name, words in TAB_WORDS.items()]

    def rows(self, desk: Any, office: Office) -> QuerySet[Any]:
        rows = Certificate.objects.filter(**equal_by_range(office_id=office.pk))
        return rows.select_related("template").order_by("office_id", "mark", "-id")

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        rows = rows.filter(**equal_by_range(mark=PROOF if value == LETTERS else CERTIFICATE))
        return rows.exclude(state=ISSUED) if value == ENDED else rows


class ChangeAct(Act):
    """Takes a certificate out of force: the officer's own act, signed as a letter is."""

    template = "certificates/act.html"

    def __init__(self, name: str, button: Words, form: type[FaultForm], do: Any, **more: Any) -> None:
        super().__init__(
            name, button, form, do, when=self.may_follow, press=button, handlers=ISSUER_ROLES, **more
        )
        self.page = ChangePage

    def may_follow(self, certificate: Certificate) -> bool:
        # The proof of a letter follows its letter.
        return certificate.state == ISSUED and not certificate.is_letter_proof

    def context(self, certificate: Certificate, now: datetime) -> dict[str, Any]:
        return {"finding": judge(certificate)}


class ReplaceAct(ChangeAct):
    """With a corrected one; what was emptied is put right no more."""

    def may_follow(self, certificate: Certificate) -> bool:
        return super().may_follow(certificate) and bool(certificate.proof)

    def form_arguments(self, certificate: Certificate, now: datetime) -> dict[str, Any]:  # type: ignore[override]
        template = newest_template(certificate.office, certificate.template.key, now)
        held = certificate.statement
        return {"template": template, "said": held.fields if held else {}}

    def done_words(self, certificate: Certificate, made: Certificate) -> str:
        number = serial_words(made.serial, language())
        return say("নতুন সনদ দেওয়া হয়েছে: {n}", "A new certificate was issued: {n}", n=number)

    def url_when_done(self, desk: Any, certificate: Any, made: Any) -> str:
        return str(desk.url_of(made))


class ChangePage(SignedPage):
    """One that does not hold any more is shown as it is, and nothing is asked."""

    def get(self, request: StaffRequest, **_: Any) -> HttpResponse:
        return super().get(request) if self.act.is_open(self.record) else self.leave()

    def post(self, request: StaffRequest, **_: Any) -> HttpResponse:
        return super().post(request) if self.act.is_open(self.record) else self.leave()

    def leave(self) -> HttpResponse:
        return redirect(self.desk.url_of(self.record))


def replace(certificate: Certificate, form: ReplaceForm, actor: Reference, now: datetime) -> Certificate:
    reason = form.cleaned_data["reason"]
    try:
        return actions.replace_certificate(
            certificate, statement=form.statement(), reason=reason, actor=actor, now=now
        )
    except CertificateFault as fault:
        # Of a field that is asked for in both languages it stands beside the Bangla one.
        raise ActFault(form.name_of(fault), fault.bn, fault.en) from fault


def revoke(certificate: Certificate, form: RevokeForm, actor: Reference, now: datetime) -> None:
    actions.revoke_certificate(certificate, reason=form.cleaned_data["reason"], actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    words: str
    by: str
    said: str
    is_bad: bool


def history(certificate: Certificate) -> list[HistoryLine]:
    changes: list[StatusChange] = list(certificate.changes.all())
    users = User.objects.in_bulk([each.by_id for each in changes if each.by_type == "user" and each.by_id])
    return [
        HistoryLine(
            each.at,
            each.get_name_display(),
            users[each.by_id].name if each.by_id in users else "",
            each.reason,
            each.name == REVOKE,
        )
        for each in changes
    ]


def can_print(certificate: Certificate) -> bool:
    """What does not hold is printed no more."""
    return certificate.state == ISSUED and bool(certificate.proof) and bool(certificate.template.source)


@register
class CertificateDesk(Desk):
    model = Certificate
    name, names, path, converter = "certificate", "certificates", "certificates", "certificate_serial"
    title, subtitle = "holder", "what"
    list_display = ("number_words", "issued_on", "state")
    list_filter = (BookFilter(),)
    unnarrowed = ("সনদ", "Certificates")
    search_fields = ("serial", "search")
    search_words = ("নম্বর, নাম বা কোর্স", "Number, name or course")
    page_of_list = 25
    nothing = ("এখানে কোনো সনদ নেই।", "There is no certificate here.")
    list_template, detail_template = "certificates/list.html", "certificates/certificate.html"
    states = {name: State(*words, LOOKS[name]) for name, words in STATES.items()}
    acts = (
        ReplaceAct(REPLACE, ("ভুল ঠিক করে নতুন সনদ", "Replace with a corrected one"), ReplaceForm, replace),
        ChangeAct(
            REVOKE,
            ("বাতিল করুন", "Revoke"),
            RevokeForm,
            revoke,
            done=("সনদটি বাতিল করা হয়েছে।", "The certificate was revoked."),
        ),
    )
    history_words = {StatusChange.VERBS[name]: words for name, words in ACTS.items()} | {
        "printed": ("ছাপা হয়েছে", "Printed")
    }

    def key_of(self, record: Any) -> Any:
        return record.serial

    # ---- the list ----

    def newest(self, office: Any) -> QuerySet[Any]:
        return newest_certificates(office)

    def rows(self, office: Office) -> QuerySet[Any]:
        return super().rows(office).select_related("template")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return found_in(rows, typed)

    def open_url(self, asker: Asker) -> str:
        return reverse("certificate_new") if asker.holder.has(asker.office.pk, ISSUER_ROLES) else ""

    @property
    def open_words(self) -> str:
        return say("সনদ দিন", "Issue a certificate")

    @label("কার", "Whose")
    def holder(self, certificate: Certificate) -> str:
        return title_of(certificate)

    @label("কীসের", "Of what")
    def what(self, certificate: Certificate) -> str:
        return what_of(certificate)

    @label("নম্বর", "Number")
    def number_words(self, certificate: Certificate) -> str:
        return serial_words(certificate.serial, language())

    @label("দেওয়ার তারিখ", "Issued on")
    def issued_on(self, certificate: Certificate) -> date:
        return certificate.issued_at.astimezone(TZ).date()

    # ---- one certificate ----

    def find(self, office: Office, pk: str) -> Certificate:
        certificate: Certificate | None = Certificate.objects.with_related().by_serial(office, pk)
        if certificate is None:
            raise Http404
        return certificate

    def detail_context(self, request: StaffRequest, record: Any, *, may_change: bool) -> dict[str, Any]:
        line = load_subjects([record.subject], request.holder).get(record.subject)
        replaced_by = record.replaced_by
        return {
            "certificate": record,
            "number": self.number_words(record),
            "look": LOOKS[record.state],
            "state": record.get_state_display(),
            "finding": judge(record),
            "subject": line,
            "subject_words": subject_words(record.subject_type),
            "history": history(record),
            "prints": record.prints.select_related("by"),
            "replaced_by": replaced_by and replaced_by.serial,
            "replaced_by_words": replaced_by and serial_words(replaced_by.serial, language()),
            "may_print": can_print(record) and request.holder.has(request.office.pk, STAFF_ROLES),
            "print_form": PrintForm(initial={"language": language()}),
        }

    # ---- for the rest of the office ----

    def search_source(self) -> SearchSource:
        return CERTIFICATE_SEARCH

    def subject_type(self) -> SubjectType:
        return CERTIFICATE_SUBJECT
