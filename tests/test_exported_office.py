"""An office written out as files: loaded elsewhere it is the same office, and loaded where it came from it
changes nothing.
"""

import tomllib
from datetime import date, datetime

import pytest
import time_machine
import tomli_w

from ongikar.charter.models import CharterVersion, Tier
from ongikar.charter.tests.reviewing import publish
from ongikar.clock.tests.calendars import order, row
from ongikar.core.command_line import Refusal
from ongikar.office_files import importing, reading
from ongikar.office_files.exporting import export_office, office_export
from ongikar.office_files.tables import FACE_FIELDS, charter_tables, is_same_charter, without_empty
from ongikar.offices.models import Office, Post
from ongikar.offices.rules.setting_files import OF_FILES, SHAPES
from ongikar.offices.setting_changes import KEPT_IN_COLUMNS, NewSetting, change_settings, newest_change
from ongikar.people.models import User
from ongikar.places.actions import add_part
from ongikar.places.models import Part
from ongikar.rules.calendar.reading import read_rows
from ongikar.visitors.purposes import purposes_of
from ongikar.visits.settings import queue_rules
from ongikar.website.office_settings.registry import GROUPS

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-22T10:00:00+06:00")


def loaded(folder, slug: str) -> Office:
    """The office of a folder, under another name so that it can stand beside the one it was written from."""
    copied = folder.rename(folder.with_name(slug))
    head = (copied / "office.toml").read_text("utf-8")
    head = head.replace('slug = "rangpur-sadar-ict"', f'slug = "{slug}"').replace(
        "default = true", "default = false"
    )
    (copied / "office.toml").write_text(head, "utf-8")
    importing.load_office(reading.read_office(copied, with_demo=False), now=NOW)
    return Office.objects.get(slug=slug)


def orders(office: Office) -> None:
    """Given on screen since the files: a storm, an ordered Saturday, and one day of the storm taken back."""
    order(office, row("local", "2026-12-06", "2026-12-08"), now=NOW, memo="ঝড়-১")
    order(
        office,
        row("working", "2026-12-12", name="শনিবার খোলা"),
        now=NOW,
        memo="শনিবার-১",
        windows=[
            {
                "from": "2026-12-13",
                "to": "2026-12-15",
                "hours": [["10:00", "14:00"]],
                "name_bn": "শীতের সময়",
                "name_en": "Winter hours",
            }
        ],
    )
    order(office, row("withdrawn", "2026-12-08", withdraws="ঝড়-১"), now=NOW, years={"2027": "partial"})
    order(office, row("local", "2026-12-31", "2027-01-02", name="নববর্ষ"), now=NOW)


@pytest.fixture
def published(signed_in, karim, settled) -> CharterVersion:
    """A version that an officer published on screen, with what he decided in it."""
    with time_machine.travel(NOW, tick=False):
        assert publish(signed_in(karim), settled, "2026-12-01").status_code == 302
    return CharterVersion.objects.get(upload=settled)


def test_what_was_published_and_ordered_on_screen_is_loaded_elsewhere(office, published, tmp_path):
    orders(office)
    export_office(office, tmp_path / office.slug)
    copy = loaded(tmp_path / office.slug, "rangpur-copied")
    assert without_empty(charter_tables(copy.charters.get())) == without_empty(charter_tables(published))
    assert copy.charters.get().approver["bn"] == published.approver["bn"]
    assert [post.slug for post in copy.posts.order_by("pk")] == [
        post.slug for post in office.posts.order_by("pk")
    ]
    # A row over the end of the year has become two, so days and hours are compared, not rows.
    first, second = (read_rows(each.calendar_version().data) for each in (office, copy))
    assert first.closed == second.closed
    assert first.opened == second.opened
    assert first.years == second.years
    spell = range(
        datetime(2026, 11, 1, tzinfo=NOW.tzinfo).toordinal(),
        datetime(2027, 2, 1, tzinfo=NOW.tzinfo).toordinal(),
    )
    assert [first.hours_on(day) for day in spell] == [second.hours_on(day) for day in spell]


def test_loaded_where_it_came_from_it_changes_nothing(office, published, tmp_path):
    order(office, row("local", "2026-12-06", "2026-12-08"), now=NOW)
    before = [office.charters.count(), office.calendars.count()]
    export_office(office, tmp_path / office.slug)
    files = reading.read_office(tmp_path / office.slug, with_demo=False)
    assert importing.load_office(files, now=NOW) == ["rangpur-sadar-ict: known"]
    assert [office.charters.count(), office.calendars.count()] == before


