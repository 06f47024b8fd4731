"""Charts as drawing lists: figures to rectangles, lines and words, in pixels and tokens.

Screen, paper and web paint the same list; nobody but this package decides where a bar ends.
"""
