"""What has happened to a task, as its page tells it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from ongikar.clock.day_moves import move_lines
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.papers.models import Paper
from ongikar.people.models import Contact, User
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Task, TaskAct, TaskProof

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
        found = Contact.objects.filter(pk__in=keys["contact"])
        names |= {("contact", contact.pk): contact.full_title for contact in found}
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
