"""The page of one task: what was given, how it stands and what happened, the proof, and what may be done with
it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.clock.day_moves import move_lines
from ongikar.clock.models import Clock
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Post
from ongikar.papers.models import Paper
from ongikar.people.day_list import act_done
from ongikar.people.models import Contact, User
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.people.subjects import SubjectLine, load_subjects, subject_words
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

from . import actions, transitions
from .actions.reporting import is_alone, is_own_report
from .desk_acts import DESK_ACTS, form_of, possible_acts, run_act
from .forms import GiveForm, OfficeForm
from .lists import is_key
from .models import Task, TaskAct, TaskProof
from .owners import owner_words
from .promise import check_by, draw_task, task_standing
from .rights import for_task_page, for_task_staff, may_read_task, parts_in
from .slots import TASK
from .transitions import TaskFault
from .words import due_words, evidence_words, how_often, origin_words, task_number


def task_of(request: StaffRequest, number: int) -> Task:
    rows = Task.objects.with_related().select_related("place", "series")
    task = get_object_or_404(rows, office=request.office, number=number)
    if not may_read_task(request.holder, task):
        raise PermissionDenied
    return task


@for_task_page
@require_safe
def task(request: StaffRequest, number: int) -> HttpResponse:
    """The page with the act that most likely comes next; others stand beside it."""
    task, now = task_of(request, number), timezone.now()
    names = acts_for(request, task)
    form = form_of(names[0], task, request, now) if names else None
    return show_task(request, task, names, names[0] if names else "", form, now)


@for_task_page
@require_http_methods(["GET", "HEAD", "POST"])
def task_act(request: StaffRequest, number: int, act: str) -> HttpResponse:
    """One act of a task, on its page."""
    if act not in DESK_ACTS:
        raise Http404
    task, now = task_of(request, number), timezone.now()
    names = acts_for(request, task)
    if DESK_ACTS[act].part not in parts_of(request, task):
        raise PermissionDenied
    if act not in names:
        if request.method == "POST":
            messages.error(request, say(*CHANGED))
        return redirect("task", number)
    form = form_of(act, task, request, now)
    if request.method != "POST":
        return show_task(request, task, names, act, form, now)
    try:
        done = form.is_valid() and run_act(
            act, form, task, actor=request.holder.actor, now=now, ip=client_ip(request)
        )
    except TransitionFault:
        messages.error(request, say(*CHANGED))
        return redirect("task", number)
    if done:
        return act_done(
            request, DESK_ACTS[act].done, reverse("task", args=[number]), name=task_number(number)
        )
    return show_task(request, task_of(request, number), names, act, form, now)


CHANGED = ("এর মধ্যে অবস্থা বদলে গেছে। আবার দেখুন।", "It has changed meanwhile. Look again.")


def parts_of(request: StaffRequest, task: Task) -> set[str]:
    return parts_in(request.holder, task, Post.objects.filter(office=task.office).superiors())


def acts_for(request: StaffRequest, task: Task) -> list[str]:
    parts = parts_of(request, task)
    done = list(task.acts.values_list("name", flat=True))
    names = list(possible_acts(task, parts, done))
    # Once, and not of a day that has passed: the clock's ledger would refuse it.
    now = timezone.now()
    if "extend" in names and (task.clock.running.is_extended or task.clock.is_overdue(now)):
        names.remove("extend")
    is_own = "check" in names and is_own_report(task, request.holder.actor)
    if is_own and not is_alone(task.office_id, request.holder.actor, now):
        names.remove("check")
    return names


def show_task(
    request: StaffRequest,
    task: Task,
    names: list[str],
    act: str,
    form: OfficeForm | None,
    now: datetime,
) -> HttpResponse:
    subject = task.subject
    lines = load_subjects([subject] if subject else [], request.holder)
    proofs = latest_proofs(task)
    records = load_subjects([proof.record for proof in proofs if proof.kind == Task.RECORD], request.holder)
    context = {
        "task": task,
        "number": task_number(task.number),
        "stands": task_standing(task, now),
        "drawing": draw_task(task, now),
        "owner": owner_words(task),
        "origin": origin_words(task.origin),
        "evidence": evidence_words(task.evidence),
        "checker": checker_words(task, request.holder, now),
        "subject": lines.get(subject) if subject else None,
        "subject_words": subject_words(task.subject_type),
        "series_words": series_line(task),
        "proofs": [(proof, records.get(proof.record)) for proof in proofs],
        "history": task_history(task, now),
        "acts": [(name, DESK_ACTS[name].title) for name in names],
        "act": act,
        "act_title": DESK_ACTS[act].title if act else "",
        "form": form,
        "asked_time": asked_time(task),
        "may_link": bool(task.is_outside and task.is_running and names),
        "slot": TASK.answers(request, task=task, now=now),
        "current": "tasks",
    }
    return render_form(request, "tasks/task.html", context, form)


def checker_words(task: Task, holder: PostHolder, now: datetime) -> str:
    """Who checks it, and by when while something is to be checked."""
    if task.check_post is None:
        return say("যাচাই লাগবে না", "No check needed")
    who = say("আপনি", "You") if task.check_post_id in holder.post_ids else task.check_post.title
    day = check_by(task, now)
    return say("{who}, {day}-এর মধ্যে", "{who}, by {day}", who=who, day=day) if day else who


def latest_proofs(task: Task) -> list[Any]:
    """What the last report brought."""
    proofs = list(task.proofs.select_related("paper", "act"))
    last = proofs[-1].act_id if proofs else 0
    return [proof for proof in proofs if proof.act_id == last]


def asked_time(task: Task) -> TaskAct | None:
    """The owner's wish for more time, while nobody has answered it."""
    acts = list(task.acts.all())
    if not transitions.awaits_time(act.name for act in acts):
        return None
    return next(act for act in reversed(acts) if act.name == transitions.ASK_TIME)


