"""The settings of an installation: one table, by which the program reads its environment, tells what is in
force and from where (`ongikar settings`), and documents them (docs/settings.md).
"""

import difflib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any

Both = tuple[str, str]
FILE = "_FILE"
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value must be. `read`: raises ValueError for anything else."""

    words: Both
    read: Callable[[str], Any]


def read_yes(text: str) -> bool:
    for answer, words in ((True, ("1", "true", "yes", "on")), (False, ("", "0", "false", "no", "off"))):
        if text.strip().lower() in words:
            return answer
    raise ValueError(text)


def read_list(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def read_networks(text: str) -> frozenset[str]:
    """Addresses and networks (CIDR), as they compare."""
    return frozenset(
        str(ip_network(each)).removesuffix("/32").removesuffix("/128") for each in read_list(text)
    )


def read_options(text: str) -> dict[str, Any]:
    options = json.loads(text or "{}")
    if not isinstance(options, dict):
        raise ValueError(text)
    return options


def one_of(*choices: str) -> Kind:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    named = ", ".join(choices)
    return Kind((f"এগুলোর একটি: {named}", f"one of {named}"), read)


TEXT = Kind(("লেখা", "text"), str)
NUMBER = Kind(("সংখ্যা", "a whole number"), int)
YES_NO = Kind(("1 বা 0", "1 or 0"), read_yes)
LIST = Kind(("কমা দিয়ে আলাদা তালিকা", "a list with commas"), read_list)
NETWORKS = Kind(("ঠিকানা বা নেটওয়ার্কের তালিকা", "addresses or networks (CIDR), with commas"), read_networks)
OPTIONS = Kind(("JSON", "a JSON object"), read_options)
PATH = Kind(("ফাইল বা ফোল্ডারের পথ", "a path"), Path)


@dataclass(frozen=True, slots=True)
class Setting:
    """`default`: as it would be written; of a path, below the data folder. `secret`: it
    opens something, is never printed, and may be given as a file (`NAME_FILE`).
    """

    name: str
    kind: Kind
    default: str
    meaning: Both
    example: str = ""
    secret: bool = False


TABLE = (
    Setting("ONGIKAR_VAR", PATH, "", (
        "তথ্যের ফোল্ডার: ডেটাবেস, কাগজ, চাবি; না দিলে ক্লোনে var/, প্যাকেজে /var/lib/ongikar",
        "the data folder: database, documents, keys; unset: var/ of a clone, /var/lib/ongikar of a package",
    ), "/var/lib/ongikar"),
    Setting("ONGIKAR_DATABASE", TEXT, "", (
        "ডেটাবেস; না দিলে তথ্যের ফোল্ডারে SQLite", "the database; unset: SQLite in the data folder",
    ), "postgresql:///ongikar?host=/run/postgresql", secret=True),
    Setting("ONGIKAR_ADDRESS", TEXT, "http://127.0.0.1:8000", (
        "সাইটের ঠিকানা, যেমন মানুষ লেখেন", "the address of the site, as people type it",
    ), "https://office.example.gov.bd"),
    Setting("ONGIKAR_HOSTS", LIST, "127.0.0.1,.localhost,[::1]", (
        "যেসব নামে সাইট সাড়া দেয়; শুরুতে ফুলস্টপ মানে তার আগের সব নাম",
        "names that the site answers to; a full stop before one: all names before it",
    ), ".example.gov.bd"),
    Setting("ONGIKAR_PROXIES", NETWORKS, "", (
        "সামনের নিজেদের সার্ভার: শুধু এদের কথায় আগন্তুকের ঠিকানা মানা হয়",
        "our own servers in front: of these alone X-Forwarded-For is believed",
    ), "127.0.0.1,10.89.0.0/24"),
    Setting("ONGIKAR_PORT", NUMBER, "8000", ("ওয়েব সার্ভারের পোর্ট", "the port of the web server"), "8001"),
    Setting("ONGIKAR_WEB_WORKERS", NUMBER, "2", (
        "ওয়েব সার্ভারের প্রক্রিয়া কয়টি", "how many processes the web server has",
    ), "4"),
    Setting("ONGIKAR_OFFICES", PATH, "", (
        "কার্যালয়গুলোর ফোল্ডার; না দিলে প্রদর্শনীরটি", "the folder of the offices; unset: that of the demonstration",
    ), "/etc/ongikar/offices"),
    Setting("ONGIKAR_SECRET", TEXT, "", (
        "কুকি ও লিংকের স্বাক্ষর; না দিলে একটি বানিয়ে রাখা হয়",
        "signs cookies and links; unset: one is made and kept",
    ), secret=True),
    Setting("ONGIKAR_KEYS", PATH, "keys.json", (
        "পরিচয়পত্রের নম্বরের চাবি: হারালে নম্বরও হারায়",
        "the keys of identity numbers: without them the numbers are lost",
    ), "/etc/ongikar/keys.json"),
    Setting("ONGIKAR_KEY_FOLDER", PATH, ".", (
        "অন্য সব চাবির ফোল্ডার", "the folder of all other keys",
    ), "/etc/ongikar/keys"),
    Setting("ONGIKAR_RECEIPT_KEY", PATH, "receipt-key", (
        "রসিদের স্বাক্ষরের চাবি", "the key that signs receipts",
    ), "/etc/ongikar/receipt-key"),
    Setting("ONGIKAR_SMTP_HOST", TEXT, "", (
        "ই-মেইলের সার্ভার; না দিলে ই-মেইল ট্রেতে থাকে", "the mail server; unset: mail stays in the tray",
    ), "mail.example.gov.bd"),
    Setting("ONGIKAR_SMTP_PORT", NUMBER, "25", ("তার পোর্ট", "its port"), "465"),
    Setting("ONGIKAR_SMTP_USER", TEXT, "", ("তার ব্যবহারকারী", "its user"), "ongikar"),
    Setting("ONGIKAR_SMTP_PASSWORD", TEXT, "", ("তার পাসওয়ার্ড", "its password"), secret=True),
    Setting("ONGIKAR_SMTP_TLS", one_of("", "0", "1", "starttls", "implicit"), "", (
        "starttls (বা 1): কথা শুরু করে তারপর গোপন; implicit: শুরু থেকেই গোপন; না দিলে পোর্ট 465-এ implicit",
        "starttls (or 1): encrypted after the greeting; implicit: at once; unset: implicit on port 465",
    ), "starttls"),
    Setting("ONGIKAR_MAIL_FROM", TEXT, "ongikar@localhost", (
        "যে ঠিকানা থেকে ই-মেইল যায়", "the address that mail comes from",
    ), "office@example.gov.bd"),
    Setting("ONGIKAR_SMS_URL", TEXT, "", (
        "Kannel-এর মতো SMS গেটওয়ে; না দিলে SMS যায় না",
        "an SMS gateway of Kannel's sendsms form, with user and sender; unset: no SMS leaves",
    ), "http://127.0.0.1:13013/cgi-bin/sendsms?username=u&password=p&from=OFFICE", secret=True),
    Setting("ONGIKAR_FORMS_A_MINUTE", NUMBER, "120", (
        "এক ঠিকানা থেকে মিনিটে কয়টি ফরম; 0: যত খুশি", "forms that one address may send a minute; 0: any number",
    ), "60"),
    Setting("ONGIKAR_IDLE_MINUTES", NUMBER, "120", (
        "এত মিনিট কিছু না করলে আবার প্রবেশ করতে হয়", "whoever does nothing for so long signs in again",
    ), "60"),
    Setting("ONGIKAR_SECURITY_CONTACT", TEXT, "", (
        "security.txt-এ কার নাম; না দিলে কার্যালয়ের ই-মেইল",
        "whom security.txt names; unset: the e-mail of the office",
    ), "mailto:cirt@example.gov.bd"),
    Setting("ONGIKAR_CLAMD", TEXT, "", (
        "ভাইরাস স্ক্যানার; না দিলে ফাইল শুধু খুলে দেখা হয়", "a virus scanner; unset: files are only parsed",
    ), "unix:/run/clamav/clamd.ctl"),
    Setting("ONGIKAR_LOG", one_of("auto", "json", "text"), "auto", (
        "লগ কেমন: json প্রোগ্রামের জন্য, text মানুষের জন্য", "how log lines are written",
    ), "json"),
    Setting("ONGIKAR_METRICS", TEXT, "", (
        "Prometheus-এর সংখ্যা কোথায়, বা off",
        "where the metrics are served, or off; unset: a thousand above the port",
    ), "127.0.0.1:9000"),
    Setting("ONGIKAR_PAPERS_STORAGE", TEXT, "", (
        "কাগজ ফোল্ডারে না রেখে অন্যত্র: একটি storage class",
        "documents elsewhere than in the folder: a storage class",
    ), "storages.backends.s3.S3Storage"),
    Setting("ONGIKAR_PAPERS_STORAGE_OPTIONS", OPTIONS, "{}", (
        "তার বিকল্পগুলো", "its options",
    ), '{"bucket_name": "documents"}', secret=True),
    Setting("ONGIKAR_EXPORTS", PATH, "exports", (
        "চাওয়া বড় ফাইলের ফোল্ডার", "the folder of ordered files",
    ), "/srv/ongikar/exports"),
    Setting("ONGIKAR_BACKUPS", PATH, "backups", (
        "ব্যাকআপের ফোল্ডার; অন্য ডিস্ক ভালো", "the folder of backups; better on another disk",
    ), "/mnt/backups"),
    Setting("ONGIKAR_BACKUP_KEEP", TEXT, "7,4,12", (
        "কত দিনের, সপ্তাহের, মাসের ব্যাকআপ থাকে", "how many days, weeks and months of backups are kept",
    ), "14,8,24"),
    Setting("ONGIKAR_BACKUP_HOUR", TEXT, "", (
        "কয়টায় ব্যাকআপ; না দিলে systemd-র সময়ে", "at which hour the worker takes one; unset: systemd does",
    ), "2"),
    Setting("ONGIKAR_BACKUP_PASSPHRASE_FILE", TEXT, "", (
        "এই ফাইলের পাসফ্রেজে ব্যাকআপ গোপন থাকে", "backups are encrypted with the passphrase in this file",
    ), "/etc/ongikar/passphrase"),
    Setting("ONGIKAR_ROOTS_TO", LIST, "", (
        "খতিয়ানের শেষ সিল প্রতিদিন যাঁদের ই-মেইলে যায়", "to whom the roots of the ledger are mailed each day",
    ), "witness@example.gov.bd"),
    Setting("ONGIKAR_ROOTS_FROM", TEXT, "", (
        "সেগুলো যেখান থেকে ফিরে আসে", "from where they come back",
    ), "https://witness.example.gov.bd/roots.txt", secret=True),
    Setting("ONGIKAR_DEBUG", YES_NO, "0", (
        "প্রোগ্রামারের জন্য: ত্রুটির পাতায় ভেতরের কথা", "for programmers: fault pages show the insides",
    ), "1"),
)  # fmt: skip

BY_NAME = {each.name: each for each in TABLE}
# Of tests and scripts, which are no settings of an installation.
OF_TOOLS = frozenset(
    f"ONGIKAR_{each}"
    for each in (
        "TEST_ALL", "TEST_PART", "PART_REPORT", "POSTGRES_SHARE", "CONTAINER_WORK", "DEBIAN", "POLICY_RC_D",
    )
)  # fmt: skip


class SettingFault(SystemExit):
    """A value that cannot be: which setting, what it says, what is expected, in both languages."""


@dataclass(frozen=True, slots=True)
class InForce:
    """`text`: as it was written; `source`: "default", the name of a variable, or the path of a file."""

    setting: Setting
    text: str
    source: str


def in_force(name: str, environ: Mapping[str, str] = os.environ) -> InForce:
    """What holds for this setting and from where. Raises SettingFault where it is said twice, or its file
    cannot be read.
    """
    setting = BY_NAME[name]
    file = environ.get(f"{name}{FILE}") if setting.secret else None
    if file is None:
        text = environ.get(name)
        return InForce(setting, setting.default, DEFAULT) if text is None else InForce(setting, text, name)
    if name in environ:
        raise SettingFault(
            f"{name} ও {name}{FILE} দুটোই দেওয়া: একটি রাখুন।\n{name} and {name}{FILE} are both set: keep one."
        )
    try:
        return InForce(setting, Path(file).read_text("utf-8").strip(), file)
    except OSError as fault:
        raise SettingFault(
            f"{name}{FILE}: {file} পড়া গেল না ({fault.strerror})।\n"
            f"{name}{FILE}: {file} cannot be read ({fault.strerror})."
        ) from None


def read_setting(name: str, environ: Mapping[str, str] = os.environ) -> Any:
    """Its value, as its kind says. Raises SettingFault."""
    found = in_force(name, environ)
    try:
        return found.setting.kind.read(found.text)
    except ValueError:
        shown = "…" if found.setting.secret else found.text
        bn, en = found.setting.kind.words
        example = found.setting.example
        raise SettingFault(
            f"{name}={shown}: এমন হয় না; চাই {bn}, যেমন {example}।\n"
            f"{name}={shown}: cannot be; expected is {en}, such as {example}."
        ) from None


def read_path(name: str, base: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """The path that is given, or the usual one below `base`."""
    found = in_force(name, environ)
    return base / found.text if found.source == DEFAULT else Path(found.text)


def unknown_names(environ: Iterable[str]) -> list[tuple[str, str]]:
    """Names of the environment that begin as ours and are no setting, each with the nearest one or ""."""
    known = {*BY_NAME, *(f"{each.name}{FILE}" for each in TABLE if each.secret)}
    unknown = sorted(
        name for name in environ if name.startswith("ONGIKAR_") and name not in known and name not in OF_TOOLS
    )
    return [
        (name, next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.8)), "")) for name in unknown
    ]
