"""A commented assignment file to start from."""

import re

TEMPLATE = """\
# An assignment: what students play, until when, and how games become points.
# Check it with: descent homework check FILE
format = 1
id = "{id}"                       # small letters, digits, hyphens; stays as it is once handed out
title = "Homework: {id}"
course = ""                       # shown to students
# due = 2026-12-01T23:59:00+01:00 # date, time and zone
counts = "best"                   # of several attempts (and files): "best", "last" or "first"
# attempts = 3                    # only the first attempts at a level count; with personal variants
#                                 # the first 200 unless you set another number

# Shares of a level's points.
[points]
stars = [0.6, 0.8, 1.0]           # for one star (the goal), two (before the bot), three (par)
questions = 0.0                   # goes to right answers after the game instead
turns = 0.0                       # lost for each turn above par
hints = 0.0                       # lost for each hint, as the student's machine reports them

# [late]                          # by the platform's time of upload, where it gives one
# grace = 15                      # minutes
# per_day = 0.1                   # share of the points lost for each day begun
# most = 0.5                      # never more than that

[variants]
personal = false                  # true: everybody gets maps of their own. Then solve, demo and the
salt = ""                         # published plays, which work on published maps, are of no use.
                                  # The salt is any text; another one gives other maps.

[[levels]]
level = "first-light"             # a level's id, or the path of a file beside this one
points = 5

[[levels]]
level = "ravine"
points = 10
# scoring = {{ stars = [0.5, 0.75, 1.0] }}

# [[students]]                    # what is different for one student
# id = "ada@example.org"
# due = 2026-12-08T23:59:00+01:00
# reroll = 1                      # other maps, if theirs are unlucky
"""


def template(stem: str) -> str:
    """Return an assignment file whose id comes from the name of its file."""
    name = re.sub("[^a-z0-9]+", "-", stem.lower()).strip("-")[:40].strip("-")
    return TEMPLATE.format(id=name or "hw1")