def series_line(task: Task) -> str:
    if task.series is None:
        return ""
    rule = task.series.recurrence
    return f"{how_often(rule)}; {due_words(rule)}"


@for_task_staff
@require_http_methods(["GET", "HEAD", "POST"])
def task_new(request: StaffRequest) -> HttpResponse:
    """Give work to somebody: by itself, or for what the address names as its subject."""
    now, holder = timezone.now(), request.holder
    subject_type, _, key = request.GET.get("subject", "").partition(":")
    subject = (subject_type[:30], int(key)) if subject_type and is_key(key) else None
    line = load_subjects([subject], holder).get(subject) if subject else None
    if subject and (line is None or line.is_restricted or line.office_id != request.office.pk):
        raise Http404
    giver = next(post for post in holder.posts if post.office_id == request.office.pk)
    form = GiveForm(
        request.POST if request.method == "POST" else None,
        office=request.office,
        now=now,
        initial={"check": giver.pk},
    )
    if request.method == "POST" and form.is_valid():
        try:
            given = give_to_each(form, giver, subject, holder, now)
        except TaskFault as fault:
            form.add_fault(fault.field, fault.bn, fault.en)
        else:
            numbers = ", ".join(task_number(each.number, language()) for each in given)
            messages.success(request, say("কাজ দেওয়া হয়েছে: {n}", "Given: {n}", n=numbers))
            return redirect("task", given[0].number) if len(given) == 1 else redirect("tasks")
    context = {
        "form": form,
        "heading": say("কাজ দিন", "Give a task"),
        "about": line and say("যার জন্য: {subject}", "For: {subject}", subject=subject_line(line)),
        "back": line.url if line and line.url else reverse("tasks"),
        "back_words": digits(line.number, language()) if line else say("কাজ", "Tasks"),
        "button": say("কাজ দিন", "Give the task"),
        "current": "tasks",
    }
    return render_form(request, "core/staff_form.html", context)


@transaction.atomic
def give_to_each(
    form: GiveForm, giver: Post, subject: SubjectReference | None, holder: PostHolder, now: datetime
) -> list[Task]:
    """A task for each of those who were chosen, or for none of them: raises TaskFault."""
    cleaned = form.cleaned_data
    submission = cleaned["submission"] or f"desk-{holder.user.pk}-{now.timestamp()}"
    return [
        actions.give_task(
            office=form.office,
            title=cleaned["title"],
            words=cleaned["words"],
            owner=owner,
            given_by=giver,
            check=cleaned["check"],
            evidence=cleaned["evidence"],
            due=cleaned["due"],
            subject=subject,
            origin="step" if subject else "own",
            # Pressed twice it is one task for each.
            submission=f"{submission}-{place}" if place else submission,
            actor=holder.actor,
            now=now,
        )
        for place, owner in enumerate(cleaned["owner"])
    ]


def subject_line(line: SubjectLine) -> str:
    """What the work is for: its number and its name."""
    return f"{digits(line.number, language())} · {line.title}"


WORDS = {
    transitions.GIVE: ("কাজ দেওয়া হয়েছে, শেষ দিন {due}", "Given, due {due}"),
    transitions.REPORT: ("কাজ শেষ বলে জানানো হয়েছে", "Reported as done"),
    transitions.FINISH: ("কাজ শেষ বলে জানানো হয়েছে", "Reported as done"),
    transitions.RETURN: ("ফেরত দেওয়া হয়েছে", "Sent back"),
    transitions.VERIFY: ("যাচাই করে শেষ ধরা হয়েছে", "Checked: done"),
    transitions.HAND_CHECK: ("যাচাই এখন {to}-এর কাছে", "Now {to} checks it"),
    transitions.HAND_BACK: ("নিজের কাজ নয় বলে ফেরত দিয়েছেন", "Handed back: not theirs to do"),
    transitions.TRANSFER: ("{to}-কে দেওয়া হয়েছে", "Transferred to {to}"),
    transitions.DIRECT: ("তদারকি ও যাচাই এখন {to}-এর", "{to} follows it up and checks it from now on"),
    transitions.ASK_TIME: ("আরও সময় চেয়েছেন{until}", "Asked for more time{until}"),
    transitions.REFUSE_TIME: ("সময় বাড়ানো হয়নি", "More time was not given"),
    transitions.EXTEND: ("সময় বাড়ানো হয়েছে, {until} পর্যন্ত", "Extended until {until}"),
    transitions.DROP: ("বাদ দেওয়া হয়েছে", "Dropped"),
    transitions.REOPEN: ("আবার খোলা হয়েছে, শেষ দিন {due}", "Opened again, due {due}"),
    transitions.NOTE: ("নোট", "Note"),
}
ALONE = (
    "{words} (যিনি করেছেন, তিনিই; কার্যালয়ে আর কেউ ছিলেন না)",
    "{words} (by the same person; nobody else was in the office)",
)
GOES_ON = ("{words}; তৃতীয়বার, তাই দিন গোনা থামেনি", "{words}; the third time, so the days went on")


