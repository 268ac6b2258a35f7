"""The schema of level files: a frozen struct for each table, with descriptions of its keys.

A ``description`` is part of the message when a value is refused, so it says what is allowed.
``Expression`` is a number or a formula in the level's parameters.
"""

from pathlib import Path
from typing import Annotated, ClassVar, Literal, NamedTuple, TypeAlias, get_args

from msgspec import Meta, Struct

from descent_game.losses.dataset import Dataset
from descent_game.losses.image import Image

Number: TypeAlias = Annotated[float, Meta(description="a number")]
Positive: TypeAlias = Annotated[float, Meta(gt=0, description="a number above 0")]
Share: TypeAlias = Annotated[float, Meta(ge=0, le=0.95, description="a number from 0 to 0.95")]
Count: TypeAlias = Annotated[int, Meta(ge=1, le=10_000, description="a whole number from 1")]
Turns: TypeAlias = Annotated[int, Meta(ge=1, le=500, description="a whole number from 1 to 500")]
Flag: TypeAlias = Annotated[bool, Meta(description="true or false")]
Slug: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=40,
        description='lower-case words joined by hyphens, such as "leaning-ravine"',
    ),
]
Line: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=200, description="a text of 1 to 200 characters")
]
Page: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=8_000, description="a text of 1 to 8,000 characters")
]
Expression: TypeAlias = Annotated[
    float | str, Meta(description="a number or a formula in the parameters, in quotes")
]
Pair: TypeAlias = Annotated[
    tuple[float, float], Meta(description="two numbers, such as [-5.0, 5.0]")
]


FileMove: TypeAlias = Annotated[
    tuple[float | Literal["-"], ...],
    Meta(min_length=2, max_length=3, description="[heading, step] or [heading, step, inertia]"),
]


class Section(Struct, frozen=True, omit_defaults=True):
    """One table of a level file.

    Defaults are left out of digests, so that a new optional key changes no published level.
    """


class DrawnParameter(Section, frozen=True, kw_only=True):
    """A parameter with its published value and what a variant may draw instead.

    Variants draw from the grid ``low, low + step, ...`` up to ``high`` of ``between``, or from
    ``choices``. Without a step the grid has 100 steps.
    """

    value: Number
    between: Pair | None = None
    step: Positive | None = None
    choices: (
        Annotated[
            tuple[float, ...],
            Meta(min_length=1, max_length=100, description="a list of 1 to 100 numbers"),
        ]
        | None
    ) = None


SpanOf: TypeAlias = Annotated[
    tuple[float | str, ...],
    Meta(
        min_length=2,
        max_length=3,
        description="[first, last] or [first, last, every], counted from 0, numbers or formulas",
    ),
]


class ImageSection(Section, frozen=True, kw_only=True):
    """A grey picture: every place in it makes a row of data, with a column for each named pixel.

    ``pixels`` are offsets from the place, down and right; ``across`` are the columns of the picture
    that places are taken from. With ``block`` the picture is first averaged over squares so wide.
    """

    file: Annotated[str, Meta(description="the name of a CSV file of grey levels")]
    pixels: Annotated[
        dict[str, tuple[int, int]],
        Meta(min_length=1, max_length=50, description="names of pixels, each with [down, right]"),
    ]
    across: SpanOf | None = None
    block: Expression = 1.0


KernelWeight: TypeAlias = Annotated[
    float | str, Meta(description="a number, or a formula that is linear in w1 and w2")
]
NetWeights: TypeAlias = Annotated[
    tuple[float, ...], Meta(min_length=1, max_length=1_000, description="a list of numbers")
]


class NetSection(Section, frozen=True, kw_only=True):
    """A small trained network with two of its kernel weights free; its pictures are the data.

    Kernel (row by row), tanh, means over blocks of 2 by 2, ``readout``, logistic loss.
    """

    kernel: Annotated[
        tuple[KernelWeight, ...],
        Meta(min_length=1, max_length=121, description="a list of numbers and formulas"),
    ]
    bias: Number
    readout: NetWeights
    offset: Number
    label: Annotated[str, Meta(description="the name of the column of labels, 0 or 1")]
    brightest: Positive


class LossSection(Section, frozen=True, kw_only=True):
    """The loss: a formula in ``w1``, ``w2``, the parameters and the columns of the data, or a net.

    ``rows`` are those of the data that it is taken over (of a picture its lines), all unless given;
    ``held_out`` are those on which it is shown as well, and not descended.
    """

    formula: Annotated[str, Meta(min_length=1, description="a formula in quotes")] | None = None
    net: NetSection | None = None
    parameters: Annotated[
        dict[str, float | str | DrawnParameter],
        Meta(max_length=100, description="a table of at most 100 parameters"),
    ] = {}
    data: Annotated[str, Meta(description="the name of a CSV file beside the level")] | None = None
    columns: (
        Annotated[
            dict[str, tuple[float, ...]],
            Meta(description="named lists of numbers of the same length"),
        ]
        | None
    ) = None
    image: ImageSection | None = None
    rows: SpanOf | None = None
    held_out: SpanOf | None = None

    @property
    def drawn(self) -> dict[str, DrawnParameter]:
        """The parameters that have a table, by name."""
        return {n: p for n, p in self.parameters.items() if isinstance(p, DrawnParameter)}


