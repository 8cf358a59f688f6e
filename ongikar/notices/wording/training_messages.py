"""What is said of an application to a training: to whoever applied, and of a class that was missed."""

from .message import NO_PAGE, ONCE, TRACK, Wording

OBJECTION_MADE = (
    "{batch}: আপনার আপত্তি {objection} পেয়েছি। লটারির আগে উত্তর পাবেন।",
    "{batch}: we have your objection {objection}. You will have an answer before the draw.",
)
OBJECTION_ANSWERED = (
    "{batch}, আপত্তি {objection}: {answer}। কারণ: {why}",
    "{batch}, objection {objection}: {answer}. Reason: {why}",
)

# To the office that nominated: who takes whose place.
NOMINATOR = Wording(
    ("মনোনয়ন বদলেছে: রোল {roll}", "Nomination changed: roll {roll}"),
    (
        "{batch}: রোল {former} ({former_name})-এর বদলে এখন রোল {roll} ({name})।",
        "{batch}: roll {roll} ({name}) now takes the place of roll {former} ({former_name}).",
    ),
    ("কারণ: {reason}\nভুল হয়ে থাকলে কার্যালয়কে জানান।", "Reason: {reason}\nTell the office if this is wrong."),
    page=TRACK,
)
# Beside the receipt of the case, which tells the day of the result.
APPLICANT = {
    "application.apply": Wording(
        ("আপনার রোল {roll}", "Your roll is {roll}"),
        (
            "{batch}: আপনার রোল {roll}। ফলের পাতায় নাম নয়, রোল থাকবে। ফল {result} তারিখের মধ্যে।",
            "{batch}: your roll is {roll}. The result names rolls, not people. It is out by {result}.",
        ),
        page=TRACK,
    ),
    "application.result_told": Wording(
        ("ফল: রোল {roll}", "Result: roll {roll}"),
        (
            "{batch}, রোল {roll}: {outcome} কেন, আর নিয়ম ও লটারি নিজে মিলিয়ে দেখুন:",
            "{batch}, roll {roll}: {outcome} See why, and recompute rule and draw:",
        ),
        (
            "{why}\nফল ভুল মনে হলে অভিযোগ করা আপনার অধিকার।",
            "{why}\nIf you think it is wrong, you have the right to complain.",
        ),
        page=TRACK,
    ),
    "application.offer": Wording(
        ("আপনার জন্য একটি আসন: রোল {roll}", "A seat for you: roll {roll}"),
        (
            "{batch}: আপনার জন্য একটি আসন রাখা আছে। {until} পর্যন্ত উত্তর দিন, নইলে আসনটি পরের জন পাবেন:",
            "{batch}: a seat is kept for you. Answer by {until}, or it goes to the next:",
        ),
        page=ONCE,
    ),
    "application.succeed": Wording(
        ("আপনার জন্য একটি আসন: রোল {roll}", "A seat for you: roll {roll}"),
        (
            "{batch}: {institution} আপনাকে মনোনয়ন দিয়েছে, একটি আসন রাখা আছে। {until} পর্যন্ত উত্তর দিন:",
            "{batch}: {institution} nominated you and a seat is kept for you. Answer by {until}:",
        ),
        page=ONCE,
    ),
    "application.accept": Wording(
        ("ভর্তি হলেন: রোল {roll}", "You are enrolled: roll {roll}"),
        (
            "{batch}: আপনি আসনটি নিয়েছেন। প্রথম ক্লাস {starts}। আসতে না পারলে এখানে আসনটি ছেড়ে দিন:",
            "{batch}: you have taken the seat. First class on {starts}. If you cannot come, give it"
            " back here:",
        ),
        page=TRACK,
    ),
    "gathering.recorded": Wording(
        ("ক্লাসে ছিলেন না: রোল {roll}", "You missed a class: roll {roll}"),
        (
            "{batch}: {when} ক্লাসে আপনি ছিলেন না। এ পর্যন্ত উপস্থিতি {percent}%। {prospect}",
            "{batch}: you were not in class on {when}. Attendance so far: {percent}%. {prospect}",
        ),
        (
            "ভুল হয়ে থাকলে বা কারণ থাকলে কার্যালয়কে জানান।",
            "Tell the office if this is wrong, or if you had a reason.",
        ),
        page=TRACK,
    ),
    "batch.freeze": Wording(
        ("তালিকা নতুন করে প্রকাশ হয়েছে: রোল {roll}", "The list is published anew: roll {roll}"),
        (
            "{batch}: সংশোধিত তালিকা প্রকাশ হয়েছে; কী বদলেছে আর কেন, সেখানেই লেখা। আপত্তি থাকলে এখন জানান:",
            "{batch}: a corrected list is published, with what changed and why. Object now if it is wrong:",
        ),
        page=TRACK,
    ),
    "objection.made": Wording(("আপত্তি পেয়েছি", "Your objection"), OBJECTION_MADE, page=TRACK),
    "objection.answered": Wording(("আপত্তির উত্তর", "Your objection"), OBJECTION_ANSWERED, page=TRACK),
    "batch.extend": Wording(
        ("আবেদনের সময় বেড়েছে: রোল {roll}", "More time to apply: roll {roll}"),
        (
            "{batch}: আবেদনের শেষ দিন এখন {closes}। আপনার আবেদন আছে; কিছু করতে হবে না।",
            "{batch}: applications now close on {closes}. Yours is with us; you need do nothing.",
        ),
        page=TRACK,
    ),
}

# Of somebody without an application: there is no page of theirs to lead to.
OUTSIDER = {
    "objection.made": Wording(("আপত্তি পেয়েছি", "Your objection"), OBJECTION_MADE, page=NO_PAGE),
    "objection.answered": Wording(("আপত্তির উত্তর", "Your objection"), OBJECTION_ANSWERED, page=NO_PAGE),
}