class HistoryLine(NamedTuple):
    """One line. `by`: who; `said`: their words; `is_bad`: a day passed."""

    at: datetime
    words: str
    by: str = ""
    said: str = ""
    is_bad: bool = False
    papers: list[Paper] = []


def day_in(act: TaskAct, name: str) -> str:
    value = act.data.get(name)
    return say("{day}", "{day}", day=date.fromisoformat(value)) if value else ""


def act_sentence(act: TaskAct, names: Mapping[tuple[str, int], str]) -> str:
    until = day_in(act, "until")
    if act.name == transitions.ASK_TIME and until:
        until = say(" ({until} পর্যন্ত)", " (until {until})", until=until)
    to = act.data.get("to") or ["", 0]
    words = say(*WORDS[act.name], due=day_in(act, "due"), until=until, to=names.get((to[0], to[1]), ""))
    if act.data.get("alone"):
        return say(*ALONE, words=words)
    if act.data.get("waits") is False:
        return say(*GOES_ON, words=words)
    return words


def names_in(acts: Iterable[TaskAct]) -> dict[tuple[str, int], str]:
    """Whoever acted or was named in an act, in three statements at most."""
    keys: dict[str, set[int]] = {"user": set(), "contact": set(), "post": set()}
    for act in acts:
        if act.by_type in keys and act.by_id:
            keys[act.by_type].add(act.by_id)
        for kind, key in (act.data.get("from") or ["", 0], act.data.get("to") or ["", 0]):
            if kind in keys:
                keys[kind].add(key)
    names: dict[tuple[str, int], str] = {}
    if keys["user"]:
        names |= {("user", user.pk): user.name for user in User.objects.filter(pk__in=keys["user"])}
    if keys["contact"]:
        contacts = Contact.objects.filter(pk__in=keys["contact"])
        names |= {("contact", contact.pk): contact.full_title for contact in contacts}
    if keys["post"]:
        names |= {("post", post.pk): post.title for post in Post.objects.filter(pk__in=keys["post"])}
    return names


def task_history(task: Task, now: datetime) -> list[HistoryLine]:
    """The latest first: its acts, the days that passed, and orders that moved its day."""
    acts = list(task.acts.select_related("clock"))
    names = names_in(acts)
    papers: dict[int, list[Paper]] = {}
    for proof in TaskProof.objects.filter(task=task, kind=Task.PAPER).select_related("paper"):
        if proof.paper:
            papers.setdefault(proof.act_id, []).append(proof.paper)
    lines = [
        HistoryLine(
            act.at,
            act_sentence(act, names),
            by_words(act, names),
            act.words,
            papers=papers.get(act.pk, []),
        )
        for act in acts
    ]
    own = [act.clock for act in acts if act.clock and act.clock.topic == Task.SUBJECT]
    lines += breaches(own, now)
    lines += [HistoryLine(move.at, words) for move, words in move_lines(own)]
    lines += [
        HistoryLine(opened, say("লিংক খুলে কাজটি দেখেছেন", "Opened the link and saw the task"), name)
        for opened, name in links_opened(task)
    ]
    lines.reverse()
    return sorted(lines, key=lambda line: line.at, reverse=True)


def by_words(act: TaskAct, names: Mapping[tuple[str, int], str]) -> str:
    if act.by_type == "contact":
        name = names.get(("contact", act.by_id or 0), "")
        return say("{name}, লিংক থেকে", "{name}, by link", name=name)
    return names.get((act.by_type, act.by_id or 0), "")


def breaches(clocks: Iterable[Clock], now: datetime) -> list[HistoryLine]:
    words = say("সময় পেরিয়ে গেছে", "The day passed")
    return [
        HistoryLine(due, words, is_bad=True) for clock in clocks for due in clock.breaches(now) if due <= now
    ]


def links_opened(task: Task) -> list[tuple[datetime, str]]:
    opened = task.links.filter(opened_at__isnull=False).select_related("contact")
    return [(link.opened_at.astimezone(TZ), link.contact.full_title) for link in opened if link.opened_at]
