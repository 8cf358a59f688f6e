"""The form of one part under review: what is asked of it as a whole, and each of its cells accepted,
corrected or left open.
"""

from datetime import date, timedelta
from typing import Any

from ongikar.charter.models import Upload
from ongikar.charter.review.actions import mark_reviewed
from ongikar.charter.review.rows import answer_decisions, answers_by_question
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Post
from ongikar.rules.charter.lint import other_office
from ongikar.rules.charter.reading_types import ParsedTime
from ongikar.rules.charter.review import ACCEPT, CORRECT, RESERVE, Decision, Review, ReviewPart, make_review
from ongikar.rules.charter.review.cells import is_unsaid, time_faults
from ongikar.rules.charter.review.review_state import CellFinding
from ongikar.rules.charter.review.rows import ADDED
from ongikar.rules.promise import PromiseFault
from ongikar.rules.promise.reading import read_promise

from .cell_forms import cell_fields, live_choices
from .part_fields import FIELDS
from .suggestions import propose_answers

# What each choice needs besides, and for how long a cell may be left open.
NEEDED = {CORRECT: ("text", "reason"), RESERVE: ("reason", "until")}
DAYS_OPEN = 731


class PartForm(Form):
    """`decisions`: what the form says, once it is valid."""

    def __init__(
        self, *args: Any, upload: Upload, part: ReviewPart, posts: list[Post], today: date, **kwargs: Any
    ) -> None:
        self.upload, self.part, self.posts, self.today = upload, part, posts, today
        self.review_state: Review = upload.review_state
        self.answers, self.inherited = propose_answers(upload, part, posts)
        self.answers |= answers_by_question(part, self.review_state.newest_decisions)
        # How it stands once what is proposed is saved: an error that an answer settles is nobody's
        # to decide on.
        self.proposed = make_review(
            upload.judged_reading, [*self.all_decisions, *answer_decisions(part, self.answers)]
        )
        self.as_printed = make_review(
            upload.judged_reading,
            [each for each in self.all_decisions if each.part != part.code or each.cell == ADDED],
        )
        self.live = {
            cell: live_choices(self.printed_part, cell, self.as_printed) for cell in part.shown_cells
        }
        kwargs.setdefault("initial", self.initial_values())
        super().__init__(*args, **kwargs)
        for name, make in FIELDS[part.sort].items():
            if field := make(self):
                self.fields[name] = field
        for cell in part.shown_cells:
            self.fields |= {
                f"{cell}-{name}": field
                for name, field in cell_fields(
                    self.printed_part, cell, self.alike(cell), self.live[cell]
                ).items()
            }

    def initial_values(self) -> dict[str, Any]:
        values: dict[str, Any] = dict(self.answers)
        if limit := self.answers.get("ceiling"):
            # Kept in Bangla, as the charter prints times; shown and typed in either language.
            values["ceiling"] = read_promise(limit).words(language())
        for cell in self.part.shown_cells:
            decision = self.review_state.newest_decisions.get(
                f"{self.part.code}/{cell}"
            ) or self.inherited.get(cell)
            values |= {f"{cell}-{name}": value for name, value in self.cell_values(cell, decision).items()}
        return values

    def cell_values(self, cell: str, decision: Decision | None) -> dict[str, Any]:
        """What the cell's fields begin with: the decision that holds, else the suggestions of
        its findings.
        """
        text, reason = self.suggest_text(cell)
        reason = reason or self.why_added
        if decision is None:
            has_error = any(spot.is_error and spot.is_open for spot in self.spots(cell))
            is_open = (
                has_error or ACCEPT not in self.live[cell] or is_unsaid(cell, self.printed_part.raw(cell))
            )
            return {"choice": "" if is_open else ACCEPT, "text": text, "reason": reason}
        held = {"choice": decision.choice, "text": decision.text or text, "reason": decision.reason or reason}
        return held | {"until": decision.until}

    @property
    def why_added(self) -> str:
        """Of a row that was not read: why it was added holds for what is written in its cells, too."""
        decision = self.review_state.newest_decisions.get(f"{self.part.code}/{ADDED}")
        return decision.reason if decision else ""

    def suggest_text(self, cell: str) -> tuple[str, str]:
        """The printed text with what its findings suggest put in, and why."""
        text, reasons = self.printed_part.raw(cell), []
        for spot in self.spots(cell):
            finding = spot.finding
            if finding["suggestion"] and finding["raw"] and finding["raw"] in text and finding["raw"] != text:
                text = text.replace(finding["raw"], finding["suggestion"])
                reasons.append(say(finding["message_bn"], finding["message_en"]))
        return text, " ".join(reasons)

    def spots(self, cell: str) -> list[CellFinding]:
        return [spot for spot in self.proposed.spots_of(self.part.code) if spot.cell == cell]

    @property
    def all_decisions(self) -> list[Decision]:
        return [decision for _, decision in self.upload.keyed_decisions]

    @property
    def printed_part(self) -> ReviewPart:
        return next(part for part in self.review_state.printed if part.code == self.part.code)

    def alike(self, cell: str) -> list[ReviewPart]:
        """Other parts of this sort in which the same is printed in this cell, and nobody has decided on it.

        What is blank is alike only where a blank has to be decided on.
        """
        mine = self.printed_part.raw(cell)
        if not mine and not is_unsaid(cell, mine):
            return []
        return [
            part
            for part in self.review_state.printed
            if part.sort == self.part.sort
            and part.code != self.part.code
            and part.raw(cell) == mine
            and f"{part.code}/{cell}" not in self.review_state.newest_decisions
        ]

    @property
    def names_another_office(self) -> bool:
        """Whether the document names another office, whatever was answered to that."""
        return any(
            spot.finding["code"] in other_office.CODES for spot in self.review_state.spots_of(self.part.code)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_ceiling()
        for cell in self.part.shown_cells:
            check_cell(self, cell)
        if not self.errors:
            self.judge()
        return cleaned

    def check_ceiling(self) -> None:
        if words := self.cleaned_data.get("ceiling"):
            try:
                read_promise(words)
            except PromiseFault:
                self.add_error(
                    "ceiling",
                    say(
                        "এ থেকে সময়সীমা বোঝা যায় না; লিখুন যেমন ৩ কার্যদিবস",
                        "No time limit can be read from this; write such as 3 working days",
                    ),
                )

    def judge(self) -> None:
        """What would still be wrong: an error that was accepted, a correction that left one, a time no clock
        can run by.
        """
        then = make_review(self.upload.judged_reading, [*self.all_decisions, *self.decisions])
        for spot in then.open_errors(self.part.code):
            if spot.finding["code"] in other_office.CODES:
                continue  # Asked above; until it is answered the review cannot be published.
            choice = self.cleaned_data.get(f"{spot.cell}-choice")
            finding = say(spot.finding["message_bn"], spot.finding["message_en"])
            if choice == ACCEPT:
                self.add_error(
                    f"{spot.cell}-choice",
                    say(
                        "ভুলটি মেনে নেওয়া যায় না: {finding} সংশোধন করুন, বা কারণ ও তারিখ দিয়ে খোলা রাখুন।",
                        "This error cannot be accepted: {finding} Correct it, or leave it open with a reason"
                        " and a day.",
                        finding=finding,
                    ),
                )
            elif choice == CORRECT:
                self.add_error(
                    f"{spot.cell}-text",
                    say(
                        "সংশোধনের পরও ভুল থাকে: {finding}",
                        "The correction still has an error: {finding}",
                        finding=finding,
                    ),
                )
        if self.part.sort == "service" and self.cleaned_data.get("time-choice") in (ACCEPT, CORRECT):
            self.judge_time(not_none(then.part(self.part.code)).service["time"])

    def judge_time(self, time: ParsedTime) -> None:
        ceiling = self.cleaned_data.get("ceiling")
        for bn, en in time_faults(time, read_promise(ceiling) if ceiling else None)[:1]:
            if not ceiling:
                self.add_error(
                    "time-choice",
                    say(
                        "এই সময় দিয়ে দিন গোনা যায় না: {why}",
                        "No day can be counted from this time: {why}",
                        why=say(bn, en),
                    ),
                )

    @property
    def decisions(self) -> list[Decision]:
        """Those on this part, and those that were to hold in other parts as well."""
        own = [*answer_decisions(self.part, self.as_answers()), mark_reviewed(self.part.code)]
        for cell in self.part.shown_cells:
            decision = self.decision(self.part.code, cell)
            if decision:
                own.append(decision)
                if self.cleaned_data.get(f"{cell}-too"):
                    own += [decision._replace(where=f"{other.code}/{cell}") for other in self.alike(cell)]
        return own

    def as_answers(self) -> dict[str, str]:
        answers = {
            name: self.cleaned_data.get(name) or "" for name in FIELDS[self.part.sort] if name in self.fields
        }
        if answers.get("ceiling") and "ceiling" not in self.errors:
            answers["ceiling"] = read_promise(answers["ceiling"]).words("bn")
        return answers

    def decision(self, code: str, cell: str) -> Decision | None:
        """What each choice keeps of what was typed: a text that was not chosen is nobody's correction."""
        of = {name: self.cleaned_data.get(f"{cell}-{name}") for name in ("choice", "text", "reason", "until")}
        kept = {
            ACCEPT: lambda: Decision(f"{code}/{cell}", ACCEPT),
            CORRECT: lambda: Decision(f"{code}/{cell}", CORRECT, of["text"] or "", of["reason"] or ""),
            RESERVE: lambda: Decision(f"{code}/{cell}", RESERVE, "", of["reason"] or "", of["until"]),
        }
        return kept[of["choice"]]() if of["choice"] in kept else None


def check_cell(form: PartForm, cell: str) -> None:
    """Each fault stands beside its field."""
    forget_unneeded(form, cell)
    of = {name: form.cleaned_data.get(f"{cell}-{name}") for name in ("choice", "text", "reason", "until")}
    if of["choice"] == CORRECT and f"{cell}-text" not in form.errors:
        if not of["text"]:
            form.add_error(f"{cell}-text", say("কী লেখা হবে, লিখুন", "Write what it is to say"))
        elif of["text"] == form.printed_part.raw(cell):
            form.add_error(
                f"{cell}-text",
                say(
                    "লেখাটি ছাপার মতোই আছে। বদলান, না হলে “ঠিক আছে” বাছুন।",
                    "The text is as printed. Change it, or choose “Accept”.",
                ),
            )
    if of["choice"] in (CORRECT, RESERVE) and not of["reason"] and f"{cell}-reason" not in form.errors:
        form.add_error(f"{cell}-reason", say("কারণ লিখুন; এটি প্রকাশিত হবে", "Write the reason; it is published"))
    if of["choice"] == RESERVE and f"{cell}-until" not in form.errors:
        check_until(form, cell, of["until"])


def forget_unneeded(form: PartForm, cell: str) -> None:
    """What stands in a field that the choice does not ask for is nobody's word, and no fault."""
    needed = NEEDED.get(form.cleaned_data.get(f"{cell}-choice") or "", ())
    for name in ("text", "reason", "until"):
        if name not in needed:
            form.errors.pop(f"{cell}-{name}", None)


def check_until(form: PartForm, cell: str, until: date | None) -> None:
    if until is None:
        form.add_error(
            f"{cell}-until",
            say("কোন দিনের মধ্যে ঠিক করবেন, লিখুন", "Write the day by which you will settle it"),
        )
    elif not form.today <= until <= form.today + timedelta(days=DAYS_OPEN):
        form.add_error(
            f"{cell}-until",
            say("আজ থেকে দুই বছরের মধ্যে কোনো দিন দিন", "Give a day between today and two years from now"),
        )
