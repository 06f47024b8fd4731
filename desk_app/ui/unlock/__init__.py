"""The desk that the system's keyring does not open: why not, and the recovery key."""
