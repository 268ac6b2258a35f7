"""Values that must never change: seeds, digests, results, formats; ``data/`` holds them."""