Instrument: TypeAlias = Literal[
    "compass", "partials", "readout", "curvature", "rose", "half-planes", "cut", "film"
]


class MapSection(Section, frozen=True, kw_only=True):
    """The part of the plane that is played on, and what the player gets to see of it."""

    w1: Pair
    w2: Pair
    sight: Annotated[
        Positive | Literal["all"], Meta(description='a radius above 0 in weights, or "all"')
    ] = "all"
    isovalues: Annotated[Literal["log", "linear"], Meta(description='"log" or "linear"')] = "log"
    aspect: Annotated[Literal["equal", "stretch"], Meta(description='"equal" or "stretch"')] = (
        "equal"
    )
    instruments: Annotated[
        tuple[Instrument, ...],
        Meta(description="a list of " + ", ".join(f'"{name}"' for name in get_args(Instrument))),
    ] = ("compass", "partials", "readout")

    @property
    def box(self) -> tuple[Pair, Pair]:
        """The map, one ``(low, high)`` per weight."""
        return self.w1, self.w2


class StartSection(Section, frozen=True, kw_only=True):
    """Where player and bot start."""

    w: Annotated[
        tuple[float | str, float | str],
        Meta(description='two numbers or formulas in the parameters, such as ["c - 7", 2.0]'),
    ]


class RulesSection(Section, frozen=True, kw_only=True):
    """What a move may be.

    A ``per-weight`` compass points along minus each slope over its own curvature. With
    ``turn_axes`` the player of an axis level may turn the axes once, by moving along new ones.
    """

    moves: Annotated[
        Literal["free", "axis", "gradient"], Meta(description='"free", "axis" or "gradient"')
    ] = "free"
    max_step: Positive
    turns: Turns
    inertia: Annotated[
        Share | Literal["player"],
        Meta(description='a number from 0 to 0.95, or "player" (chosen with every move)'),
    ] = 0.0
    compass: Annotated[
        Literal["gradient", "per-weight"], Meta(description='"gradient" or "per-weight"')
    ] = "gradient"
    turn_axes: Flag = False


class GoalTable(Section, frozen=True, kw_only=True, tag_field="kind"):
    """What goals of all kinds have in common; what they mean is in ``game/goals.py``.

    ``AMOUNT`` is the key of the goal's number: a loss to be at, or else a sum, which is above 0.
    """

    AMOUNT: ClassVar[str] = "loss"

    @property
    def amount(self) -> int | float | str:
        """The goal's number, or its expression."""
        value: int | float | str = getattr(self, self.AMOUNT)
        return value

    @property
    def fewest_turns(self) -> int:
        """The fewest turns in which the goal can be met."""
        return 1


class ReachGoal(GoalTable, frozen=True, kw_only=True, tag="reach"):
    """Stand at or below a loss."""

    loss: Expression


class HoldGoal(GoalTable, frozen=True, kw_only=True, tag="hold"):
    """Be at or below a loss after this many turns running."""

    loss: Expression
    turns: Turns

    @property
    def fewest_turns(self) -> int:
        """The turns that the loss has to be held."""
        return self.turns


class KeepPromiseGoal(GoalTable, frozen=True, kw_only=True, tag="keep-promise"):
    """Descend by ``total`` in moves whose surprise is within ``tolerance`` of their promise."""

    AMOUNT: ClassVar[str] = "total"
    tolerance: Positive
    total: Expression


GoalSection: TypeAlias = ReachGoal | HoldGoal | KeepPromiseGoal
"""A goal of any kind."""


class BotSection(Section, frozen=True, kw_only=True):
    """An opponent: a method and its settings, which are any further keys of the table."""

    OPEN: ClassVar[str] = "settings"

    optimizer: Annotated[str, Meta(description="the name of an optimizer")]
    settings: dict[str, float | str] = {}


class StarsSection(Section, frozen=True, kw_only=True):
    """Three stars in at most ``par`` turns; two in at most ``two``, else in fewer than the bot."""

    par: Expression
    two: Turns | None = None


