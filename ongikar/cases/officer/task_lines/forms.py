"""What an officer writes to make a task of a line, or to leave it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ongikar.cases.actions.task_lines import OpenLine
from ongikar.cases.officer.case.forms import SentenceField
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.charter.suggestions import suggest_post
from ongikar.tasks.models.task import MOST_TITLE
from ongikar.tasks.transitions import TaskFault

# More than these nobody chooses from in a list.
MOST_CONTACTS = 300


class LineTaskForm(Form):
    """The task as it was read of the line, to be put right before it is given."""

    title = TextField(
        label=say_lazy("কী করতে হবে", "What is to be done"),
        missing=say_lazy("কী করতে হবে, লিখুন", "Write what is to be done"),
        max_length=MOST_TITLE,
    )
    owner = ChoiceField(
        label=say_lazy("কে করবেন", "Who does it"),
        missing=say_lazy("কে করবেন, বেছে নিন", "Choose who does it"),
        choices=[],
        many=True,
    )
    due = DayField(
        label=say_lazy("কোন দিনের মধ্যে", "Due by"),
        missing=say_lazy("কোন দিনের মধ্যে করতে হবে, লিখুন", "Write by which day"),
    )
    check = CheckboxField(
        label=say_lazy("কাজ শেষ হলে আমি যাচাই করব", "I check the work when it is reported"),
    )

    def __init__(
        self, *args: Any, found: OpenLine, office: Office, giver: Post, now: datetime, **kwargs: Any
    ) -> None:
        self.now, self.giver = now, giver
        today = now.astimezone(TZ).date()
        self.owners = possible_owners(office, today)
        named = suggested_owner(found.line.who, self.owners)
        kwargs["initial"] = {
            "title": found.line.title[:MOST_TITLE],
            "owner": named,
            # A day that has passed is not proposed again: whoever gives the task names a new one.
            "due": found.line.due if found.line.due and found.line.due >= today else None,
        }
        super().__init__(*args, **kwargs)
        self.choice_field("owner").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, owner_title(owner)) for key, owner in self.owners.items()),
        ]
        if found.line.who and not named:
            self.fields["owner"].help_text = mark_languages(
                say("লেখা আছে: {who}", "Written: {who}", who=found.line.who)
            )
        if found.line.due and found.line.due < today:
            self.fields["due"].help_text = say(
                "লেখা ছিল {day}, যা পেরিয়ে গেছে। নতুন দিন লিখুন।",
                "Written was {day}, which has passed. Write a new day.",
                day=found.line.due,
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What the task is made with."""
        owner = self.owners[self.cleaned_data["owner"]]
        checked = self.cleaned_data["check"] and owner != self.giver
        return {
            "title": self.cleaned_data["title"],
            "owner": owner,
            "due": self.cleaned_data["due"],
            "given_by": self.giver,
            "check": self.giver if checked else None,
        }

    def add_task_fault(self, fault: TaskFault) -> None:
        add_fault(self, fault)


class LeaveLineForm(Form):
    reason = SentenceField(
        label=say_lazy("কেন কাজ দেওয়া হবে না", "Why no task is made"),
        missing=say_lazy("কারণ লিখুন", "Write the reason"),
        lines=3,
        max_length=500,
    )


def possible_owners(office: Office, day: date) -> dict[str, Post | Contact]:
    """Whoever may owe a task of the office: its posts and the contacts that are written to, by the key of the
    choice.
    """
    posts: Sequence[Post | Contact] = list(
        Post.objects.filter(office=office, role__in=(Post.OFFICER, Post.ASSISTANT)).order_by("pk")
    )
    contacts = Contact.objects.filter(office=office).in_use(day).order_by("organisation", "post", "id")
    return {f"post:{each.pk}": each for each in posts} | {
        f"contact:{each.pk}": each for each in contacts[:MOST_CONTACTS]
    }


def owner_title(owner: Post | Contact) -> str:
    return owner.full_title if isinstance(owner, Contact) else owner.title


def suggested_owner(who: str, owners: dict[str, Post | Contact]) -> str:
    """The owner that the line most likely names, by its title in either language; "" where none is likely."""
    titles: dict[str, str] = {}
    for key, owner in owners.items():
        if isinstance(owner, Contact):
            titles[key] = owner.title
        else:
            titles |= {f"{key}/bn": owner.title_bn, f"{key}/en": owner.title_en}
    return suggest_post(who, {key: title for key, title in titles.items() if title}).partition("/")[0]
