"""All that the office holds about the person of one case, shown to them, and the form by which they ask for a
correction.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ongikar.cases.act_words import FIELD_NAMES
from ongikar.cases.actions.attachments import papers_shown_to_applicant, papers_with_titles
from ongikar.cases.actions.corrections import ask_correction, corrections_in, former_values
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.rules.masked_names import DOTS, masked_name
from ongikar.cases.slots import HELD
from ongikar.certificates.addresses import path_of
from ongikar.certificates.models import Certificate
from ongikar.certificates.rules.serial import serial_words
from ongikar.certificates.transitions import ISSUED
from ongikar.core.forms.fields import ChoiceField, EmailField, MobileField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.journal.models import Entry
from ongikar.letters.models import Letter
from ongikar.offices.folder_rules import RetentionRule, rules_of
from ongikar.papers.access import READ
from ongikar.people.models import Applicant
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.numbers import masked_email, masked_mobile

from .track import tracking
from .track.applicant_proof import proof_of, prove_address, require_proof
from .track.reading import hide_from_readers
from .track.views import do_applicant_act, for_tracking_browser

# How each field reads what is typed; a field not named here is a line of text.
FIELD_CLASSES = {"mobile": MobileField, "email": EmailField}


class AskCorrectionForm(Form):
    field = ChoiceField(
        label=say_lazy("কোনটি ভুল", "What is wrong"),
        choices=[(name, say_lazy(*words)) for name, words in FIELD_NAMES.items()],
    )
    new = TextField(
        label=say_lazy("ঠিক কথাটি কী", "What it should be"),
        max_length=200,
    )
    words = TextField(
        label=say_lazy("কীভাবে জানব", "How we can tell"),
        help_text=say_lazy(
            "যেমন: জাতীয় পরিচয়পত্রে এভাবে লেখা আছে", "Such as: it stands so on my national ID card"
        ),
        required=False,
        lines=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, person: Applicant | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        reader = FIELD_CLASSES.get(cleaned.get("field", ""))
        if reader and cleaned.get("new"):
            try:
                cleaned["new"] = reader().clean(cleaned["new"])
            except ValidationError as fault:
                self.add_error("new", fault)
        if cleaned.get("field") == "name" and len(cleaned.get("new", "")) > 120:
            self.add_error("new", say("নামটি খুব লম্বা", "This name is too long"))
        if (
            self.person
            and cleaned.get("new")
            and cleaned["new"] == getattr(self.person, cleaned.get("field", ""), None)
        ):
            # A register would cross it out to write it anew.
            self.add_error(
                "new",
                say(
                    "এটিই এখন লেখা আছে। ঠিক কথাটি লিখুন।",
                    "This is what stands there now. Write what it should be.",
                ),
            )
        return cleaned


class DataLine(NamedTuple):
    """One thing that is held: what it is, what stands there, and what stood there before it was corrected."""

    what: str
    value: str
    old: Sequence[str] = ()


class PersonalData:
    """Whoever knows a number and four figures sees this: so a mobile and an e-mail are known again, but not
    learned.
    """

    def __init__(self, case: Case, *, is_whole: bool) -> None:
        self.case, self.person = case, not_none(case.applicant)
        # Shown to whoever proved to be the person: only they read the name and the address whole.
        self.is_whole = is_whole

    @cached_property
    def given_lines(self) -> list[DataLine]:
        person = self.person
        mask = mask_value if self.is_whole else mask_for_reader
        old = former_values(corrections_in(self.case.acts.all(), {}), mask)
        lines = [
            DataLine(say(*FIELD_NAMES[name]), mask(name, value), old.get(name, ()))
            for name in FIELD_NAMES
            if (value := getattr(person, name))
        ]
        if person.identity:
            lines.append(
                DataLine(
                    say("পরিচয়পত্রের নম্বর", "number of the identity document"),
                    digits(person.masked_identity, language()),
                )
            )
        return lines

    @cached_property
    def answers(self) -> list[DataLine]:
        """What was answered in the form; among it may be names and places, so without a proof only what was
        asked.
        """
        facts = kind_of(self.case.row).facts(self.case)
        return [DataLine(question, answer if self.is_whole else DOTS) for question, answer in facts]

    @cached_property
    def readings(self) -> list[datetime]:
        """When somebody of the office read a paper of the case, the latest first."""
        entries = Entry.objects.filter(
            verb=READ,
            subject_type="paper",
            subject_id__in=[paper.pk for paper in papers_shown_to_applicant(self.case)],
            actor_type="user",
        )
        return list(entries.order_by("-id").values_list("at", flat=True)[:20])

    @cached_property
    def whole_readings(self) -> list[datetime]:
        """When the whole number of the identity paper was read."""
        entries = Entry.objects.filter(
            verb="case.identity_read", subject_type="case", subject_id=self.case.pk
        )
        return list(entries.order_by("-id").values_list("at", flat=True)[:20])

    @cached_property
    def rules(self) -> list[tuple[str, str, str]]:
        """How long each class is kept, and until which day where the case has ended."""
        closed = self.case.closed_at and timezone.localdate(self.case.closed_at)
        return [
            (
                say(rule.bn, rule.en),
                retention_words(rule.days),
                kept_until_words(rule, closed) if closed else "",
            )
            for rule in rules_of(self.case.office.slug).values()
            if rule.counts_from_closing
        ]


def issued_letters(case: Case) -> list[Letter]:
    """The letters of the office that name the person; what each says stands on the application's page."""
    return list(Letter.objects.of_subject(case.reference).filter(issued_at__isnull=False))


