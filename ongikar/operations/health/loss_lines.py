"""Whether something could be lost: the backup, the restore drill, the ledger."""

from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.operations.backup.status import LONGEST_AGE, LONGEST_UNTRIED
from ongikar.operations.returned_roots import returned_roots_status

from .health_line import FAILED, FINE, NEUTRAL, WAITS, HealthLine, ago, fine_words
from .measurements import Measurements


def way_to_drill(count: int) -> dict[str, str]:
    """Where there is a backup to try."""
    if not count:
        return {}
    return {"url": reverse("desk_backup"), "act": say("মহড়া চালান", "Run the drill")}


def backup_line(measured: Measurements) -> HealthLine:
    backup, title = measured.backup, say("ব্যাকআপ", "Backup")
    way = {"url": reverse("desk_backup"), "act": say("এখন একটি নিন", "Make one now")}
    if backup.backup_asked_at:
        way = {"url": reverse("desk_backup"), "act": say("চাওয়া হয়েছে", "It was asked for")}
    if backup.newest_at is None or backup.age is None:
        none = say("এখনো কোনো ব্যাকআপ নেই", "There is no backup yet")
        sentence = say("{none}।", "{none}.", none=none)
        return HealthLine("backup", title, FAILED, say("নেই", "none"), sentence, need=none, **way)
    sentence = say(
        "শেষটি {at}, {age} আগে। {n}টি রাখা আছে।",
        "The newest: {at}, {age} ago. {n} [is|are] kept.",
        at=backup.newest_at,
        age=ago(backup.age),
        n=backup.count,
    )
    if backup.failed_at:
        bn, en = backup.failure
        need = say("শেষ ব্যাকআপ নেওয়া যায়নি", "The last backup could not be made")
        why = say("{need}: {why}", "{need}: {why}", need=need, why=say(bn, en))
        return HealthLine(
            "backup", title, FAILED, say("হয়নি", "failed"), f"{why} {sentence}", need=need, **way
        )
    if backup.age > LONGEST_AGE:
        need = say("দুই দিনের বেশি হলো কোনো ব্যাকআপ হয়নি", "No backup for more than two days")
        return HealthLine("backup", title, FAILED, say("পুরোনো", "too old"), sentence, need=need, **way)
    return HealthLine("backup", title, FINE, fine_words(), sentence, **way)


def drill_line(measured: Measurements) -> HealthLine:
    backup, title = measured.backup, say("ফিরিয়ে আনার মহড়া", "Restore drill")
    never = say(
        "কোনো ব্যাকআপ এখনো ফিরিয়ে দেখা হয়নি।",
        "No backup has been restored yet to see that it opens.",
    )
    if backup.checked_at is None:
        waited = backup.age is not None and backup.age > LONGEST_UNTRIED
        need = say("ফিরিয়ে আনার মহড়া কখনো হয়নি", "The restore drill has never been run")
        if waited:
            return HealthLine(
                "drill",
                title,
                FAILED,
                say("হয়নি", "not done"),
                never,
                need=need,
                **way_to_drill(backup.count),
            )
        return HealthLine(
            "drill", title, WAITS, say("এখনো হয়নি", "not yet"), never, **way_to_drill(backup.count)
        )
    age = measured.at - backup.checked_at
    when = say("শেষবার {at}, {age} আগে।", "Last on {at}, {age} ago.", at=backup.checked_at, age=ago(age))
    if not backup.is_check_good:
        why = "; ".join(say(bn, en) for bn, en in backup.check_faults)
        need = say("ফিরিয়ে আনার মহড়ায় ভুল ধরা পড়েছে", "The restore drill found something wrong")
        return HealthLine(
            "drill",
            title,
            FAILED,
            say("ভুল", "failed"),
            f"{when} {why}",
            need=need,
            **way_to_drill(backup.count),
        )
    if age > LONGEST_UNTRIED:
        need = say("ফিরিয়ে আনার মহড়া দুই সপ্তাহ হয়নি", "The restore drill has not been run for two weeks")
        return HealthLine(
            "drill", title, FAILED, say("হয়নি", "not done"), when, need=need, **way_to_drill(backup.count)
        )
    good = say("সব সংখ্যা মিলেছে।", "Everything agreed.")
    return HealthLine("drill", title, FINE, fine_words(), f"{when} {good}")


def ledger_line(measured: Measurements) -> HealthLine:
    title = say("লেখার শিকল", "Ledger")
    if measured.is_unsealed_stuck:
        need = say("নতুন লেখা শিকলে গাঁথা হচ্ছে না", "New entries are not being sealed")
        sentence = say(
            "{age} ধরে নতুন লেখা শিকলের বাইরে।", "New entries have waited {age}.", age=ago(measured.unsealed)
        )
        return HealthLine("ledger", title, FAILED, say("থেমে আছে", "stopped"), sentence, need=need)
    if not measured.roots_agree and (roots := returned_roots_status(measured.at)) and not roots.is_fine:
        need = say("অন্যের কাছে রাখা শেষ সিলে গরমিল", "Roots kept elsewhere: something is wrong")
        tag = say("মেলে না", "differs")
        return HealthLine(
            "ledger", title, FAILED, tag, roots.sentence, need=need, command="ongikar ledger verify"
        )
    if measured.sealed_age is None:
        none = say("এখনো কোনো লেখা নেই।", "There is no entry yet.")
        return HealthLine("ledger", title, NEUTRAL, say("খালি", "empty"), none)
    sentence = say(
        "শেষ লেখাটি {age} আগে শিকলে গাঁথা হয়েছে। আগাগোড়া মেলাতে:",
        "The newest entry was sealed {age} ago. To go through all of it:",
        age=ago(measured.sealed_age),
    )
    return HealthLine(
        "ledger", title, FINE, say("চলছে", "going on"), sentence, command="ongikar ledger verify"
    )
