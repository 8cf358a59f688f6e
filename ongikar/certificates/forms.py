"""What is asked of whoever issues a certificate by hand, replaces or revokes one, prints it, or changes a
template.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.certificates.rules.statement import LONGEST_VALUE, Words
from ongikar.core.forms.fields import NAMELESS, ChoiceField, IdempotencyKeyField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import LANGUAGES, choices_of, say, say_lazy
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder
from ongikar.people.subjects import find_subjects, load_subjects

from .issuing import MOST_REASON
from .models import CertificateTemplate
from .transitions import CertificateFault

REASON: dict[str, Any] = {
    "label": say_lazy("কারণ", "Reason"),
    "help_text": say_lazy(
        "যাচাইয়ের পাতায় সবাই এটি দেখবেন; কারও ব্যক্তিগত কথা লিখবেন না",
        "Everybody sees it on the page where the certificate is checked: write nothing private",
    ),
    "lines": 2,
    "width": "",
    "max_length": MOST_REASON,
}


class FaultForm(Form):
    """A form beside whose fields an action's fault can stand."""

    def name_of(self, fault: CertificateFault) -> str:
        """The field beside which it stands; "" for none."""
        return next((name for name in (fault.field, f"{fault.field}_bn") if name in self.fields), "")

    def add_fault(self, fault: CertificateFault) -> None:
        self.add_error(self.name_of(fault) or None, ValidationError(say(fault.bn, fault.en), NAMELESS))


class StatementForm(FaultForm):
    """The printed fields of a template, each in both languages; where English is left out, Bangla stands
    there.
    """

    def __init__(
        self,
        *args: Any,
        template: CertificateTemplate,
        said: Mapping[str, Words] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [field["code"] for field in template.fields if field["code"] != "signer"]
        for field in template.fields:
            if field["code"] in self.codes:
                self.add_pair(field["code"], (field["bn"], field["en"]), field["is_required"], said)

    def add_pair(self, code: str, label: Words, is_required: bool, said: Mapping[str, Words] | None) -> None:
        bn, en = (said or {}).get(code, ("", ""))
        name = say(*label)
        self.fields[f"{code}_bn"] = TextField(
            label=say("{name} (বাংলায়)", "{name} (in Bangla)", name=name),
            required=is_required,
            max_length=LONGEST_VALUE,
            initial=bn,
            width="",
        )
        self.fields[f"{code}_en"] = TextField(
            label=say("{name} (ইংরেজিতে)", "{name} (in English)", name=name),
            required=False,
            max_length=LONGEST_VALUE,
            initial=en if en != bn else "",
            width="",
        )

    def statement(self) -> dict[str, Words]:
        said = self.cleaned_data
        return {code: (said[f"{code}_bn"], said[f"{code}_en"]) for code in self.codes}


class IssueForm(StatementForm):
    """One certificate by hand, for something of the office that has a number."""

    # Asked for below it, where none was shown just now (people/fresh_factor.py).
    second_factor: forms.Form | None = None

    submission = IdempotencyKeyField(required=False)
    subject = TextField(
        label=say_lazy("কোন কাজের জন্য", "What it is for"),
        help_text=say_lazy(
            "আবেদন, কাজ বা চিঠির নম্বর, যেমন ৮৫৪৯-২৬-০০৪১৭-৫৮২০৩ বা কাজ-০১১৮",
            "The number of an application, a task or a letter, such as 8549-26-00417-58203 or T-0118",
        ),
        missing=say_lazy("কোন কাজের জন্য, তার নম্বর লিখুন", "Enter the number of what it is for"),
        max_length=60,
    )

    def __init__(self, *args: Any, office: Office, holder: PostHolder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.holder = office, holder

    def clean_subject(self) -> SubjectReference:
        found = find_subjects(self.office, self.cleaned_data["subject"])
        lines = load_subjects(found, self.holder)
        readable = [each for each in found if each in lines and not lines[each].is_restricted]
        if not readable:
            raise ValidationError(
                say(
                    "এই নম্বরে কার্যালয়ের কিছু নেই। নম্বরটি মিলিয়ে দেখুন।",
                    "Nothing of the office has this number. Check it.",
                ),
                NAMELESS,
            )
        return readable[0]


class ReplaceForm(StatementForm):
    """What was wrong is put right; the reason stands on the page of the old one."""

    reason = TextField(**REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is put right comes first.
        self.order_fields([name for name in self.fields if name != "reason"])


class RevokeForm(FaultForm):
    reason = TextField(**REASON)


class PrintForm(FaultForm):
    language = ChoiceField(
        label=say_lazy("ভাষা", "Language"),
        choices=choices_of(LANGUAGES),
        initial="bn",
    )
    receiver = TextField(
        label=say_lazy("কে নিলেন", "Taken by"),
        help_text=say_lazy(
            "যেমন নিজে, বা যাঁকে পাঠিয়েছেন তাঁর নাম", "Such as in person, or the name of whoever was sent"
        ),
        required=False,
        max_length=200,
    )


class TemplateForm(FaultForm):
    """A new version of a template: its title and its Typst."""

    title_bn = TextField(label=say_lazy("শিরোনাম (বাংলা)", "Title (Bangla)"), max_length=200)
    title_en = TextField(label=say_lazy("শিরোনাম (ইংরেজি)", "Title (English)"), max_length=200)
    source = forms.CharField(
        label=say_lazy("নকশার লেখা", "Layout (Typst)"),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "lang": "en", "class": "code"}),
        max_length=40_000,
        error_messages={"required": say_lazy("নকশাটি দিন", "Give the layout")},
    )
