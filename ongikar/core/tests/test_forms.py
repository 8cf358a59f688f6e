"""Every wrong field is named beside itself, in the person's language."""

import pytest

from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    EmailField,
    MobileField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import override_language, say_lazy


class Sample(Form):
    name = TextField(label=say_lazy("নাম", "Name"), help_text=say_lazy("পুরো নাম", "In full"), max_length=20)
    mobile = MobileField(label=say_lazy("মোবাইল", "Mobile"))
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)
    count = WholeNumberField(label=say_lazy("কয়টি", "How many"), least=1, most=50, required=False)
    day = DayField(label=say_lazy("কবে", "When"), required=False)
    which = ChoiceField(label=say_lazy("কোনটি", "Which"), choices=[("a", "ক")], required=False)


GOOD = {"name": "রহিমা", "mobile": "০১৭১২৩৪৫৬৭৮"}


def faults(tongue="bn", **typed):
    with override_language(tongue):
        form = Sample(GOOD | typed)
        return {name: [str(f) for f in faults] for name, faults in form.errors.items()}


def test_a_good_form_is_clean_and_in_one_form():
    form = Sample(GOOD | {"count": "১২", "day": "৯/১২/২০২৬"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["mobile"] == "+8801712345678"
    assert form.cleaned_data["count"] == 12
    assert form.cleaned_data["day"].isoformat() == "2026-12-09"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "…"),
        ("name", "ক" * 21),
        ("name", "\u200b\u200b"),
        ("mobile", "123"),
        ("mobile", "x" * 61),
        ("email", "not an address"),
        ("email", "a@" + "b" * 300 + ".com"),
        ("count", "অনেক"),
        ("count", "51"),
        ("count", "-1"),
        ("count", "9" * 40),
        ("day", "কাল"),
        ("day", "31/02/2026"),
        ("which", "z"),
    ],
)
def test_a_wrong_field_is_named_in_both_languages(field, typed):
    bn, en = faults("bn", **{field: typed}), faults("en", **{field: typed})
    assert list(bn) == list(en) == [field]
    assert bn[field] != en[field]
    assert not any("\u0980" <= letter <= "\u09ff" for letter in "".join(en[field]))
    assert any("\u0980" <= letter <= "\u09ff" for letter in "".join(bn[field]))


def test_joiners_that_bangla_needs_are_kept():
    form = Sample(GOOD | {"name": "র\u200dযাব\u200b"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "র\u200dযাব"


def test_a_wrong_field_points_to_its_fault_and_hint():
    form = Sample({"name": "", "mobile": "০১৭১২৩৪৫৬৭৮"})
    wrong, right = str(form["name"]), str(form["mobile"])
    assert 'aria-invalid="true"' in wrong
    assert 'aria-describedby="id_name-h id_name-e"' in wrong
    assert "aria-" not in right


def test_a_group_of_choices_is_described_once_and_not_choice_by_choice():
    group = Sample(GOOD | {"which": "z"})["which"]
    assert group.aria_describedby == "id_which-e"
    assert "aria-describedby" not in "".join(choice.tag() for choice in group)


def test_nothing_typed_is_lost():
    form = Sample({"name": "<b>রহিমা</b>", "mobile": "123"})
    form.is_valid()
    assert form["mobile"].value() == "123"
    assert "&lt;b&gt;রহিমা" in str(form["name"])


def test_a_form_that_changes_its_list_of_choices_changes_that_of_no_other():
    class Ask(Form):
        place = ChoiceField(label="place", choices=[("a", "A")])

    changed = Ask({"place": "b"})
    changed.fields["place"].choices.append(("b", "B"))
    assert changed.is_valid()
    assert not Ask({"place": "b"}).is_valid()
