"""A Telegram bot that explains the draft Constitution of Kazakhstan, each answer with its source."""

import os

# NumPy's matrices are small here. A second thread hardly gains time, and takes as much of the processor again, waiting:
# a decision of the desk took 12.6 s of it, and takes 7.7 s with one. NumPy reads this when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
