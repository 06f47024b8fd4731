"""Pairing this desk with its province: address, code, six words to read aloud."""
