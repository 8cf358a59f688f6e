"""`python -m benchmarks fill|keys WORDS`: the parts of the benchmarks that need Django."""

import os
import sys
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
django.setup()
import_module(f"benchmarks.{sys.argv[1]}").main(sys.argv[2:])
