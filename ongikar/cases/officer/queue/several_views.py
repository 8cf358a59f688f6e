"""Several cases at once: handed over, noted, asked for documents, their holders reminded. The page first says
what will happen to each and what to none, then what did and did not.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.actions import ask_for_papers
from ongikar.cases.actions.act_log import record_act
from ongikar.cases.desk import QUEUE
from ongikar.cases.desks import hand_over, staff_posts
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import summarise_cases
from ongikar.cases.officer.case.forms import TickBoxesField, is_sentence
from ongikar.cases.officer.case.notes import add_note
from ongikar.cases.rights import for_handlers
from ongikar.charter.terms import document_name
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.journal.models import Entry
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.records.lines import TICKED
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

# So many are done by one press.
MOST = 50
HAND, NOTE, ASK, REMIND = "hand", "note", "ask", "remind"
# A second press, or a slow line's second try, comes within this.
DOUBLE_PRESS = timedelta(minutes=10)
# The button that does what the page said before.
DO = "do_it"


def listed_cases(office: Office, keys: Iterable[int]) -> list[Case]:
    """Those that a form may offer, the oldest first."""
    rows = Case.objects.filter(office=office, pk__in=list(keys)).order_by("pk")
    return list(rows.select_related("clock", "applicant").prefetch_related("acts"))


class SeveralForm(Form):
    """Which of the cases, and what is to be done with each."""

    record = TickBoxesField(
        label=say_lazy("কোন কোন আবেদন", "Which cases"),
        missing=say_lazy("অন্তত একটি আবেদন বাছুন", "Choose at least one case"),
    )
    act = ChoiceField(
        label=say_lazy("কী করবেন", "What is to be done"),
        choices=[
            (HAND, say_lazy("অন্য কাউকে দিন", "Reassign")),
            (NOTE, say_lazy("মন্তব্য লিখুন", "Write a note")),
            (ASK, say_lazy("কাগজ চান", "Ask for documents")),
            (REMIND, say_lazy("যাঁর কাছে আছে, মনে করিয়ে দিন", "Remind whoever has it")),
        ],
    )
    to = ChoiceField(
        label=say_lazy("কাকে দেবেন", "Assign to"),
        help_text=say_lazy("অন্য কাউকে দিলে।", "Where it is reassigned."),
        required=False,
    )
    papers = TickBoxesField(
        label=say_lazy("কী কী লাগবে", "What is needed"),
        help_text=say_lazy("কাগজ চাইলে।", "Where documents are asked for."),
        required=False,
    )
    words = TextField(
        label=say_lazy("কথা", "Words"),
        help_text=say_lazy(
            "মন্তব্য ও কাকে কী করতে হবে, শুধু কার্যালয়ের জন্য; কাগজ চাইলে আবেদনকারী পড়বেন।",
            "A note, or what is to be done, is for the office; with documents the applicant reads it.",
        ),
        required=False,
        lines=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, office: Office, cases: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases, self.office = {str(case.pk): case for case in cases}, office
        self.posts = {str(post.pk): post for post in staff_posts(office.pk)}
        self.choice_field("record").choices = [
            (key, f"{digits(case.number, language())} {case.row.short}") for key, case in self.cases.items()
        ]
        self.choice_field("to").choices = [(key, post.title) for key, post in self.posts.items()]
        listed = {each["bn"]: document_name(each) for case in cases for each in case.row.documents}
        self.choice_field("papers").choices = list(listed.items())
        if not listed:
            del self.fields["papers"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        act, words = cleaned.get("act"), cleaned.get("words", "")
        if act == HAND and not cleaned.get("to"):
            self.add_error("to", say("কাকে দেবেন, বেছে নিন", "Choose whom it is assigned to"))
        if act == NOTE and not words:
            self.add_error("words", say("মন্তব্যটি লিখুন", "Write the note"))
        if act == ASK:
            if not cleaned.get("papers"):
                self.add_error(
                    "papers" if "papers" in self.fields else None,
                    say("কী কাগজ লাগবে, বেছে নিন", "Choose what is needed"),
                )
            if not is_sentence(words):
                self.add_error(
                    "words",
                    say("কী লাগবে ও কেন, অন্তত একটি বাক্যে লিখুন", "Say in a sentence what is needed and why"),
                )
        return cleaned

    @property
    def ticked_cases(self) -> list[Case]:
        return [self.cases[key] for key in self.cleaned_data["record"]]


class Planned(NamedTuple):
    """What will become of one: `words`, or why not; `do`: None where nothing will."""

    case: Case
    words: str
    do: Callable[[], object] | None


def plan_each(form: SeveralForm, actor: Reference, now: datetime) -> list[Planned]:
    return [plan_of(form, case, actor, now) for case in form.ticked_cases]


def plan_of(form: SeveralForm, case: Case, actor: Reference, now: datetime) -> Planned:
    given, done = form.cleaned_data, [act.name for act in case.acts_in_order]
    words = given["words"]
    if given["act"] == NOTE:
        note = partial(add_note, case, words=words, actor=actor, now=now)
        return Planned(case, say("মন্তব্য লেখা হবে।", "The note is written."), note)
    if not case.is_open:
        return Planned(case, say("শেষ হয়ে গেছে।", "It is closed."), None)
    if given["act"] == REMIND:
        return plan_reminder(case, actor, now)
    if given["act"] == HAND:
        to = form.posts[given["to"]]
        if case.desk_id == to.pk:
            return Planned(case, say("এটি তাঁর কাছেই আছে।", "It lies there already."), None)
        hand = partial(hand_over, case, to=to, words=words, actor=actor, now=now)
        return Planned(case, say("{whom} পাবেন।", "Goes to {whom}.", whom=to.title), hand)
    listed = [each["bn"] for each in case.row.documents if each["bn"] in given["papers"]]
    if len(listed) < len(given["papers"]):
        words = say("এই সেবার চার্টারে সব কাগজের নাম নেই।", "The charter of its service does not list them all.")
        return Planned(case, words, None)
    is_open = case_transitions.may_follow(case.state, "ask_for_papers", done)
    if case.is_own_work or not is_open:
        return Planned(case, say("এখন কাগজ চাওয়া যায় না।", "Documents cannot be asked for now."), None)
    ask = partial(ask_for_papers, case, missing=listed, words=words, actor=actor, now=now)
    told = say("চাওয়া হবে; দিন গোনা থামবে।", "Asked for; its days are not counted until they come.")
    return Planned(case, told, ask)


def plan_reminder(case: Case, actor: Reference, now: datetime) -> Planned:
    told = Entry.objects.filter(
        subject_type="case", subject_id=case.pk, verb="case.reminded", at__gt=now - DOUBLE_PRESS
    )
    if told.exists():
        return Planned(case, say("এইমাত্র মনে করানো হয়েছে।", "Reminded a moment ago."), None)
    words = say("যাঁর কাছে আছে, তাঁকে জানানো হবে।", "Whoever has it is told.")
    return Planned(case, words, partial(record_act, "reminded", case, actor, now))


def do_each(plans: Sequence[Planned]) -> list[tuple[Case, str, bool]]:
    """Each whole or not at all; one that no longer can be done stops none of the others."""
    became = []
    for case, words, do in plans:
        is_done = do is not None
        if do is not None:
            try:
                with transaction.atomic():
                    Case.objects.select_for_update().get(pk=case.pk)
                    do()
            except case_transitions.TransitionFault:
                is_done = False
                words = say("এর মধ্যে অবস্থা বদলে গেছে।", "It has moved on meanwhile.")
        became.append((case, words, is_done))
    return became


@for_handlers
@require_http_methods(["GET", "POST"])
def do_several(request: StaffRequest) -> HttpResponse:
    now, office = timezone.now(), request.office
    if request.method == "GET":
        narrowed = QUEUE.narrow(request, request.GET.dict())
        cases = QUEUE.read_page(narrowed, request.GET.get(QUEUE.mark_name, ""), MOST).cases
        return show_form(request, SeveralForm(office=office, cases=cases), now)
    keys = [int(key) for key in request.POST.getlist("shown") if key.isascii() and key.isdigit()]
    ticked = [int(key) for key in request.POST.getlist(TICKED) if key.isascii() and key.isdigit()]
    wanted = [key for key in dict.fromkeys([*ticked, *keys]) if key < 2**63][:MOST]
    cases = listed_cases(office, wanted)
    form = SeveralForm(request.POST, office=office, cases=cases)
    if not form.is_valid():
        return show_form(request, form, now)
    plans = plan_each(form, request.holder.actor, now)
    context: dict[str, Any] = {"form": form, "current": "queue"}
    if DO in request.POST:
        return render(request, "cases/officer/several_done.html", context | {"became": do_each(plans)})
    # A template calls whatever can be called.
    context["plans"] = [(each.case, each.words, each.do is not None) for each in plans]
    context["can_do"] = any(each.do is not None for each in plans)
    return render(request, "cases/officer/several_plan.html", context)


def show_form(request: StaffRequest, form: SeveralForm, now: datetime) -> HttpResponse:
    context = {
        "form": form,
        "shown": summarise_cases(list(form.cases.values()), now),
        "current": "queue",
    }
    return render(request, "cases/officer/several.html", context, status=422 if form.errors else 200)
