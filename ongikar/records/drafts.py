"""What a person has typed into a form and not sent: kept for that person alone, encrypted for its row, shown
again as it was left.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from django import forms
from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ongikar.core.crypto.encrypted_field import EncryptedTextField

# More than the longest of what is written, and too little to fill a table.
MOST_TEXT = 100_000

Typed = Mapping[str, list[str]]


class TypedDraft(models.Model):
    """The base of drafts: whose it is, and what stands in the form. What it is a draft of says each model."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    # Field name to what was typed there, valid or not, as JSON.
    text = EncryptedTextField()
    encrypt_text: Callable[[str], None]
    read_text: Callable[[], str | None]

    class Meta:
        abstract = True

    def write(self, typed: Typed, now: datetime) -> None:
        """Keep this in place of what was kept; the row has its key already, for which it is encrypted."""
        self.encrypt_text(json.dumps(typed, ensure_ascii=False))
        self.saved_at = now
        self.save(update_fields=["text", "saved_at"])

    @property
    def typed_data(self) -> MultiValueDict | None:
        """What was typed, as a form takes it; None where the text does not open."""
        text = self.read_text()
        return None if text is None else MultiValueDict(json.loads(text) if text else {})


def typed_values(form: forms.BaseForm, posted: QueryDict, *, leave_out: str = "") -> dict[str, list[str]]:
    """What was typed into the fields of a form, as it came; a field may write more than one name, such as day
    and time. `leave_out`: the field of files, which no text holds.
    """
    names = [form.add_prefix(name) for name in form.fields if name != leave_out]
    return {
        name: [str(each) for each in typed]
        for name, typed in posted.lists()
        if any(name == field or name.startswith(f"{field}_") for field in names)
    }


def is_too_long(typed: Typed) -> bool:
    return sum(len(text) for texts in typed.values() for text in texts) > MOST_TEXT
