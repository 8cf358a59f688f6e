"""A time by which no clock could run is named with its line when the office is loaded."""

import pytest

from ongikar.office_files import reading
from ongikar.office_files.toml_files import OfficeFileFault

# What is written wrong, what stands there instead, the line it is told with, and words of the fault in both
# languages.
FAULTS = [
    (
        'kind = "working_days", max = 3 }\nmay',
        'kind = "working_days", max = 0 }\nmay',
        'kind = "working_days", max = 0',
        "পূর্ণ সংখ্যা",
        "give 1 to",
    ),
    (
        'kind = "calendar_days", max = 7',
        'kind = "calendar_days", max = 10000',
        "max = 10000",
        "পূর্ণ সংখ্যা",
        "give 1 to",
    ),
    (
        'kind = "weeks", max = 2',
        'kind = "fortnights", max = 2',
        "fortnights",
        "সময়ের ধরন “fortnights” জানা নেই",
        "is no kind of time",
    ),
    (
        'kind = "nth_working_day", max = 5',
        'kind = "nth_working_day", max = 24',
        "max = 24",
        "২৩-এর মধ্যে",
        "give 1 to 23",
    ),
    ("until = 2026-12-15", 'until = "শীতকাল"', "শীতকাল", "কোনো তারিখ নয়", "is no date"),
    (
        "max = 24 }",
        'max = 24, qualifier = "if_possible" }',
        "if_possible",
        "কোনো সময়সীমা নয়",
        "is no limit",
    ),
    (
        'kind = "working_days", max = 1 },\n  { label = "নীতি',
        'kind = "working_days", max = "এক" },\n  { label = "নীতি',
        '{ label = "জরুরি"',
        "পূর্ণ সংখ্যা",
        "time/cases/2/max",
    ),
    ('label = "জরুরি", ', "", "time = {", "ধরনটির “label” লেখা নেই", "the case has no “label”"),
    ('label = "জরুরি"', 'label = "সাধারণ"', '{ label = "সাধারণ"', "দুবার লেখা", "stands twice"),
    (
        'trigger = "meeting" },',
        'trigger = "full_moon" },',
        '{ label = "সিদ্ধান্ত"',
        "এখানে গণনা শুরু হয় না",
        "no count begins here",
    ),
    (
        'trigger = "meeting" },',
        'trigger = "receipt" },',
        '{ label = "সিদ্ধান্ত"',
        "এখানে গণনা শুরু হয় না",
        "no count begins here",
    ),
    (
        'time = { kind = "working_days", max = 3, trigger = "allocation" }',
        'time = { kind = "stages" }',
        'time = { kind = "stages" }',
        "অন্তত দুটি",
        "at least two",
    ),
    (
        "may_extend = 5",
        "may_extend = 2501",
        "may_extend = 2501",
        "বাড়ানোর সীমা",
        "no limit for an extension",
    ),
    ("may_extend = 5", "may_extend = -1", "may_extend = -1", "০ থেকে", "must be 0 to"),
    ("may_extend = 5", 'may_extend = "পাঁচ"', 'may_extend = "পাঁচ"', "পূর্ণ সংখ্যা", "a whole number"),
    (
        'ceiling = "10 working days"\nmay_extend = 3',
        "may_extend = 3",
        "time = {",
        "ততক্ষণের সীমা “ceiling”",
        "write the limit until then",
    ),
    ("stages = [\n", 'stages = "তিনটি" }\n#', "time = {", "ঘেরা ধাপগুলোর তালিকা", "must be a list of stages"),
]


@pytest.mark.parametrize(("sentence", "instead", "line", "bn", "en"), FAULTS)
def test_it_is_told_in_both_languages_with_its_line(sentence, instead, line, bn, en, files):
    charter = files / "charter.toml"
    text = charter.read_text("utf-8")
    assert sentence in text, "the charter no longer says this"
    text = text.replace(sentence, instead, 1)
    if "#" in instead:
        # The rest of the list that no longer opens goes too.
        head, _, rest = text.partition(instead)
        text = head + instead + rest.partition("] }")[2]
    charter.write_text(text, "utf-8")
    with pytest.raises(OfficeFileFault) as raised:
        reading.read_office(files, with_demo=False)
    fault = raised.value
    assert bn in fault.bn
    assert en in fault.en
    name, _, number = fault.en.partition(": ")[0].partition(":")
    assert name == "charter.toml"
    assert line in text.splitlines()[int(number) - 1]
