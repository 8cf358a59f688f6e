"""Which of the office's places a service is asked for: a lab in a school, a Union Digital Centre."""

from collections.abc import Iterator
from typing import Any, cast

from django.utils import timezone

from ongikar.charter.models import Service
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Place
from ongikar.offices.models.place import PlaceQuerySet

from .kinds.intake_forms import ANSWER_FORMATTERS, Intake

OTHER = "other"
PLACE_QUESTIONS = {
    "lab": say_lazy("কোন ল্যাব", "Which lab"),
    "udc": say_lazy("কোন ডিজিটাল সেন্টার", "Which digital centre"),
}


def place_kind(row: Service) -> str:
    """The kind of place the charter row is about (`place = "lab"`), or ""."""
    return row.options.get("place", "").lower()


class PlaceField(ChoiceField):
    """A choice of the places that are open today; an answer of an earlier day is told though its place is
    closed.
    """

    service: Service

    def offered_choices(self) -> Iterator[tuple[str, str]]:
        """The office's open places of the row's kind, and one that is not on its list yet."""
        yield "", say("বেছে নিন", "Choose")
        places = self.places().open_on(timezone.localdate()).by_name()
        yield from ((place.slug, place.name) for place in places)
        yield OTHER, say("তালিকায় নেই, নাম লিখছি", "Not on the list, I will write its name")

    def places(self) -> PlaceQuerySet:
        kind = place_kind(self.service)
        return Place.objects.filter(office=self.service.version.office_id, kind__iexact=kind)

    def answer_in_words(self, answer: str) -> str:
        if answer == OTHER:
            return dict(self.offered_choices())[OTHER]
        place = self.places().filter(slug=answer).first()
        return place.name if place else answer


ANSWER_FORMATTERS.insert(0, (PlaceField, lambda field, answer: field.answer_in_words(answer)))


class PlaceIntake(Intake):
    """An intake that first asks where, if its charter row is about places."""

    place = PlaceField(
        label=say_lazy("কোন জায়গা", "Which place"),
        many=True,
    )
    place_name = TextField(
        label=say_lazy("জায়গার নাম", "Name of the place"),
        help_text=say_lazy(
            "শুধু তালিকায় না থাকলে লিখুন: প্রতিষ্ঠানের নাম ও ইউনিয়ন।",
            "Only if it is not on the list: the institution and its union.",
        ),
        required=False,
        optional_mark=False,
    )

    def ask(self) -> None:
        super().ask()
        place = place_kind(self.service)
        if not place:
            del self.fields["place"], self.fields["place_name"]
            return
        if asked := PLACE_QUESTIONS.get(place):
            self.relabel("place", asked)
        field = cast(PlaceField, self.fields["place"])
        field.service = self.service
        # Read when it is shown, so that telling a stored answer asks for no list.
        field.choices = field.offered_choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("place") == OTHER and not cleaned.get("place_name"):
            self.add_error("place_name", say("জায়গাটির নাম লিখুন", "Write the name of the place"))
        return cleaned
