"""Pages of the portal copied a cell a paragraph: cells and headings broken over lines, serials lost, blank
lines between.
"""

import pytest

from ongikar.rules.charter.parse import read_text


def lines(*cells: str) -> str:
    """A page copied a cell a paragraph; an empty cell is a lone space."""
    return "\n\n".join(cell or " " for cell in cells)


def answer_text(text: str, *fields: str) -> list[tuple]:
    return [
        tuple(service[field] for field in ("number", "name", *fields))
        for service in read_text(text)["services"]
    ]


def test_two_spaces_inside_a_heading_make_no_two_headings_of_it():
    page = lines(
        "ক্রমিক নং",
        "সেবা সমূহ",
        "সেবা প্রদানের  সময়",
        "১",
        "বীজ পরীক্ষা",
        "৫ দিন",
        "২",
        "মাটি পরীক্ষা",
        "৭ দিন",
    )
    services = read_text(page)["services"]
    assert [(service["name"], service["time"]["max"]) for service in services] == [
        ("বীজ পরীক্ষা", 5),
        ("মাটি পরীক্ষা", 7),
    ]


def test_a_title_of_the_table_above_its_serial_is_no_column():
    page = lines("প্রদেয় সেবার বিবরণ", "ক্রমিক নং", "সেবার ধরণ", "সময়সীমা", "০১", "বীজ পরীক্ষা", "৫ দিন")
    assert answer_text(page) == [(1, "বীজ পরীক্ষা")]


@pytest.mark.parametrize(
    ("broken", "kind"),
    [
        (("সেবামূল্য এবং", "পরিশোধ পদ্ধতি"), "fee"),
        (("সেবা প্রদানের সর্বোচ্চ", "সময়"), "time"),
        (("প্রয়োজনীয় সর্বোচ্চ সময়", "(ঘন্টা/দিন/মাস)"), "time"),
        (("দায়িত্বপ্রাপ্ত কর্মকর্তা", "(নাম, পদবি, ফোন ও ইমেইল)"), "responsible"),
        (("নির্দিষ্ট সেবা পেতে", "ব্যর্থ হলে প্রতিকারকারী কর্মকর্তা"), "superior"),
    ],
)
def test_a_heading_broken_over_two_cells_heads_one_column(broken, kind):
    value = {"fee": "২০/-", "time": "৩ দিন", "responsible": "হিসাব সহকারী", "superior": "জেলা প্রশাসক"}[kind]
    page = lines("ক্র. নং", "সেবার নাম", *broken, "মন্তব্য", "১", "বীজ পরীক্ষা", value, "নমুনা আনতে হবে")
    (service,) = read_text(page)["services"]
    assert (service["name"], service[kind]["raw"]) == ("বীজ পরীক্ষা", value)
    assert service["extras"] == {"মন্তব্য": "নমুনা আনতে হবে"}


def test_rows_without_serials_are_counted_off_with_their_empty_cells():
    page = lines(
        "ক্রমিক নং",
        "সেবা সমূহ",
        "সেবাগ্রহণকারী",
        "সময় সীমা",
        "মন্তব্য",
        "বই বিতরণ",
        "বিদ্যালয়",
        "জানুয়ারি মাসে",
        "",
        "সনদ প্রদান",
        "শিক্ষার্থী",
        "৩ দিন",
        "ফি লাগে না",
    )
    assert answer_text(page, "extras") == [
        (1, "বই বিতরণ", {"সেবাগ্রহণকারী": "বিদ্যালয়"}),
        (2, "সনদ প্রদান", {"সেবাগ্রহণকারী": "শিক্ষার্থী", "মন্তব্য": "ফি লাগে না"}),
    ]


def test_empty_cells_where_the_serials_stood_are_counted_too():
    cells = [
        "ক্রমিক নং",
        "প্রদেয় সেবা",
        "সেবা গ্রহীতা",
        "সময়সীমা",
        "",
        "বিনা মূল্যে বই বিতরণ",
        "শিক্ষার্থী",
        "৩ দিন",
        "",
        "উপবৃত্তি",
        "শিক্ষার্থী",
        "৭ দিন",
    ]
    assert answer_text(" |\n".join([*cells, ""])) == [(1, "বিনা মূল্যে বই বিতরণ"), (2, "উপবৃত্তি")]


def test_the_serial_and_the_law_may_be_headed_over_two_lines_too():
    page = lines(
        "ক্রমিক",
        "নং",
        "সেবার নাম",
        "প্রয়োজনীয় সময় ও খরচ",
        "সংশ্লিষ্ট আইন",
        "/ বিধি-বিধান",
        "০১",
        "ডায়েরি গ্রহণ",
        "তাৎক্ষণিক, বিনামূল্যে",
        "ধারা ১৫৪",
    )
    (service,) = read_text(page)["services"]
    assert (service["number"], service["name"], service["extras"]) == (
        1,
        "ডায়েরি গ্রহণ",
        {"সংশ্লিষ্ট আইন / বিধি-বিধান": "ধারা ১৫৪"},
    )


