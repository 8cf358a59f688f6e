"""An agreement on paper: the columns of the printed forms, with what was reported."""

import pytest

from ongikar.agreements.models import Agreement
from ongikar.agreements.printed import ASSESSMENT, PLAN, paper_data
from ongikar.agreements.scores import progress_of
from ongikar.agreements.tests.test_agreement_pages import NOW, act, agreement, begin, desk, type_value
from ongikar.core.i18n.say import override_language

__all__ = ["agreement", "desk"]
pytestmark = pytest.mark.django_db
SIGNED = {"on": "25/06/2026", "with_whom": "জেলা কার্যালয়, রংপুর (নমুনা)"}


def table_of(agreement, which, tongue="bn"):
    with override_language(tongue):
        return paper_data(progress_of(agreement), which, NOW)["tables"][0]


def test_the_plan_has_the_columns_of_the_form_and_says_a_field_once(agreement):
    table = table_of(agreement, PLAN)
    assert len(table["columns"]) == 15
    first, second, third = (row["cells"] for row in table["rows"])
    assert first[:4] == ["[১] আইসিটি সেবা", "৬০", "[১.১] কারিগরি সহায়তা", "[১.১.১] সময়মতো দেওয়া সহায়তা"]
    assert second[:3] == ["", "", "[১.২] ল্যাব পরিদর্শন"]
    assert first[7:14] == ["৮৮", "৯১", "৯৫", "৯২", "৯০", "৮৫", "৮০"]
    assert third[9:14] == ["৩১/১২/২০২৬", "১০/০১/২০২৭", "২০/০১/২০২৭", "৩১/০১/২০২৭", "–"]


def test_the_self_assessment_tells_the_quarters_and_the_points(desk, agreement):
    act(desk, agreement, "sign", **SIGNED)
    type_value(desk, agreement, "ল্যাব", quarter="q1", value="22", proof="প্রতিবেদন")
    table = table_of(agreement, ASSESSMENT, "en")
    assert len(table["columns"]) == 13
    assert table["rows"][1]["cells"][5:12] == ["35", "22", "–", "–", "–", "22", "31.5"]
    assert table["note"] == "31.5 of 100"


@pytest.mark.parametrize("which", [PLAN, ASSESSMENT])
@pytest.mark.parametrize("root", ["", "/en"])
def test_it_is_printed(desk, root, which):
    begin(desk)
    agreement = Agreement.objects.get()
    answer = desk.get(f"{root}/desk/agreements/{agreement.pk}/paper/{which}/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")


def test_of_no_other_paper_is_anything_printed(desk, agreement):
    assert desk.get(f"/desk/agreements/{agreement.pk}/paper/budget/").status_code == 404
