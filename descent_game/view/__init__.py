"""What is said and drawn for a player, as lines and pieces with roles, without Textual."""
