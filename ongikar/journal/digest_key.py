"""The key of the digests that stand for personal data in the journal: made once, read by its owner only."""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32


def digest_key() -> bytes:
    """The key, made at the first sealing."""
    path = Path(settings.ONGIKAR_DIGEST_KEY)
    if not path.exists():
        make(path)
    return _read(str(path))


def known_key() -> bytes | None:
    """The key, if there is one: whoever only verifies makes none."""
    path = Path(settings.ONGIKAR_DIGEST_KEY)
    return _read(str(path)) if path.exists() else None


@lru_cache(maxsize=4)
def _read(path: str) -> bytes:
    return bytes.fromhex(Path(path).read_text().strip())


def make(path: Path) -> None:
    """Whole or not at all; of two processes at once the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
