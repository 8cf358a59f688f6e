"""Five thousand applicants ranked, chosen and explained: `python -m benchmarks.selection`. Goal: two
seconds.
"""

import random
import time

from ongikar.rules.selection import Candidate, Rule, list_text, make_seed, parse_list, rank, select
from ongikar.rules.selection.explain import explain_all, why
from ongikar.rules.selection.rule import sha256

PEOPLE, SEATS, ROUNDS = 5_000, 200, 5


def main() -> None:
    drawn = random.Random(1)  # sample data
    rule = Rule.from_data(
        {
            "seats": SEATS,
            "points": [
                {"from": "test", "most": 60},
                {"from": "education", "ssc": 10, "hsc": 20, "degree": 25},
            ],
            "tie": ["test", "older"],
            "minimum": [{"group": "women", "seats": 80}, {"group": "disabled", "seats": 5}],
            "set_aside": [{"group": "ethnic", "seats": 4}],
        }
    )
    groups = ("women", "disabled", "ethnic")
    text = list_text(
        Candidate(
            1001 + n,
            drawn.randint(0, 85),
            (drawn.randint(0, 60), drawn.randint(0, PEOPLE)),
            frozenset(group for group in groups if drawn.random() < 0.3),
        )
        for n in range(PEOPLE)
    )
    best = min(once(rule, text) for _ in range(ROUNDS))
    print(
        f"{PEOPLE} applicants, {SEATS} seats: ranked, chosen and explained in both languages in {best:.2f} s"
    )


def once(rule: Rule, text: str) -> float:
    began = time.perf_counter()
    seed = make_seed(sha256(text), sha256(rule.canonical()), ["7a" * 32])
    ranked = rank(parse_list(text), seed)
    for reason in explain_all(rule, ranked, select(rule, ranked)):
        why(reason, "bn")
        why(reason, "en")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
