"""The scene, packed thing by thing: each test has its own, and unpacks what it looks at. Most look at two or
three of some hundred, and to unpack all of them took longer than many a test.
"""

import pickle
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from .scene import OfficeThings, Scene


def pack_things(things: Any) -> dict[str, bytes]:
    return {field.name: pickle.dumps(getattr(things, field.name)) for field in fields(things)}


class UnpackedWhenAsked:
    """Of a dataclass: each field is unpacked when it is first asked for, and stays for the test's own use."""

    @classmethod
    def of(cls, packed: dict[str, bytes]) -> Any:
        made = cls.__new__(cls)
        vars(made)["packed"] = packed
        return made

    def __getattr__(self, name: str) -> Any:
        packed = vars(self).get("packed", {})
        if name not in packed:
            raise AttributeError(f"{type(self).__name__} has no {name}")
        found = vars(self)[name] = pickle.loads(packed[name])
        return found


class ThingsWhenAsked(UnpackedWhenAsked, OfficeThings):
    """An office's things."""


class SceneWhenAsked(UnpackedWhenAsked, Scene):
    """Both offices."""


def pack_scene(scene: Scene) -> Callable[[], Scene]:
    """What makes a new one at each call."""
    ours, theirs = pack_things(scene.ours), pack_things(scene.theirs)
    rest = {"others_case": pickle.dumps(scene.others_case)}

    def unpack() -> Scene:
        made = SceneWhenAsked.of(rest)
        made.ours, made.theirs = ThingsWhenAsked.of(ours), ThingsWhenAsked.of(theirs)
        return made

    return unpack
