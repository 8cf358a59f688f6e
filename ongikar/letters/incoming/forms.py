"""The forms of a letter that comes in: its line of the diary, and what is done with it, each with what it
calls.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, IdempotencyKeyField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.keys import key_of
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.papers.check import Clean
from ongikar.people.contact_words import find_contacts
from ongikar.people.models import Contact, Holding
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.rules.calendar.office_calendar import TZ

from ..files.forms import OpenFileField
from ..letter_search import with_their_memo
from ..models import Letter
from ..transitions import ASSISTANT, INCOMING, OFFICER
from ..words import CHANNELS
from . import actions
from .actions import answered_words
from .diary import ReceivedLetter
from .fields import (
    FILES,
    MemoField,
    PagesField,
    check_days,
    due_day_fault,
    find_diary_letter,
    find_our_letter,
    received_day_field,
    sound_pages,
)
from .senders import sender_meant

NEW, ANSWER, REMINDER, APPLICATION = "new", "answer", "reminder", "application"
ADD_CONTACT, NAME_ONLY = "add", "name"


class DiaryForm(Form):
    """`posts`: to whom it may be marked; none where the person only keeps the diary."""

    pages = PagesField()
    sender = TextField(
        label=say_lazy("কোথা থেকে", "From"),
        missing=say_lazy("কে পাঠিয়েছেন লিখুন", "Enter who sent it"),
        max_length=300,
        width="",
    )
    contact = ChoiceField(label=say_lazy("ঠিকানার বইয়ে কে", "Who in the book of addresses"), required=False)
    new_post = TextField(label=say_lazy("পদ", "Post"), required=False)
    new_name = TextField(label=say_lazy("নাম", "Name"), required=False)
    new_address = TextField(label=say_lazy("ঠিকানা", "Address"), required=False, max_length=300)
    their_memo = MemoField(
        label=say_lazy("তাদের স্মারক", "Their memo number"),
        required=False,
        optional_mark=False,
        max_length=100,
        width="",
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
    subject_line = TextField(
        label=say_lazy("বিষয়, সংক্ষেপে", "Subject, in short"), required=False, optional_mark=False, width=""
    )
    due_on = DayField(
        label=say_lazy("উত্তর চাই কবে", "Answer wanted by"),
        help_text=say_lazy(
            "চিঠিতে যা লেখা; না থাকলে ফাঁকা রাখুন", "As the letter says; leave it empty if it does not"
        ),
        required=False,
        optional_mark=False,
    )
    marked = ChoiceField(
        label=say_lazy("কাকে দেখতে দেবেন", "Mark to"),
        help_text=say_lazy("উত্তরটি তাঁর কাজ হবে", "The answer will be their task"),
        many=True,
        required=False,
        optional_mark=False,
    )
    what = ChoiceField(
        label=say_lazy("চিঠিটি কী", "What the letter is"),
        choices=[
            (NEW, say_lazy("নতুন বিষয়", "A new matter")),
            (ANSWER, say_lazy("আমাদের চিঠির উত্তর", "The answer to a letter of ours")),
            (
                REMINDER,
                say_lazy(
                    "আগের চিঠির তাগিদ (নতুন নম্বর লাগে না)",
                    "A reminder of an earlier letter (takes no new number)",
                ),
            ),
            (
                APPLICATION,
                say_lazy(
                    "কোনো সেবার আবেদন (চিঠির তারিখই কথা রাখার দিন)",
                    "An application for a service (the letter’s day is the promise)",
                ),
            ),
        ],
    )
    of = TextField(
        label=say_lazy("কোন চিঠির", "Which letter"),
        help_text=say_lazy(
            "উত্তর হলে আমাদের স্মারক নম্বর; তাগিদ হলে ডায়েরি নম্বর বা তাদের আগের স্মারক",
            "Of an answer our memo number; of a reminder the diary number or their earlier memo number",
        ),
        required=False,
        optional_mark=False,
        max_length=100,
    )
    anyway = CheckboxField(label=say_lazy("হ্যাঁ, তবু তুলে রাখুন", "Yes, enter it all the same"))
    # Pressed twice is entered once.
    token = IdempotencyKeyField()

    def __init__(self, *args: Any, office: Office, posts: list[Post], now: datetime, **kwargs: Any) -> None:
        self.office, self.posts = office, posts
        self.today = now.astimezone(TZ).date()
        self.contact_found: Contact | None = None
        self.letter_meant: Letter | None = None
        # What the person is asked to confirm, once it is known.
        self.must_confirm = False
        super().__init__(*args, **kwargs)
        typed = self.data.get("sender", "") if self.is_bound else ""
        self.found = find_contacts(office, typed[:300], self.today)
        self.choice_field("contact").choices = [
            *((str(each.pk), each.full_title) for each in self.found),
            (ADD_CONTACT, say("নতুন ঠিকানা হিসেবে রাখুন", "Add as a new address")),
            (NAME_ONLY, say("শুধু নামটি লিখে রাখুন", "Only write the name down")),
        ]
        self.choice_field("marked").choices = [
            ("", say("পরে চিহ্নিত হবে", "To be marked later")),
            *((str(post.pk), post.title) for post in posts),
        ]
        if not posts:
            del self.fields["marked"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_days(self, today=self.today)
        self.check_sender(cleaned)
        what = cleaned.get("what")
        if what != REMINDER:
            self.check_new_letter(cleaned)
        if what in (ANSWER, REMINDER):
            self.check_letter_meant(cleaned, what)
        return cleaned

    def check_sender(self, cleaned: dict[str, Any]) -> None:
        """A name typed whole is known; else the person chooses among those found."""
        chosen = cleaned.get("contact")
        if not cleaned.get("sender") or "contact" in self.errors:
            return
        if chosen in (ADD_CONTACT, NAME_ONLY):
            return
        by_key = {str(each.pk): each for each in self.found}
        self.contact_found = by_key.get(chosen or "") or sender_meant(self.found, cleaned["sender"])
        if self.contact_found is None:
            self.add_error(
                "contact",
                say("কয়েকজনকে পাওয়া গেছে। একজন বেছে নিন।", "Several were found. Choose one.")
                if self.found
                else say(
                    "ঠিকানার বইয়ে এই নাম নেই। নতুন ঠিকানা হিসেবে রাখবেন, না শুধু নামটি লিখবেন?",
                    "This name is not in the book of addresses. Add it, or only write the name down?",
                ),
            )

    @property
    def asks_for_contact(self) -> bool:
        """Whether the page offers the contacts found: only where what was typed is not clear."""
        return bool(self.data.get("contact")) or "contact" in self.errors

    def check_new_letter(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("subject_line") and "subject_line" not in self.errors:
            self.add_error("subject_line", say("চিঠির বিষয় লিখুন", "Enter the subject of the letter"))
        due = cleaned.get("due_on")
        if due and (fault := due_day_fault(due, office=self.office, today=self.today)):
            self.add_error("due_on", fault)
        memo = cleaned.get("their_memo")
        if memo and (same := self.same_letter(memo)):
            self.confirm(
                "their_memo",
                say(
                    "এই স্মারকের চিঠি ডায়েরিতে আছে: নম্বর {n}, “{subject}”। এটি কি আরেকটি চিঠি?",
                    "This number stands in the diary: no. {n}, “{subject}”. Is this another letter?",
                    n=same.book_serial,
                    subject=same.subject_line,
                ),
            )

    def same_letter(self, memo: str) -> Letter | None:
        """The letter of the same sender that was entered before under the same number."""
        known = with_their_memo(self.office, memo)
        if self.contact_found:
            known = known.filter(sender=self.contact_found)
        return known.exclude(submission=key_of(self.data, "token")).first()

    def check_letter_meant(self, cleaned: dict[str, Any], what: str) -> None:
        of = cleaned.get("of", "")
        if "of" in self.errors:
            return
        if not of:
            self.add_error("of", say("কোন চিঠির, তার নম্বর লিখুন", "Enter the number of that letter"))
            return
        earlier = (
            find_our_letter(self.office, of)
            if what == ANSWER
            else find_diary_letter(self.office, of, self.today)
        )
        if earlier is None:
            self.add_error("of", self.unknown_letter_words(cleaned, what))
        elif what == REMINDER and (how := answered_words(earlier)):
            self.confirm(
                "of",
                say(
                    "এই চিঠির উত্তর দেওয়া হয়ে গেছে ({how})। তাগিদটি তবু টুকে রাখবেন?",
                    "This letter has been answered ({how}). Note the reminder all the same?",
                    how=how,
                ),
            )
        self.letter_meant = earlier

    def unknown_letter_words(self, cleaned: dict[str, Any], what: str) -> str:
        if cleaned.get("their_memo") and MemoField().to_python(cleaned["of"]) == cleaned["their_memo"]:
            return say(
                "এটি এই চিঠিরই স্মারক: কোনো চিঠি নিজের উত্তর বা নিজের তাগিদ হয় না।",
                "This is the number of this very letter: none answers itself or reminds of itself.",
            )
        if what == ANSWER:
            return say(
                "এই স্মারকে আমাদের কোনো চিঠি নেই। নম্বরটি মিলিয়ে দেখুন।",
                "No letter of ours has this memo number. Check it.",
            )
        return say(
            "এই নম্বরের চিঠি ডায়েরিতে নেই। ডায়েরি নম্বর বা তাদের আগের স্মারক লিখুন।",
            "No letter of the diary has this number. Enter the diary number or their earlier memo number.",
        )

    def confirm(self, field: str, words: str) -> None:
        """Say it beside the field, unless the person has confirmed it."""
        self.must_confirm = True
        if not self.cleaned_data.get("anyway"):
            self.add_error(field, words)

    @property
    def letter(self) -> ReceivedLetter:
        """What was typed, without the pages."""
        cleaned = self.cleaned_data
        return ReceivedLetter(
            subject_line=cleaned["subject_line"],
            received_on=cleaned["received_on"],
            channel=cleaned["channel"],
            sender=self.contact_found,
            sender_name="" if self.contact_found else cleaned["sender"],
            their_memo=cleaned["their_memo"],
            their_date=cleaned["their_date"],
            due_on=cleaned["due_on"],
        )

    @property
    def mark_to(self) -> Post | None:
        chosen = self.cleaned_data.get("marked", "")
        return next((post for post in self.posts if str(post.pk) == chosen), None)

    @property
    def new_contact(self) -> dict[str, str] | None:
        """What is to be written into the book of addresses; None for nothing."""
        cleaned = self.cleaned_data
        if cleaned.get("contact") != ADD_CONTACT:
            return None
        return {
            "organisation": cleaned["sender"],
            "post": cleaned["new_post"],
            "name": cleaned["new_name"],
            "address": cleaned["new_address"],
        }


def markable_posts(office: Office, day: date) -> list[Post]:
    """The posts of the office to which letters are marked, its officers first: those that somebody holds, for
    at another nobody would see them.
    """
    held = Holding.objects.on(day).values("post")
    posts = Post.objects.filter(office=office, role__in=STAFF_ROLES, pk__in=held)
    return sorted(posts, key=lambda post: (post.role != Post.OFFICER, post.pk))


__all__ = ["FILES", "DiaryForm", "markable_posts"]


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
    pages = sound_pages(form)
    if not pages and FILES not in form.errors:
        form.add_error(FILES, say("একটি পাতা দিন", "Send a page"))
    return pages
