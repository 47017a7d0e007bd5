"""`python -m bot`: the same as `python -m bot run`."""

from bot.cli.main import app

if __name__ == "__main__":
    app()
