"""What is asked for: the hours of a post, a time from those that are free, and who comes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django import forms

from ongikar.core.forms.fields import (
    ChoiceField,
    Field,
    IdempotencyKeyField,
    MobileField,
    TextField,
    TimeOfDayField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.gatherings.words import time_words
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import PostHolder
from ongikar.people.subjects import find_subjects
from ongikar.records.forms import RowForm
from ongikar.rules.calendar.office_calendar import TZ

from .actions import Person
from .actions.booking import NO_SUCH_TIME
from .free_times import FreeTime, free_time_at, free_times, posts_with_hours, time_of_value, value_of_time
from .subjects import PERSONS
from .words import WEEK_ORDER, WEEKDAYS

# So many days ahead, and so many times, are offered to choose from.
LOOKED_AHEAD = timedelta(days=21)
MOST_OFFERED = 120


class WeekdaysField(Field, forms.MultipleChoiceField):
    """Several weekdays as boxes to tick; kept as their figures."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, choices=[(str(day), say_lazy(*WEEKDAYS[day])) for day in WEEK_ORDER], **kwargs
        )
        self.error_messages["invalid_choice"] = say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list")
        self.nameless |= {"invalid_choice"}

    def prepare_value(self, value: Any) -> Any:
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return "".join(sorted(super().clean(value)))


class PostField(ChoiceField):
    """One of the posts of the office at which somebody works. `fill` says which there are."""

    posts: dict[str, Post]

    def fill(self, posts: Iterable[Post]) -> None:
        self.posts = {str(each.pk): each for each in posts}
        self.choices = [(key, each.title) for key, each in self.posts.items()]


class AvailabilityForm(RowForm):
    """The hours of a post. What a break does not need may stay as it is."""

    post = PostField(label=say_lazy("কার কাছে", "With whom"))
    weekdays = WeekdaysField(
        label=say_lazy("কোন কোন দিন", "Weekdays"),
        missing=say_lazy("কোন কোন দিন, বেছে নিন", "Choose the weekdays"),
    )

    begins = TimeOfDayField(label=say_lazy("কখন থেকে", "From"))
    ends = TimeOfDayField(label=say_lazy("কখন পর্যন্ত", "Until"))

    def __init__(self, *args: Any, of: Any, **kwargs: Any) -> None:
        super().__init__(*args, of=of, **kwargs)
        office = of if isinstance(of, Office) else of.office
        posts: Any = self.fields.get("post")
        if posts is not None:
            at_work = Post.objects.filter(office=office, role__in=(Post.OFFICER, Post.ASSISTANT))
            posts.fill(at_work.order_by("pk"))

    def clean_post(self) -> Post:
        posts: Any = self.fields["post"]
        chosen: Post = posts.posts[self.cleaned_data["post"]]
        return chosen

    def clean_begins(self) -> str:
        return f"{self.cleaned_data['begins']:%H:%M}"

    def clean_ends(self) -> str:
        return f"{self.cleaned_data['ends']:%H:%M}"


class SlotField(ChoiceField):
    """One of the free times. `fill` says which there are."""

    times: dict[str, FreeTime]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, many=True, **kwargs)
        self.error_messages["invalid_choice"] = say_lazy(*NO_SUCH_TIME)

    def fill(self, times: Iterable[FreeTime], *, with_post: bool) -> None:
        self.times = {value_of_time(each.post.pk, each.slot.starts_at): each for each in times}

        def words(each: FreeTime) -> str:
            moment = time_words(each.slot.starts_at)
            return f"{moment} · {each.post.title}" if with_post else moment

        named = [(value, words(each)) for value, each in self.times.items()]
        self.choices = [("", say("বেছে নিন", "Choose")), *named]


class TimeForm(Form):
    """Asks for a free time with one of the posts of the office that see people."""

    slot = SlotField(
        label=say_lazy("কখন", "When"),
        missing=say_lazy("সময় বেছে নিন", "Choose a time"),
    )

    def __init__(
        self,
        *args: Any,
        office: Office,
        now: datetime,
        for_citizen: bool = False,
        asked: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now
        posts = posts_with_hours(office)
        today = now.astimezone(TZ).date()
        found = free_times(office, posts, today, today + LOOKED_AHEAD, now, for_citizen=for_citizen)
        times = list(islice(found, MOST_OFFERED))
        # A time further ahead that a page led to.
        if (
            (wanted := time_of_value(asked))
            and (post := next((each for each in posts if each.pk == wanted[0]), None))
            and (free := free_time_at(post, wanted[1], now, for_citizen=for_citizen))
            and free.seats
            and free not in times
        ):
            times.append(free)
        field: Any = self.fields["slot"]
        field.fill(times, with_post=len(posts) > 1 or not for_citizen)
        if asked in field.times:
            field.initial = asked

    @property
    def time(self) -> FreeTime:
        field: Any = self.fields["slot"]
        return field.times[self.cleaned_data["slot"]]


class GiveForm(TimeForm):
    """The office gives a time: for something of the office's by its number, or to somebody who asks."""

    field_order = ("token", "slot", "number", "name", "mobile", "purpose")
    token = IdempotencyKeyField()
    number = TextField(
        label=say_lazy("আবেদন নম্বর", "Case number"),
        help_text=say_lazy(
            "নম্বর লিখলে নাম ও মোবাইল লিখতে হবে না", "With a number, name and mobile need not be written"
        ),
        required=False,
        max_length=30,
        width="w11",
    )
    name = TextField(label=say_lazy("নাম", "Name"), required=False, max_length=200)
    mobile = MobileField(
        label=say_lazy("মোবাইল", "Mobile"),
        required=False,
    )
    purpose = TextField(label=say_lazy("কী জন্য", "What for"), max_length=200)
    subject: SubjectReference | None = None

    def __init__(self, *args: Any, holder: PostHolder, number: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder = holder
        self.fields["number"].initial = number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if number := cleaned.get("number"):
            found = [each for each in find_subjects(self.office, number) if each[0] in PERSONS]
            if found:
                self.subject = found[0]
            else:
                self.add_error(
                    "number", say("এই নম্বরের কোনো আবেদন নেই।", "There is no case with this number.")
                )
        elif "name" in cleaned and not cleaned["name"] and "number" in cleaned:
            self.add_error("name", say("নাম, লিখুন", "Write: name"))
        return cleaned

    @property
    def person(self) -> Person | None:
        given = self.cleaned_data
        return None if self.subject else Person(given["name"], given["mobile"])


class MoveForm(TimeForm):
    words = TextField(
        label=say_lazy("কেন সরছে", "Why it moves"),
        help_text=say_lazy("যিনি আসবেন, তাঁকে জানানো হয়", "Whoever comes is told"),
        required=False,
        max_length=200,
    )


class CancelForm(Form):
    words = TextField(
        label=say_lazy("কেন বাতিল", "Why it is cancelled"),
        missing=say_lazy("কেন বাতিল, লিখুন", "Write why it is cancelled"),
        max_length=200,
    )


class CorrectForm(Form):
    words = TextField(
        label=say_lazy("কখন কে দেখেছেন", "Who saw the person, and when"),
        missing=say_lazy("কখন কে দেখেছেন, লিখুন", "Write who saw the person, and when"),
        max_length=200,
    )
