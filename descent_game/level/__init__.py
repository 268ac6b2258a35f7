"""What a level is: its file, its variants."""
