"""A column whose text is encrypted: `EncryptedTextField` named `identity` gives its model
`encrypt_identity(text)`, `decrypt_identity()` and, for pages, `read_identity()`, which is None for what
does not open.

Its blind index is the column beside it, `identity_index`, where the model has one.
"""

import logging
from collections.abc import Iterator
from functools import partialmethod

from django.db import models

from .encryption import DecryptionFault, KeyRing
from .key_ring import EncryptedColumn, filled_rows, key_ring

log = logging.getLogger("ongikar.keys")


class EncryptedTextField(EncryptedColumn):
    """Holds what was encrypted for this table, column and row: copied into another row it cannot be
    decrypted.

    The value of the attribute is the ciphertext, so that nothing reads the plain one by accident. "" is
    nothing.
    """

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, f"encrypt_{name}", partialmethod(_encrypt, self))
        setattr(cls, f"decrypt_{name}", partialmethod(_decrypt, self))
        setattr(cls, f"read_{name}", partialmethod(_read, self))


def _encrypt(row: models.Model, column: EncryptedTextField, plain: str) -> None:
    """Set the attribute and its index; the row must have its key, and is still to be saved."""
    if plain and row.pk is None:
        raise ValueError("a text is encrypted for a row that has its key")
    ring = key_ring()
    setattr(row, column.attname, ring.encrypt(plain, column.place(row.pk)) if plain else "")
    setattr(row, column.index, ring.blind_index(plain, column.name) if plain else "")


def _decrypt(row: models.Model, column: EncryptedTextField) -> str:
    """The plain text; raises DecryptionFault where it was changed or moved."""
    ciphertext = getattr(row, column.attname)
    return key_ring().decrypt(ciphertext, column.place(row.pk)) if ciphertext else ""


def _read(row: models.Model, column: EncryptedTextField) -> str | None:
    """The plain text, or None where it does not open: a page says so, and stands."""
    try:
        return _decrypt(row, column)
    except DecryptionFault as fault:
        log.error("%s: %s", column.place(row.pk), fault)
        return None


PAGE = 500


def reencrypt(column: EncryptedColumn, ring: KeyRing) -> Iterator[int]:
    """Seal and index with the newest key what lies under an older one, page by page; yields how many of each
    page.

    Begun again after a fall it goes on with what is left. A row that changed meanwhile was encrypted with
    the newest key. What does not open is left as it lies, for a key that may yet be found.
    """
    rows, after = column.model._base_manager, 0
    has_index = any(field.attname == column.index for field in column.model._meta.concrete_fields)
    old = filled_rows(column).exclude(**{f"{column.attname}__startswith": f"{ring.newest}:"})
    while page := list(old.filter(pk__gt=after).order_by("pk").values_list("pk", column.attname)[:PAGE]):
        done = 0
        for key, ciphertext in page:
            try:
                plain = ring.decrypt(ciphertext, column.place(key))
            except DecryptionFault as fault:
                log.error("%s: %s", column.place(key), fault)
                continue
            anew = {column.attname: ring.encrypt(plain, column.place(key))}
            if has_index:
                anew[column.index] = ring.blind_index(plain, column.name)
            done += rows.filter(pk=key, **{column.attname: ciphertext}).update(**anew)
        after = page[-1][0]
        yield done
