"""The base of all forms: every field is rendered beside its hint and its fault, so that a screen reader
reads them out with it.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList


class PageBoundField(forms.BoundField):
    """A field as it stands on a page: as wide as its answer, and read out with its hint and its fault
    (core/hint.html).
    """

    @property
    def ident(self) -> str:
        """The hint stands under `{ident}-h`, the fault under `{ident}-e`."""
        return self.id_for_label or self.auto_id

    @property
    def shape(self) -> str:
        """How it stands on a page (core/field.html): by what its widget is, so that a widget made of another
        looks like it.
        """
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "options"
        return "tick" if isinstance(widget, forms.CheckboxInput) else "line"

    @property
    def aria_describedby(self) -> str:
        beside = [f"{self.ident}-h"] if self.help_text else []
        return " ".join([*beside, f"{self.ident}-e"] if self.errors else beside)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs, width = super().build_widget_attrs(attrs, widget), getattr(self.field, "width", "")
        if width and not isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxInput):
            attrs["class"] = width
        return attrs


# A mixin to whoever runs it, a form to whoever checks its types.
if TYPE_CHECKING:
    _BaseForm = forms.Form
else:
    _BaseForm = object


class Fields(dict):
    """The fields of a form as it was written. Its copy is what one form may relabel or fill
    (core/forms/fields.py).
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {name: field.__deepcopy__(memo) for name, field in self.items()}


class DrawnForm(_BaseForm):
    """Mixed into a form that core/form.html draws, also one that another library makes."""

    template_name = "core/form.html"
    # Fields that belong together, by name, under their words; those in no group stand above them.
    field_groups: Sequence[tuple[Any, Sequence[str]]] = ()
    bound_field_class = PageBoundField

    def grouped_fields(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """What is shown of the form, in its order; "" are the words of the fields in no group."""
        shown = {field.name: field for field in self.visible_fields()}
        placed = {name for _, names in self.field_groups for name in names}
        others = [field for name, field in shown.items() if name not in placed]
        grouped = [
            (words, [shown[name] for name in names if name in shown]) for words, names in self.field_groups
        ]
        return [(words, fields) for words, fields in [("", others), *grouped] if fields]


class PageForm(DrawnForm):
    """Mixed into Django's forms: marks the wrong fields for eyes and for screen readers alike."""

    _errors: ErrorDict | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        # Django copies them for each form; a dict it would take apart by way of every key and value.
        self.base_fields = Fields(self.base_fields)  # type: ignore[misc]  # Django reads it from the form
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def _clean_fields(self) -> None:
        """As Django's own, without making each field ready for a page that may never be shown."""
        for name, field in self.fields.items():
            try:
                self.cleaned_data[name] = self._clean_field(name, field)
                if clean := getattr(self, f"clean_{name}", None):
                    self.cleaned_data[name] = clean()
            except ValidationError as fault:
                self.add_error(name, fault)

    def _clean_field(self, name: str, field: forms.Field) -> Any:
        if field.disabled or isinstance(field, forms.FileField):
            # What stands for these is what the page began with.
            return field._clean_bound_field(self[name])  # type: ignore[attr-defined]  # Django’s own
        return field.clean(field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))

    def clean(self) -> dict[str, Any]:
        """What is given so far; Django’s own may return nothing."""
        super().clean()
        self.check_spans()
        return self.cleaned_data

    def check_spans(self) -> None:
        """No last day before its first (core/forms/fields.py, DayField)."""
        fields: dict[str, Any] = self.fields
        for name, field in fields.items():
            since = getattr(field, "since", "")
            first, last = self.cleaned_data.get(since), self.cleaned_data.get(name)
            if first and last and (fault := field.span_fault(first, last)):
                self.add_error(name, fault)

    def choice_field(self, name: str) -> forms.ChoiceField:
        """The field of this name, of which the form knows that it offers choices."""
        return cast(forms.ChoiceField, self.fields[name])

    def keep_faults_of(self, *names: str) -> None:
        """What is saved to be finished later is shown as it was typed, without the faults of the other
        fields.
        """
        faults = self._errors
        found = {} if faults is None else {name: faults[name] for name in names if name in faults}
        self._errors = ErrorDict(found, renderer=self.renderer)


class Form(PageForm, forms.Form):
    """The base of all forms that ask what no row keeps."""


class ModelForm(PageForm, forms.ModelForm):
    """The base of forms whose fields follow from the columns of a model. It never saves, and asks the
    database nothing about what is unique there: the act that writes the row does (records/actions.py).
    """

    def validate_unique(self) -> None:
        """A repeated key is a press that is answered with what it did, and no fault."""

    def validate_constraints(self) -> None:
        """A violated constraint answers with its own sentence when the row is written."""

    def save(self, commit: bool = True) -> Any:
        raise TypeError("a form saves nothing: hand its instance to records.actions.perform")


class JoinedForms:
    """Several forms on one page as one, for the list of faults above them (core/errors.html)."""

    def __init__(self, forms_on_page: Sequence[forms.BaseForm]) -> None:
        self.forms = forms_on_page

    @property
    def errors(self) -> dict[tuple[int, str], ErrorList]:
        return {
            (place, name): faults
            for place, form in enumerate(self.forms)
            for name, faults in form.errors.items()
        }

    @property
    def non_field_errors(self) -> list:
        return [fault for form in self.forms for fault in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        return (field for form in self.forms for field in form)
