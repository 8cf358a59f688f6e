"""What happened with a letter, as its page tells it: the newest last."""

from dataclasses import dataclass
from datetime import date, datetime

from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.people.models import User

from .models import File, Letter
from .words import ACTS, CHANNELS, FIELDS


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: when, what, who, in which words, and what stood before a correction."""

    at: datetime
    what: str
    who: str
    words: str
    old: list[tuple[str, str]]


def history(letter: Letter) -> list[HistoryLine]:
    acts = list(letter.acts.all())
    people = User.objects.in_bulk([act.by_id for act in acts if act.by_type == "user" and act.by_id])
    posts = Post.objects.in_bulk([act.data["post"] for act in acts if act.data.get("post")])
    files = File.objects.in_bulk([act.data["file"] for act in acts if act.data.get("file")])
    lines = []
    for act in acts:
        what = say(*ACTS.get(act.name, (act.name, act.name)))
        if post := posts.get(act.data.get("post")):
            what = f"{what}: {post.title}"
        if file := files.get(act.data.get("file")):
            what = f"{what}: {file.number}"
        if memo := act.data.get("memo"):
            what = f"{what}: {memo}"
        person = people.get(act.by_id or 0)
        old = [
            (say(*FIELDS[name]), value_words(name, value)) for name, value in act.data.get("old", {}).items()
        ]
        lines.append(
            HistoryLine(
                act.at, what, person.name if person else say("ব্যবস্থা নিজে", "The program"), act.words, old
            )
        )
    return lines


def value_words(name: str, value: str) -> str:
    """What stood in a field before, as a reader reads it."""
    if not value:
        return say("ফাঁকা", "empty")
    if name in ("their_date", "received_on"):
        return say("{day}", "{day}", day=date.fromisoformat(value))
    return say(*CHANNELS[value]) if name == "channel" else value
