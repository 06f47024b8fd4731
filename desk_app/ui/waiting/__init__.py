"""The right half of the intake page: who waits, and who was served today."""
