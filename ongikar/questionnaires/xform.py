"""A definition as an XForm, through the standard's own compiler, which checks what it knows of."""

from ongikar.rules.questionnaire.definition import Definition
from ongikar.rules.questionnaire.sheet import SURVEY, SheetFault
from ongikar.rules.questionnaire.sheet_rows import standard_rows


def compile_xform(definition: Definition, slug: str, version: int) -> tuple[str, list[str], list[SheetFault]]:
    """The XForm, what the compiler remarked, and what it refuses, each in its own English words."""
    # It takes 40 MB and most of a second to load, for the rare press of publishing.
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    remarks: list[str] = []
    try:
        made = convert(
            xlsform=dict(standard_rows(definition, slug, version)), warnings=remarks, form_name="data"
        )
    except PyXFormError as fault:
        return "", remarks, [refusal(str(fault))]
    return made.xform, remarks, []


def refusal(words: str) -> SheetFault:
    said = " ".join(words.split())[:500]
    return SheetFault(
        SURVEY,
        0,
        "",
        f"XLSForm-এর নিজস্ব যাচাই বলছে: {said}",
        f"The standard's own check says: {said}",
    )
