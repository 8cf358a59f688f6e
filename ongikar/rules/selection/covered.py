"""A list as anybody may read it where a group on it is so small that its name tells who somebody is.

The first line names the hash of the whole list. Each line then ends, whether or not it has anything to
hide, in a code that binds the office to what is covered:

    code = first 16 of sha256(nonce|roll|covered groups)

Whoever is given the nonce of a line checks the code with one line of shell; nobody else learns from it
whether that line has such a group.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from .lots import Candidate, parse_list
from .rule import sha256

# A group of fewer living applicants on a list is not named in public.
SMALL_GROUP = 5
MARK = "~"
SHOWN = 16


def small_groups(texts: Iterable[str], left: Iterable[int] = ()) -> frozenset[str]:
    """The groups that on any of the lists of one batch have too few who are still there. `left`: the rolls of
    those who are not: by the older list nobody may tell what the newer one covers.
    """
    gone, small = frozenset(left), set()
    for text in texts:
        listed = parse_list(text)
        groups = {group for each in listed for group in each.groups}
        many = Counter(group for each in listed if each.roll not in gone for group in each.groups)
        small |= {group for group in groups if many[group] < SMALL_GROUP}
    return frozenset(small)


def covered_groups(candidate: Candidate, small: frozenset[str]) -> str:
    return ",".join(sorted(candidate.groups & small))


def code_of(candidate: Candidate, small: frozenset[str], nonce: str) -> str:
    return sha256(f"{nonce}|{candidate.roll}|{covered_groups(candidate, small)}")[:SHOWN]


def cover_list(text: str, small: frozenset[str], nonce_of: Callable[[int], str]) -> str:
    """The list with the small groups covered; the list itself where there is none."""
    if not small:
        return text
    lines = [f"#{sha256(text)}"]
    for each in parse_list(text):
        shown = [*sorted(each.groups - small), f"{MARK}{code_of(each, small, nonce_of(each.roll))}"]
        ties = ",".join(map(str, each.ties))
        lines.append(f"{each.roll}|{each.points}|{ties}|{','.join(shown)}")
    return "".join(f"{line}\n" for line in lines)
