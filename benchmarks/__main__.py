"""Prints every measured budget: ``python -m benchmarks``."""

from benchmarks import basins, editing, game, grading, losses, rendering, screen, startup, watching

for benchmark in (losses, game, basins, rendering, startup, screen, watching, editing):
    benchmark.main()

grading.measure_new(200)  # python -m benchmarks.grading takes a whole class
