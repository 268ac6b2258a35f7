"""The rules of a level in words."""

MOVES = {
    "free": "any heading, any step up to the longest",
    "axis": "one weight at a time: along w1 or along w2",
    "gradient": "down the compass; you choose the step",
}
"""What a move may be."""