class NoiseSection(Section, frozen=True, kw_only=True):
    """What blurs the compass: Gaussian noise of deviation ``sd``, or a mini-batch of ``rows``.

    With ``hides_loss`` the player sees the loss of the turn's noise only, and the true one after
    the game: a lucky place cannot be told from a good one.
    """

    sd: Positive | None = None
    rows: Count | None = None
    hides_loss: Flag = False


class VariantsSection(Section, frozen=True, kw_only=True):
    """What variants may do besides drawing parameters."""

    mirrors: Flag = False


class TextSection(Section, frozen=True, kw_only=True):
    """The words around a game. Fields such as ``{bot.turns}`` are filled in from the game.

    The idea comes in the debrief; with ``withhold_idea`` no command prints it before a game of the
    level, either.
    """

    brief: Page
    debrief: Page
    why: Page | None = None
    hints: Annotated[
        tuple[Line, ...], Meta(max_length=3, description="a list of at most three texts")
    ] = ()
    hint_plays: Annotated[
        tuple[Line, ...],
        Meta(max_length=3, description="the name of a play by rule for each hint, in order"),
    ] = ()
    withhold_idea: Flag = False


class Policy(Section, frozen=True, kw_only=True):
    """A play by rule: ``follow`` names the rule.

    Rules that take a step take the longest allowed one, unless ``step`` fixes it or ``rate`` makes
    it proportional to the slope, as a learning rate does. A ``step`` below 0 goes the opposite way,
    uphill, for ``gradient`` and ``steeper-axis``. With ``keys`` every move is rounded to the
    headings and steps that the keys offer; no move is longer than the longest allowed.
    """

    follow: Annotated[str, Meta(description="the name of a policy")]
    step: Expression | None = None
    rate: Expression | None = None
    keys: Flag = False


class Contrast(Section, frozen=True, kw_only=True):
    """The conditions of the value that is subtracted, where they differ."""

    at: Annotated[
        Literal["start", "minimum"] | tuple[float | str, float | str],
        Meta(description='"start", "minimum" or two numbers or formulas'),
    ] = "start"
    heading: Expression | None = None
    step: Expression | None = None
    given: Annotated[
        dict[str, float | str], Meta(description="parameters with other values for this claim")
    ] = {}
    bot: BotSection | None = None
    policy: Policy | None = None


class Measurement(Section, frozen=True, kw_only=True):
    """Where and how a measure is taken, and its bounds."""

    at: Annotated[
        Literal["start", "minimum"] | tuple[float | str, float | str],
        Meta(description='"start", "minimum" or two numbers or formulas'),
    ] = "start"
    heading: Expression | None = None
    step: Expression | None = None
    of: (
        Annotated[
            tuple[str, ...],
            Meta(min_length=1, max_length=2, description="one or two formulas in columns"),
        ]
        | None
    ) = None
    given: Annotated[
        dict[str, float | str], Meta(description="parameters with other values for this claim")
    ] = {}
    bot: BotSection | None = None
    policy: Policy | None = None
    expression: Annotated[str, Meta(description="a formula in w1 and w2")] | None = None
    sweep: Annotated[
        dict[str, tuple[float | str, float | str]],
        Meta(max_length=2, description="one or two settings, each with [lowest, highest]"),
    ] = {}
    minus: Contrast | None = None
    equals: Expression | None = None
    at_least: Expression | None = None
    at_most: Expression | None = None
    between: (
        Annotated[
            tuple[float | str, float | str],
            Meta(description="two numbers or formulas in the parameters, the lower one first"),
        ]
        | None
    ) = None
    tolerance: Positive = 1e-6


class Claim(Measurement, frozen=True, kw_only=True):
    """A statement that makes the lesson true: a measure, where it is taken, and its bound.

    A measure is taken at a point, ``at``; of the move from there, ``step`` long along ``heading``
    (in degrees, straight downhill unless given); of a bot that begins there, ``bot`` or else the
    level's own; or of a ``policy`` that plays the level from its start. Distances and steps are in
    the unit of the weights, slopes in loss per unit of distance.

    ``of`` are columns of the data, or formulas in them. With ``given`` the claim is about the same
    level with some parameters changed, before an idea against after it. With ``sweep`` it is about
    all settings of a bot in a range (of a policy its ``rate`` or ``step``, of a move its
    ``heading`` or ``step``): the bounds hold for each of them. With ``minus`` it is about the
    difference to the same measure under other conditions.
    """

    name: Slug
    say: Line
    measure: Annotated[str, Meta(description="the name of a measure")]
    variants: Flag = True


class RightWhen(Measurement, frozen=True, kw_only=True):
    """When a choice of a question is right: a measure and a bound, as of a claim.

    Other keys that a table leaves out are those of the first choice.
    """

    measure: Annotated[str, Meta(description="the name of a measure")] | None = None


