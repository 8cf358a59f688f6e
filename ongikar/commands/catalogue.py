"""Every command of `ongikar`: its words, what it is for in both languages, an example, and who may give it.

Nothing is imported before it is needed: a function is named by its module.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Both = tuple[str, str]
Words = tuple[str, ...]

# Who gives a command: the owner of the data (core/data_owner.py); anybody, of what reads only what is named
# to it; the owner until something is written elsewhere, where root alone may.
OWNER, ANYBODY, ELSEWHERE = "owner", "anybody", "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`function`: "module:name", called with the words that follow; returns the exit status or None.

    `any_keys`: done before there are keys, or tells or mends what is wrong with them. `before`: called like
    `function` before Django reads the settings; anything but 0 ends the command. `json`: takes `--json`.
    `serves`: goes on until it is stopped, or works for the worker, so nobody waits to see how far it is.
    """

    words: Words
    function: str
    about: Both
    example: str
    needs_django: bool = True
    any_keys: bool = False
    by: str = OWNER
    before: str = ""
    json: bool = False
    serves: bool = False

    @property
    def name(self) -> str:
        return " ".join(self.words)

    def load(self) -> Callable[[list[str]], int]:
        """The function; help that it gives ends with the example."""
        function = load_function(self.function)

        def call(words: list[str]) -> int:
            try:
                return function(words) or 0
            except SystemExit:
                if not {"-h", "--help"}.isdisjoint(words):
                    print(f"\n  ongikar {self.example}")
                raise

        return call


def load_function(named: str) -> Callable[[list[str]], int | None]:
    module, _, name = named.partition(":")
    function: Any = getattr(import_module(f"ongikar.{module}"), name)
    return function


def command(name: str, function: str, bn: str, en: str, example: str = "", **more: Any) -> Command:
    words = tuple(name.split())
    return Command(words=words, function=function, about=(bn, en), example=example or name, **more)


# What a first word with several commands is about.
NOUNS: dict[str, Both] = {
    "charter": ("সিটিজেন চার্টারের নথি পড়া ও যাচাই", "Read and check a published charter"),
    "office": ("কার্যালয় তৈরি, হালনাগাদ, ফাইলে লেখা", "Make an office, bring it up to date, write it as files"),
    "person": ("কার কোন পদ, কার কোন অ্যাকাউন্ট", "Accounts, and who holds which post"),
    "promise": ("কথার শেষ দিন: কেন, সামনে কী", "Due days: why, and what is ahead"),
    "clock": ("কম্পিউটারের ঘড়ি", "The clock of the machine"),
    "ledger": ("খতিয়ান মেলানো", "Verify the ledger"),
    "keys": ("চাবি: পরিচয়পত্রের, খতিয়ানের, সনদের", "Keys: of identity numbers, the ledger, certificates"),
    "receipt": ("রসিদের স্বাক্ষর", "The signature of a receipt"),
    "certificate": ("সনদের স্বাক্ষর", "The signature of a certificate"),
    "registers": ("রেজিস্টারের হিসাব", "Counts of the registers"),
    "exports": ("বড় ফাইল", "Long files"),
}

