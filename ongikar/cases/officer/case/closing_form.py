"""The answer page's form: the kind's own questions, files to enclose, and how much was given, of which
nothing is chosen beforehand.

What the answer comes to, the kind says: it keeps the promise, keeps a part of it, or leaves all of it open.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.html import format_html

from ongikar.cases import actions
from ongikar.cases.actions import part_outcomes
from ongikar.cases.actions.attachments import Papers
from ongikar.cases.actions.reply_ways import WAY, WAY_REASON, offered_ways, reply_way
from ongikar.cases.kinds import KEEP, OPEN, PART, Outcome, OutcomeFault, kind_of
from ongikar.cases.models import LEFT, LEFT_BY, LEFT_ON, Case
from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.letters.models import Dispatch
from ongikar.letters.outgoing.ways import channel_words
from ongikar.rules.calendar.office_calendar import TZ

from .uploads import FILES, files_field

WORDS = "words"
# What each answer comes to, said under it before it is chosen.
CONSEQUENCES = {
    KEEP: ("আবেদন শেষ হবে। কথা রাখা হয়েছে বলে গোনা হবে।", "The case closes and counts as kept."),
    PART: (
        "কী বাকি, কে কবে দেবেন লিখবেন। বাকিটুকু খোলা থাকবে, শেষ দিন বদলাবে না।",
        "You name what is left, by whom and when. That part stays open; the due day does not move.",
    ),
    OPEN: (
        "শুধু খবরটি যাবে। আবেদন খোলা, দিন গোনা চলবে।",
        "Only this message goes out. The case stays open and the days go on.",
    ),
}
# Where the answer must be carried: nothing is given before it has left.
KEPT_WHEN_SENT = (
    "চিঠি জারি হবে। সেটি পাঠানোর পর আবেদন শেষ, আর তখনই কথা রাখা হয়েছে বলে গোনা হবে।",
    "The letter is issued. When it has left, the case closes and counts as kept.",
)
KEPT_LATE = (
    "আবেদন শেষ হবে। শেষ দিন পেরিয়ে গেছে, তাই দেরিতে দেওয়া হয়েছে বলে গোনা হবে।",
    "The case closes. Its day has passed, so it counts as given late.",
)
NEEDED = {
    LEFT: ("কী বাকি রইল, লিখুন", "Write what is left"),
    LEFT_BY: ("বাকিটুকু কে দেবেন, লিখুন", "Write who gives the rest"),
    LEFT_ON: ("বাকিটুকু কবে দেবেন, লিখুন", "Write when the rest is given"),
}


class RadioSelect(forms.RadioSelect):
    """Radio buttons that say in the page what each comes to, so that what only a part needs is shown beside a
    part.
    """

    comes_to: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-comes-to"] = self.comes_to.get(str(value), OPEN)
        return option


class Closing:
    """What the answer page asks beside the questions of the kind, for one case at `now`."""

    def __init__(self, form: Outcome, case: Case, now: datetime) -> None:
        self.form, self.case, self.now = form, case, now
        self.verdict = kind_of(case.row).verdict
        self.own = [name for name in form.fields if name != self.verdict.field]
        self.ways = offered_ways(case)

    def ask(self) -> None:
        fields = self.form.fields
        known = fields.pop(self.verdict.field, None)
        field: Any = known or ChoiceField(
            label=self.verdict.label,
            choices=self.verdict.choices,
        )
        field.widget = widget = RadioSelect()
        widget.comes_to = self.verdict.comes_to
        field.choices = [(value, self.with_follows(value, words)) for value, words in field.choices]
        fields[FILES] = files_field()
        fields[self.verdict.field] = field
        self.ask_way()
        fields[LEFT] = TextField(
            label=say_lazy("কী বাকি", "What is left"),
            required=False,
            optional_mark=False,
            lines=3,
            max_length=1000,
        )
        fields[LEFT_BY] = TextField(
            label=say_lazy("কে দেবেন", "Who gives it"), required=False, optional_mark=False, max_length=120
        )
        fields[LEFT_ON] = DayField(label=say_lazy("কবে দেবেন", "When"), required=False, optional_mark=False)
        fields[LEFT_ON].help_text = say(
            "শেষ দিন বদলাবে না: {due}।",
            "The last day stays {due}.",
            due=self.case.clock.due(self.now).astimezone(TZ).date(),
        )
        if self.chosen_outcome in (PART, OPEN):
            # A part is written down as far as it goes, and news needs no more than its words.
            for name in self.own:
                fields[name].required = name == WORDS

    def ask_way(self) -> None:
        """How the answer goes, where the applicant was asked how they want it: as they said stands first and
        chosen.
        """
        ways = self.ways
        if not ways:
            return
        fields, asked = self.form.fields, channel_words(ways[0], language())
        fields[WAY] = ChoiceField(
            label=say_lazy("উত্তর কীভাবে যাবে", "How the answer goes"),
            help_text=say(
                "চেয়েছেন: {way}। যা বয়ে নিতে হয়, তা পাঠানোর পরই কথা রাখা হয়েছে বলে গোনা হবে।",
                "Asked for: {way}. What must be carried counts as kept only once it has left.",
                way=asked,
            ),
            choices=[(name, channel_words(name, language())) for name in ways],
            required=False,
            optional_mark=False,
            initial=ways[0],
        )
        fields[WAY_REASON] = TextField(
            label=say_lazy("অন্যভাবে গেলে কেন", "Why, if it goes another way"),
            required=False,
            optional_mark=False,
            max_length=300,
        )

    @property
    def way_facts(self) -> dict[str, str]:
        """How it goes and why so, where that is asked."""
        given = self.form.cleaned_data
        return {"way": given.get(WAY) or "", "way_reason": given.get(WAY_REASON) or ""}

    def with_follows(self, value: str, words: Any) -> str:
        comes_to = self.verdict.comes_to.get(value, OPEN)
        late = comes_to == KEEP and self.case.clock.is_late(self.now)
        is_carried = comes_to == KEEP and self.ways[:1] in ([Dispatch.POST], [Dispatch.HAND])
        follows = say(*(KEPT_WHEN_SENT if is_carried else KEPT_LATE if late else CONSEQUENCES[comes_to]))
        return format_html('<b>{}</b><br><span class="small muted">{}</span>', words, follows)

    @property
    def chosen_outcome(self) -> str:
        """What the answer that was sent comes to; "" where none was."""
        answer = (
            self.form.data.get(self.form.add_prefix(self.verdict.field), "") if self.form.is_bound else ""
        )
        return self.verdict.comes_to.get(answer, "")

    @property
    def outcome(self) -> dict[str, Any]:
        """The kind's own answers, as they are stored."""
        answers = self.form.as_answers()
        return {name: answers[name] for name in (*self.own, self.own_verdict) if name in answers}

    @property
    def own_verdict(self) -> str:
        """The verdict's field where it is a question of the kind and so part of what is stored."""
        return self.verdict.field if not self.verdict.choices else ""

    def judge(self) -> None:
        """Called last in the form's cleaning: what stands against the chosen answer is said
        beside its field.
        """
        form, chosen = self.form, self.chosen_outcome
        if chosen == PART:
            for name, words in NEEDED.items():
                if name not in form.errors and not form.cleaned_data.get(name):
                    form.add_error(name, say(*words))
            form.check(LEFT_ON, form.day_ahead)
        if chosen in (KEEP, PART):
            answers = {name: answer for name, answer in self.outcome.items() if name != self.verdict.field}
            for missing in kind_of(self.case.row).missing(self.case, answers, now=self.now):
                if missing.field not in form.errors:
                    form.add_error(missing.field if missing.field in form.fields else None, missing.words)
        if chosen == KEEP and WAY in form.fields and not form.errors:
            self.judge_way()

    def judge_way(self) -> None:
        facts = self.way_facts
        try:
            reply_way(self.case, facts["way"], facts["way_reason"])
        except OutcomeFault as fault:
            for missing in fault.missing:
                self.form.add_error(missing.field, missing.words)

    @property
    def facts(self) -> dict[str, Any]:
        """What the act is called with."""
        left = self.form.as_answers()
        return {
            "comes_to": self.chosen_outcome,
            "outcome": self.outcome,
            "left": {name: left[name] for name in (LEFT, LEFT_BY, LEFT_ON) if name in left},
            **self.way_facts,
        }


