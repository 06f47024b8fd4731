"""The dialog that carries what waits to the province on a stick, and reads what comes back."""
