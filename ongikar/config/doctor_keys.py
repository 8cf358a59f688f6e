"""What the doctor asks of the keys: whether they are the right ones, closed to others, and open what lies under them."""

from django.conf import settings

from ongikar.frame.key_fingerprints import judge_keys
from ongikar.frame.key_registry import KEYS
from ongikar.frame.key_ring import key_ring
from ongikar.frame.say import language, say
from ongikar.frame.sealed import KeyRing, SealFault
from ongikar.frame.sealed_field import SealedText, filled, sealed_columns
from ongikar.rules.bangla import number

from .doctor_offices import Answer


def keys() -> Answer:
    """The keys that the database was kept with, in files that their owner alone reads."""
    if faults := judge_keys():
        return False, say("চাবি: {told}", "keys: {told}", told="; ".join(fault.sentence for fault in faults))
    ring = key_ring()
    told = say(
        "চাবি: রিংয়ে {n}টি, নতুনটি {newest} নম্বর", "keys: {n} on the ring, the newest is {newest}",
        n=number(len(ring.keys), language()), newest=number(int(ring.newest), language()),
    )  # fmt: skip
    files = [key.file() for key in KEYS.values() if not key.is_given()]
    wide = [str(path) for path in files if path.exists() and path.stat().st_mode & 0o077]
    if not wide:
        return True, told
    return False, say(
        "{told}; অন্যরাও পড়তে পারে: chmod 600 {which}", "{told}; others may read them: chmod 600 {which}",
        told=told, which=" ".join(wide),
    )  # fmt: skip


def sealed_numbers() -> Answer:
    """One number of each key is opened; a key that is gone shows here before an officer meets a number of it."""
    ring = key_ring()
    counts = [_opened(column, ring) for column in sealed_columns()]
    opened, shut, lost = (sum(each) for each in zip(*counts, strict=True))
    lang = language()
    if not shut and not lost:
        return True, say(
            "পরিচয়পত্রের নম্বর: প্রতি চাবির একটি করে খুলে দেখা হয়েছে ({n}টি)",
            "identity numbers: one of each key was opened ({n})", n=number(opened, lang),
        )  # fmt: skip
    return False, say(
        "পরিচয়পত্রের নম্বর: {shut}টি চাবির নম্বর খোলে না, {lost}টি নম্বরের চাবি নেই; ফিরিয়ে দিন {path}",
        "identity numbers: under {shut} [key|keys] one does not open, {lost} [number has|numbers have] no key; put back {path}",
        shut=number(shut, lang), lost=number(lost, lang), path=settings.ONGIKAR_KEYS,
    )  # fmt: skip


def _opened(column: SealedText, ring: KeyRing) -> tuple[int, int, int]:
    """How many keys opened a number of this column, how many did not, and how many numbers have no key at all."""
    opened = shut = 0
    without = filled(column)
    for name in ring.keys:
        under = {f"{column.attname}__startswith": f"{name}:"}
        without = without.exclude(**under)
        row = filled(column).filter(**under).order_by("pk").values_list("pk", column.attname).first()
        if row is None:
            continue
        try:
            ring.open(row[1], column.place(row[0]))
            opened += 1
        except SealFault:
            shut += 1
    return opened, shut, without.count()
