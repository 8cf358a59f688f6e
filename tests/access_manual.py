"""The access matrix as a page of the manual: `python -m tests.access_manual` writes docs/manual/access.md
anew.
"""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
django.setup()

from .access_matrix import ACCESS_MATRIX, PEOPLE  # noqa: E402 -- it reads what Django has registered

PAGE = Path(__file__).resolve().parents[1] / "docs" / "manual" / "access.md"
# Bangla, then English: as short as the head of a column must be.
NAMES = {
    "nobody": ("যে কেউ", "anybody"),
    "citizen": ("আবেদনকারী", "the applicant"),
    "other": ("অন্য আবেদনকারী", "another applicant"),
    "assist": ("সহকারী", "assistant"),
    "officer": ("কর্মকর্তা", "officer"),
    "foreign": ("অন্য কার্যালয়ের কর্মকর্তা", "another office’s officer"),
    "gro": ("অনিক", "hears complaints"),
    "appeal": ("আপিল কর্মকর্তা", "hears appeals"),
    "cell": ("সেল", "the cell"),
    "chair": ("কমিটির সভাপতি", "committee chair"),
    "viewer": ("অধিদপ্তর", "department"),
    "agent": ("উদ্যোক্তা", "agent"),
    "auditor": ("নিরীক্ষক", "auditor"),
    "admin": ("প্রশাসক", "administrator"),
    "super": ("পদহীন", "without a post"),
    "former": ("বিদায়ী কর্মকর্তা", "former officer"),
}
SIGNS = {"open": "✓", "sign": "প্র", "shut": "✗", "none": "–", "track": "নম্বর", "away": "→", "405": "·"}
HEAD = """# কে কোন পাতা খুলতে পারে · Who may open which page

এই ছকটি পরীক্ষার ছক থেকেই লেখা (tests/access_matrix.py): প্রতিটি ঘর প্রতিবার পরীক্ষায় মিলিয়ে দেখা হয়।
Each cell of this table is compared with the program by the tests (tests/access_matrix.py).

| চিহ্ন · sign | অর্থ · meaning |
|---|---|
| ✓ | খোলে · opens |
| প্র | আগে প্রবেশ করতে বলে, নিজের চাবি বদলাতে আবার পাসওয়ার্ড চায় · \
asks to sign in; before one’s own keys are changed, for the password again |
| ✗ | ফিরিয়ে দেয় · refused |
| – | যেন নেই · as if it were not there |
| নম্বর | নম্বর ও মোবাইলের শেষ চার সংখ্যা চায় · asks for the number and the last 4 digits |
| → | নিজের পাতায় নিয়ে যায় · leads on to the person’s own page |
| · | এভাবে খোলে না · not read, or not sent to, in this way |
"""


def page() -> str:
    lines = [
        HEAD,
        "| পাতা · page | | " + " | ".join(" · ".join(NAMES[person]) for person in PEOPLE) + " |",
        "|---|---|" + "---|" * len(PEOPLE),
    ]
    lines += [
        f"| `{name}` | {how} | " + " | ".join(SIGNS[answers[person]] for person in PEOPLE) + " |"
        for (name, how), answers in ACCESS_MATRIX.items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
