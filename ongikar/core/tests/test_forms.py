"""Every wrong field is named beside itself, in the person's language."""

from importlib import import_module

import pytest
from django import forms
from django.conf import settings

from ongikar.core.forms.fields import (
    INVISIBLE,
    ChoiceField,
    DayField,
    EmailField,
    Field,
    MobileField,
    TextField,
    UploadField,
    WholeNumberField,
    without_invisible,
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


def test_what_one_form_makes_of_a_field_no_other_form_has():
    first, second = Sample(), Sample()
    field = first.choice_field("which")
    field.choices = [*field.choices, ("b", "খ")]
    field.label, field.error_messages["required"] = "x", "y"
    field.widget.attrs["class"] = "z"
    field.validators.append(len)
    other = second.choice_field("which")
    assert other.choices == other.widget.choices == [("a", "ক")]
    assert (other.label == "x", other.error_messages["required"] == "y", other.widget.attrs) == (
        False,
        False,
        {},
    )
    assert len not in other.validators
    assert Sample().choice_field("which").choices == [("a", "ক")]


def test_no_field_or_list_of_ours_would_be_copied_otherwise():
    load_every_form()
    known = (forms.Field.__deepcopy__, forms.ChoiceField.__deepcopy__)
    for kind in every_kind_of(Field):
        after = kind.__mro__[kind.__mro__.index(Field) + 1 :]
        assert kind.__deepcopy__ is Field.__deepcopy__, kind
        assert (
            next((vars(one)["__deepcopy__"] for one in after if "__deepcopy__" in vars(one)), known[0])
            in known
        )
    lists = (forms.Widget.__deepcopy__, forms.widgets.ChoiceWidget.__deepcopy__)
    for kind in every_kind_of(forms.Widget):
        if kind.__module__.startswith("ongikar."):
            assert kind.__deepcopy__ in lists, kind


def load_every_form() -> None:
    import_module(settings.ROOT_URLCONF)


def every_kind_of(kind: type) -> set[type]:
    return {kind}.union(*(every_kind_of(each) for each in kind.__subclasses__()))


def test_a_form_takes_what_django_would_take_of_each_of_its_fields():
    class Whole(Sample):
        kept = TextField(disabled=True, initial="as it was")
        file = UploadField(required=False)

        def clean_name(self):
            return self.cleaned_data["name"].upper()

    sent = GOOD | {"name": "a b", "mobile": "1", "kept": "otherwise"}
    ours, django_own = Whole(sent, {}), Whole(sent, {})
    django_own._clean_fields = lambda: forms.Form._clean_fields(django_own)
    assert ours.errors == django_own.errors
    assert set(ours.errors) == {"mobile"}
    assert ours.cleaned_data == django_own.cleaned_data
    assert ours.cleaned_data["kept"] == "as it was"


def test_every_sign_that_nobody_sees_is_taken_out_and_the_two_joiners_stay():
    for sign in map(chr, INVISIBLE):
        assert without_invisible(f"ক{sign}খ") == "কখ"
    assert without_invisible("ক্\u200dখ\u200cগ") == "ক্\u200dখ\u200cগ"
