"""Office hours as a door plate says them."""

from ongikar.rules.calendar.hours_words import hours_words

DAY = [["09:00", "17:00"]]
WEEK = dict.fromkeys(("sunday", "monday", "tuesday", "wednesday", "thursday"), DAY)


def plain(words):
    return words.replace("\u00a0", " ").split("\n")


def test_days_with_the_same_hours_are_said_together():
    assert plain(hours_words(WEEK, "bn")) == [
        "রবিবার থেকে বৃহস্পতিবার, সকাল ৯টা – বিকেল ৫টা",
        "শুক্রবার ও শনিবার বন্ধ",
    ]
    assert plain(hours_words(WEEK, "en")) == [
        "Sunday to Thursday, 9:00 am – 5:00 pm",
        "Friday and Saturday closed",
    ]


def test_a_break_makes_two_windows_and_an_odd_day_a_line_of_its_own():
    odd = WEEK | {"thursday": [["09:00", "13:00"], ["14:00", "16:00"]]}
    lines = plain(hours_words(odd, "en"))
    assert lines[0].startswith("Sunday to Wednesday")
    assert lines[1] == "Thursday, 9:00 am – 1:00 pm, 2:00 pm – 4:00 pm"
