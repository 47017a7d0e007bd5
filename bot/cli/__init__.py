"""The commands: what is typed after `python -m bot`."""
