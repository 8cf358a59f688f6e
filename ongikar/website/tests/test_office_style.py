"""Every page of the office has the stylesheet of the office's pages, also one that brings a stylesheet of its
own.
"""

import re
from pathlib import Path

import pytest

from ongikar.charter.tests.reviewing import bring, part_page

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
TEMPLATES = {path: path.read_text("utf-8") for path in ROOT.rglob("templates/**/*.html")}
OF_OFFICE = [path for path, text in TEMPLATES.items() if '{% extends "core/staff.html" %}' in text]
TEXT = (
    "সিটিজেন চার্টার\n২.১) নাগরিক সেবা\nক্রমিক নং\tসেবার নাম\tসেবা প্রদানের সর্বোচ্চ সময়\tসেবামূল্য\n"
    "১\tপ্রত্যয়নপত্র প্রদান\t৩ কার্যদিবস\tবিনামূল্যে\n"
)


def stylesheets(page: str) -> list[str]:
    return re.findall(r'rel="stylesheet" href="[^"]*/(\w+)(?:\.\w+)?\.css"', page)


def test_a_page_with_its_own_stylesheet_has_that_of_the_office_before_it(signed_in, karim):
    desk = signed_in(karim)
    upload = bring(desk, TEXT)
    for address in (
        "/desk/charter/",
        f"/desk/charter/{upload.pk}/",
        f"/desk/charter/{upload.pk}/document/",
        f"/desk/charter/{upload.pk}/publish/",
        part_page(upload, "citizen-1"),
    ):
        styles = stylesheets(desk.get(address).content.decode())
        # A form with a day brings that of its field.
        assert [each for each in styles if each != "typed_field"] == ["look", "dark", "desk", "review"], (
            address
        )


def test_no_page_of_the_office_takes_the_place_of_its_stylesheet():
    assert len(OF_OFFICE) > 20
    assert [path.name for path in OF_OFFICE if "block area_style" in TEMPLATES[path]] == []
