"""The notes of the office at the desk: written, read in their versions, shared and retired."""

from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ongikar.charter.models import charter_in_force
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import StaffRequest
from ongikar.people.subjects import load_subjects
from ongikar.records.actions import ENTERED
from ongikar.records.acts import Act, BeginAct, ChangeAct, EnterAct, PressAct
from ongikar.records.book_desk import STRIKE_LINE, BookDesk
from ongikar.records.desk import Desk
from ongikar.records.filters import StateFilter
from ongikar.records.forms import RowForm, row_form, submission_of
from ongikar.records.offers import Door
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .actions import begin_note, do_act, share_note
from .checks import finding_words, findings_of
from .models import WORDS, Note, NoteUse, NoteVersion
from .reply_texts import ReplyText
from .rules.fields import FIELDS

OFFICER = frozenset({Post.OFFICER})
ASKED = (*WORDS, "service_code", "review_on")
LINES_OF_ANSWER = 8


class WordsForm(RowForm):
    """The words of a note; an answer has room."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("answer_bn", "answer_en"):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = LINES_OF_ANSWER
        for name in self.fields:
            if name in WORDS:
                self.fields[name].optional_mark = False  # type: ignore[attr-defined]  # of fields of ours
            if name.endswith(("_bn", "_en")):
                self.fields[name].widget.attrs["lang"] = name[-2:]


class AboutForm(WordsForm):
    """Also what service it is about, and when it is read again."""

    service_code = ChoiceField(label=say_lazy("কোন সেবা", "Which service"), required=False, many=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.instance.office
        today = timezone.localdate(timezone.now(), TZ)
        services = [(each.code, each.short) for each in charter_in_force(office, today).services]
        code = self.instance.service_code
        if code and code not in dict(services):
            services.append((code, code))
        none = ("", say("কোনো একটি সেবার নয়", "Of no single service"))
        self.choice_field("service_code").choices = [none, *services]


class BeginNote(BeginAct):
    def begin(self, request: StaffRequest, form: RowForm, now: datetime) -> Note:
        form.instance.submission = submission_of(form.of, form)
        return begin_note(form.instance, actor=request.holder.actor, now=now)

    def url_when_done(self, desk: Any, made: Note) -> str:
        return str(desk.url_of(made))


class WordsAct(EnterAct):
    """Begins with the words as they stand."""

    def form_arguments(self, record: Any, now: datetime) -> dict[str, Any]:
        arguments = super().form_arguments(record, now)
        for name, value in record.words().items():
            setattr(arguments["instance"], name, value)
        return arguments


class ShareForm(WordsForm):
    """The words are read once more before others read them: what tells of a person is said beside each. A
    second press is refused by the table of acts, and needs no key.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["token"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        note: Any = self.of
        texts = {name: said[name] for name in WORDS if name in said}
        for finding in findings_of(note.office, note.subject, texts):
            self.add_error(finding.field, finding_words(finding))
        return said


class ShareAct(Act):
    def __init__(self, name: str, button: tuple[str, str], **more: Any) -> None:
        super().__init__(
            name, button, row_form(NoteVersion, WORDS, ShareForm), self.share, press=button, **more
        )

    def form_arguments(self, record: Any, now: datetime) -> dict[str, Any]:
        return {"instance": NoteVersion(note=record, **record.words()), "of": record, "replaces": False}

    def share(self, note: Note, form: Any, actor: Reference, now: datetime) -> None:
        words = {name: form.cleaned_data[name] for name in WORDS}
        share_note(note, self.name, words, actor=actor, now=now)


class RetireForm(Form):
    words = TextField(
        label=say_lazy("কেন তুলে রাখছেন", "Why it is retired"),
        missing=say_lazy("কেন তুলে রাখছেন, লিখুন", "Write why it is retired"),
        max_length=300,
    )


def is_at(*states: str) -> Any:
    return lambda note: note.state in states


def press(name: str) -> Any:
    return lambda note, actor, now: do_act(note, name, actor=actor, now=now)


def retire(note: Note, form: RetireForm, actor: Reference, now: datetime) -> None:
    do_act(note, transitions.RETIRE, form.cleaned_data["words"], actor=actor, now=now)


def whole_words(version: NoteVersion) -> SafeString:
    """All that a version says, folded below its question."""
    texts = [
        (say("বাংলায়", "In Bangla"), version.question_bn, version.answer_bn),
        (say("ইংরেজিতে", "In English"), version.question_en, version.answer_en),
    ]
    shown = format_html_join(
        "",
        "<h4>{}: {}</h4><p>{}</p>",
        (
            (tongue, mark_languages(question), mark_languages(answer))
            for tongue, question, answer in texts
            if question or answer
        ),
    )
    return format_html("<details><summary>{}</summary>{}</details>", mark_languages(version.question), shown)


@register
class NoteDesk(Desk):
    model = Note
    name, names, path, place = "note", "notes", "notes", "notes"
    door = Door(("জানা উত্তর", "Notes"), {"cases": 40})
    title, subtitle = "question_words", "service"
    list_display = ("uses", "changed_at", "state")
    list_filter = (StateFilter(transitions.STATE_WORDS),)
    search_fields = ("question_bn", "question_en", "find_by", "answer_bn", "answer_en")
    search_words = ("প্রশ্ন বা উত্তরের কোনো কথা", "Words of the question or the answer")
    nothing = (
        "কোনো নোট লেখা নেই। বারবার যে প্রশ্ন আসে, তার উত্তর একবার লিখে রাখুন।",
        "No note is written. Write the answer to what is asked again and again once.",
    )
    opens = BeginNote(
        Note,
        transitions.BEGIN,
        ("নতুন নোট লিখুন", "Write a note"),
        asks=ASKED,
        form=AboutForm,
        about=(
            "আগে খসড়া হয়; কাউকে দেওয়ার আগে আর একবার দেখতে পাবেন। কারও নাম, নম্বর বা ঠিকানা লিখবেন না।",
            "It begins as a draft; you see it again before others do. Write no names, numbers or addresses.",
        ),
        done=("খসড়া রাখা হয়েছে।", "The draft is kept."),
        press=("খসড়া রাখুন", "Keep the draft"),
    )
    summary = (
        *("question_bn", "said_bn", "question_en", "said_en"),
        *("find_by", "service", "review_on", "uses", "changed_at", "source"),
    )
    states = {
        transitions.DRAFT: State(*transitions.STATE_WORDS[transitions.DRAFT], "wait"),
        transitions.INTERNAL: State(*transitions.STATE_WORDS[transitions.INTERNAL], "open"),
        transitions.PUBLIC: State(*transitions.STATE_WORDS[transitions.PUBLIC], "done"),
        transitions.RETIRED: State(*transitions.STATE_WORDS[transitions.RETIRED], "shut"),
    }
    way = (transitions.DRAFT, transitions.INTERNAL, transitions.PUBLIC)
    off_way = frozenset({transitions.RETIRED})
    parts = (
        Part(
            ("আগের লেখা", "Earlier wordings"),
            lambda note: note.versions.order_by("-number") if note.version > 1 else (),
            (
                Cell(("কততম", "No."), lambda version: version.number),
                Cell(("লেখা", "Words"), whole_words),
                Cell(("কবে থেকে", "Since"), lambda version: version.at),
            ),
        ),
    )
    acts = (
        ShareAct(
            transitions.PUBLISH,
            ("সবার জন্য দিন", "Make it public"),
            when=is_at(transitions.DRAFT, transitions.INTERNAL),
            handlers=OFFICER,
            about=(
                "আর একবার পড়ে নিন: এই কথাগুলো ওয়েবসাইটে সবাই দেখবেন।",
                "Read it once more: everybody will see these words on the website.",
            ),
            done=("নোটটি এখন সবার জন্য।", "The note is public now."),
        ),
        ShareAct(
            transitions.SHARE,
            ("অফিসের ভেতরে দিন", "Share inside the office"),
            when=is_at(transitions.DRAFT),
            about=(
                "আর একবার পড়ে নিন: উত্তর লেখার সময় অফিসের সবাই এটি দেখবেন।",
                "Read it once more: everybody in the office will see it while answering.",
            ),
            done=("নোটটি এখন অফিসের সবার।", "The note is there for the whole office now."),
        ),
        WordsAct(
            NoteVersion,
            "words",
            ("লেখা বদলান", "Change the words"),
            asks=WORDS,
            form=WordsForm,
            when=is_at(*transitions.OPEN),
            done=(
                "নতুন লেখা রাখা হয়েছে; আগেরটিও পড়া যায়।",
                "The new words are kept; the earlier ones can be read.",
            ),
        ),
        ChangeAct(
            Note,
            "about",
            "about_changed",
            ("সেবা বা দেখার দিন বদলান", "Change the service or the day"),
            asks=("service_code", "review_on"),
            form=AboutForm,
            when=is_at(*transitions.OPEN),
        ),
        PressAct(
            transitions.WITHDRAW,
            ("সবার পাতা থেকে সরান", "Take it off the website"),
            press(transitions.WITHDRAW),
            when=is_at(transitions.PUBLIC),
            handlers=OFFICER,
            done=("নোটটি এখন শুধু অফিসের ভেতরে।", "The note is inside the office alone now."),
        ),
        Act(
            transitions.RETIRE,
            ("তুলে রাখুন", "Retire"),
            RetireForm,
            retire,
            when=is_at(*transitions.OPEN),
            handlers=OFFICER,
            done=("নোটটি তুলে রাখা হয়েছে।", "The note is retired."),
            press=("তুলে রাখুন", "Retire"),
        ),
        PressAct(
            transitions.TAKE_UP,
            ("আবার খসড়া করুন", "Take it up again"),
            press(transitions.TAKE_UP),
            when=is_at(transitions.RETIRED),
            done=("নোটটি আবার খসড়া।", "The note is a draft again."),
        ),
    )
    history_words = {
        **transitions.ACT_WORDS,
        "review_given": ("আবার দেখার কাজ দেওয়া হয়েছে", "Given to be read again"),
        "used": ("কাজে লেগেছে বা লাগেনি", "Told whether it helped, or used"),
    }

    def rows(self, office: Office) -> QuerySet[Any]:
        return super().rows(office).select_related("office")

    def prepare(self, records: list[Note], office: Office) -> list[Note]:
        """How often each of a page was used, in one statement."""
        counts = NoteUse.objects.filter(note__in=[note.pk for note in records]).order_by()
        by_note: dict[int, dict[str, int]] = {}
        for key, sort, count in counts.values_list("note", "sort").annotate(many=Count("pk")):
            by_note.setdefault(key, {})[sort] = count
        for note in records:
            note.office, note.use_counts = office, by_note.get(note.pk, {})  # type: ignore[attr-defined]
        return records

    def find(self, office: Office, pk: Any) -> Any:
        return self.prepare([super().find(office, pk)], office)[0]

    def state_of(self, note: Note) -> str:
        return note.state

    def warning(self, note: Note) -> str:
        """Of a draft, what will stand in the way of giving it to others."""
        if note.state != transitions.DRAFT:
            return ""
        return " ".join(
            f"{note._meta.get_field(each.field).verbose_name}: {finding_words(each)}"  # type: ignore[union-attr]
            for each in findings_of(note.office, note.subject, note.words())
        )

    def named_by(self) -> str:
        return "question_bn"

    @label("প্রশ্ন", "Question")
    def question_words(self, note: Note) -> Any:
        return mark_languages(note.question)

    @label("উত্তর, বাংলায়", "Answer, in Bangla")
    def said_bn(self, note: Note) -> Any:
        return in_lines(note.answer_bn)

    @label("উত্তর, ইংরেজিতে", "Answer, in English")
    def said_en(self, note: Note) -> Any:
        return in_lines(note.answer_en)

    @label("কোন সেবা", "Which service")
    def service(self, note: Note) -> str:
        today = timezone.localdate(timezone.now(), TZ)
        services = charter_in_force(note.office, today).services
        return next((each.short for each in services if each.code == note.service_code), note.service_code)

    @label("কতবার কাজে লেগেছে", "How often it was of use")
    def uses(self, note: Any) -> str:
        return use_words(note.use_counts)

    @label("কোথা থেকে", "Made from")
    def source(self, note: Note) -> Any:
        return source_words(note)


def in_lines(text: str) -> list[str]:
    return text.splitlines()


def use_words(counts: dict[str, int]) -> str:
    """Each sort of use that there was, with its number."""
    return " · ".join(
        say("{what}: {n}", "{what}: {n}", what=say(*words), n=counts[sort])
        for sort, words in NoteUse.SORTS.items()
        if counts.get(sort)
    )


def source_words(note: Note) -> Any:
    if note.subject is None:
        return ""
    line = load_subjects([note.subject]).get(note.subject)
    return format_html('<a href="{}">{}</a>', line.url, mark_languages(line.title)) if line else ""


class TextForm(RowForm):
    """Says which fields may stand in its texts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text_bn", "text_en"):
            self.fields[name].widget.attrs |= {"rows": LINES_OF_ANSWER, "lang": name[-2:]}
            self.fields[name].help_text = field_words()


def field_words() -> SafeString:
    """They are written so in both languages."""
    known = ((f"{{{name}}}", say(*words)) for name, words in FIELDS.items())
    return format_html(
        "{} {}",
        say("আবেদন থেকে বসে:", "Filled in from the case:"),
        format_html_join(", ", '<span lang="en">{}</span> {}', known),
    )


@register
class ReplyTextDesk(BookDesk):
    model = ReplyText
    name, names, path, place = "reply_text", "reply_texts", "reply-texts", "reply_texts"
    door = Door(("তৈরি লেখা", "Ready texts"), {"cases": 45})
    title = "name"
    list_display = ("made_at", "state")
    search_fields = ("name", "text_bn", "text_en")
    history_words = BookDesk.history_words | {"changed": ("বদলানো হয়েছে", "Changed")}
    search_words = ("নাম বা লেখার কোনো কথা", "Name or words of the text")
    nothing = (
        "কোনো তৈরি লেখা নেই। যে কথাগুলো প্রায় প্রতিটি উত্তরে লেখেন, সেগুলো একবার লিখে রাখুন।",
        "There is no ready text. Write what stands in almost every answer once.",
    )
    opens = BeginAct(
        ReplyText,
        ENTERED,
        ("তৈরি লেখা যোগ করুন", "Add a ready text"),
        asks=("name", "text_bn", "text_en"),
        form=TextForm,
    )
    summary = ("text_bn", "text_en", "made_at")
    states = {
        "used": State("চলছে", "In use", "done"),
        "struck": State("বাতিল", "Struck through", "shut"),
    }
    acts = (
        ChangeAct(
            ReplyText,
            "change",
            "changed",
            ("বদলান", "Change"),
            asks=("name", "text_bn", "text_en"),
            form=TextForm,
            when=lambda text: not text.is_struck,
        ),
        STRIKE_LINE,
    )

    def state_of(self, text: ReplyText) -> str:
        return "struck" if text.is_struck else "used"

    def named_by(self) -> str:
        return "name"
