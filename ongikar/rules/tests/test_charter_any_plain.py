"""However freely an office types its charter, without the form and in plain speech, its reading is what was
meant.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.parse import read_text
from ongikar.rules.tests.any_charter import CELLS, LAYOUTS, NAMES, ONE_LINE, SHOWING_EMPTY, charters
from ongikar.rules.tests.any_reading import said
from ongikar.rules.tests.plain_headings import PLAIN

NUMBERED = ("field-8", "hq-7", "passport-8", "short-5", "municipal-6", "union-6")
DITTO = ["ঐ", '"ঐ"', "″", "do", "Do", "Ditto", "-do-", '"']
PAGES = ["পাতা ১ / ২", "পৃষ্ঠা-২", "Page 2 of 3", "- ২ -", "সিটিজেন চার্টার, পৃষ্ঠা ২"]
CALLED = {  # a label of each kind that is clear where it stands alone
    "method": ["কীভাবে পাবেন", "সেবা পাওয়ার উপায়", "যেভাবে পাওয়া যাবে"],
    "documents": ["লাগবে যেসব কাগজ", "কী কী লাগবে", "যা জমা দিতে হবে"],
    "time": ["কত দিনে", "সময় লাগবে", "কত সময়ে"],
    "fee": ["খরচ", "কত টাকা লাগবে", "মাশুল"],
    "officer": ["কার কাছে যাবেন", "দায়িত্বে", "যিনি সেবা দেবেন"],
}


@settings(max_examples=20, deadline=None)
@given(charters(NUMBERED), st.sampled_from([name for name in SHOWING_EMPTY if name != "markdown"]), st.data())
def test_a_later_part_without_headings_goes_on_with_those_before(charter, layout, data):
    body = charter.body()
    at = data.draw(st.integers(1, len(body)))
    later = [[digits(str(place)), *row[1:]] for place, row in enumerate(body[at:], start=1)]
    first = LAYOUTS[layout]([charter.head(), *body[:at]])
    rest = LAYOUTS[layout](later) if later else ""
    services = read_text(f"২.১) নাগরিক সেবা\n{first}২.৩) অভ্যন্তরীণ সেবা\n{rest}")["services"]
    assert [service["category"] for service in services] == ["citizen"] * at + ["internal"] * len(later)
    assert [service["name"] for service in services] == [meant["name"] for meant in charter.means()]


@settings(max_examples=20, deadline=None)
@given(charters(NUMBERED), st.sampled_from(sorted(LAYOUTS)), st.sampled_from(PAGES), st.data())
def test_the_number_of_a_page_is_no_cell(charter, layout, page, data):
    body = charter.body()
    at = data.draw(st.integers(1, len(body)))
    apart = "\n\n" if "paragraph" in layout else "\n"
    above = LAYOUTS[layout]([charter.head(), *body[:at]]).rstrip("\n")
    below = LAYOUTS[layout]([charter.head(), *body[at:]])
    assert said(charter, f"{above}{apart}{page}{apart}{below}") == charter.means()


@settings(max_examples=20, deadline=None)
@given(charters(("field-8", "short-5")), st.sampled_from(ONE_LINE), st.sampled_from(DITTO))
def test_a_ditto_in_any_form_is_the_officer_above(charter, layout, ditto):
    body, place = charter.body(), charter.order.index("superior")
    for row in body[1:]:
        row[place] = ditto
    same = [dict(row, superior=charter.rows[0]["superior"]) for row in charter.rows]
    assert said(charter, LAYOUTS[layout]([charter.head(), *body])) == charter._replace(rows=same).means()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True),
    st.sampled_from([": ", " : ", "ঃ ", " - ", " – ", " = ", ":- "]),
    st.sampled_from(["{}", "- {}", "• {}", "* **{}**"]),
    st.sampled_from(["{1}", "• {1}", "{0}। {1}", "সেবা-{0}: {1}", "### {1}", "{0}. সেবার নাম: {1}"]),
    st.data(),
)
def test_services_told_fact_by_fact_in_plain_speech_are_read(names, colon, item, title, data):
    kinds = data.draw(st.permutations(sorted(CALLED)))
    labels = {kind: data.draw(st.sampled_from(called)) for kind, called in CALLED.items()}
    meant, lines = [], ["সিটিজেন চার্টার"]
    for number, name in enumerate(names, start=1):
        lines += ["", title.format(digits(str(number)), name)]
        cells = {kind: data.draw(st.sampled_from(CELLS[kind])) for kind in kinds}
        lines += [f"{item.format(labels[kind])}{colon}{cells[kind].printed}" for kind in kinds]
        meant.append((name, cells["time"].means["time.kind"], cells["fee"].means["fee.kind"]))
    services = read_text("\n".join(lines))["services"]
    assert [(each["name"], each["time"]["kind"], each["fee"]["kind"]) for each in services] == meant


def test_every_plain_heading_is_of_one_kind_only():
    headings = [heading for headings in PLAIN.values() for heading in headings]
    assert len(headings) == len(set(headings))
