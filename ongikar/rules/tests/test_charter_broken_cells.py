"""What belongs to a cell that a page broke over several lines, and what is a cell of its own."""

import pytest

from ongikar.rules.charter.parse.tables.align import continues_cell, mend_cells


@pytest.mark.parametrize(
    ("before", "cell"),
    [
        ("২৪ ঘণ্টা।", "(কর্মকর্তা উপস্থিত থাকা সাপেক্ষে)"),
        ("০৭ (সাত)", "কার্যদিবস"),
        ("১। আবেদনপত্র", "২। ছবি"),
        ("ক) পরিদর্শন", "খ) চিকিৎসা"),
        ("মাঠ সহকারী", "কক্ষ নং-০২"),
        ("কক্ষ নং-০২", "ফোন: ০২-৫৫০০৬৮৪৭"),
        ("মাঠ সহকারী", "04326-75221"),
        ("নাসরিন সুলতানা", "পদবি: মাঠ সহকারী"),
        ("মোঃ আব্দুর রহিম", "পল্লী উন্নয়ন অফিসার"),
        ("জেলা কার্যালয় (ত্রাণ", "ও পুনর্বাসন)"),
        ("জেলা প্রশাসক ও", "উপপরিচালক"),
        ("সকাল ৯.০০ হতে", "বিকাল ৫.০০"),
    ],
)
def test_a_piece_of_a_cell_goes_on_with_it(before, cell):
    assert continues_cell(before, cell)
    assert mend_cells([before, cell, "বীজ পরীক্ষা"]) == [f"{before} {cell}", "বীজ পরীক্ষা"]


@pytest.mark.parametrize(
    ("before", "cell"),
    [
        ("১", "২"),
        ("মাঠ সহকারী", "জেলা প্রশাসক"),
        ("বিনামূল্যে", "কক্ষ নং-০২"),
        ("বরাদ্দ সাপেক্ষে", "পদবিঃ মাঠ সহকারী ফোনঃ ০১৭১৩০৪৫৬৭১"),
        ("১. আবেদনপত্র ২. ছবি", "২। বীজ পরীক্ষা"),
        ("বীজ পরীক্ষা", "৭ কার্যদিবস"),
        ("", "(প্রযোজ্য ক্ষেত্রে)"),
    ],
)
def test_a_cell_of_its_own_does_not(before, cell):
    assert not continues_cell(before, cell)
