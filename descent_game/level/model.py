"""The loss of a level: a formula or a net, over the rows of its data."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from descent_game.errors import DataError, FormulaError, KeyPath, KeyProblemError
from descent_game.level.parameters import number
from descent_game.level.schema import ImageSection, Level, NetSection
from descent_game.losses.convnet import ConvolutionLoss, Network
from descent_game.losses.dataset import Dataset
from descent_game.losses.image import Image, Patches, Span
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Model, Point

Parameters: TypeAlias = Mapping[str, float]

LINEAR_AT: tuple[Point, Point] = ((0.37, -1.91), (-2.3, 0.83))
"""Points at which a kernel weight's slopes are compared: they are equal if it is linear."""


def model_of(level: Level, parameters: Parameters) -> Model:
    """Return the loss of a level.

    Args:
        level: The level.
        parameters: The values of its parameters.

    Raises:
        KeyProblemError: The formula, the net or the rows are wrong.
    """
    return _model(level, parameters, data_of(level, parameters))


def held_out_model(level: Level, parameters: Parameters) -> Model | None:
    """Return the same loss over the held-out rows, None in levels without them."""
    if level.loss.held_out is None:
        return None
    return _model(level, parameters, data_of(level, parameters, held_out=True))


def data_of(level: Level, parameters: Parameters, *, held_out: bool = False) -> Dataset | None:
    """Return the rows of data for the loss, or the held-out ones; None without data.

    Raises:
        KeyProblemError: The rows are not in the data.
    """
    loss, key = level.loss, "held_out" if held_out else "rows"
    span = _span(loss.held_out if held_out else loss.rows, parameters, ("loss", key))
    if loss.image is not None and level.picture is not None:
        return _patches(level.picture, loss.image, span, parameters, held_out=held_out)
    if level.dataset is None or span is None:
        return level.dataset
    if span.last >= level.dataset.count:
        reason = f"row {span.last} of {level.dataset.count}; the first one is row 0"
        raise KeyProblemError(("loss", key), reason)
    return _chosen(level.dataset, span)


def column_names(level: Level) -> tuple[str, ...]:
    """Return the names of the columns of a level's data."""
    if level.loss.image is not None:
        return tuple(level.loss.image.pixels)
    return level.dataset.names if level.dataset is not None else ()


def _model(level: Level, parameters: Parameters, data: Dataset | None) -> Model:
    loss, given = level.loss, tuple(parameters.items())
    if (loss.formula is None) == (loss.net is None):
        raise KeyProblemError(("loss",), "give either 'formula' or 'net'")
    try:
        if loss.formula is not None:
            return _formula(loss.formula, given, data)
        assert loss.net is not None
        if data is None:
            raise KeyProblemError(("loss", "net"), "a net needs 'data', the pictures it is for")
        return _net(_network(loss.net, parameters), data)
    except FormulaError as error:
        raise KeyProblemError(("loss", "formula"), error.message, error.column) from None
    except DataError as error:
        raise KeyProblemError(("loss", "net"), str(error)) from None


@lru_cache(maxsize=64)
def _formula(text: str, parameters: tuple[tuple[str, float], ...], data: Dataset | None) -> Loss:
    """Compile a formula once: replays and retries of the same variant share it."""
    return Loss(text, dict(parameters), data)


@lru_cache(maxsize=16)
def _net(network: Network, data: Dataset) -> ConvolutionLoss:
    return ConvolutionLoss(network, data)


@lru_cache(maxsize=16)
def _chosen(data: Dataset, span: Span) -> Dataset:
    return data.rows(range(span.first, span.last + 1, span.step))


def _patches(
    picture: Image, section: ImageSection, span: Span | None, parameters: Parameters,
    *, held_out: bool,
) -> Dataset:  # fmt: skip
    """Return the rows of a picture; held-out ones are taken from its whole width."""
    across = None
    if not held_out:
        across = _span(section.across, parameters, ("loss", "image", "across"))
    path: KeyPath = ("loss", "image", "block")
    block = _whole(number(section.block, parameters, path), path, 1)
    try:
        return picture.data(Patches(tuple(section.pixels.items()), span, across, block))
    except DataError as error:
        raise KeyProblemError(("loss", "image"), str(error)) from None


def _span(
    section: tuple[float | str, ...] | None, parameters: Parameters, path: KeyPath
) -> Span | None:
    if section is None:
        return None
    first, last, *step = (_whole(number(text, parameters, path), path, 0) for text in section)
    if last < first or 0 in step:
        raise KeyProblemError(path, "is [first, last] or [first, last, every] with first <= last")
    return Span(first, last, *step)


def _whole(value: float, path: KeyPath, least: int) -> int:
    if value != int(value) or value < least:
        raise KeyProblemError(path, f"{value:g} is not a whole number from {least}")
    return int(value)


def _network(net: NetSection, parameters: Parameters) -> Network:
    weights = [
        _kernel_weight(weight, parameters, ("loss", "net", "kernel")) for weight in net.kernel
    ]
    fixed, per_w1, per_w2 = zip(*weights, strict=True)
    return Network(
        fixed, per_w1, per_w2, net.bias, net.readout, net.offset, net.label, net.brightest
    )


def _kernel_weight(
    weight: float | str, parameters: Parameters, path: KeyPath
) -> tuple[float, float, float]:
    """Return the constant of a kernel weight and its coefficients of ``w1`` and ``w2``."""
    if isinstance(weight, float):
        return weight, 0.0, 0.0
    try:
        formula = Loss(weight, parameters)
    except FormulaError as error:
        raise KeyProblemError(path, error.message, error.column) from None
    (w1, w2), other = LINEAR_AT
    g1, g2 = formula.gradient((w1, w2))
    if formula.gradient(other) != (g1, g2):
        raise KeyProblemError(path, f"{weight!r} is not linear in w1 and w2")
    return formula.value((w1, w2)) - g1 * w1 - g2 * w2, g1, g2
