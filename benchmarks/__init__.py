"""What is measured, and not tested: `python -m benchmarks.NAME`. The tests' helpers are at hand, by their own names."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