def closing_form(*args: Any, case: Case, now: datetime) -> Outcome:
    """The kind's own closing form with what every answer page asks, called as the other acts' forms are."""
    kind = kind_of(case.row)
    form = kind.outcome_form(
        *args, service=case.row, today=now.astimezone(TZ).date(), initial=kind.known_outcome(case)
    )
    form.closing = Closing(form, case, now)
    form.closing.ask()
    return form


def do_outcome(
    case: Case,
    *,
    comes_to: str,
    outcome: Mapping[str, Any],
    left: Mapping[str, str],
    actor: Reference,
    now: datetime,
    papers: Papers = (),
    way: str = "",
    way_reason: str = "",
) -> None:
    """What the answer comes to is done: the promise is kept, a part of it, or the applicant is told that it
    is still open. `way`, `way_reason`: how the answer goes, and why not as it was asked for.
    """
    if comes_to == KEEP:
        actions.keep(
            case, outcome=outcome, actor=actor, now=now, papers=papers, way=way, way_reason=way_reason
        )
    elif comes_to == PART:
        part_outcomes.keep_part(case, outcome=outcome, left=left, actor=actor, now=now, papers=papers)
    else:
        part_outcomes.inform(case, words=str(outcome[WORDS]), actor=actor, now=now, papers=papers)
