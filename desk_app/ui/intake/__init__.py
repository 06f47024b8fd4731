"""The left half of the intake page: what a line means, who is known, what is kept as a draft."""
