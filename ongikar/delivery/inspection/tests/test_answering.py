"""Answers of an inspection: each once, two that differ both kept, what cannot be refused in words."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ongikar.core.forms.faults import ActFault
from ongikar.delivery.inspection.answering import choose_answer, record_answer
from ongikar.delivery.inspection.merged_answers import merge_answers, values_of
from ongikar.delivery.inspection.models import Answer
from ongikar.journal.models import Entry

from .inspections import SEEN

pytestmark = pytest.mark.django_db


@pytest.mark.fast
def test_an_answer_sent_twice_is_one_and_is_in_the_journal_once(inspection, karim):
    key = uuid4()
    for _ in range(2):
        made = record_answer(
            inspection, item="earth", value="no", note="নেই", uuid=key, said_at=SEEN, by=karim, now=SEEN
        )
    assert (Answer.objects.count(), made.value, values_of(inspection)) == (1, "no", {"earth": "no"})
    assert Entry.objects.filter(verb="inspection.answered").count() == 1


def test_two_phones_that_differ_are_both_kept_until_the_officer_chooses(inspection, karim, shirin):
    def say(value, source, by, minutes):
        return record_answer(
            inspection,
            item="earth",
            value=value,
            uuid=uuid4(),
            said_at=SEEN + timedelta(minutes=minutes),
            by=by,
            now=SEEN + timedelta(hours=1),
            source=source,
        )

    yes, no = say("yes", "phone-a", karim, 0), say("no", "phone-b", shirin, 5)
    assert merge_answers(inspection).disputed_items == ["earth"]
    chosen = choose_answer(inspection, item="earth", answer=yes, by=karim, now=SEEN + timedelta(hours=2))
    assert merge_answers(inspection).disputed_items == []
    assert values_of(inspection) == {"earth": "yes"}
    # Pressed again it is chosen once; the other is chosen no more, but both are still there.
    later = SEEN + timedelta(hours=3)
    assert choose_answer(inspection, item="earth", answer=chosen, by=karim, now=later) == chosen
    with pytest.raises(ActFault, match="stands no more"):
        choose_answer(inspection, item="earth", answer=no, by=karim, now=later)
    assert Answer.objects.count() == 3


def test_what_the_page_showed_is_replaced_by_what_is_said_on_it(inspection, karim, say_all):
    first = record_answer(
        inspection, item="fire", value="no", uuid=uuid4(), said_at=SEEN, by=karim, now=SEEN, source="phone-a"
    )
    record_answer(
        inspection,
        item="fire",
        value="yes",
        uuid=uuid4(),
        said_at=SEEN - timedelta(hours=2),
        by=karim,
        now=SEEN,
        over=[str(first.uuid)],
    )
    assert (merge_answers(inspection).disputed_items, values_of(inspection)) == ([], {"fire": "yes"})


@pytest.mark.parametrize(
    ("item", "value", "field"),
    [("roof", "yes", "item"), ("earth", "perhaps", "earth"), ("pupils", "অনেক", "pupils")],
)
def test_what_cannot_be_an_answer_is_refused_in_words(inspection, karim, item, value, field):
    with pytest.raises(ActFault) as fault:
        record_answer(inspection, item=item, value=value, uuid=uuid4(), said_at=SEEN, by=karim, now=SEEN)
    assert fault.value.field == field
    assert not Answer.objects.exists()


def test_a_number_is_read_in_either_script(inspection, karim):
    made = record_answer(
        inspection, item="pupils", value="৩৫", uuid=uuid4(), said_at=SEEN, by=karim, now=SEEN
    )
    assert made.value == "35"
