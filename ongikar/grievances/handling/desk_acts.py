"""The acts of those who decide: who may press which, what each asks, and what it does with the answers.

Each part of the handling registers its own in the app's `declarations`; the page shows them in their order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ongikar.core.i18n.say import say_lazy
from ongikar.people.post_holders import PostHolder

from .. import actions, transitions
from ..models import Stage
from ..rights import may_decide
from .decision_form import DecisionForm
from .desk_forms import DeskForm, NotAcceptedForm, NoteForm

# Beside the table of transitions: whether an act may be pressed at a stage.
Condition = Callable[[Stage], bool]
DECIDE = "decide"


def always(stage: Stage) -> bool:
    return True


def at_once(stage: Stage) -> datetime | None:
    return None


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act. `do`: called with the stage, what the form gave (`DeskForm.facts`), `actor` (the desk) and
    `now`; it may raise GrievanceFault, which is then told beside its field.

    `order`: where its button stands; 10 screening, 20 looking into it, 30 hearing, 40 deciding, 50 what came
    of it, 90 notes. `is_rare`: behind “More”. `has_files`: the form takes files (act_files.files_field), and
    `do` takes them checked as `papers`.
    """

    title: Any
    done: Any
    form: type[DeskForm]
    do: Callable[..., Any]
    order: int = 50
    condition: Condition = always
    may: Callable[[PostHolder, Stage], bool] = may_decide
    lead: Any = ""
    is_rare: bool = False
    has_files: bool = False
    template: str = "core/staff_form.html"
    # On its button, where that is not what the act is called.
    button: Any = ""
    # From when its button stands there; None for at once. Whoever comes to its page earlier is told so.
    opens: Callable[[Stage], datetime | None] = at_once

    @property
    def press_words(self) -> Any:
        return self.button or self.title


ACTS: dict[str, DeskAct] = {}


def register_act(name: str, act: DeskAct) -> None:
    """`name`: of the act in transitions.py, and of its page."""
    ACTS[name] = act


def possible_acts(holder: PostHolder, stage: Stage, now: datetime) -> Iterator[tuple[str, DeskAct]]:
    """What the person may do now at the stage at which it stands, in the order of the buttons."""
    for name, act in sorted(ACTS.items(), key=lambda named: named[1].order):
        if may_press(name, holder, stage) and ((opens := act.opens(stage)) is None or opens <= now):
            yield name, act


def may_press(name: str, holder: PostHolder, stage: Stage) -> bool:
    act = ACTS[name]
    return transitions.may(stage.grievance.state, name) and act.may(holder, stage) and act.condition(stage)


def form_of(
    name: str,
    stage: Stage,
    holder: PostHolder,
    now: datetime,
    *sent: Any,
) -> DeskForm:
    """The form of an act; `sent`: what came with a press."""
    return ACTS[name].form(*sent, stage=stage, holder=holder, now=now)


register_act(
    DECIDE,
    DeskAct(
        say_lazy("সিদ্ধান্ত দিন", "Decide"),
        say_lazy("সিদ্ধান্ত লেখা ও জানানো হয়েছে।", "The decision is written and told."),
        DecisionForm,
        actions.decide,
        order=40,
    ),
)
register_act(
    "not_accept",
    DeskAct(
        say_lazy("গ্রহণ করা যায় না", "Do not accept"),
        say_lazy("কারণসহ জানানো হয়েছে।", "Told, with the reason."),
        NotAcceptedForm,
        actions.do_not_accept,
        order=80,
        is_rare=True,
    ),
)
register_act(
    "note",
    DeskAct(
        say_lazy("নোট লিখুন", "Write a note"),
        say_lazy("নোট লেখা হয়েছে।", "The note is written."),
        NoteForm,
        actions.add_note,
        order=90,
        is_rare=True,
    ),
)
