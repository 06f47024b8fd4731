"""The command that shows a form with an invented case, and says what is wrong with own forms."""

from __future__ import annotations

from pathlib import Path

from desk_app.cli.context import Context
from desk_app.core.case_paper import FORM_FILES
from desk_app.services.write_file import prepared_file

__all__ = ["FORM_FILES", "form"]

_REFUSED = "form.own_refused"


def form(context: Context) -> int:
    """Write one form, the desk's own where it is good, as a PDF of no value."""
    # reportlab, which these bring in, takes longer to load than most commands run.
    from desk_app.services.paper_forms import FOLDER, PaperForms  # noqa: PLC0415
    from desk_app.services.sample_papers import sample_pdf  # noqa: PLC0415

    arguments = context.arguments
    target: Path = context.output(arguments.output)
    with context.desk() as desk:
        context.acting(desk, "print.case")
        forms = PaperForms(desk.home / FOLDER, desk.forms())
        pdf = sample_pdf(forms, arguments.form, desk.unit, context.today())
        notes = forms.check_all()
    with prepared_file(target, pdf) as put_in_place:
        put_in_place()
    context.note(*notes)
    if arguments.json:
        document = {"file": str(target), "refused": [p.field for p in notes if p.code == _REFUSED]}
        context.document(document)
        return 0
    context.say("cli.print.sample", file=str(target))
    return 0
