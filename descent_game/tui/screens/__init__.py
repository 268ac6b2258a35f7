"""The screens: levels, brief, play, debrief, and the pages over them."""