class Question(Section, frozen=True, kw_only=True):
    """Asked before the first move and again after the last; ``answer`` counts from 1.

    ``right_when`` says for each choice when it is right: that has to hold of the answer on every
    variant, and of no other choice on any.
    """

    ask: Line
    choices: Annotated[
        tuple[Line, ...],
        Meta(min_length=2, max_length=5, description="a list of 2 to 5 texts"),
    ]
    answer: Annotated[int, Meta(ge=1, le=5, description="the number of the right choice, from 1")]
    because: Line
    right_when: Annotated[
        tuple[RightWhen, ...],
        Meta(max_length=5, description="a list of tables { }, one for each choice"),
    ] = ()


class Proof(Section, frozen=True, kw_only=True):
    """Which claims and plays prove a sentence of the texts, or the idea."""

    sentence: Annotated[
        str, Meta(min_length=5, max_length=300, description="words of a sentence, as they stand")
    ]
    by: Annotated[
        tuple[str, ...],
        Meta(min_length=1, max_length=10, description="a list of names of claims and plays"),
    ]


class Play(Section, frozen=True, kw_only=True):
    """A reference play: explicit moves or a policy, and the stars it must or must not earn."""

    name: Line
    moves: (
        Annotated[
            tuple[FileMove, ...],
            Meta(description='a list of moves [heading, step], or ["-", step] without a heading'),
        ]
        | None
    ) = None
    policy: Policy | None = None
    stars: Annotated[int, Meta(ge=0, le=3, description="a whole number from 0 to 3")] | None = None
    stars_at_most: (
        Annotated[int, Meta(ge=0, le=3, description="a whole number from 0 to 3")] | None
    ) = None
    variants: Flag = False
    insight: Flag = False


class Waiver(Section, frozen=True, kw_only=True):
    """A rule of the level check that this level breaks on purpose, and why.

    With ``key``, as the check prints it, only what is found at that key is waived; with
    ``sentence``, only what is found in the sentence that has these words. The rule ``unbound`` can
    be waived for one sentence of a level.
    """

    rule: Annotated[str, Meta(description="the name of a rule, as the level check prints it")]
    key: Annotated[str, Meta(description="a key, as the level check prints it")] | None = None
    sentence: Annotated[str, Meta(description="words of a sentence, as they stand")] | None = None
    because: Line


class LevelFile(Section, frozen=True, kw_only=True):
    """A whole level file.

    ``pinned`` is the instrument whose rows stay beside the map in the smallest window.
    """

    format: Annotated[Literal[1], Meta(description="1")]
    id: Slug
    title: Annotated[
        str, Meta(min_length=1, max_length=40, description="a text of 1 to 40 characters")
    ]
    world: Slug
    order: Count
    idea: Line
    requires: Annotated[tuple[str, ...], Meta(description="a list of level ids")] = ()
    pinned: Instrument | None = None
    loss: LossSection
    map: MapSection
    start: StartSection
    rules: RulesSection
    goal: GoalSection
    bot: BotSection
    ghosts: tuple[BotSection, ...] = ()
    stars: StarsSection
    noise: NoiseSection | None = None
    variants: VariantsSection = VariantsSection()
    text: TextSection
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    plays: tuple[Play, ...] = ()
    proofs: tuple[Proof, ...] = ()
    waivers: tuple[Waiver, ...] = ()


class PackLabel(NamedTuple):
    """The pack that a level comes from: its name, the title of its world, its author."""

    name: str
    title: str
    credit: str = ""


class Level(LevelFile, frozen=True, kw_only=True, eq=False):
    """A level file that was read and validated, with its data.

    Two levels are equal only if they are one object, so that caches are fast.

    Attributes:
        path: The file.
        source: Its text, for messages with lines.
        dataset: All rows of data, None without data.
        picture: The picture that the rows are made from, None without one.
        pack: The pack that the level is part of, None for the course and single files.
        rounded: Whether formulas for goal and bots are rounded to what is shown. They are, but in
            games that were played before 0.2.0.

    >>> from descent_game import load_level
    >>> level = load_level("ravine")
    >>> level.id, level.bot.optimizer, level.path.name
    ('ravine', 'momentum', 'ravine.toml')
    """

    path: Path
    source: str = ""
    dataset: Dataset | None = None
    picture: Image | None = None
    pack: PackLabel | None = None
    rounded: bool = True

    @property
    def address(self) -> str:
        """The name of the level in commands and in the record: its id, in a pack ``pack/id``."""
        return f"{self.pack.name}/{self.id}" if self.pack else self.id

    @property
    def data_files(self) -> tuple[str, ...]:
        """The names of the files beside it that hold its data."""
        image = self.loss.image.file if self.loss.image else None
        return tuple(name for name in (self.loss.data, image) if name is not None)