def set_on_screen(office: Office, karim: User) -> None:
    """Something of every group of settings, of two days where a day is asked for."""
    actor, post = ("user", karim.pk), office.posts.get(role=Post.OFFICER)
    rate = {"bn": "ভাতা", "en": "Allowance", "unit": "day", "deducted": 0, "source": "আদেশ ৭", "sample": False}
    limit = {"least_quotations": 3, "source": "পিপিআর", "most_a_year": None}
    says = {
        "messages": {"": {"citizens": [["09:00", "18:00"]], "officers": "office_hours"}},
        "self_filing": {"": {"days": 7}},
        "rates": {"participant": rate | {"taka": 400}, "driver": rate | {"taka": None}},
        "limits": {
            "direct": limit | {"most": None, "most_a_year": 900_000},
            "quotation": limit | {"most": 1},
        },
        "safety_steps": {"": {"steps": [{"key": "bank", "bn": "ব্যাংকে বলুন।", "en": "Tell the bank."}]}},
        "texts": {"case.received": {"bn": "পেয়েছি {number}।", "en": "We have {number}."}},
    }
    for day in (6, 9):
        for group, items in says.items():
            change_settings(
                Office.objects.get(pk=office.pk),
                group,
                [NewSetting(item, data, {}) for item, data in items.items()],
                since=date(2026, 12, day),
                reason="আদেশ",
                seen=newest_change(office, group),
                key=f"{group} {day}",
                actor=actor,
                post=post,
                now=NOW,
            )
    add_part(office=office, name_bn="টোনার", name_en="Toner", least=4, actor=actor, now=NOW)
    row = {"name_bn": "জরুরি সেবা", "name_en": "Emergency", "number": "999"}
    Office.objects.filter(pk=office.pk).update(
        foot_numbers=[row], website="ict.example.gov.bd", memo_start="56.04", head_bn="সরকার", colour="#006a4e"
    )


def test_what_was_set_on_screen_is_loaded_elsewhere_and_changes_nothing_at_home(
    office, karim, tmp_path, settings
):
    set_on_screen(office, karim)
    office = Office.objects.get(pk=office.pk)
    export_office(office, tmp_path / office.slug)
    kept = {path.name for path in settings.ONGIKAR_OFFICES.joinpath(office.slug).glob("*.toml")}
    written = {path.name for path in (tmp_path / office.slug).glob("*.toml")}
    assert {name for name in kept if not name.startswith("demo")} <= written
    files = reading.read_office(tmp_path / office.slug, with_demo=False)
    assert importing.load_office(files, now=NOW) == ["rangpur-sadar-ict: known"]
    assert Office.objects.get(pk=office.pk).settings == office.settings
    shown = {
        (day, name): group.current(office, day)
        for day in (date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 9))
        for name, group in GROUPS.items()
        if name != "stock"
    }
    # Rules of a folder are read once a process, by the name of the office.
    copy = loaded(tmp_path / office.slug, "rangpur-with-settings")
    assert copy.settings == office.settings
    for name in (*FACE_FIELDS, "foot_numbers", "urgent"):
        assert getattr(copy, name) == getattr(office, name), name
    assert list(Part.objects.filter(office=copy).values_list("name_bn", "least")) == [("টোনার", 4)]
    settings.ONGIKAR_OFFICES = tmp_path
    for (day, name), says in shown.items():
        assert GROUPS[name].current(copy, day) == says, (name, day)
    # Written out once more it says the same.
    export_office(copy, tmp_path / "again")
    once, again = ((tmp_path / name / "settings.toml").read_text("utf-8") for name in (copy.slug, "again"))
    assert once == again


def test_a_setting_that_was_changed_on_screen_stands_against_the_files(office, karim, tmp_path):
    export_office(office, tmp_path / office.slug)
    set_on_screen(office, karim)
    office = Office.objects.get(pk=office.pk)
    (tmp_path / office.slug / "settings.toml").write_text(
        '[[settings]]\nname = "self_filing"\nsince = 2026-12-01\nsays = { days = 3 }\n', "utf-8"
    )
    importing.load_office(reading.read_office(tmp_path / office.slug, with_demo=False), now=NOW)
    assert Office.objects.get(pk=office.pk).settings == office.settings


