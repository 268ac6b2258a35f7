"""Prints every measured budget: ``python -m benchmarks``."""

from benchmarks import basins, game, losses, rendering, screen, startup

for benchmark in (losses, game, basins, rendering, startup, screen):
    benchmark.main()
