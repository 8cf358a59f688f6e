"""The way through a questionnaire: the pages that are asked of this respondent, one after another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ongikar.questionnaires.books import flow_of
from ongikar.questionnaires.models import ResponseDraft
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import words_in
from ongikar.rules.questionnaire.flow import MOST_INSTANCES, Evaluation
from ongikar.rules.questionnaire.pages import Page, is_asked, pages_of

from .drafts import answers_of, with_page

END, DONE = "end", "done"


@dataclass(frozen=True, slots=True)
class Step:
    """One page that is asked; of a repeat which instance, from 1."""

    page: Page
    instance: int = 0

    @property
    def place(self) -> tuple[int, int]:
        return self.page.number, self.instance

    @property
    def query(self) -> str:
        return f"?page={self.page.number}" + (f"&i={self.instance}" if self.instance else "")


class Way:
    """What one respondent is asked now, given what they have answered."""

    def __init__(self, draft: ResponseDraft, now: datetime, answers: Mapping[str, Any] | None = None) -> None:
        self.draft = draft
        self.answers = answers_of(draft) if answers is None else dict(answers)
        self.today = now.astimezone(TZ).date()
        self.flow = flow_of(draft.version, draft.round.office, self.today)
        self.asked = self.flow.ask(self.answers, self.today)
        self.pages = pages_of(self.flow.definition)

    def steps(self) -> Iterator[Step]:
        for page in self.pages:
            if not is_asked(self.asked, page):
                continue
            if not page.repeat:
                yield Step(page)
                continue
            counted = self.asked.definition.group_by_name[page.group].count
            size = self.asked.sizes[page.group]
            for instance in range(1, (size if counted else max(size, 1)) + 1):
                yield Step(page, instance)

    def first(self) -> Step | None:
        return next(self.steps(), None)

    def after(self, step: Step) -> Step | None:
        """The next one; None where there is none and it is time to send."""
        return next((other for other in self.steps() if other.place > step.place), None)

    def before(self, step: Step) -> Step | None:
        earlier = [other for other in self.steps() if other.place < step.place]
        return earlier[-1] if earlier else None

    def find(self, number: str, instance: str) -> Step | None:
        """The step of an address; None where there is no such page, or it is not asked. Of a repeat the next
        one that is not there yet can be opened, too.
        """
        page = next((page for page in self.pages if str(page.number) == number), None)
        if page is None or not is_asked(self.asked, page):
            return None
        if not page.repeat:
            return Step(page)
        at = int(instance) if instance.isascii() and instance.isdigit() and len(instance) < 4 else 1
        counted = self.asked.definition.group_by_name[page.group].count
        most = self.asked.sizes[page.group] + (0 if counted else 1)
        return Step(page, at) if 1 <= at <= min(most, MOST_INSTANCES) else None

    def asked_at(self, step: Step) -> Evaluation:
        """What is asked with the instance of the step, also where nobody has told of it yet."""
        if not step.instance:
            return self.asked
        return self.flow.ask(with_page(self.answers, step.page.group, step.instance, {}), self.today)

    def title(self, step: Step, tongue: str) -> str:
        """What the group of the page is called; "" of a question alone."""
        group = self.asked.definition.group_by_name.get(step.page.group)
        return words_in(group.label, tongue) if group else ""

    def done_share(self, step: Step | None) -> tuple[int, int]:
        """Which page it is of how many, as it stands."""
        places = [other.place for other in self.steps()]
        if step is None:
            return len(places), len(places)
        at = sum(1 for place in places if place <= step.place)
        return max(at, 1), max(len(places), at, 1)
