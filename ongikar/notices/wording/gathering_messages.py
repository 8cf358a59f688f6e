"""What is said to the members of a roster: that they are invited, that something was moved or cancelled, and
that it is tomorrow.
"""

from .message import Wording

# The member's own page, opened by the ticket.
TICKET = ("ticket", "once")
MORE = ("{title}\n{when}\n{where}", "{title}\n{when}\n{where}")

INVITED = Wording(
    ("আমন্ত্রণ: {short}", "Invitation: {short}"),
    ("আমন্ত্রণ: {short}, {when}, {where}। আসবেন কি না জানান:", "Invitation: {short}, {when}, {where}. Answer:"),
    MORE,
    page=TICKET,
)
INVITED_BY = Wording(
    INVITED.title,
    (
        "আমন্ত্রণ: {short}, {when}, {where}। {reply_by}-এর মধ্যে জানান:",
        "Invitation: {short}, {when}, {where}. Answer by {reply_by}:",
    ),
    MORE,
    page=TICKET,
)
MOVED = Wording(
    ("সময় বদলেছে: {short}", "Moved: {short}"),
    (
        "{short}: আগে ছিল {before}। এখন {when}, {where}। আসবেন কি না আবার জানান:",
        "{short}: was {before}. Now {when}, {where}. Please answer again:",
    ),
    ("কারণ: {said}", "Why: {said}"),
    page=TICKET,
)
CANCELLED = Wording(
    ("বাতিল: {short}", "Cancelled: {short}"),
    ("{short}, {when}: বাতিল হয়েছে। আসতে হবে না।", "{short}, {when}: cancelled. You need not come."),
    ("কারণ: {said}", "Why: {said}"),
    page=TICKET,
)
TOMORROW = Wording(
    ("কাল: {short}", "Tomorrow: {short}"),
    (
        "কাল {clock}: {short}, {where}। টিকিট সঙ্গে আনুন:",
        "Tomorrow at {clock}: {short}, {where}. Bring your ticket:",
    ),
    MORE,
    page=TICKET,
)
