"""How the log travels between desks and the province."""
