"""Measurements, not tests: `python -m benchmarks.NAME`. They can import the tests' helpers by their own names."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
