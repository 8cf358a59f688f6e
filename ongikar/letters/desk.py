"""The list of letters, both ways, by what is to be done with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import language, say
from ongikar.core.templatetags.words import day_short
from ongikar.offices.models import Office
from ongikar.people.post_holders import STAFF_ROLES, Asker, PostHolder, StaffRequest
from ongikar.records.filters import TYPED, Choice, Filter, Narrowed
from ongikar.records.lines import NextAct
from ongikar.records.lists import ListOfHolder, ListPage
from ongikar.records.registry import register_list
from ongikar.records.words import Due, State, TwoLines, label
from ongikar.rules.bangla.text import digits

from .letter_list import PAGE, TAB_WORDS, LetterSelection, fetch_letters, letters_of_tab, mark_after
from .models import Letter
from .rights import READER_ROLES, officer_post, restricted_letters
from .transitions import DIARISED, INITIALLED, MARKED, SIGNED
from .words import STATES

# What usually comes next where it stands, for whoever signs for the office.
ACTS = {
    DIARISED: ("চিহ্নিত করুন", "Mark"),
    MARKED: ("উত্তর দিন", "Answer"),
    INITIALLED: ("স্বাক্ষর করুন", "Sign"),
    SIGNED: ("জারি করুন", "Issue"),
}


class LetterTabs(Filter):
    name, words = "tab", ("কোন চিঠি", "Which letters")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(name, str(words)) for name, words in TAB_WORDS.items()]


TAB = LetterTabs()


@dataclass(frozen=True, slots=True)
class LetterRow:
    """`is_restricted`: whose subject the reader may not know; its number alone is shown."""

    letter: Letter
    is_late: bool
    is_restricted: bool


def shown_number(letter: Letter) -> str:
    if letter.is_in:
        return say("ডায়েরি {n}", "Diary {n}", n=letter.book_serial)
    return digits(letter.memo_number, language()) or say("নম্বর হয়নি", "No number yet")


def letter_rows(holder: PostHolder, letters: list[Letter], today: date) -> list[LetterRow]:
    hidden = restricted_letters(holder, letters)
    return [
        LetterRow(
            each,
            bool(each.is_in and each.is_open and each.due_on and each.due_on < today),
            each.pk in hidden,
        )
        for each in letters
    ]


@register_list
class LetterList(ListOfHolder):
    model = Letter
    names = path = place = "letters"
    readers = READER_ROLES
    title, subtitle = "matter", "sender"
    list_display = ("number", "state", "due")
    list_filter = (TAB,)
    has_search = True
    search_words = ("নম্বর, স্মারক, প্রেরক বা বিষয়", "Number, memo, sender or subject")
    page_of_list, mark_name = PAGE, "after"
    list_template = "letters/list.html"

    @property
    def list_title(self) -> str:
        return say("চিঠি", "Letters")

    # ---- which letters ----

    def narrow_for(self, holder: PostHolder, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        selection = LetterSelection.of(asked)
        by = {TAB.name: selection.tab} | ({TYPED: selection.typed} if selection.typed else {})
        return Narrowed(letters_of_tab(office, selection.tab), "id", TAB, by, (holder, office, selection))

    def read_page(self, narrowed: Narrowed, mark: str, most: int) -> ListPage:
        holder, office, selection = narrowed.selection
        page = fetch_letters(office, selection.going_on_from(mark), most)
        rows = letter_rows(holder, page.rows, timezone.localdate())
        return ListPage(rows, mark_after(page, selection.tab))

    def choices_of(self, each: Filter, narrowed: Narrowed, office: Office) -> list[Choice]:
        return [Choice(*choice) for choice in each.choices(office)]

    def url_of_choice(self, narrowed: Narrowed, each: Filter, value: str) -> str:
        return self.url_narrowed(narrowed, **{TAB.name: value})

    def nothing_words(self, narrowed: Narrowed) -> str:
        if narrowed.words:
            return say("এমন কোনো চিঠি পাওয়া যায়নি।", "No such letter was found.")
        return say("এখানে কোনো চিঠি নেই।", "There is no letter here.")

    # ---- what a row says ----

    def url_of(self, record: LetterRow) -> str:
        return "" if record.is_restricted else reverse("letter", args=[record.letter.pk])

    @label("বিষয় ও কার চিঠি", "Subject, and whose letter")
    def matter(self, row: LetterRow) -> str:
        return say("সীমিত", "Restricted") if row.is_restricted else row.letter.subject_line

    @label("কার চিঠি", "Whose letter")
    def sender(self, row: LetterRow) -> str:
        return "" if row.is_restricted else row.letter.sender_name

    @label("নম্বর ও দিন", "Number and day", look="svc meta")
    def number(self, row: LetterRow) -> TwoLines:
        letter = row.letter
        day = day_short(letter.received_on or timezone.localtime(letter.entered_at).date())
        below = f"{day} · {letter.marked.title}" if letter.marked else day
        return TwoLines(shown_number(letter), below)

    @label("অবস্থা", "State")
    def state(self, row: LetterRow) -> State:
        look, bn, en = STATES[row.letter.state]
        return State(bn, en, "late" if row.is_late else look)

    @label("উত্তরের শেষ দিন", "Answer by")
    def due(self, row: LetterRow) -> Due | str:
        due = row.letter.due_on
        return Due(due, day_short(due), row.is_late) if due else ""

    def next_act(self, asker: Asker, record: LetterRow) -> NextAct | None:
        words = ACTS.get(record.letter.state)
        if words is None or record.is_restricted or officer_post(asker.holder, asker.office.pk) is None:
            return None
        return NextAct(self.url_of(record), say(*words))

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: Any) -> dict[str, Any]:
        return {"may_keep": request.holder.has(request.office.pk, STAFF_ROLES)}
