"""The page of a form answers by itself whether what was sent can be done; an empty field says what it is."""

import pytest
from django import forms

from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import choices_of, override_language, say_lazy

COLOURS = {"red": ("লাল", "Red"), "blue": ("নীল", "Blue")}


class PaintForm(Form):
    who = TextField(label=say_lazy("কার", "Whose"))
    colour = ChoiceField(label=say_lazy("রং", "Colour"), choices=choices_of(COLOURS))
    room = TextField(label=say_lazy("ঘর", "Room"), missing=say_lazy("কোন ঘর?", "Which room?"))


@pytest.mark.parametrize(
    ("sent", "status"),
    [(None, 200), ({"who": "রিনা", "colour": "red", "room": "২"}, 200), ({"who": ""}, 422)],
)
def test_the_page_of_a_form_is_refused_only_where_the_form_is(rf, sent, status):
    form = PaintForm(sent)

    answer = render_form(rf.get("/"), "core/form.html", {"form": form})

    assert answer.status_code == status


def test_any_of_several_forms_refuses_the_page(rf):
    whole, broken = PaintForm(), PaintForm({})

    assert render_form(rf.get("/"), "core/form.html", {"form": whole}, whole, broken).status_code == 422


def test_what_stands_in_the_way_beside_the_form_has_a_status_of_its_own(rf):
    context = {"form": PaintForm({})}

    assert render_form(rf.get("/"), "core/form.html", context, status=429).status_code == 429


@pytest.mark.parametrize(
    ("tongue", "sentences"),
    [
        ("bn", ["কার, লিখুন", "রং, বেছে নিন", "কোন ঘর?"]),
        ("en", ["Write: Whose", "Choose: Colour", "Which room?"]),
    ],
)
def test_an_empty_field_is_asked_for_by_its_label_unless_it_has_a_sentence_of_its_own(tongue, sentences):
    with override_language(tongue):
        faults = PaintForm({}).errors

        assert [faults[name][0] for name in ("who", "colour", "room")] == sentences


@pytest.mark.parametrize("label", [None, "Is there a projector?"])
def test_a_field_without_a_label_or_of_a_whole_question_keeps_the_plain_sentence(label):
    with override_language("en"):
        form = type("Nameless", (Form,), {"note": TextField(label=label)})({})

        assert form.errors["note"] == ["Fill in this field"]


def test_the_choices_of_a_table_stand_in_its_order_in_the_language_of_the_page():
    with override_language("bn"):
        assert [str(words) for _, words in choices_of(COLOURS)] == ["লাল", "নীল"]
    assert isinstance(PaintForm().fields["colour"], forms.ChoiceField)
