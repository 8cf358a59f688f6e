"""What is asked of whoever says what must stay fresh."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import NAMELESS, ChoiceField, DayField, IdempotencyKeyField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.tasks.owners import held_posts, owner_of, staff_posts

from .catalogue import HOW_OFTEN, sorts

OWNER: dict[str, Any] = {
    "label": say_lazy("কে হালনাগাদ রাখবেন", "Who keeps it fresh"),
    "missing": say_lazy("কে হালনাগাদ রাখবেন, বেছে নিন", "Choose who keeps it fresh"),
    "many": True,
}
OFTEN: dict[str, Any] = {
    "label": say_lazy("কত দিন পরপর", "How often"),
    "missing": say_lazy("কত দিন পরপর, বেছে নিন", "Choose how often"),
    "choices": list(HOW_OFTEN.items()),
}


class OwnerForm(Form):
    owner = ChoiceField(**OWNER)

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.today = office, today
        first = ("", say("বেছে নিন", "Choose"))
        posts = [(f"post-{post.pk}", post.title) for post in staff_posts(office)]
        self.choice_field("owner").choices = [first, *posts]

    def clean_owner(self) -> Post:
        owner = owner_of(self.office, self.cleaned_data["owner"])
        if not isinstance(owner, Post) or owner.pk not in held_posts([owner], self.today):
            raise ValidationError(
                say(
                    "এই পদে এখন কেউ নেই। অন্য কাউকে বেছে নিন।",
                    "Nobody holds this post now. Choose somebody else.",
                ),
                NAMELESS,
            )
        return owner


class ItemForm(OwnerForm):
    field_order = ("token", "sort", "title", "address", "how_often", "owner", "last_known")
    token = IdempotencyKeyField()
    sort = ChoiceField(
        label=say_lazy("কী ধরনের", "What sort of thing"),
        many=True,
    )
    title = TextField(
        label=say_lazy("কী হালনাগাদ থাকবে", "What is to stay fresh"),
        max_length=200,
    )
    address = TextField(
        label=say_lazy("কোথায় দেখা যায়", "Where it can be seen"),
        help_text=say_lazy("পাতার ঠিকানা, বা কোন আলমারির কোন খাতা", "The address of the page, or which book"),
        required=False,
        max_length=300,
    )
    how_often = ChoiceField(**OFTEN)
    last_known = DayField(
        label=say_lazy("শেষ কবে হালনাগাদ হয়েছে", "Last brought up to date"),
        help_text=say_lazy("জানা না থাকলে খালি রাখুন", "Leave it empty if not known"),
        required=False,
    )

    def __init__(self, *args: Any, office: Office, today: date, sort: str = "", **kwargs: Any) -> None:
        known = sorts(office.slug)
        initial: dict[str, Any] = {}
        if chosen := known.get(sort):
            initial |= {"sort": sort, "title": chosen.words, "how_often": chosen.how_often}
        super().__init__(*args, office=office, today=today, initial=initial, **kwargs)
        first = ("", say("বেছে নিন", "Choose"))
        self.choice_field("sort").choices = [first, *((key, each.words) for key, each in known.items())]

    def facts(self) -> dict[str, Any]:
        """What the action is called with, beside the key of the form."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return given | {"evidence": sorts(self.office.slug)[given["sort"]].evidence}


class CaseItemsForm(OwnerForm):
    """The lines of a case, each begun as a thing that must stay fresh."""

    how_often = ChoiceField(**OFTEN)


class EndForm(Form):
    reason = TextField(
        label=say_lazy("কেন আর লাগবে না", "Why it is no longer kept"),
        max_length=300,
    )
