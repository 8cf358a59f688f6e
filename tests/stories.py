"""The stories of the scene, by their name in scene_stories.toml."""

import tomllib
from pathlib import Path
from typing import Any

STORIES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("scene_stories.toml").read_text("utf-8"))
