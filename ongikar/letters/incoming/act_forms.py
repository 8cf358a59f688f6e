"""The forms of what is done with a letter that came in, and what each of them calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ongikar.core.forms.fields import ChoiceField, DayField, IdempotencyKeyField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.offices.models import Post
from ongikar.papers.check import Clean
from ongikar.rules.calendar.office_calendar import TZ

from ..files.fields import OpenFileField
from ..models import Letter
from ..transitions import ASSISTANT, INCOMING, OFFICER
from ..words import CHANNELS
from . import actions
from .fields import FILES, MemoField, PagesField, check_days, due_day_fault, received_day_field, sound_pages
from .forms import markable_posts


class LetterActForm(Form):
    """`now`: the moment of the press; `by`: the officer's post for which it is done, where there is one."""

    # Pressed twice is done once.
    token = IdempotencyKeyField()

    def __init__(self, *args: Any, letter: Letter, by: Post | None, now: datetime, **kwargs: Any) -> None:
        self.letter, self.by, self.now = letter, by, now
        self.today = now.astimezone(TZ).date()
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, OpenFileField):
                field.office = letter.office

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


def reason_field(bn: str, en: str, **options: Any) -> TextField:
    return TextField(label=say_lazy(bn, en), lines=3, max_length=1000, width="", **options)


class MarkForm(LetterActForm):
    to = ChoiceField(label=say_lazy("কাকে দেখতে দেবেন", "Mark to"), many=True)
    due = DayField(
        label=say_lazy("উত্তর কবের মধ্যে", "Answer by"),
    )
    words = reason_field("কী করতে হবে", "What is to be done", required=False, optional_mark=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in markable_posts(self.letter.office, self.today)}
        self.choice_field("to").choices = [(key, post.title) for key, post in self.posts.items()]
        # Asked where an answer is wanted: the letter's own day may have passed before anybody marked it.
        if self.letter.due_on is None or self.letter.marked_id:
            del self.fields["due"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("to") and cleaned["to"] == str(self.letter.marked_id):
            self.add_error("to", say("চিঠিটি এখনই তাঁর কাছে।", "The letter is with them already."))
        due = cleaned.get("due")
        if due and (fault := due_day_fault(due, office=self.letter.office, today=self.today)):
            self.add_error("due", fault)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        to = self.posts[cleaned["to"]]
        return {"to": to, "by": self.by, "due": cleaned.get("due"), "words": cleaned["words"]}


class AnswerForm(LetterActForm):
    words = reason_field(
        "কীভাবে উত্তর দেওয়া হয়েছে",
        "How it was answered",
        help_text=say_lazy(
            "ফোনে বা সামনাসামনি বললে লিখুন কাকে, কী বলা হয়েছে। চিঠিতে উত্তর দিলে চিঠি জারি হলেই এটি লেখা হয়।",
            "By telephone or in person: who was told what. A letter of yours enters this when it is issued.",
        ),
    )


class FileForm(LetterActForm):
    file = OpenFileField(missing=say_lazy("কোন নথিতে রাখবেন, তার নম্বর লিখুন", "Enter the number of the file"))
    words = reason_field("কেন আর কিছু করার নেই", "Why nothing else is to be done")


class RedirectForm(LetterActForm):
    words = reason_field("কোথায় পাঠানো হলো ও কেন", "Where it was sent, and why")


class PlaceForm(LetterActForm):
    file = OpenFileField(missing=say_lazy("কোন নথিতে রাখবেন, তার নম্বর লিখুন", "Enter the number of the file"))


class PagesForm(LetterActForm):
    pages = PagesField()
    words = reason_field("কী যোগ করছেন", "What you are adding", required=False, optional_mark=False)


class CorrectForm(LetterActForm):
    sender_name = TextField(label=say_lazy("প্রেরক", "Sender"), max_length=500, width="")
    their_memo = MemoField(
        label=say_lazy("তাদের স্মারক", "Their memo number"), required=False, optional_mark=False, max_length=100
    )
    their_date = DayField(
        label=say_lazy("চিঠির তারিখ", "Date of the letter"), required=False, optional_mark=False
    )
    received_on = received_day_field()
    channel = ChoiceField(
        label=say_lazy("কীভাবে এসেছে", "How it came"),
        choices=choices_of(CHANNELS),
        many=True,
    )
    subject_line = TextField(label=say_lazy("বিষয়", "Subject"), width="")
    reason = reason_field("কেন ঠিক করছেন", "Why you correct it")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_days(self, today=self.today)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in actions.CORRECTABLE}
        return {"values": values, "reason": self.cleaned_data["reason"]}


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act: its form and action, its button, and whether the press itself is known again by its key."""

    form: type[LetterActForm]
    action: Callable[..., Any]
    words: tuple[str, str]
    takes_submission: bool = False


ACT_PAGES = {
    "mark": ActPage(MarkForm, actions.mark_letter, ("চিহ্নিত করুন", "Mark")),
    "answer": ActPage(AnswerForm, actions.answer_letter, ("উত্তর দেওয়া হয়েছে", "Answered")),
    "file": ActPage(FileForm, actions.file_letter, ("নথিতে রাখুন", "File")),
    "redirect": ActPage(RedirectForm, actions.redirect_letter, ("অন্য কার্যালয়ে পাঠান", "Send on")),
    "place": ActPage(PlaceForm, actions.place_letter, ("নথি ঠিক করুন", "Put into a file")),
    "add_pages": ActPage(PagesForm, actions.add_pages, ("পাতা যোগ করুন", "Add pages"), True),
    "correct": ActPage(CorrectForm, actions.correct_letter, ("ভুল ঠিক করুন", "Correct")),
}


def open_acts(letter: Letter, by: Post | None) -> list[str]:
    """The acts that may follow now, for whoever asks: an assistant keeps the diary, an officer decides."""
    roles = {ASSISTANT, OFFICER} if by else {ASSISTANT}
    return [
        name
        for name in ACT_PAGES
        if INCOMING.may_follow(letter.state, name) and INCOMING.moves[name].by in roles
    ]


def typed_pages(form: Form) -> list[Clean]:
    """The pages that came with a form; where none did, the form says so."""
    found = sound_pages(form)
    if not found and FILES not in form.errors:
        form.add_error(FILES, say("একটি পাতা দিন", "Send a page"))
    return found
