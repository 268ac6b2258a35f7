"""An independent search for lowest points: many random starts, each polished by SciPy."""

import numpy as np
from scipy.optimize import minimize

from descent_game.losses.surface import Box, Surface

POINTS, STARTS = 2_000, 8


def lowest_loss(surface: Surface, box: Box, seed: int, points: int = POINTS) -> float:
    """Return the lowest loss that is found by simplices from the lowest of random points."""
    low, high = np.array(box).T
    random = np.random.default_rng(seed)
    places = low + random.random((points, 2)) * (high - low)
    losses = np.asarray(surface.values(*places.T))
    order = np.argsort(np.where(np.isnan(losses), np.inf, losses))

    def loss(w: tuple[float, float]) -> float:
        value = surface.value((float(w[0]), float(w[1])))
        return value if np.isfinite(value) else 1e300

    found = [
        minimize(
            loss,
            places[index],
            method="Nelder-Mead",
            bounds=list(box),
            options={"xatol": 1e-10, "fatol": 1e-14, "maxfev": 1000},
        ).fun
        for index in order[:STARTS]
    ]
    return float(min(found))


def agrees(here: float, reference: float, surface: Surface, box: Box) -> bool:
    """Tell whether a loss is no higher than the reference, as a share of what the loss varies."""
    axes = (np.linspace(*bounds, 9) for bounds in box)
    spread = float(np.nanmedian(surface.values(*np.meshgrid(*axes)))) - reference
    return here <= reference + 1e-9 * abs(spread)
