"""What players are shown, as lines of pieces with roles, without Textual."""
