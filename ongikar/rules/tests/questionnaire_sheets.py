"""Sheets written as text, for the tests of questionnaires: one row a line, cells parted by |."""

from ongikar.rules.questionnaire.definition import Definition
from ongikar.rules.questionnaire.sheet import Cells, SheetFault, read_sheets


def cells(text: str) -> Cells:
    return {
        (row, column): cell.strip()
        for row, line in enumerate(text.strip().splitlines())
        for column, cell in enumerate(line.split("|"))
        if cell.strip()
    }


def read(survey: str, choices: str = "", settings: str = "") -> tuple[Definition, list[SheetFault]]:
    sheets = {"survey": survey, "choices": choices, "settings": settings}
    return read_sheets({name: cells(text) for name, text in sheets.items() if text})


def form(survey: str, choices: str = "", settings: str = "") -> Definition:
    """The definition of a sheet that is right."""
    definition, faults = read(survey, choices, settings)
    assert not faults, faults
    return definition


LEARNER = """
type|name|label::bn|label::en|required|relevant|constraint|calculation|points|sealed|repeat_count
text|name|নাম|Name|yes||||||
integer|age|বয়স|Age|yes||. >= 15||||
select_one yesno|works|কাজ করেন?|Do you work?||${age} >= 18|||||
begin group|job|কাজ|Work||${works} = 'yes'|||||
text|post|পদ|Post|yes||||||
integer|pay|বেতন|Pay||||||yes|
end group||||||||||
begin repeat|child|সন্তান|Child||${age} >= 18|||||
text|cname|সন্তানের নাম|Name of child|yes||||||
integer|cage|সন্তানের বয়স|Age of child|||||||
end repeat||||||||||
calculate|youth||||||sum(${cage})|||
select_one capital|q1|রাজধানী?|Capital?|||||||
select_multiple odd|q2|বিজোড়?|Which are odd?||${youth} >= 0 or ${age} < 18|||||
integer|q3|৬ × ৭?|6 × 7?|||||. = 42||
"""
CHOICES = """
list_name|name|label::bn|label::en|points
yesno|yes|হ্যাঁ|Yes|
yesno|no|না|No|
capital|dhaka|ঢাকা|Dhaka|2
capital|sylhet|সিলেট|Sylhet|0
capital|na|প্রযোজ্য নয়|Not applicable|
odd|one|১|1|1
odd|two|২|2|-1
odd|three|৩|3|1
"""
