"""What the board says of a call: as a sentence for a program that reads, and as the clips that somebody of
the office recorded, one after another.
"""

from collections.abc import Iterable, Iterator

from ongikar.rules.bangla.number_words import BANGLA, MOST, number_words

# The clips of every office; those of its desks come after them.
TOKEN, HUNDRED = "token", "hundred"
WORDS_OF = {TOKEN: "টোকেন নম্বর", HUNDRED: "শ"}
NUMBER, DESK = "number", "desk"


def number_key(number: int) -> str:
    return f"{NUMBER}-{number}"


def desk_key(post: int) -> str:
    return f"{DESK}-{post}"


def clips_to_record(desks: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Key and words of each clip, the most needed first. `desks`: key and title of each."""
    yield TOKEN, WORDS_OF[TOKEN]
    for post, title in desks:
        yield desk_key(post), f"{title}, এখানে আসুন"
    for number in range(1, 100):
        yield number_key(number), BANGLA[number]
    yield HUNDRED, WORDS_OF[HUNDRED]


def clips_of_call(token: int, post: int) -> list[str]:
    """The keys of its clips in their order; none of a token that nobody says in one breath."""
    if not 0 < token <= MOST:
        return []
    hundreds, rest = divmod(token, 100)
    keys = [number_key(hundreds), HUNDRED] if hundreds else []
    keys += [number_key(rest)] if rest else []
    return [TOKEN, *keys, desk_key(post)]


def call_sentence(token: int, desk: str, language: str) -> str:
    """What a program reads; "" of a token that nobody says in one breath."""
    if not 0 < token <= MOST:
        return ""
    number = number_words(token, language)
    if language == "bn":
        return f"টোকেন নম্বর {number}। {desk}, এখানে আসুন।"
    return f"Token number {number}. {desk}, please come."