ALL = (
    command(
        "start", "operations.serve:start",
        "সাজিয়ে নিয়ে সাইট চালু করে", "Set up what is missing and serve the site; also with no words at all",
        "start --port 8001", needs_django=False, serves=True,
    ),
    command(
        "prepare", "operations.prepare:prepare",
        "ডেটাবেস, চাবি ও কার্যালয় তৈরি করে", "Make the database, the keys and the office, serve nothing",
        "prepare --no-demo", any_keys=True,
    ),
    command(
        "web", "operations.serve:web",
        "শুধু ওয়েব সার্ভার", "The web server alone", "web --port 8000", needs_django=False,
        serves=True,
    ),
    command(
        "worker", "operations.worker:worker",
        "সময়ের কাজ ও বার্তা পাঠায়", "Do what is due: clocks, messages, long files", "worker --once",
        any_keys=True, serves=True,
    ),
    command(
        "charter read", "commands.charter:read_charter",
        "চার্টারে কী আছে, কী ভুল", "What a published charter says, and its faults",
        "charter read charter.pdf --language en", needs_django=False, by=ANYBODY, json=True,
    ),
    command(
        "charter lint", "commands.charter:lint_charter",
        "চার্টারের ভুল ও নম্বর", "Its faults and its score; status 1 where there is an error",
        "charter lint charter.docx --before last-year.docx", needs_django=False, by=ANYBODY, json=True,
    ),
    command(
        "charter codes", "commands.charter:print_codes",
        "প্রতিটি ভুলের মানে ও প্রতিকার", "What every fault means, why it matters, what to do",
        needs_django=False, by=ANYBODY, json=True,
    ),
    command(
        "charter score", "commands.charter:print_score",
        "চার্টার কতটা ঠিক পড়া হয়", "How well charters are read whose right reading is known",
        "charter score charters --misses", needs_django=False, by=ANYBODY, json=True,
    ),
    command(
        "charter compare", "commands.charter:compare_files",
        "দুটি চার্টারের পার্থক্য", "Two charters, service by service: time, fee, documents",
        "charter compare old.docx new.docx", needs_django=False, by=ANYBODY, json=True,
    ),
    command(
        "office new", "commands.office:office_new",
        "নতুন কার্যালয়ের ফোল্ডার", "A folder for an office that does not stand yet: posts, hours, holidays",
        "office new pirganj-ict --bn 'উপজেলা আইসিটি অফিস, পীরগঞ্জ' --en 'Upazila ICT Office, Pirganj'",
        by=ELSEWHERE,
    ),
    command(
        "office add", "commands.office_add:office_add",
        "চালু সাইটে আরেকটি কার্যালয়", "Another office on a site that is there, with its charter to review",
        "office add pirganj-ict --code 8576 --bn 'আইসিটি অফিস, পীরগঞ্জ' --en 'ICT Office, Pirganj'",
    ),
    command(
        "office load", "commands.office:office_load",
        "ফাইল থেকে কার্যালয় হালনাগাদ", "Bring an office up to its files", "office load offices/pirganj-ict",
        any_keys=True,
    ),
    command(
        "office export", "office_files.exporting:office_export",
        "কার্যালয়কে ফাইলে লেখে", "Write an office back as files, with what was published on screen",
        "office export pirganj-ict", by=ELSEWHERE,
    ),
    command(
        "person add", "commands.person:create_account",
        "অ্যাকাউন্ট ও প্রথম পাসওয়ার্ডের লিংক", "An account, and a link to its first password",
        "person add rahman --bn 'আব্দুর রহমান' --en 'Abdur Rahman'",
    ),
    command(
        "person hold", "commands.person:give_post",
        "একটি পদ দেয়", "Give somebody a post", "person hold rahman officer --from 2026-12-01",
    ),
    command(
        "person leave", "commands.person:end_posts",
        "পদ শেষ করে", "End somebody's posts", "person leave rahman --on 2026-12-31",
    ),
    command(
        "person reset", "commands.person:reset_access",
        "নতুন পাসওয়ার্ডের লিংক, এক দিনের", "A link to a new password, good once, for a day",
        "person reset rahman --second-factor",
    ),
    command(
        "person list", "commands.person:list_holders",
        "আজ কে কোন পদে", "Who holds which post today", json=True,
    ),
    command(
        "promise explain", "commands.clocks:explain_clock",
        "শেষ দিনটি কেন সেই দিন", "A due day and why, of a case or of any promise",
        "promise explain --case 8549-26-9-00012-48213", json=True,
    ),
    command(
        "promise rehearse", "commands.clocks:rehearse_clocks",
        "কেউ কিছু না করলে কী হবে; কিছু লেখে না", "What will happen if nobody acts; writes nothing",
        "promise rehearse --days 14", json=True,
    ),
    command(
        "promise replay", "commands.clocks:replay_clocks",
        "অন্য সময়সীমায় কারা দেরিতে পেতেন", "Who would have been late under another promise",
        "promise replay --service citizen-1 --promise '3 working days' --since 2026-07-01", json=True,
    ),
    command(
        "promise rebuild", "commands.clocks:rebuild_clocks",
        "সব শেষ দিন আবার গোনে; কিছু বদলানোর কথা নয়", "Recompute every stored due day; must change none",
        json=True,
    ),
    command(
        "clock show", "commands.machine_clock:show_clock",
        "কম্পিউটারের ঘড়ি ঠিক আছে কি", "Does the machine's clock agree with the time that has passed?",
        json=True,
    ),
    command(
        "clock accept", "commands.machine_clock:accept_clock",
        "ঘড়ি ঠিক করা হয়েছে, এখন এটিই মানা হবে", "It was moved, and is right now: the worker goes on by it",
    ),
    command(
        "outbox", "commands.outbox:outbox",
        "যা বারবার চেষ্টা করেও হয়নি", "What the worker has given up, and why; try it again", "outbox --retry",
        json=True,
    ),
    command(
        "registers rebuild", "commands.registers:rebuild_registers",
        "রেজিস্টারের সারি আবার গোনে", "Count the lines of every register anew; must change none", json=True,
    ),
    command(
        "retention", "commands.retention:retention",
        "রাখার সময় শেষ হলে মোছে", "Purge what has been kept as long as the rules say", "retention --dry-run",
        json=True,
    ),
    command(
        "exports make", "commands.exports:make_export",
        "একটি বড় ফাইল এখনই তৈরি করে", "Make an ordered file now", "exports make 12", serves=True,
    ),
    command(
        "keys show", "commands.keys:show_keys",
        "কোন চাবিতে কত লেখা", "Which keys there are, and how much lies under each", any_keys=True, json=True,
    ),
    command(
        "keys accept", "commands.keys:accept_changed_key",
        "বদলানো চাবি মেনে চলা", "Go on with a key that was changed on purpose, or is lost for good",
        "keys accept ring --yes", any_keys=True,
    ),
    command(
        "keys rotate", "commands.keys:rotate_keys",
        "নতুন চাবি", "A new key: of identity numbers, of the ledger, or of certificates", "keys rotate ledger",
    ),
    command(
        "keys retire", "commands.keys:retire_keys",
        "যে চাবিতে আর কিছু নেই, তা সরায়", "Put away keys under which nothing lies any more",
    ),
    command(
        "ledger root", "commands.ledger:print_root",
        "এক দিনের মূল চিহ্ন", "The root of a day, for the minutes", "ledger root --day 2026-11-30", json=True,
    ),
    command(
        "ledger verify", "commands.ledger:verify_ledger",
        "সব কিছু যেমন ছিল তেমন আছে কি", "Is everything as it was sealed, and each document as it was kept?",
        "ledger verify --without-papers", any_keys=True, json=True,
    ),
    command(
        "ledger accept", "commands.ledger:accept_ends",
        "খতিয়ানের শেষ এখন যেমন, তা-ই ঠিক", "The chains are right as they end now",
        "ledger accept --yes",
    ),
    command(
        "receipt check", "commands.receipt_check:check_receipt",
        "রসিদ সত্যিই স্বাক্ষরিত কি", "Is the promise in a receipt's QR truly signed?",
        "receipt check 'ONGIKAR:…'", needs_django=False, by=ANYBODY, json=True,
    ),
    command(
        "certificate check", "commands.certificate:check_certificate",
        "সনদ সত্যিই স্বাক্ষরিত কি, বহাল কি", "Is a certificate truly signed, and does it still hold?",
        "certificate check 'ONGIKAR:…' --revoked revoked.txt", needs_django=False, by=ANYBODY, json=True,
    ),
    command(
        "backup", "commands.backup:backup",
        "সব কিছুর কপি, সাইট চলতে চলতে", "Everything in one archive, taken while the site runs",
        "backup --encrypt", json=True,
    ),
    command(
        "restore", "commands.restore:restore",
        "ব্যাকআপ থেকে ফেরা", "Come back from a backup, or see whether one opens", "restore newest --check",
        any_keys=True, json=True,
    ),
    command(
        "upgrade", "commands.restore:upgrade",
        "নতুন সংস্করণ বসানোর পর", "After a new version was put in place: backup, database, doctor",
        any_keys=True,
    ),
    command(
        "install", "commands.install:install",
        "সার্ভারের ফাইল: systemd, Caddy, nginx", "Units of systemd and a front server's settings",
        "install --print --address https://office.example.gov.bd", any_keys=True, by=ELSEWHERE,
        before="commands.install:take_standing_settings",
    ),
    command(
        "settings", "commands.settings:show_settings",
        "কোন সেটিং কী, কোথা থেকে", "What each setting is, and from where",
        "settings --json", needs_django=False, by=ANYBODY, json=True,
    ),
    command(
        "doctor", "operations.doctor:doctor",
        "সব ঠিক আছে কি", "Is everything in order?", any_keys=True, json=True,
    ),
    command(
        "manage", "commands.office:run_django_command",
        "Django-র নিজের কমান্ড", "Django's own commands", "manage showmigrations", any_keys=True,
    ),
)  # fmt: skip

BY_WORDS: dict[Words, Command] = {each.words: each for each in ALL}
# What they were called in 0.2.0: they answer by their names of now, and say so, until 0.4.0.
FORMER: dict[Words, Words] = {
    ("clocks", "explain"): ("promise", "explain"),
    ("clocks", "rehearse"): ("promise", "rehearse"),
    ("clocks", "replay"): ("promise", "replay"),
    ("clocks", "rebuild"): ("promise", "rebuild"),
    ("certificate", "keys"): ("keys", "show", "certificates"),
    ("certificate", "new-key"): ("keys", "rotate", "certificates"),
    ("certificate", "retire-keys"): ("keys", "retire", "certificates"),
}
