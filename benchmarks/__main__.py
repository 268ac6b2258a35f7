"""Prints every measured budget: ``python -m benchmarks``."""

from benchmarks import basins, game, grading, losses, rendering, screen, startup

for benchmark in (losses, game, basins, rendering, startup, screen):
    benchmark.main()

grading.measure_new(200)  # python -m benchmarks.grading takes a whole class
