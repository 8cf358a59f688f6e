"""Giving a post: to whom, in which way, from when to when, by which order."""

from datetime import date

from django.db.models import Q

from ongikar.frame.fields import Choice, Day, Text
from ongikar.frame.forms import Form
from ongikar.frame.say import say, say_later
from ongikar.offices.models import Office, Post
from ongikar.people.models import User
from ongikar.rules.holdings import CHARGE_WORDS, COVER


class GivePost(Form):
    post = Choice(
        label=say_later("কোন পদ", "Which post"), many=True, missing=say_later("কোন পদ, বেছে নিন", "Choose the post")
    )  # fmt: skip
    person = Choice(
        label=say_later("কাকে", "To whom"), many=True, missing=say_later("কাকে দেবেন, বেছে নিন", "Choose to whom")
    )  # fmt: skip
    charge = Choice(label=say_later("কীভাবে", "In which way"))
    since = Day(
        label=say_later("প্রথম দিন", "First day"), missing=say_later("প্রথম দিন লিখুন", "Enter the first day")
    )
    until = Day(
        label=say_later("শেষ দিন", "Last day"), required=False,
        help_text=say_later("ছুটির দায়িত্বে লাগবেই। সেদিন পর্যন্ত অধিকার থাকে, পরদিন থাকে না।",
                            "Needed for leave cover. The right lasts to the end of that day."),
    )  # fmt: skip
    memo_number = Text(
        label=say_later("আদেশের স্মারক নম্বর", "Memo number of the order"), required=False, max_length=60
    )

    def __init__(self, *args, posts: list[Post], people: list[User], charges: tuple[str, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        self.people = {str(user.pk): user for user in people}
        self.fields["post"].choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, post.title) for key, post in self.posts.items()),
        ]
        self.fields["person"].choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, user.name) for key, user in self.people.items()),
        ]
        self.fields["charge"].choices = [(charge, say(*CHARGE_WORDS[charge])) for charge in charges]

    @property
    def facts(self) -> dict:
        told = self.cleaned_data
        return {
            "post": self.posts[told["post"]], "user": self.people[told["person"]], "charge": told["charge"],
            "since": told["since"], "until": told["until"], "memo_number": told["memo_number"],
        }  # fmt: skip


def people_known(office: Office, *, apart_from: User, and_new: bool) -> list[User]:
    """Those who hold or held a post of this office; `and_new`: who was added to the installation and never had one, too.

    Nobody gives a post to themselves.
    """
    here = Q(holdings__post__office=office)
    if and_new:
        here |= Q(holdings=None)
    people = User.objects.filter(here, is_active=True).exclude(pk=apart_from.pk)
    return list(people.distinct().order_by("name_bn", "username"))


def first_answers(day: date, post: str) -> dict:
    return {"since": day, "charge": COVER, "post": post}
