"""What is said of a hearing to both sides, and of a remedy to whoever complained. No name in it."""

from .message import ANSWERING, ONCE, Wording

HEARD = (
    "শুনানি {when}, {where}। বিষয়: {number}। না পারলে প্রতিনিধি পাঠান; না এলেও কাজ এগোবে।",
    "Hearing on {when}, {where}, in {number}. You may send somebody; without you it still goes on.",
)
MOVED = (
    "{number}: শুনানির নতুন সময় {when}, {where}। কারণ: {reason}",
    "{number}: the hearing is now on {when}, {where}. Reason: {reason}",
)
OFF = (
    "{number}: শুনানি আর হচ্ছে না, আসতে হবে না। কারণ: {reason}",
    "{number}: the hearing is not held; you need not come. Reason: {reason}",
)
TOMORROW = ("{number}: কাল শুনানি, {clock}, {where}।", "{number}: the hearing is tomorrow at {clock}, {where}.")
TITLES = {
    "called": ("শুনানির নোটিশ: {number}", "Notice of a hearing: {number}"),
    "put_off": ("শুনানির নতুন দিন: {number}", "New day of the hearing: {number}"),
    "called_off": ("শুনানি বাতিল: {number}", "Hearing called off: {number}"),
    "tomorrow": ("কাল শুনানি: {number}", "Hearing tomorrow: {number}"),
}
BRING = (
    "আপনার কাগজপত্র ও সাক্ষী থাকলে সঙ্গে আনুন। যা বলবেন, তা লেখা হবে এবং পড়তে পারবেন।",
    "Bring your documents and witnesses. What you say is written down, and you can read it.",
)
TEXTS = {"called": HEARD, "put_off": MOVED, "called_off": OFF, "tomorrow": TOMORROW}
COMPLAINANT = {
    name: Wording(TITLES[name], text, BRING if name == "called" else None, page=ONCE)
    for name, text in TEXTS.items()
}
RESPONDENT = {
    name: Wording(TITLES[name], text, BRING if name == "called" else None, page=ANSWERING)
    for name, text in TEXTS.items()
}
REMEDY = {
    "task.verified": Wording(
        ("প্রতিকার হয়েছে: {number}", "Remedy done: {number}"),
        (
            "{number}: প্রতিকার করা হয়েছে, {day} যাচাই হয়েছে। দেখুন:",
            "{number}: the remedy is done and was checked on {day}. See it:",
        ),
        ("{remedy}", "{remedy}"),
        page=ONCE,
    ),
    "task.broken": Wording(
        ("প্রতিকারে দেরি: {number}", "Remedy late: {number}"),
        (
            "দুঃখিত। {number}: প্রতিকার {day} মধ্যে হওয়ার কথা ছিল, হয়নি। {decider} জানেন।",
            "We are sorry. {number}: the remedy was due by {day} and is not done. {decider} knows.",
        ),
        page=ONCE,
    ),
    "task.dropped": Wording(
        ("প্রতিকার প্রত্যাহার: {number}", "Remedy withdrawn: {number}"),
        (
            "{number}: {decider} একটি প্রতিকার প্রত্যাহার করেছেন। কারণ পাতায় আছে:",
            "{number}: {decider} has withdrawn a remedy. The reason is on your page:",
        ),
        page=ONCE,
    ),
}
