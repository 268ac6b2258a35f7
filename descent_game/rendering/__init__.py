"""Maps made of characters; is handed arrays, knows neither levels nor games."""
