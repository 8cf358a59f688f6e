"""An office written out as files: loaded elsewhere it is the same office, and loaded where it came from it
changes nothing.
"""

import tomllib
from datetime import datetime

import pytest
import time_machine
import tomli_w

from ongikar.charter.models import CharterVersion, Tier
from ongikar.charter.tests.reviewing import publish
from ongikar.clock.tests.calendars import order, row
from ongikar.core.command_line import Refusal
from ongikar.office_files import importing, reading
from ongikar.office_files.exporting import export_office, office_export
from ongikar.office_files.tables import charter_tables, is_same_charter, without_empty
from ongikar.offices.models import Office
from ongikar.rules.calendar.reading import read_rows

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
