"""The ending that makes "of" a Bangla word, by what it ends in: ডিসেম্বরের, জানুয়ারির, জুলাইয়ের, ২০২৬-এর."""

VOWEL_SIGNS = frozenset("ািীুূৃেৈোৌ")
VOWELS = frozenset("অআইঈউঊএঐওঔ")
CONSONANTS = frozenset(chr(code) for code in range(0x0995, 0x09BA)) | frozenset("়ংৎ")


def of(words: str) -> str:
    """The words in the genitive. What ends in a figure or a bracket takes its ending after a hyphen."""
    last = words[-1:]
    if last in VOWEL_SIGNS:
        return f"{words}র"
    if last in VOWELS:
        return f"{words}য়ের"
    return f"{words}ের" if last in CONSONANTS else f"{words}-এর"
