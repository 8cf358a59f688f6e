"""What is asked about a contact: entered, changed, ended, merged."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, EmailField, MobileField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office, Place
from ongikar.people.contact_changes import CONTACT_FIELDS, LANGUAGES
from ongikar.people.contact_doubles import doubles_of
from ongikar.people.models import Contact
from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import mobiles_in


class OneMobileField(MobileField):
    """A contact is reached at one number: several in the field get a sentence that says what to do."""

    def clean(self, value: Any) -> str:
        if isinstance(value, str) and (several := len(mobiles_in(value))) > 1:
            raise ValidationError(
                say(
                    "এখানে {n}টি মোবাইল নম্বর আছে। একটি রাখুন; অন্যগুলোর জন্য আলাদা যোগাযোগ যোগ করুন।",
                    "There [is|are] {n} mobile [number|numbers] here. Keep one; add a contact of its own"
                    " for each other.",
                    n=several,
                )
            )
        return super().clean(value)


class ContactForm(Form):
    """`places`: of the office, open today. `contact`: the one that is changed; None for a new one."""

    organisation = TextField(label=CONTACT_FIELDS["organisation"], required=False)
    post = TextField(
        label=CONTACT_FIELDS["post"],
        required=False,
        help_text=say_lazy("যেমন: প্রধান শিক্ষক", "Such as: head teacher"),
    )
    name = TextField(
        label=CONTACT_FIELDS["name"],
        required=False,
        help_text=say_lazy("জানা না থাকলে খালি রাখুন।", "Leave it empty if it is not known."),
    )
    address = TextField(label=CONTACT_FIELDS["address"], required=False, max_length=300)
    mobile = OneMobileField(label=CONTACT_FIELDS["mobile"], required=False)
    email = EmailField(label=CONTACT_FIELDS["email"], required=False)
    language = ChoiceField(label=CONTACT_FIELDS["language"], choices=list(LANGUAGES.items()), initial="bn")
    place = ChoiceField(
        label=CONTACT_FIELDS["place"],
        many=True,
        required=False,
        help_text=say_lazy(
            "কোনো ল্যাব, ডিজিটাল সেন্টার বা স্কুলের প্রধান হলে।",
            "For the head of a lab, a digital centre or a school.",
        ),
    )
    since = DayField(label=say_lazy("কবে থেকে", "Since"))
    words = TextField(
        label=say_lazy("কেন বদল", "Why it is changed"),
        required=False,
        max_length=300,
        help_text=say_lazy("যেমন: নতুন প্রধান শিক্ষক যোগ দিয়েছেন", "Such as: a new head teacher has joined"),
    )
    FIELDS = tuple(CONTACT_FIELDS)

    def __init__(
        self,
        *args: Any,
        office: Office,
        places: list[Place],
        contact: Contact | None = None,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.contact, self.today = office, contact, today
        self.places = {str(place.pk): place for place in places}
        self.doubles: list[Contact] = []
        self.choice_field("place").choices = [
            ("", say("কোনোটি নয়", "None")),
            *((key, place.name) for key, place in self.places.items()),
        ]
        if contact:
            del self.fields["since"]
        else:
            del self.fields["words"]

    @property
    def facts(self) -> dict[str, Any]:
        answers = self.cleaned_data
        return {name: answers.get(name) or "" for name in self.FIELDS if name != "place"} | {
            "place": self.places.get(answers.get("place") or "")
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("organisation", "post", "name")) and not (
            self.errors.keys() & {"organisation", "post", "name"}
        ):
            self.add_error(
                "organisation",
                say(
                    "প্রতিষ্ঠান, পদ বা নাম: অন্তত একটি লিখুন",
                    "Write at least one of organisation, post or name",
                ),
            )
        if (since := cleaned.get("since")) and since > self.today:
            self.add_error("since", say("দিনটি এখনো আসেনি", "This day has not come yet"))
        if not self.errors and not self.data.get("all_the_same"):
            apart_from = self.contact.pk if self.contact else None
            self.doubles = doubles_of(self.office, self.facts, apart_from=apart_from)
            if self.doubles and (self.contact is None or self.has_new_name):
                self.ask_for_word()
        return cleaned

    @property
    def has_new_name(self) -> bool:
        """Whether what tells it from others was changed: what was a double before is not asked again."""
        asked = ("organisation", "post", "name", "mobile", "email")
        return any(getattr(self.contact, name) != self.facts[name] for name in asked)

    def ask_for_word(self) -> None:
        """Asked only where there is one like it: a tick that is always there is ticked unread."""
        self.fields["all_the_same"] = CheckboxField(
            label=say("এটি আলাদা; তবু রাখুন", "This is another; save it all the same")
        )
        self.add_error(
            "all_the_same",
            say(
                "একই রকম যোগাযোগ আগে থেকেই আছে: {names}। একই হলে সেটিই ব্যবহার করুন।",
                "There is one like it already: {names}. If it is the same, use that one.",
                names="; ".join(each.full_title for each in self.doubles),
            ),
        )


class EndContactForm(Form):
    last_day = DayField(
        label=say_lazy("শেষ দিন", "Last day"),
        help_text=say_lazy(
            "এ দিন পর্যন্ত এখানে লেখা যায়; পরে আর দেখানো হয় না। যা পাঠানো হয়েছে, থাকে।",
            "Written to until the end of that day and not offered afterwards. What was sent stays.",
        ),
    )

    def __init__(self, *args: Any, contact: Contact, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"last_day": today}, **kwargs)
        self.contact, self.today = contact, today

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day < self.contact.since:
            raise ValidationError(
                say("শেষ দিন শুরুর দিনের আগে হতে পারে না", "The last day cannot be before the first")
            )
        if day.year > self.today.year + 2:
            raise ValidationError(say("দুই বছরের মধ্যে কোনো দিন দিন", "Give a day within two years"))
        return day


def shown_mobile(contact: Contact) -> str:
    return digits(contact.shown_mobile, language())


class MergeForm(Form):
    """Which of the contacts that may be the same goes on."""

    into = ChoiceField(
        label=say_lazy("কোনটি থাকবে", "Which one goes on"),
    )

    def __init__(self, *args: Any, others: list[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(each.pk): each for each in others}
        self.choice_field("into").choices = [
            (key, mark_languages(" · ".join(filter(None, (each.full_title, shown_mobile(each), each.email)))))
            for key, each in self.others.items()
        ]

    @property
    def chosen_contact(self) -> Contact:
        return self.others[self.cleaned_data["into"]]