def test_a_blank_line_between_two_headings_is_no_column():
    page = lines(
        "ক্রমিক নং",
        "সেবার নাম",
        "সেবা প্রদানের",
        "সবোচ্চ সময়",
        "",
        "সেবামূল্য",
        "মন্তব্য",
        "১.",
        "বীজ পরীক্ষা",
        "৫ দিন",
        "২০/-",
        "নমুনাসহ",
        "২.",
        "মাটি পরীক্ষা",
        "৭ দিন",
        "৩০/-",
        "নমুনাসহ",
    )
    assert [
        (s["name"], s["time"]["max"], s["fee"]["amount"], s["extras"]) for s in read_text(page)["services"]
    ] == [
        ("বীজ পরীক্ষা", 5, 20, {"মন্তব্য": "নমুনাসহ"}),
        ("মাটি পরীক্ষা", 7, 30, {"মন্তব্য": "নমুনাসহ"}),
    ]


def test_a_post_printed_twice_in_two_lines_is_one():
    page = lines(
        "ক্রমিক",
        "সেবার নাম",
        "সময়সীমা",
        "ফি",
        "দায়িত্বপ্রাপ্ত কর্মকর্তা",
        "উর্ধ্বতন কর্মকর্তা",
        "১",
        "বীজ পরীক্ষা",
        "৫ দিন",
        "২০/-",
        "কৃষি কর্মকর্তা",
        "কৃষি কর্মকর্তা",
        "কোড: ৮৫৪৯",
        "উপপরিচালক",
        "২",
        "মাটি পরীক্ষা",
        "৭ দিন",
        "৩০/-",
        "কৃষি কর্মকর্তা",
        "উপপরিচালক",
    )
    assert [(s["responsible"]["post"], s["superior"]["post"]) for s in read_text(page)["services"]] == [
        ("কৃষি কর্মকর্তা", "উপপরিচালক")
    ] * 2


def test_a_list_in_the_first_row_heads_no_column():
    page = lines(
        "ক্র: নং",
        "সেবার নাম",
        "সেবা প্রদানের পদ্ধতি",
        "প্রয়োজনীয় কাগজপত্র",
        "ফি",
        "সময়সীমা",
        "নতুন নিবন্ধন",
        "• ফরম সংগ্রহ করে জমা দিতে হবে",
        "কাগজপত্র :",
        "১. জন্ম সনদ",
        "বিনামূল্যে",
        "৩০ দিন",
    )
    (service,) = read_text(page)["services"]
    assert (service["name"], service["documents"]["items"], service["time"]["max"]) == (
        "নতুন নিবন্ধন",
        ["জন্ম সনদ"],
        30,
    )


def test_expectations_and_tiers_are_read_without_their_serials_too():
    page = lines(
        "৪. আপনার কাছে আমাদের প্রত্যাশা",
        "ক্রমিক নং",
        "সেবা প্রাপ্তির লক্ষ্যে করণীয়",
        "সম্পূর্ণ আবেদন জমা",
        "নির্ধারিত সময়ে আসা",
        "৫. অভিযোগ প্রতিকার ব্যবস্থাপনা",
        "ক্রমিক নং",
        "কখন যোগাযোগ করবেন",
        "কার সঙ্গে যোগাযোগ করবেন",
        "যোগাযোগের ঠিকানা",
        "নিষ্পত্তির সময়সীমা",
        "দায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে ব্যর্থ হলে",
        "অনিক",
        "উপপরিচালক",
        "ফোন: ০২-৫৫০০৬৮৪৭",
        "৩০ কার্যদিবস",
    )
    reading = read_text(page)
    (tier,) = reading["grievance_tiers"]
    assert reading["expectations"] == ["সম্পূর্ণ আবেদন জমা", "নির্ধারিত সময়ে আসা"]
    assert (tier["when"], tier["officer"], tier["phone"], tier["limit"]["max"]) == (
        "দায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে ব্যর্থ হলে",
        "অনিক",
        "+880255006847",
        30,
    )


def test_a_paragraph_that_stands_further_in_goes_on_with_the_one_above():
    page = lines(
        "ক্রঃ নং",
        "সেবার নাম",
        "সময়সীমা",
        "প্রয়োজনীয় কাগজপত্র",
        "সেবামূল্য",
        "০১।",
        "ক্ষুদ্র ঋণ",
        "৩০ দিন",
        "(১) তিন কপি",
        "   সত্যায়িত ছবি",
        "বিনামূল্যে",
        "০২।",
        "প্রশিক্ষণ",
        "৭ দিন",
        "(১) আবেদন",
        "বিনামূল্যে",
    )
    assert [(s["name"], s["documents"]["items"]) for s in read_text(page)["services"]] == [
        ("ক্ষুদ্র ঋণ", ["তিন কপি সত্যায়িত ছবি"]),
        ("প্রশিক্ষণ", ["আবেদন"]),
    ]
