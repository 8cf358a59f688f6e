"""Says to the type checker, and checks, that a value is there."""


def not_none[T](value: T | None) -> T:
    """The value, of which a constraint of the database or an earlier check promises that it is there."""
    assert value is not None
    return value
