"""Pages say what such software says everywhere, in both languages: what made people stumble stays away."""

import re

import pytest

from .screen_sentences import sentences

# What stood there once, and what stands there now.
BETTER = {
    # English
    "Somebody has come": "Walk-in",
    "Asked by phone": "Phone request",
    "A letter has come": "Letter received",
    "Own work": "Office work",
    "What came of it": "Outcome",
    "What became of it": "Outcome",
    "What was given or said": "Answer given",
    "press Alt and the figure": "Alt + number",
    "Taken, with a date": "Accepted with due date",
    "Fetch the name by mobile": "Look up earlier visits",
    "Papers have come": "Documents to review; Mark documents received",
    "Counting goes on when": "Clock paused until documents arrive",
    "Accept the ticked ones": "Accept selected",
    "Last 4 figures": "Last 4 digits",
    "things to put right": "Fix 3 problems",
    "Keep it, I will go on later": "Save and continue later",
    "The full account": "See full results",
    "to complain is your right": "you have the right to complain",
    "Who answers for it": "Responsible officer",
    "Answers for it": "Responsible",
    "Complained of": "Complaint against",
    "Was it found right": "Was the complaint upheld?",
    "Found right": "Upheld",
    "Kept here only": "Not sent (demo)",
    "Bring a new charter": "Upload a charter",
    "Look at the next": "Review next",
    "Not looked at": "Not reviewed",
    "Who sees to which post": "Assign a post",
    "Which office keeps its word": "Office performance",
    "What another limit would have meant": "Test another time limit",
    "How much work stands still": "How badly is work affected?",
    "What happens if nobody acts": "Upcoming deadlines",
    "Step before": "Back",
    "Asked for most": "Most requested",
    "Take the file": "Download the file",
    "Last news": "Last update",
    # Bangla
    "আজ এখনো কোনো কথা রাখার দিন আসেনি": "আজ কোনো সেবার শেষ দিন নেই",
    "কথা রাখার হিসাব": "সময়মতো সেবার হিসাব",
    "কেউ এসেছেন": "সরাসরি আবেদন",
    "একটি তৈরি অভিযোগ আপনার কাছে যাবে": "আপনার অভিযোগ লেখা থাকবে, এক চাপে পাঠাবেন",
    "টি জায়গা ঠিক করতে হবে": "১টি ভুল ঠিক করুন",
    "সবাই ব্যবহার করতে পারেন কি না": "ব্যবহারে সুবিধা-অসুবিধা",
    "শুধু এখানে রাখা": "পাঠানো হয়নি (প্রদর্শনী)",
    "টেবিল বদল হয়েছে": "শিরীন আক্তারকে দেওয়া হয়েছে",
    "টিক দেওয়াগুলো": "বাছাই করা আবেদন গ্রহণ করুন",
    "কে কোন পদ দেখবেন": "কাকে কোন পদের দায়িত্ব দেবেন?",
    "নতুন চার্টার দিন": "নতুন চার্টার আপলোড করুন",
    "অভিযোগ দাখিল": "অভিযোগ জমা হয়েছে",
    "প্রাপ্তিস্বীকারপত্র": "আবেদনের রসিদ",
    "দ্বিতীয় প্রমাণ": "দুই ধাপের যাচাই",
}
# Labels that were wrong alone; within a sentence the words are as good as any.
LABELS = {
    "নিজের কাজ": "দপ্তরের নিজস্ব কাজ",
    "তখনই": "সঙ্গে সঙ্গে",
    "দাপ্তরিক": "কোনো দপ্তরের পক্ষে",
    "যা খোলা আছে": "যা এখনো ঠিক হয়নি",
}
# The parser reads charters as offices wrote them; these words are theirs.
READ_FROM_OTHERS = "rules/charter/parse"
PHRASES = re.compile("|".join(map(re.escape, BETTER)))


@pytest.mark.fast
def test_no_page_says_what_made_people_stumble():
    """A phrase is looked for as the label or the beginning of one that it was."""
    wrong = {
        (str(path), found[0], BETTER[found[0]])
        for path, said in sentences()
        if not str(path).startswith(READ_FROM_OTHERS)
        if (found := PHRASES.search(said))
    }
    assert not wrong


def test_no_label_is_one_of_those_that_told_nothing():
    wrong = {(str(path), said, LABELS[said]) for path, said in sentences() if said in LABELS}
    assert {row for row in wrong if not row[0].startswith(READ_FROM_OTHERS)} == set()