QUEUE = '[[settings]]\nname = "queue"\nsince = 2026-12-01\nsays = '
STEPS = '[[settings]]\nname = "safety_steps"\nsince = 2026-12-01\nsays = '
PURPOSES = '[[settings]]\nname = "visitor_purposes"\nsince = 2026-12-01\nsays = '


def test_the_groups_of_an_office_that_are_called_earlier_stand_in_its_files(office, tmp_path):
    export_office(office, tmp_path / office.slug)
    group = '{ key = "fighter", bn = "মুক্তিযোদ্ধা", en = "Freedom fighter", head_start = 25 }'
    (tmp_path / office.slug / "settings.toml").write_text(f"{QUEUE}{{ groups = [{group}] }}", "utf-8")
    copy = loaded(tmp_path / office.slug, "rangpur-with-groups")
    assert [each.key for each in queue_rules(copy, date(2026, 12, 1)).groups] == ["fighter"]
    # From its day on, and what it leaves out as the product has it.
    before = queue_rules(copy, date(2026, 11, 30))
    assert "aged" in [each.key for each in before.groups]
    assert queue_rules(copy, date(2026, 12, 1)).calls == before.calls
    export_office(copy, tmp_path / "again")
    once, again = ((tmp_path / name / "settings.toml").read_text("utf-8") for name in (copy.slug, "again"))
    assert tomllib.loads(once)["settings"] == tomllib.loads(again)["settings"]


def test_what_visitors_of_an_office_come_for_stands_in_its_files(office, tmp_path):
    export_office(office, tmp_path / office.slug)
    purpose = '{ key = "lab", bn = "ল্যাব দেখতে", en = "To see the lab" }'
    (tmp_path / office.slug / "settings.toml").write_text(f"{PURPOSES}{{ purposes = [{purpose}] }}", "utf-8")
    copy = loaded(tmp_path / office.slug, "rangpur-with-purposes")
    assert dict(purposes_of(copy, date(2026, 12, 1))) == {"lab": ("ল্যাব দেখতে", "To see the lab")}
    assert "service" in purposes_of(copy, date(2026, 11, 30))
    export_office(copy, tmp_path / "again")
    once, again = ((tmp_path / name / "settings.toml").read_text("utf-8") for name in (copy.slug, "again"))
    assert tomllib.loads(once)["settings"] == tomllib.loads(again)["settings"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f'{PURPOSES}{{ purposes = [{{ key = "lab", bn = "ল্যাব" }}] }}', "Each row needs"),
        (f"{PURPOSES}{{ purposes = [] }}", "The list has from 1 to 12"),
        (f"{PURPOSES}{{ purposes = 3 }}", "“purposes” is missing or not right"),
        (f'{STEPS}{{ steps = [{{ key = "a", bn = "", en = "A" }}] }}', "A row has no “bn”"),
        (f"{QUEUE}{{ calls = 0 }}", "“calls” is a whole number from 1 to 9"),
        (f"{QUEUE}{{ desks = 3 }}", "“desks” has no place"),
        (f'{QUEUE}{{ groups = ["aged"] }}', "Each group needs"),
        (f'{QUEUE}{{ groups = [{{ key = "a", bn = "ক", head_start = 5 }}] }}', "A group has no “en”"),
        (
            f'{QUEUE}{{ groups = [{{ key = "a", bn = "ক", en = "A", head_start = 500 }}] }}',
            "“head_start” is a whole number from 0 to 120",
        ),
        ('[[settings]]\nname = "colour"\nsince = 2026-12-01\nsays = {}', "no setting “colour”"),
        ('[[settings]]\nname = "rates"\nsince = 2026-12-01\nsays = {}', "no setting “rates”"),
        ('[[settings]]\nname = "self_filing"\nsince = "soon"\nsays = { days = 3 }', "must be a date"),
        ('[[settings]]\nname = "self_filing"\nsince = 2026-12-01', "no “says”"),
        (
            '[[settings]]\nname = "self_filing"\nsince = 2026-12-01\nsays = { days = true }',
            "“days” is missing",
        ),
        (
            '[[settings]]\nname = "self_filing"\nsince = 2026-12-01\nsays = { hours = 3 }',
            "“hours” has no place",
        ),
        ('[[stock]]\nname_bn = "টোনার"\nleast = 3', "it has no “name_en”"),
        (
            '[[stock]]\nname_bn = "ক"\nname_en = "a"\nunit_bn = "টি"\nunit_en = "pcs"\nleast = 0',
            "must be a whole number",
        ),
    ],
)
def test_a_file_of_settings_that_cannot_be_meant_is_named_with_its_line(office, tmp_path, text, says):
    export_office(office, tmp_path / office.slug)
    (tmp_path / office.slug / "settings.toml").write_text(text, "utf-8")
    with pytest.raises(reading.OfficeFileFault, match=says) as raised:
        reading.read_office(tmp_path / office.slug, with_demo=False)
    assert raised.value.en.startswith("settings.toml:")


