"""An application on its way: a draft read against the service it asks for, each form of it once."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import QueryDict

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.actions.seen_papers import TO_SHOW
from ongikar.cases.models import Case, Draft
from ongikar.charter.models import Service
from ongikar.core.forms.forms import Form
from ongikar.rules.identity import normal_identity

from .drafts import (
    CHECK,
    CONTACT,
    IDENTITY,
    PAPERS,
    QUESTIONS,
    WantedPaper,
    post_data,
    step_form,
    steps_of,
    typed_values,
    wanted_papers,
)

# What is longer is no number, and not worth keeping.
LONGEST_NUMBER = 60


class Application:
    """What was typed so far, what is still missing, and sending it."""

    def __init__(self, draft: Draft, service: Service):
        self.draft, self.service = draft, service
        self.steps = steps_of(service)

    @cached_property
    def questions(self) -> Form:
        return self._as_left(QUESTIONS)

    @cached_property
    def contact(self) -> Form:
        return self._as_left(CONTACT)

    def _as_left(self, step: str) -> Form:
        """The form as it was left: with its faults, if anything was typed."""
        kept = self.draft.steps.get(step)
        if kept is None:
            return self._form_of(step, None)
        # The number of an identity paper lies sealed beside the steps, and is opened only to be
        # read with them.
        sealed = {IDENTITY: [self.identity]} if step == CONTACT and self.identity else {}
        return self._form_of(step, post_data(kept | sealed))

    def _form_of(self, step: str, post: QueryDict | None, files: Any = None) -> Form:
        form = step_form(step, self.service, post, files)
        if step == CONTACT and self.questions.is_valid():
            form.need(self.questions.contact_needed())
        if step == CONTACT and self.draft.identity:
            form.say_identity_kept(self.identity)
        return form

    @property
    def identity(self) -> str:
        """What was typed as the number of an identity paper; "" for none, and for one that does not open any
        more.
        """
        return self.draft.read_identity() or ""

    @cached_property
    def wanted(self) -> list[WantedPaper]:
        """The papers that the charter lists and the form does not stand for."""
        return wanted_papers(
            self.service, self.draft.papers, self.draft.steps.get(PAPERS, {}).get("show", [])
        )

    @property
    def missing(self) -> list[WantedPaper]:
        """Required papers that neither came nor will be shown: with one of these the application is not
        complete.
        """
        return [wanted for wanted in self.wanted if wanted.is_missing]

    def form(self, step: str) -> Form:
        return self.questions if step == QUESTIONS else self.contact

    def take(self, step: str, post: QueryDict, files: Any = None) -> Form:
        """Keep what was typed at a step, right or wrong, and give its form back."""
        # The page does not show a number that is right, so an empty field is one left as it was; a
        # wrong one stands in
        # the field, and whoever clears it takes it back.
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
        told, answers = self.contact.cleaned_data, self.questions.as_answers()
        if to_show := [wanted.title for wanted in self.wanted if wanted.will_show]:
            answers[TO_SHOW] = to_show
        person = Person(
            name=told["name"],
            mobile=told["mobile"],
            address=self.contact.address(),
            email=told["email"],
            institution=told["institution"],
            kind=told["kind"],
            language=tongue,
            identity=told.get(IDENTITY, ""),
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
