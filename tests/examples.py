"""How many examples of a law are tried where each of them is a life of an office in the database."""

import os


def examples(many: int) -> int:
    """Half of them in `./test`, and all with `./test --all`."""
    return many if os.environ.get("ONGIKAR_TEST_ALL") else -(-many // 2)