def diarised_letters(case: Case) -> list[Letter]:
    """The letters by which the person asked, as the diary has them."""
    came = Letter.objects.of_subject(case.reference).filter(direction=Letter.IN)
    return list(came.only("subject_line", "sender_name", "book_serial", "received_on"))


class HeldCertificate(NamedTuple):
    """One certificate of the person: what it is for, its number, since when, and whether it holds."""

    title: str
    number: str
    since: datetime
    is_holding: bool
    # Where it is checked; whoever has this address reads all that it prints.
    address: str


def certificate_lines(case: Case) -> list[HeldCertificate]:
    """What was issued to whoever applied, the newest last."""
    if case.applicant_id is None:
        return []
    held = Certificate.objects.of_holder(("applicant", case.applicant_id)).select_related("template")
    return [
        HeldCertificate(
            say(each.template.title_bn, each.template.title_en),
            serial_words(each.serial, language()),
            each.issued_at,
            each.state == ISSUED,
            path_of(each) if each.proof else "",
        )
        for each in held
    ]


def mask_value(field: str, value: str) -> str:
    """A value as its owner knows it again."""
    if field == "mobile":
        return digits(masked_mobile(value), language())
    return masked_email(value) if field == "email" else value


def mask_for_reader(field: str, value: str) -> str:
    """A value as its owner knows it again and whoever has the number and four figures does not learn it."""
    if field == "address":
        return DOTS
    return masked_name(value) if field in ("name", "institution") else mask_value(field, value)


def retention_words(days: int) -> str:
    """In years where they are whole: nobody knows what 1,095 days are."""
    years, rest = divmod(days, 365)
    if rest or not years:
        return say("{n} দিন", "{n} [day|days]", n=days)
    return say("{n} বছর", "{n} [year|years]", n=years)


def kept_until_words(rule: RetentionRule, closed: date) -> str:
    day = date_words(rule.last_day(closed), language())
    return say("{day} পর্যন্ত", "until {day}", day=day)


@for_tracking_browser
def show_my_data(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything, with who read the papers; and a form, unless a correction waits for its answer."""
    if case.applicant is None:
        return tracking.redirect_to_tracking_login(case.number)
    may_ask = case_transitions.may_follow(
        case.state, case_transitions.ASK_CORRECTION, [act.name for act in case.acts.all()]
    )
    form = AskCorrectionForm(request.POST if request.method == "POST" else None, person=case.applicant)
    if request.method == "POST" and not may_ask:
        return redirect("track_held", case.number)
    now = timezone.now()
    proof = proof_of(request, case.reference, now)
    if form.is_bound and form.is_valid() and require_proof(form, proof, case.number, "held"):
        do_applicant_act(request, case, ask_correction, **form.cleaned_data)
        return redirect("track_held", case.number)
    context = {
        "case": case,
        "held": PersonalData(case, is_whole=bool(proof)),
        "papers": papers_with_titles(papers_shown_to_applicant(case), case.row),
        "letters": issued_letters(case),
        "diarised": diarised_letters(case),
        "certificates": certificate_lines(case),
        "proof": proof,
        "prove": prove_address(case.number, "held"),
        "form": form,
        "may_ask": may_ask,
        # Names, days of birth and what was said stand in all of them.
        "slot": HELD.answers(request, case=case, now=now) if proof else (),
        "current": "track",
    }
    page = render_form(request, "cases/citizen/my_data.html", context)
    return hide_from_readers(page, case.applicant, proof, case)
