"""``python -m descent_game`` is ``descent``."""

from descent_game.cli.main import main

main()
