"""Prints every measured budget: ``python -m benchmarks``."""

from benchmarks import game, losses, rendering, screen, startup

for benchmark in (losses, game, rendering, startup, screen):
    benchmark.main()
