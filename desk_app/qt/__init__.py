"""Qt without widgets: theme, language, runner, models, messages, and the desk behind them."""

from desk_app.qt.lasting_none import make_none_last

make_none_last()
