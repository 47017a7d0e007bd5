"""One process put together from its parts: what `python -m bot run` starts."""
