"""The page "Hồ sơ": work lists, one case opened beside them, and the dialogs of its steps."""
