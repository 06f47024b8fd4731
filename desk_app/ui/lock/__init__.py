"""Who sits there: the lock page, names covered when nobody is there, the change of officer."""
