"""A faulty file of an office is named with its line in both languages, and nothing is written."""

import shutil
from pathlib import Path

import pytest
from django.utils import timezone

from ongikar.commands.office import office_load
from ongikar.core.crypto.key_fingerprints import judge_keys
from ongikar.journal.keyed_ledger import adopt_ledger
from ongikar.journal.owed_reactions import begin_reactions
from ongikar.journal.seal_adoption import adopt_columns
from ongikar.journal.verb_editions import begin_edition
from ongikar.office_files import reading
from ongikar.office_files.toml_files import OfficeFileFault
from ongikar.operations import prepare

from .conftest import ROOT
from .office_folders import FOLDERS, copy_folder
from .scene import row_counts

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What was written wrong: the file, the sentence in it and what stands there instead ("" with no sentence:
# the whole file), the line in its words, and words of the fault in both languages.
OFFICE, CHARTER, HOLIDAYS, DEMO = "office.toml", "charter.toml", "holidays/2026.toml", "demo.toml"
WEEK = "".join(
    f'{day} = [["09:00", "17:00"]]\n' for day in ("sunday", "monday", "tuesday", "wednesday", "thursday")
)
FAULTS = [
    (OFFICE, "[week]", "[week", "[week", "TOML", "TOML"),
    (OFFICE, 'geocode = "8549"', 'geocode = "8549', 'geocode = "8549', "TOML", "TOML"),
    (
        OFFICE,
        'name_en = "Upazila ICT Office, Rangpur Sadar"\n',
        "",
        "[office]",
        "“name_en” লেখা নেই",
        "“name_en” is missing",
    ),
    (
        OFFICE,
        'slug = "rangpur-sadar-ict"',
        'slug = "rangpur"',
        'slug = "rangpur"',
        "ফোল্ডারের নাম",
        "name of the folder",
    ),
    (OFFICE, 'geocode = "8549"', 'geocode = "৮৫৪৯"', 'geocode = "৮৫৪৯"', "৪টি সংখ্যা", "4 figures"),
    (OFFICE, "default = true", 'default = "yes"', 'default = "yes"', "true বা false", "true or false"),
    (OFFICE, 'geocode = "8549"', "geocode = 8549", "geocode = 8549", "হবে লেখা", "must be text"),
    (
        OFFICE,
        'phone = "+8802589962488"',
        'phone = "+880 2589962488, +880 2589962489"',
        'phone = "+880 2589962488, +880 2589962489"',
        "২০ অক্ষরের বেশি",
        "longer than 20",
    ),
    (
        OFFICE,
        'slug = "office-assistant"',
        'slug = "upazila-ict-officer"',
        'slug = "upazila-ict-officer"',
        "দুবার লেখা",
        "stands twice",
    ),
    (OFFICE, 'role = "assistant"', 'role = "boss"', 'role = "boss"', "কোনো ভূমিকা নয়", "is no role"),
    (
        OFFICE,
        'role = "officer"',
        'role = "assistant"',
        "[[posts]]",
        "দায়িত্বপ্রাপ্ত কর্মকর্তার কোনো পদ নেই",
        "no post is the responsible officer",
    ),
    (
        OFFICE,
        'superior = "district-ict-officer"',
        'superior = "somebody"',
        'superior = "somebody"',
        "“somebody” লেখা নেই",
        "not in this file",
    ),
    (
        OFFICE,
        'sunday = [["09:00", "17:00"]]',
        'sunday = [["17:00", "09:00"]]',
        'sunday = [["17:00", "09:00"]]',
        "শুরুর আগেই",
        "end before they begin",
    ),
    (OFFICE, "sunday = ", "sonday = ", "sonday = ", "কোনো বার নয়", "no day of the week"),
    (OFFICE, "to = 2026-03-20", "to = 2026-01-20", "[[windows]]", "প্রথম দিনের আগে", "ends before it begins"),
    (
        OFFICE,
        'after_hours = "next_working_day"',
        'after_hours = "never"',
        'after_hours = "never"',
        "জানা নেই",
        "no rule",
    ),
    (
        OFFICE,
        'citizens = [["08:00", "20:00"]]',
        'citizens = [["20:00", "08:00"]]',
        'citizens = [["20:00", "08:00"]]',
        "শুরুর আগেই",
        "end before they begin",
    ),
    (
        OFFICE,
        'officers = "office_hours"',
        'officers = "always"',
        'officers = "always"',
        "দিনে অন্তত এক ঘণ্টা",
        "at least an hour a day",
    ),
    (OFFICE, "citizens = ", "citizen = ", "citizen = ", "বলে কিছু নেই", "has nothing called"),
    (OFFICE, "[[windows]]", "[windows]", None, "[[windows]] করে", "written as [[windows]]"),
    (
        OFFICE,
        'key = "money_fraud"',
        'key = "fire"',
        'key = "fire"',
        "কোনো জরুরি বিষয় নেই: money_fraud",
        "no urgent matter: money_fraud",
    ),
    (
        OFFICE,
        'title_en = "Is money being taken right now? Do this first"\n',
        "",
        "[[urgent]]",
        "“title_en” লিখতে হবে",
        "“title_en” must be written",
    ),
    (OFFICE, 'number = "999"', 'number = "৯৯৯"', "contacts = [", "শুধু ইংরেজি অঙ্ক", "must be figures alone"),
    (
        OFFICE,
        'number = "999"',
        'number = "call 999"',
        "contacts = [",
        "শুধু ইংরেজি অঙ্ক",
        "must be figures alone",
    ),
    (
        OFFICE,
        'number = "999", confirmed = false',
        "confirmed = false",
        "contacts = [",
        "“contacts.note_bn” লিখতে হবে",
        "“contacts.note_bn” must be written",
    ),
    (
        OFFICE,
        "confirmed = false",
        'confirmed = "no"',
        "contacts = [",
        "হবে true বা false",
        "must be true or false",
    ),
    (
        OFFICE,
        "steps = [",
        "steps = []\nsteps_of_old = [",
        "steps = []",
        "১ থেকে ৮টি সারির তালিকা",
        "a list of 1 to 8 rows",
    ),
    (
        OFFICE,
        '{ bn = "আপনার ব্যাংক',
        '{ bm = "আপনার ব্যাংক',
        "steps = [",
        "“steps.bn” লিখতে হবে",
        "“steps.bn” must be written",
    ),
    (HOLIDAYS, "year = 2026\n", "", None, "“year” লেখা নেই", "“year” is missing"),
    (
        HOLIDAYS,
        'authority = "gazetted"',
        'authority = "hearsay"',
        'authority = "hearsay"',
        "gazetted বা partial",
        "gazetted or partial",
    ),
    (HOLIDAYS, 'kind = "general"', 'kind = "picnic"', "[[days]]", "কোনো ধরনের ছুটি নয়", "no kind of day"),
    (
        HOLIDAYS,
        "from = 2026-02-04\nto = 2026-02-04",
        "from = 2026-02-05\nto = 2026-02-04",
        "[[days]]",
        "প্রথম দিনের আগে",
        "ends before it begins",
    ),
    (
        HOLIDAYS,
        "from = 2026-02-04\nto = 2026-02-04",
        "from = 2031-02-04\nto = 2031-02-04",
        "[[days]]",
        "সালটি এই তালিকায় নেই",
        "a year this list does not hold",
    ),
    (HOLIDAYS, "[[days]]", "[[days", "[[days", "TOML", "TOML"),
    (
        HOLIDAYS,
        "from = 2026-02-04\nto = 2026-02-04",
        "from = 2025-02-04\nto = 2025-02-04",
        "[[days]]",
        "সালটি এই তালিকায় নেই",
        "a year this list does not hold",
    ),
    (
        HOLIDAYS,
        "from = 2026-02-04\nto = 2026-02-04",
        "from = 2026-02-04\nto = 2027-03-04",
        "[[days]]",
        "এক বছরের বেশি লম্বা",
        "longer than a year",
    ),
    (
        HOLIDAYS,
        'from = 2026-02-04\nto = 2026-02-04\nkind = "executive_order"',
        'from = 2026-02-11\nto = 2026-02-11\nkind = "working"',
        "[[days]]",
        "একই দিন ছুটিও আছে",
        "is also a holiday",
    ),
    (
        HOLIDAYS,
        'kind = "general"',
        'kind = "general"\nscope = "ward"',
        "[[days]]",
        "কোনো এলাকা নয়",
        "has the unknown scope",
    ),
    (
        HOLIDAYS,
        'kind = "general"',
        'kind = "general"\nordered = "soon"',
        "[[days]]",
        "আদেশের তারিখ",
        "the date of the order",
    ),
    (
        OFFICE,
        'sunday = [["09:00", "17:00"]]',
        'sunday = [["09:00", "13:00"], ["12:00", "17:00"]]',
        'sunday = [["09:00"',
        "একটির ওপর আরেকটি",
        "overlap",
    ),
    (
        OFFICE,
        '[["09:00", "13:15"], ["13:30", "15:30"]]',
        '[["09:00", "13:15"], ["13:00", "15:30"]]',
        "[[windows]]",
        "একটির ওপর আরেকটি",
        "overlap",
    ),
    (
        OFFICE,
        '[["09:00", "13:15"], ["13:30", "15:30"]]',
        "[]",
        "[[windows]]",
        "কোনো অফিস সময় লেখা নেই",
        "has no hours",
    ),
    (OFFICE, WEEK, "", "[week]", "সপ্তাহের কোনো দিনেই অফিস সময় নেই", "no day of the week has office hours"),
    (
        DEMO,
        'citizen-1 = "5 working days"',
        'citizen-1 = "10000 working days"',
        'citizen-1 = "10000 working days"',
        "২,৫০০-এর মধ্যে",
        "give 1 to 2,500",
    ),
    (
        CHARTER,
        "effective_from = 2026-07-01",
        'effective_from = "1 July"',
        'effective_from = "1 July"',
        "হবে তারিখ",
        "must be a date",
    ),
    (CHARTER, 'code = "citizen-2"', 'code = "citizen-1"', 'code = "citizen-1"', "দুবার লেখা", "stands twice"),
    (CHARTER, 'code = "citizen-2"\n', "", "[[services]]", "“code” লেখা নেই", "“code” is missing"),
    (CHARTER, 'kind = "advice"', 'kind = "magic"', 'kind = "magic"', "ধরন নেই", "there is no kind"),
    (
        CHARTER,
        'category = "citizen"',
        'category = "everybody"',
        'category = "everybody"',
        "কোনো শ্রেণি নয়",
        "is no category",
    ),
    (CHARTER, "number = 1\nkind", 'number = "one"\nkind', 'number = "one"', "পূর্ণ সংখ্যা", "a whole number"),
    (
        CHARTER,
        'responsible = "upazila-ict-officer"',
        'responsible = "minister"',
        'responsible = "minister"',
        "“minister” লেখা নেই",
        "not in office.toml",
    ),
    (
        CHARTER,
        'fee = { kind = "free", raw = "বিনামূল্যে" }',
        'ceiling = "soon"\nfee = { kind = "free" }',
        'ceiling = "soon"',
        "সময়সীমা বোঝা যায় না",
        "names no time limit",
    ),
    (
        CHARTER,
        '{ bn = "জাতীয় পরিচয়পত্র", en = "National ID card", required',
        '{ bn = "জাতীয় পরিচয়পত্র", required',
        "documents = [",
        "“bn” ও “en”",
        "“bn” and a text “en”",
    ),
    (
        CHARTER,
        'field = "mission"\nfrom = "মানব সম্পদ"\n',
        'field = "mission"\n',
        "[[corrections]]",
        "“from” লেখা নেই",
        "says no “from”",
    ),
    (
        CHARTER,
        'reason_en = "The post is printed twice."\n',
        "",
        "[[corrections]]",
        "“reason_en” লেখা নেই",
        "says no “reason_en”",
    ),
    (CHARTER, 'from = "সেন্টার গুলোকে"\n', "", "[[services]]", "“from” লেখা নেই", "says no “from”"),
    (CHARTER, 'name = "date"\n', "", "[[reservations]]", "“name” লেখা নেই", "says no “name”"),
    (
        CHARTER,
        'name = "date"\n',
        'name = "date"\nuntil = "soon"\n',
        'until = "soon"',
        "তারিখ হতে হবে",
        "must be a date",
    ),
    (CHARTER, "tier = 2", "tier = 1", "tier = 1", "দুবার লেখা", "stands twice"),
    (
        CHARTER,
        'limit = { unit = "working_days", amount = 20 }',
        'limit = { unit = "fortnights", amount = 1 }',
        'limit = { unit = "fortnights", amount = 1 }',
        "সময়ের একক নয়",
        "no unit of time",
    ),
    (
        DEMO,
        'citizen-1 = "5 working days"',
        'citizen-1 = "0 working days"',
        'citizen-1 = "0 working days"',
        "একটি পূর্ণ সংখ্যা দিন",
        "give 1 to",
    ),
    (
        DEMO,
        'citizen-1 = "5 working days"',
        'citizen-99 = "5 working days"',
        'citizen-99 = "5 working days"',
        "চার্টারে নেই",
        "not in the charter",
    ),
    (
        DEMO,
        'post = "office-assistant"',
        'post = "nobody"',
        'post = "nobody"',
        "“nobody” লেখা নেই",
        "not in office.toml",
    ),
]


@pytest.fixture
def faulty(tmp_path):
    """`faulty(file, sentence, instead)`: the first office's folder with one thing written wrong in it."""

    def do(file: str, sentence: str, instead: str) -> Path:
        folder = shutil.copytree(FOLDERS[0], tmp_path / FOLDERS[0].name)
        text = (folder / file).read_text("utf-8")
        assert sentence in text, "the office no longer says this"
        (folder / file).write_text(text.replace(sentence, instead, 1), "utf-8")
        return folder

    return do


@pytest.mark.parametrize(("file", "sentence", "instead", "line", "bn", "en"), FAULTS)
def test_what_is_written_wrong_is_told_with_its_line_in_both_languages(
    file, sentence, instead, line, bn, en, faulty
):
    folder = faulty(file, sentence, instead)
    with pytest.raises(OfficeFileFault) as raised:
        reading.read_office(folder, with_demo=True)
    fault = raised.value
    assert bn in fault.bn
    assert en in fault.en
    place = fault.en.partition(": ")[0]
    assert fault.bn.startswith(f"{place}: ")
    name, _, number = place.partition(":")
    assert name == Path(file).name
    if line is not None:
        lines = (folder / file).read_text("utf-8").splitlines()
        assert line in lines[int(number) - 1]
        if "twice" in en:
            assert line in "\n".join(lines[: int(number) - 1]), "the second of the two is told of"


def test_all_that_is_wrong_with_a_calendar_is_told_at_once(faulty):
    folder = faulty(HOLIDAYS, 'kind = "general"', 'kind = "picnic"')
    text = (folder / HOLIDAYS).read_text("utf-8")
    (folder / HOLIDAYS).write_text(text.replace('kind = "executive_order"', 'kind = "outing"', 1), "utf-8")
    with pytest.raises(OfficeFileFault) as raised:
        reading.read_office(folder, with_demo=True)
    for tongue in (raised.value.bn, raised.value.en):
        assert [line.partition(":")[0] for line in tongue.splitlines()] == ["2026.toml", "2026.toml"]
        assert all(word in tongue for word in ("picnic", "outing"))


def test_what_looks_like_a_slip_in_a_calendar_is_said_with_its_line_and_stops_nothing(faulty):
    twice = (
        'from = 2026-12-25\nto = 2026-12-25\nkind = "general"\nname_bn = "বড়দিন"\nname_en = "Christmas Day"\n'
    )
    (doubt,) = reading.read_office(
        faulty(HOLIDAYS, twice, f"{twice}\n[[days]]\n{twice}"), with_demo=True
    ).doubts
    assert doubt.en.startswith("2026.toml:")
    assert "says again what" in doubt.en
    assert "একই কথা আগেও লেখা" in doubt.bn


@pytest.fixture
def two_defaults(tmp_path, settings):
    """Two folders side by side, both of which would answer where the address names no office."""
    first = shutil.copytree(FOLDERS[0], tmp_path / FOLDERS[0].name)
    second = copy_folder(FOLDERS[0], tmp_path, "upazila-of-the-second")
    text = (second / OFFICE).read_text("utf-8")
    (second / OFFICE).write_text(text.replace("[office]\n", "[office]\ndefault = true\n", 1), "utf-8")
    settings.ONGIKAR_OFFICES = tmp_path
    return first, second


def test_of_two_offices_that_both_answer_first_the_second_is_told_with_its_line(two_defaults):
    first, second = two_defaults
    assert reading.read_office(first, with_demo=True).office["default"]
    with pytest.raises(OfficeFileFault) as raised:
        reading.read_office(second, with_demo=True)
    line = (second / OFFICE).read_text("utf-8").splitlines().index("default = true") + 1
    assert raised.value.en.startswith(f"office.toml:{line}: ")
    assert raised.value.bn.startswith(f"office.toml:{line}: ")
    for words in (second.name, f"{first.name}/office.toml"):
        assert words in raised.value.bn
        assert words in raised.value.en


def first_start():
    """What any start writes once, whatever the files say: the fingerprints of the keys, that the ledger is
    under them, what an act may write, which columns are sealed, and what entries owe.
    """
    judge_keys()
    for begin in (adopt_ledger, begin_edition, adopt_columns, begin_reactions):
        begin(timezone.now())


def test_two_offices_that_both_answer_first_load_neither(two_defaults, no_office, monkeypatch, capsys):
    monkeypatch.setattr(prepare, "collect_static", lambda: None)
    first_start()
    before = row_counts()
    assert prepare.prepare([]) == 1
    assert "only one office can have it" in capsys.readouterr().err
    assert office_load([str(two_defaults[1])]) == 1
    assert row_counts() == before


@pytest.mark.parametrize("file", [OFFICE, CHARTER])
def test_a_file_that_is_not_there_is_named(file, faulty, tmp_path):
    folder = faulty(file, "", "")
    (folder / file).unlink()
    with pytest.raises(OfficeFileFault, match="the file is missing") as raised:
        reading.read_office(folder, with_demo=True)
    assert raised.value.bn == f"{file}: ফাইলটি নেই"


@pytest.mark.parametrize("file", [OFFICE, CHARTER, HOLIDAYS, DEMO, "charter.txt"])
@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_that_is_not_utf_8_is_named(file, encoding, faulty):
    folder = faulty(file, "", "")
    (folder / file).write_bytes("# “চার্টার”".encode(encoding, "xmlcharrefreplace"))
    with pytest.raises(OfficeFileFault, match="not UTF-8") as raised:
        reading.read_office(folder, with_demo=True)
    assert raised.value.bn == f"{Path(file).name}: ফাইলটি UTF-8 নয়"


@pytest.mark.parametrize("file", [OFFICE, CHARTER])
def test_an_empty_file_says_what_it_lacks(file, faulty):
    folder = faulty(file, "", "")
    (folder / file).write_text("", "utf-8")
    with pytest.raises(OfficeFileFault, match="is missing"):
        reading.read_office(folder, with_demo=True)


@pytest.mark.parametrize(
    ("sentence", "instead", "line", "says"),
    [
        ("window_days = 30", 'window_days = "a month"', "window_days", "a whole number of days"),
        ('code = "no_facts"\n', "", "[[not_accepted]]", "“code” is missing"),
        ("after_days = 0", 'after_days = "soon"', "after_days", "a whole number from 0 to 60"),
        ("notice_days = 3", "notice_days = 99", "notice_days", "a whole number from 0 to 30"),
        ('reasons_en = "What both', 'unread = "What both', "[[decision_text]]", "“reasons_en” is missing"),
        ("[appeal]", "[appeal", "[appeal", "not valid TOML"),
    ],
)
def test_an_offices_own_rules_of_grievance_are_read_when_it_is_loaded(sentence, instead, line, says, faulty):
    folder = faulty(OFFICE, "", "")
    own = folder / "grievances.toml"
    shutil.copy(ROOT / "ongikar" / "grievances" / "house_rules.toml", own)
    reading.read_office(folder, with_demo=True)
    text = own.read_text("utf-8")
    assert sentence in text
    own.write_text(text.replace(sentence, instead), "utf-8")
    with pytest.raises(OfficeFileFault, match=says) as raised:
        reading.read_office(folder, with_demo=True)
    number = int(raised.value.en.partition(":")[2].partition(":")[0])
    assert line in own.read_text("utf-8").splitlines()[number - 1]


def test_a_folder_that_is_not_there_is_named(tmp_path, capsys):
    assert office_load([str(tmp_path / "nowhere")]) == 1
    assert "nowhere: এই নামে কোনো ফোল্ডার নেই" in capsys.readouterr().err


def test_the_command_tells_the_fault_in_both_languages_and_writes_nothing(faulty, no_office, capsys):
    folder = faulty(CHARTER, 'kind = "advice"', 'kind = "magic"')
    first_start()
    before = row_counts()
    assert office_load([str(folder)]) == 1
    bangla, english = capsys.readouterr().err.splitlines()
    assert "“magic” নামে কোনো ধরন নেই" in bangla
    assert "there is no kind “magic”" in english
    assert row_counts() == before


def test_a_folder_copied_and_not_renamed_inside_does_not_overwrite_the_first(tmp_path, office):
    folder = shutil.copytree(FOLDERS[0], tmp_path / "another-office")
    with pytest.raises(OfficeFileFault, match="must be the name of the folder"):
        reading.read_office(folder, with_demo=False)
