"""The staff's list of gatherings: what is to come, the first first, and what was, the latest first."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office
from ongikar.people.post_holders import STAFF_ROLES, Asker
from ongikar.records.filters import Choice, Filter, Narrowed
from ongikar.records.lines import NextAct
from ongikar.records.lists import DeskList, ListPage
from ongikar.records.registry import register_list
from ongikar.records.words import State, label

from .lists import COMING, PAGE, PAST, TABS, gatherings_page, newest_gatherings
from .models import Gathering
from .rights import READER_ROLES
from .transitions import OPENED
from .words import STATE_TAGS, STATES, span_words


class GatheringTabs(Filter):
    name, words = "tab", ("কোনগুলো", "Which")
    all_of_them = {
        COMING: say_lazy("সামনে", "To come"),
        PAST: say_lazy("হয়ে গেছে", "Past"),
    }

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(name, str(words)) for name, words in self.all_of_them.items()]


TAB = GatheringTabs()


@register_list
class GatheringList(DeskList):
    model = Gathering
    names = path = place = "gatherings"
    readers = READER_ROLES
    title, subtitle = "name", "what"
    list_display = ("when", "where", "state")
    list_filter = (TAB,)
    page_of_list, mark_name = PAGE, "after"
    list_template = "gatherings/gatherings.html"

    @property
    def list_title(self) -> str:
        return say("কর্মসূচি", "Programme")

    def open_url(self, asker: Asker) -> str:
        return reverse("gathering_new") if asker.holder.has(asker.office.pk, STAFF_ROLES) else ""

    @property
    def open_words(self) -> str:
        return say("নতুন লিখুন", "Plan one")

    # ---- which gatherings ----

    def narrow_rows(self, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        tab = asked.get(TAB.name, "")
        tab = tab if tab in TABS else COMING
        question = (office, tab, timezone.now())
        return Narrowed(newest_gatherings(office), "id", TAB, {TAB.name: tab}, question)

    def read_page(self, narrowed: Narrowed, mark: str, most: int) -> ListPage:
        office, tab, now = narrowed.selection
        page = gatherings_page(office, tab, mark[:40], now, size=most)
        return ListPage(page.gatherings, page.after)

    def choices_of(self, each: Filter, narrowed: Narrowed, office: Office) -> list[Choice]:
        return [Choice(*choice) for choice in each.choices(office)]

    def nothing_words(self, narrowed: Narrowed) -> str:
        return say("এখানে এখন কিছু নেই।", "There is nothing here now.")

    # ---- what a row says ----

    def url_of(self, record: Gathering) -> str:
        return reverse("gathering", args=[record.pk])

    @label("কী", "What")
    def name(self, record: Gathering) -> str:
        return record.title

    @label("ধরন ও তালিকা", "Sort and roster")
    def what(self, record: Gathering) -> str:
        return f"{record.get_sort_display()} · {record.roster.title}"

    @label("কখন", "When")
    def when(self, record: Gathering) -> str:
        return span_words(record)

    @label("কোথায়", "Where")
    def where(self, record: Gathering) -> str:
        return record.where

    @label("অবস্থা", "State")
    def state(self, record: Gathering) -> State:
        return State(*STATES[record.state], STATE_TAGS.get(record.state, "wait"))

    def next_act(self, asker: Asker, record: Gathering) -> NextAct | None:
        if record.state != OPENED or not asker.holder.has(asker.office.pk, self.handlers):
            return None
        return NextAct(self.url_of(record), say("উপস্থিতি লিখুন", "Take attendance"))
