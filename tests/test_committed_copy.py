"""The copy on which acts at the same moment are tried: each test finds it as the first did."""

from ongikar.offices.models import Office, Place

from .at_once import TwoConnections, copied_database
from .kept_rows import changes_between, read_rows


def test_what_was_added_changed_and_removed_by_the_test_before_is_as_it_was(
    committed, db, receive, tmp_path, monkeypatch
):
    found = []
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        with copied_database(committed, folder) as settings:
            two = TwoConnections(settings, monkeypatch)
            with two.connected():
                found.append(read_rows())
                # A case with its entries, clock and messages; a row changed; a row removed.
                receive()
                Office.objects.update(name_en="Another")
                Place.objects.order_by("-pk").first().delete()
                assert changes_between(found[0], read_rows())
    assert found[0]["offices_place"]
    assert changes_between(found[0], found[1]) == changes_between(found[0], found[2]) == {}
