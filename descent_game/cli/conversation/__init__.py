"""The game as a conversation in lines of text: commands in, words out, the same record."""
