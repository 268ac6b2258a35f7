"""Maps of characters, pictures and charts, from arrays: levels and games are not known here."""
