"""How dates and times are written, by language, where Django has them otherwise."""
