"""An application on its way: a draft read against the service it asks for, each form of it once, its papers,
and the removal of drafts that nobody sent.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property, partial
from itertools import groupby
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.actions.intake_debts import TO_SHOW
from ongikar.cases.kinds import is_asked_for
from ongikar.cases.kinds.intake_forms import Intake
from ongikar.cases.models import Case, Draft
from ongikar.charter.models import Service, service_in_force
from ongikar.core.forms.forms import Form
from ongikar.core.http.client_ip import client_ip
from ongikar.journal.actions import WORKER, record
from ongikar.offices.models import Office
from ongikar.papers.actions import delete_papers, keep_paper, papers_of, take_files
from ongikar.papers.check import PaperFault
from ongikar.papers.integrity import PaperNotAsKept, read_as_kept
from ongikar.papers.models import Paper
from ongikar.papers.photographs import check_photograph, is_picture, join_photographs
from ongikar.papers.quota import count_paper
from ongikar.rules.numbers import normal_identity

from .forms import (
    CHECK,
    CONTACT,
    IDENTITY,
    PAPERS,
    QUESTIONS,
    ContactForm,
    PapersForm,
    WantedPaper,
    files_by_paper,
    post_data,
    step_form,
    steps_of,
    typed_values,
    wanted_papers,
)

# What is longer is no number, and not worth keeping.
LONGEST_NUMBER = 60
CITIZEN = "citizen"
# The page of an application kept for later; among the steps, to which mobiles its address was to be sent.
LATER = "later"
# Pages are pictures of their own until the application is sent.
MOST_PAPERS = 20

# A paper that a charter asks for, such as a birth certificate, may itself take a citizen some weeks to
# get. What nobody sent in a month is names, numbers and copies of identity cards that the office has no
# reason to hold.
DRAFT_RETENTION_DAYS = 30
DRAFT_RETENTION = timedelta(days=DRAFT_RETENTION_DAYS)
# Its address opens nothing from then on; the files go a day later, so that none is removed while a page
# is sent.
REMOVED = DRAFT_RETENTION + timedelta(days=1)
# Removed in one go; the rest in the next.
MOST = 200

log = logging.getLogger("ongikar.worker")


class ApplicationDraft:
    """What was typed so far, what is still missing, and sending it."""

    def __init__(self, draft: Draft, service: Service) -> None:
        self.draft, self.service = draft, service
        self.steps = steps_of(service)

    @cached_property
    def questions(self) -> Intake:
        return cast(Intake, self._as_left(QUESTIONS))

    @cached_property
    def contact(self) -> ContactForm:
        return cast(ContactForm, self._as_left(CONTACT))

    def _as_left(self, step: str) -> Form:
        """The form as it was left: with its faults, if anything was typed."""
        kept = self.draft.steps.get(step)
        if kept is None:
            return self._form_of(step, None)
        # The number of an identity paper is encrypted beside the steps, and is opened only to be
        # read with them.
        sealed = {IDENTITY: [self.identity]} if step == CONTACT and self.identity else {}
        return self._form_of(step, post_data(kept | sealed))

    def _form_of(self, step: str, post: MultiValueDict[str, str] | None, files: Any = None) -> Form:
        form = step_form(step, self.service, post, files)
        if isinstance(form, ContactForm) and self.questions.is_valid():
            form.need(self.questions.contact_needed())
        if isinstance(form, ContactForm) and self.draft.identity:
            form.say_identity_kept(self.identity)
        return form

    @property
    def identity(self) -> str:
        """What was typed as the number of an identity paper; "" for none, and for one that does not open any
        more.
        """
        return self.draft.read_identity() or ""

    @cached_property
    def paper_lines(self) -> list[WantedPaper]:
        """The papers that the charter lists and the form does not stand for."""
        return wanted_papers(
            self.service, self.draft.papers, self.draft.steps.get(PAPERS, {}).get("show", [])
        )

    @property
    def missing(self) -> list[WantedPaper]:
        """Required papers that neither came nor will be shown: with one of these the application is not
        complete.
        """
        return [wanted for wanted in self.paper_lines if wanted.is_missing]

    def form(self, step: str) -> Form:
        return self.questions if step == QUESTIONS else self.contact

    def take(self, step: str, post: QueryDict, files: Any = None) -> Form:
        """Keep what was typed at a step, right or wrong, and give its form back."""
        # The page does not show a number that is right, so an empty field is one left as it was; a wrong
        # one stands in the field, and whoever clears it takes it back.
        if step == CONTACT and normal_identity(self.identity) and not post.get(IDENTITY, "").strip():
            post = post.copy()
            post[IDENTITY] = self.identity
        form = self._form_of(step, post, files)
        answers = typed_values(post, list(form.fields))
        if step == CONTACT:
            self.draft.encrypt_identity("".join(answers.pop(IDENTITY, [])[-1:])[:LONGEST_NUMBER])
        self.keep(step, answers)
        return form

    def keep(self, step: str, answers: dict[str, list[str]]) -> None:
        """Keep what a step holds now, and read it anew from there."""
        self.draft.steps[step] = answers
        self.draft.save(update_fields=["steps", "identity"])
        for read in ("questions", "contact", "wanted"):
            self.__dict__.pop(read, None)
        self.draft.__dict__.pop("papers", None)

    def is_done(self, step: str) -> bool:
        return step in self.draft.steps and (step == PAPERS or self.form(step).is_valid())

    @property
    def next_step(self) -> str:
        """The first step that is not done; at last the check."""
        return next((step for step in self.steps[:-1] if not self.is_done(step)), CHECK)

    def send(self, *, tongue: str, now: datetime) -> Case:
        """Make the case of a complete draft, once. What was typed lives on in the case and no longer in the
        draft.
        """
        if not (self.questions.is_valid() and self.contact.is_valid()):
            raise ValueError("only a complete draft is sent")
        join_draft_pictures(self.draft, now)
        contact, answers = self.contact.cleaned_data, self.questions.as_answers()
        if to_show := [wanted.title for wanted in self.paper_lines if wanted.will_show]:
            answers[TO_SHOW] = to_show
        person = Person(
            name=contact["name"],
            mobile=contact["mobile"],
            address=self.contact.address(),
            email=contact["email"],
            institution=contact["institution"],
            kind=contact["kind"],
            language=tongue,
            identity=contact.get(IDENTITY, ""),
        )
        return receive_case(
            service=self.service,
            person=person,
            answers=answers,
            channel=Case.ONLINE,
            submission=self.draft.token,
            now=now,
            draft=self.draft,
            calendar=self.draft.calendar,
        )


def papers_step(request: HttpRequest, application: ApplicationDraft) -> PapersForm:
    """The papers' form, after what was sent with it has been kept or taken away. Faults stand on their
    fields.
    """
    wanted, draft = application.paper_lines, application.draft
    if request.method != "POST":
        return PapersForm(wanted=wanted)
    form = PapersForm(request.POST, request.FILES, wanted=wanted)
    form.is_valid()
    to_keep = partial(keep_draft_paper, draft, address=client_ip(request), mobile=mobile_of(application))
    take_files(form, files_by_paper(form, wanted), to_keep)
    remove_paper(draft, request.POST.get("remove", ""))
    to_show = [str(paper.number) for paper in wanted if f"show-{paper.number}" in request.POST]
    application.keep(PAPERS, {"show": to_show})
    return form


def mobile_of(application: ApplicationDraft) -> str:
    """The mobile given on the step before, if it was rightly given."""
    contact = application.contact
    return contact.cleaned_data.get("mobile", "") if contact.is_bound and contact.is_valid() else ""


def keep_draft_paper(
    draft: Draft, title: str, upload: UploadedFile, *, address: str, mobile: str = "", by: str = CITIZEN
) -> None:
    """Counted, checked and kept with the draft; raises PaperFault."""
    if len(papers_of(draft.reference)) >= MOST_PAPERS:
        raise PaperFault(
            "২০টির বেশি ছবি বা ফাইল দেওয়া যায় না। একটি সরিয়ে তারপর দিন।",
            "No more than 20 pictures or files. Take one away first.",
        )
    now = timezone.now()
    count_paper(subject=draft.reference, size=upload.size or 0, address=address, mobile=mobile, now=now)
    keep_paper(
        office=draft.office,
        subject=draft.reference,
        title=title,
        content=check_photograph(upload),
        now=now,
        brought_by=by,
    )


def join_draft_pictures(draft: Draft, now: datetime) -> None:
    """Of each paper that came as several pictures one PDF, in their order. Where they cannot be joined they
    stay as they are: nothing is lost by it.
    """
    for title, pictures in pictures_by_title(draft.papers).items():
        try:
            joined = join_photographs([read_as_kept(each) for each in pictures])
        except (PaperFault, PaperNotAsKept):
            continue
        with transaction.atomic():
            # Of two presses at once the later one finds them joined.
            Draft.objects.select_for_update().get(pk=draft.pk)
            fresh = pictures_by_title(papers_of(draft.reference)).get(title, [])
            if [each.pk for each in fresh] != [each.pk for each in pictures]:
                continue
            keep_paper(
                office=draft.office,
                subject=draft.reference,
                title=title,
                content=joined,
                now=now,
                brought_by=pictures[0].brought_by,
            )
            delete_papers(pictures)
        draft.__dict__.pop("papers", None)


def pictures_by_title(held: Iterable[Paper]) -> dict[str, list[Paper]]:
    """Those papers that came as several pictures and nothing else, each with these."""
    by_title: dict[str, list[Paper]] = {}
    for paper in held:
        by_title.setdefault(paper.title, []).append(paper)
    return {
        title: papers
        for title, papers in by_title.items()
        if len(papers) > 1 and all(is_picture(each.media_type) for each in papers)
    }


def remove_paper(draft: Draft, typed: str) -> None:
    """Take away one paper of this draft, file and all. What is not a number of its papers
    takes nothing away.
    """
    delete_papers(paper for paper in papers_of(draft.reference) if str(paper.pk) == typed)


def remove_draft(draft: Draft) -> None:
    """Of somebody who asks for nothing any more: for good, its papers before it."""
    delete_papers(papers_of(draft.reference))
    draft.delete()


def service_of(draft: Draft, office: Office, now: datetime) -> Service | None:
    """What it asks for, as long as the charter has it."""
    service = service_in_force(office, draft.service_code, timezone.localdate(now))
    return service if service and is_asked_for(service) else None


def is_draft_expired(draft: Draft, now: datetime) -> bool:
    return now - draft.begun_at >= DRAFT_RETENTION


def clear_drafts(now: datetime) -> int:
    """Remove what was begun too long ago, and say how many in one entry an office; returns how many were
    removed.

    A draft that was sent goes too: its case keeps the key, by which a second press is known and the receipt
    opened.
    """
    # Drafts stand in the order they were begun, so one look at the first tells whether there is
    # anything to do.
    first = Draft.objects.order_by("pk").first()
    if first is None or now - first.begun_at < REMOVED:
        return 0
    old = Draft.objects.filter(begun_at__lte=now - REMOVED).order_by("office_id", "pk")[:MOST]
    return sum(
        remove_drafts(office_id, drafts, now)
        for office_id, drafts in groupby(old, lambda draft: draft.office_id)
    )


def remove_drafts(office_id: int, drafts: Iterable[Draft], now: datetime) -> int:
    """Remove drafts of one office, each with its papers before it: a worker killed in between finds the rest
    again.
    """
    gone = [draft.pk for draft in drafts if has_deleted_papers(draft)]
    if gone:
        with transaction.atomic():
            Draft.objects.filter(pk__in=gone).delete()
            record(
                "drafts.removed",
                subject=("office", office_id),
                actor=WORKER,
                office_id=office_id,
                now=now,
                count=len(gone),
            )
    return len(gone)


def has_deleted_papers(draft: Draft) -> bool:
    """Whether its papers are gone. Where the disk refuses, the draft stays and is tried again."""
    try:
        delete_papers(papers_of(draft.reference))
    except OSError:
        log.exception("the papers of %s could not be removed", draft)
        return False
    return True