def test_every_group_of_the_screen_has_a_place_in_the_files(office):
    shapes = {name: shape for name, shape in SHAPES.items() if name not in OF_FILES}
    assert {*shapes, *KEPT_IN_COLUMNS, "office_hours"} == set(GROUPS)
    for name, shape in shapes.items():
        for data in GROUPS[name].current(office, NOW.date()).values():
            assert set(data) == set(shape), name


def test_an_order_after_the_export_is_not_lost_by_loading_it(office, tmp_path):
    order(office, row("local", "2026-12-06"), now=NOW)
    export_office(office, tmp_path / office.slug)
    order(office, row("local", "2026-12-09"), now=NOW)
    importing.load_office(reading.read_office(tmp_path / office.slug, with_demo=False), now=NOW)
    closed = office.calendar_version().calendar.rows.closed
    days = [datetime(2026, 12, day, tzinfo=NOW.tzinfo).toordinal() for day in (6, 9)]
    assert all(day in closed for day in days)


def test_what_is_there_already_is_never_written_over(office, tmp_path):
    folder = tmp_path / office.slug
    folder.mkdir()
    with pytest.raises(Refusal) as refused:
        export_office(office, folder)
    assert "আগে থেকেই আছে" in refused.value.bn
    assert list(tmp_path.iterdir()) == [folder]
    assert not list(folder.iterdir())


def test_the_command_says_which_offices_there_are(office, tmp_path, capsys):
    assert office_export([str(tmp_path / "nowhere")]) == 1
    output = capsys.readouterr().err
    assert "rangpur-sadar-ict" in output
    assert "নামে কোনো কার্যালয় নেই" in output
    assert office_export([str(tmp_path / "here" / office.slug)]) == 0
    assert "প্রদর্শনী" in capsys.readouterr().out


def test_what_to_do_in_an_urgent_matter_goes_along_and_changes_with_the_file(office, tmp_path):
    export_office(office, tmp_path / office.slug)
    copy = loaded(tmp_path / office.slug, "rangpur-copied")
    assert copy.urgent == office.urgent
    assert [row["key"] for row in copy.urgent] == ["money_fraud"]
    written = tmp_path / "rangpur-copied" / "office.toml"
    written.write_text(written.read_text("utf-8").replace('number = "999"', 'number = "16000"'), "utf-8")
    importing.load_office(reading.read_office(tmp_path / "rangpur-copied", with_demo=False), now=NOW)
    assert [contact.get("number") for contact in Office.objects.get(pk=copy.pk).urgent[0]["contacts"]][
        1
    ] == "16000"


def test_an_office_that_says_nothing_of_an_urgent_matter_is_told_so(office, tmp_path):
    export_office(office, tmp_path / office.slug)
    written = tmp_path / office.slug / "office.toml"
    said = tomllib.loads(written.read_text("utf-8"))
    del said["urgent"]
    written.write_text(tomli_w.dumps(said), "utf-8")
    doubts = reading.read_office(tmp_path / office.slug, with_demo=False).doubts
    assert any("“citizen-5” may bring the urgent matter “money_fraud”" in doubt.en for doubt in doubts)


def test_a_tier_keeps_its_terms_where_it_is_loaded_again(office, tmp_path):
    deputy = office.posts.get(slug="deputy-director-admin")
    Tier.objects.filter(version__office=office, number=1).update(
        window_days=0, may_extend=0, alternate=deputy
    )
    export_office(office, tmp_path / office.slug)
    other = loaded(tmp_path / office.slug, "another-office")
    tier = Tier.objects.get(version__office=other, number=1)
    assert (tier.window_days, tier.may_extend, tier.alternate.slug) == (0, 0, deputy.slug)


def test_other_terms_of_a_tier_are_another_charter(office):
    version = office.charters.get()
    charter = charter_tables(version)
    assert is_same_charter(version, charter, version.document)
    for days in ({"may_extend": 0}, {"window_days": 0}):
        changed = [row | days if row["tier"] == 1 else row for row in charter["tiers"]]
        assert not is_same_charter(version, charter | {"tiers": changed}, version.document)
