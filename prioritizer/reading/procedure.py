"""Who does what, and who sets which fields (G8)."""

from collections.abc import Iterator, Mapping

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import Field, Step
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.rule_files import RuleFiles
from prioritizer.reading.scalars import nearest
from prioritizer.reading.yaml_text import Located, dotted


def read_procedure(files: RuleFiles, fields: Mapping[str, Field]) -> tuple[Step, ...]:
    """Read the steps; every field that a screener sets must be set in one of them.

    Args:
        files: The workspace; faults are noted there.
        fields: The vocabulary; empty when it could not be read, and then no name is judged.
    """
    path = files.workspace / "rules" / "procedure.yaml"
    if not path.exists():
        return ()
    located = files.open(path)
    form = files.form(forms.ProcedureForm, located)
    if not form:
        return ()
    files.faults += _set_faults(located, form, fields)
    return tuple(Step(s.id, s.title.model_dump(), s.who.model_dump(), s.when.model_dump(), s.sets) for s in form.steps)


def _set_faults(located: Located, form: forms.ProcedureForm, fields: Mapping[str, Field]) -> Iterator[Fault]:
    named = [(("steps", n, "sets", at), name) for n, s in enumerate(form.steps) for at, name in enumerate(s.sets)]
    unknown = [(path, name) for path, name in named if fields and name not in fields]
    for path, name in unknown:
        yield fault(located.place(path), dotted(path), "unknown_field", nearest(name, fields), key=name)
    done = {name for _, name in named}
    left = [f.id for f in fields.values() if f.by == "screener" and f.id not in done]
    if left and not unknown:
        yield fault(located.place(("steps",)), "steps", "nobody_sets", fields=", ".join(left))
