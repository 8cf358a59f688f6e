"""The labelled demonstration: sample people and cases, lived through by the real actions."""
