"""The name in English: asked for with every application and nomination, never required, and written or put
right until the certificate is issued.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ongikar.certificates.models import Certificate
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.fields import NAMELESS, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.delivery.training.rules import MOST_LETTERS, english_name_fault, normal_english_name
from ongikar.journal.actions import Reference
from ongikar.records.actions import carry_out

from . import states
from .models import Application


class EnglishNameField(TextField):
    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {
            "label": say_lazy("নাম, ইংরেজিতে", "Name in English"),
            "help_text": say_lazy(
                "ইংরেজি সনদে ঠিক এভাবে ছাপা হবে; ইংরেজি অক্ষরে লিখুন, পরিচয়পত্রে যেমন আছে।"
                " না দিলে সেখানে বাংলা নামই থাকবে।",
                "Printed exactly so on the English certificate: write it as on the identity document, such as"
                " Rahima Begum. Without it the Bangla name stands there.",
            ),
            "required": False,
            "max_length": MOST_LETTERS,
        }
        super().__init__(**given | kwargs)

    def clean(self, value: Any) -> str:
        name = normal_english_name(super().clean(value) or "")
        if name and (fault := english_name_fault(name)):
            raise ValidationError(say(*fault), NAMELESS)
        return name


@transaction.atomic
def write_english_name(
    application: Application, *, name: str, actor: Reference, now: datetime
) -> Application:
    """Write or put right how the certificate prints the name in English; the act keeps what stood there.

    What says nothing new is no act. Raises ActFault once a certificate is issued: then it is replaced.
    """
    batch = application.call.batch
    batch.lock()
    application.lock()
    if fault := english_name_fault(name):
        raise ActFault("name_en", *fault)
    if (name := normal_english_name(name)) == (application.name_en or ""):
        return application
    holder = application.case.applicant_id
    if Certificate.objects.of_subject(batch.reference).filter(holder_id=holder).exists():
        raise ActFault(
            "name_en",
            "সনদ দেওয়া হয়ে গেছে। সনদের পাতায় “ভুল ঠিক করে নতুন সনদ” দিয়ে নামটি ঠিক করুন।",
            "The certificate is issued. Put the name right on its page, by “Replace with a corrected one”.",
        )
    before = application.name_en or ""
    act = application.act(states.NAME, f"{before} → {name}" if before else name)
    with carry_out(application, act, actor=actor, now=now):
        application.name_en = name
    return application
