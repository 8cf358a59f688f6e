"""Giving a post: to whom, in which way, from when to when, by which order; and ending it, with which day."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.people.post_assignments import has_no_next_holder
from ongikar.people.rules import CHARGE_WORDS, COVER


class GivePostForm(Form):
    post = ChoiceField(
        label=say_lazy("কোন পদ", "Which post"),
        many=True,
    )
    person = ChoiceField(
        label=say_lazy("কাকে", "To whom"),
        many=True,
    )
    charge = ChoiceField(label=say_lazy("কীভাবে", "In which way"))
    since = DayField(label=say_lazy("প্রথম দিন", "First day"))
    until = DayField(
        label=say_lazy("শেষ দিন", "Last day"),
        since="since",
        required=False,
        help_text=say_lazy(
            "ছুটির দায়িত্বে লাগবেই। সেদিন পর্যন্ত অধিকার থাকে, পরদিন থাকে না।",
            "Needed for leave cover. The right lasts to the end of that day.",
        ),
    )
    memo_number = TextField(
        label=say_lazy("আদেশের স্মারক নম্বর", "Memo number of the order"), required=False, max_length=60
    )

    def __init__(
        self, *args: Any, posts: list[Post], people: list[User], charges: tuple[str, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        self.people = {str(user.pk): user for user in people}
        self.choice_field("post").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, post.title) for key, post in self.posts.items()),
        ]
        self.choice_field("person").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, user.name) for key, user in self.people.items()),
        ]
        self.choice_field("charge").choices = [(charge, say(*CHARGE_WORDS[charge])) for charge in charges]

    @property
    def facts(self) -> dict:
        answers = self.cleaned_data
        return {
            "post": self.posts[answers["post"]],
            "user": self.people[answers["person"]],
            "charge": answers["charge"],
            "since": answers["since"],
            "until": answers["until"],
            "memo_number": answers["memo_number"],
        }


def choosable_people(office: Office, *, apart_from: User, and_new: bool) -> list[User]:
    """Those who hold or held a post of this office; `and_new`: who was added to the installation and never
    had one, too.

    Nobody gives a post to themselves.
    """
    here = Q(holdings__post__office=office)
    if and_new:
        here |= Q(holdings=None) & (Q(added_in=None) | Q(added_in=office))
    people = User.objects.filter(here, is_active=True).exclude(pk=apart_from.pk)
    return sorted(people.distinct(), key=lambda each: each.place_in_order)


def initial_holding(day: date, post: str) -> dict:
    return {"since": day, "charge": COVER, "post": post}


class EndPostForm(Form):
    """`leaves_vacant`, once the form was checked: whether nobody holds the post after the
    day that was typed.
    """

    LATEST = timedelta(days=731)

    last_day = DayField(
        label=say_lazy("শেষ দিন", "Last day"),
        help_text=say_lazy(
            "এ দিন পর্যন্ত অধিকার থাকে, পরদিন কিছুই থাকে না।",
            "The right lasts to the end of that day; the next day nothing is left.",
        ),
    )

    def __init__(self, *args: Any, holding: Holding, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holding, self.today = holding, today
        self.leaves_vacant = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (day := cleaned.get("last_day")):
            return cleaned
        if day < self.holding.since:
            self.add_error(
                "last_day",
                say("শেষ দিন শুরুর দিনের আগে হতে পারে না", "The last day cannot be before the first"),
            )
        elif day > self.today + self.LATEST:
            self.add_error("last_day", say("দুই বছরের মধ্যে কোনো দিন দিন", "Give a day within two years"))
        elif has_no_next_holder(self.holding, day):
            self.leaves_vacant = True
            self.ask_for_word()
            if not self.data.get("vacant"):
                self.add_error(
                    "vacant",
                    say(
                        "আগে অন্য কাউকে পদটি দিন; না হলে খালি থাকবে জেনে টিক দিন",
                        "Give the post to somebody else first; or tick that you know it stays vacant",
                    ),
                )
        return cleaned

    def ask_for_word(self) -> None:
        """Asked only where it is so: a tick that is always there is ticked unread."""
        self.fields["vacant"] = CheckboxField(
            label=say("জানি, পদটি খালি থাকবে", "I know that the post stays vacant"),
        )
