"""A lab is inspected by a checklist that the office brought as a sheet: answered part by part with a photo,
acknowledged by its head by a link, and reported; the promise is kept by the report.
"""

import pytest

from ongikar.delivery.inspection.tests.inspections import CHECKLIST
from ongikar.papers.tests.hostile import picture
from ongikar.questionnaires.tests.sheets import workbook
from ongikar.rules.questionnaire.definition import Definition
from ongikar.rules.questionnaire.sheet_rows import sheet_rows
from tests.navigation import follow_to_next_page

from .steps import assert_sees, assert_sees_no, press, send
from .test_stock_is_taken_by_the_labels import enters_lab
from .ways import WAYS, one_of_four

pytestmark = pytest.mark.browser
WORDS = {
    "": {
        "publish": "প্রকাশ করুন",
        "begin": "পরিদর্শন শুরু করুন",
        "power": "বিদ্যুৎ ও নিরাপত্তা",
        "yes": "হ্যাঁ",
        "no": "না",
        "na": "প্রযোজ্য নয়",
        "wires": "সব তার ঢাকা আছে",
        "end": "দেখা শেষ করুন",
        "wanted": "ছবি বাকি",
        "score": "১০০-তে ৮৩",
        "link": "স্বীকৃতির লিংক দিন",
        "issue": "প্রতিবেদন জারি করুন",
        "issued": "প্রতিবেদন জারি হয়েছে।",
        "chart": "পরিদর্শনের নম্বর",
        "task": "খোলা তার ঢাকা",
    },
    "/en": {
        "publish": "Publish",
        "begin": "Begin an inspection",
        "power": "Power and safety",
        "yes": "Yes",
        "no": "No",
        "na": "Not applicable",
        "wires": "All wires are covered",
        "end": "End the visit",
        "wanted": "A photo is still wanted",
        "score": "83 of 100",
        "link": "Make a link",
        "issue": "Issue the report",
        "issued": "The report is issued.",
        "chart": "Inspection scores",
        "task": "Cover the open wires",
    },
}


@pytest.mark.parametrize("way", one_of_four("bn on a phone"))
def test_a_lab_is_inspected_and_reported(stage, staff, someone, way):
    root, screen, has_scripts = WAYS[way]
    words = WORDS[root]
    stage.it_is("2026-11-22T10:00:00")
    karim = staff("karim", scripts=has_scripts)
    karim.set_viewport_size(screen)
    brings_checklist(karim, root, words)
    lab = enters_lab(karim, root, f"নমুনা ল্যাব {way}")
    adds_head(karim, root, lab, way)

    karim.goto(lab)
    press(karim, words["begin"])
    if karim.locator("[name=version]").count() > 1:
        karim.locator("[name=version]").last.check()
    send(karim)
    inspection = karim.url
    press(karim, words["power"])
    for name, value in (("earth", "yes"), ("wires", "no"), ("fire", "yes")):
        answers(karim, name, value)
    karim.fill("[name=n-wires]", "বোর্ডের নিচে তার খোলা")
    keeps_part(karim)
    for name, value in (("locks", "yes"), ("cctv", "na")):
        answers(karim, name, value)
    karim.fill("[name=v-pupils]", "৩৫")
    keeps_part(karim)

    press(karim, words["end"])
    send(karim)
    # Nothing is frozen while a photo is wanted, and the page says of what.
    assert_sees(karim, words["wanted"], words["wires"])
    karim.goto(f"{inspection}part/1/")
    karim.set_input_files("[name=p-wires]", {"name": "w.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    keeps_part(karim)
    karim.goto(f"{inspection}finish/")
    send(karim)
    assert_sees(karim, words["score"], words["task"])

    press(karim, words["link"])
    head = someone()
    head.goto(karim.locator("main code").inner_text())
    assert_sees(head, words["task"])
    assert head.locator("main img").count() == 0
    send(head)

    karim.goto(f"{inspection}issue/")
    karim.fill("[name=words]", "তার ঢেকে দিন।")
    send(karim)
    assert_sees(karim, words["issued"])
    karim.goto(lab)
    assert_sees(karim, words["chart"], words["score"])

    anybody = someone()
    anybody.goto(f"{root}/labs/")
    press(anybody, f"নমুনা ল্যাব {way}")
    assert_sees(anybody, words["score"])
    assert_sees_no(anybody, words["task"], words["wires"])


def answers(page, name: str, value: str) -> None:
    """Press the label, as a finger does: the button itself is not drawn."""
    page.locator(f"label:has([name='v-{name}'][value='{value}'])").click()


def keeps_part(page) -> None:
    """The button of a part, beside the way back."""
    follow_to_next_page(page, lambda: page.click("main form button.btn"))


def brings_checklist(page, root: str, words: dict[str, str]) -> None:
    page.goto(f"{root}/desk/questionnaires/new/")
    page.fill("[name=title_bn]", "ল্যাবের যাচাই তালিকা")
    page.fill("[name=title_en]", "Lab checklist")
    page.check("[name=purpose][value=checklist]")
    send(page)
    place = page.url
    content = workbook(**sheet_rows(Definition.from_data(CHECKLIST)))
    sheet = {
        "name": "lab.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": content,
    }
    page.goto(place)
    page.set_input_files("input[type=file]", sheet)
    page.locator("form:has(input[type=file]) button").click()
    page.wait_for_load_state()
    page.goto(place)
    press(page, words["publish"])


def adds_head(page, root: str, lab: str, way: str) -> None:
    key = lab.rstrip("/").rsplit("/", 1)[1]
    page.goto(f"{root}/desk/contacts/add/?place={key}")
    page.fill("[name=name]", f"রহিমা সুলতানা {len(way)}")
    page.fill("[name=post]", "প্রধান শিক্ষক")
    page.fill("[name=organisation]", f"নমুনা উচ্চ বিদ্যালয় {way}")
    send(page)
