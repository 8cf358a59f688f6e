"""What is said of a task: to whoever owes it, checks it, gave it, and stands above."""

from .message import Wording

# The desk's page of the task; and the address by which its owner outside opens it.
TASK, TASK_LINK = ("task", "path"), ("task_link", "once")
SAID = ("{said}", "{said}")

OWNER = {
    "task.given": Wording(
        ("নতুন কাজ: {number}", "New task: {number}"),
        ("আপনার কাজ: {short}। শেষ দিন {due}।", "A task for you: {short}. Due {due}."),
        ("{title}\n{words}\nদিয়েছেন: {giver}।", "{title}\n{words}\nGiven by: {giver}."),
        page=TASK,
    ),
    "task.returned": Wording(
        ("ফেরত এসেছে: {number}", "Sent back: {number}"),
        (
            "{short}: আরও বাকি আছে। {said_short} শেষ দিন {due}।",
            "{short}: not done yet. {said_short} Due {due}.",
        ),
        SAID,
        page=TASK,
    ),
    "task.verified": Wording(
        ("কাজ শেষ: {number}", "Task done: {number}"),
        ("{short}: যাচাই হয়েছে, কাজ শেষ। ধন্যবাদ।", "{short}: checked and done. Thank you."),
        page=TASK,
    ),
    "task.extended": Wording(
        ("সময় বেড়েছে: {number}", "More time: {number}"),
        ("{short}: সময় বাড়ানো হয়েছে। নতুন শেষ দিন {due}।", "{short}: extended. Now due {due}."),
        SAID,
        page=TASK,
    ),
    "task.time_refused": Wording(
        ("সময় বাড়েনি: {number}", "No more time: {number}"),
        ("{short}: সময় বাড়ানো যায়নি। শেষ দিন {due}।", "{short}: the time stays. Due {due}."),
        SAID,
        page=TASK,
    ),
    "task.dropped": Wording(
        ("কাজটি আর লাগবে না: {number}", "Not needed any more: {number}"),
        ("{short}: কাজটি আর করতে হবে না।", "{short}: this need not be done any more."),
        SAID,
        page=TASK,
    ),
    "task.reopened": Wording(
        ("আবার করতে হবে: {number}", "To be done again: {number}"),
        ("{short}: আবার করতে হবে। শেষ দিন {due}।", "{short}: to be done again. Due {due}."),
        SAID,
        page=TASK,
    ),
    "task.nearing": Wording(
        ("শেষ দিন কাছে: {number}", "Due soon: {number}"),
        ("{short}: শেষ দিন {due}। হয়ে গেলে জানান।", "{short}: due {due}. Tell us when it is done."),
        page=TASK,
    ),
    "task.broken": Wording(
        ("শেষ দিন পেরিয়ে গেছে: {number}", "Overdue: {number}"),
        ("{short}: শেষ দিন ছিল {due}। করে জানান।", "{short}: was due {due}. Do it and tell us."),
        page=TASK,
    ),
    "task.moved": Wording(
        ("শেষ দিন বদলেছে: {number}", "Due date changed: {number}"),
        ("{short}: অফিসের ছুটি বদলেছে, নতুন শেষ দিন {due}।", "{short}: office days changed, now due {due}."),
        page=TASK,
    ),
}
OWNER["task.transferred"] = OWNER["task.given"]
CHECKER = {
    "task.reported": Wording(
        ("যাচাই করতে হবে: {number}", "To check: {number}"),
        (
            "{owner} জানিয়েছেন: {short}। যাচাই {check_due}-এর মধ্যে।",
            "{owner} reported: {short}. Check by {check_due}.",
        ),
        SAID,
        page=TASK,
    ),
    "task_check.nearing": Wording(
        ("যাচাই বাকি: {number}", "Check due soon: {number}"),
        ("{short}: যাচাই {check_due}-এর মধ্যে।", "{short}: check by {check_due}."),
        page=TASK,
    ),
    "task_check.broken": Wording(
        ("যাচাইয়ের দিন পেরিয়ে গেছে: {number}", "Check overdue: {number}"),
        ("{short}: যাচাইয়ের শেষ দিন ছিল {check_due}।", "{short}: the check was due {check_due}."),
        page=TASK,
    ),
}
CHECKER["task.check_handed"] = CHECKER["task.reported"]
GIVER = {
    "task.finished": Wording(
        ("কাজ শেষ: {number}", "Task done: {number}"),
        ("{owner} জানিয়েছেন, শেষ: {short}।", "{owner} reported it done: {short}."),
        SAID,
        page=TASK,
    ),
    "task.time_asked": Wording(
        ("সময় চেয়েছেন: {number}", "More time asked for: {number}"),
        (
            "{owner} আরও সময় চেয়েছেন: {short}। শেষ দিন {due}।",
            "{owner} asks for more time: {short}. Due {due}.",
        ),
        SAID,
        page=TASK,
    ),
    "task.handed_back": Wording(
        ("কাজ ফেরত এসেছে: {number}", "Task handed back: {number}"),
        (
            "{short}: নিজের কাজ নয় বলে ফেরত দিয়েছেন। এখন আপনার।",
            "{short}: handed back as not theirs. It is yours now.",
        ),
        SAID,
        page=TASK,
    ),
    "task.broken": Wording(
        ("দেরি: {number}", "Late: {number}"),
        ("{owner} করেননি: {short}। শেষ দিন ছিল {due}।", "{owner} has not done: {short}. It was due {due}."),
        page=TASK,
    ),
}
SUPERIOR = {
    "task.broken": GIVER["task.broken"],
    "task_check.broken": Wording(
        ("যাচাইয়ে দেরি: {number}", "Check late: {number}"),
        (
            "{checker} যাচাই করেননি: {short}। শেষ দিন ছিল {check_due}।",
            "{checker} has not checked: {short}. Due {check_due}.",
        ),
        page=TASK,
    ),
}
