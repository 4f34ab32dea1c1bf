"""Runs programs of the plugin's Python SDK by Pulumi's Automation API, as inline programs: no language host is needed.

    automation.py FOLDER PROJECT STEPS      STEPS is JSON: [{ "do": "up" | "preview" | "destroy", "program": FILE }]

FOLDER holds the Pulumi.yaml. What came of each step goes to standard output as JSON: outputs and counts, or an error's text.
"""

import json
import runpy
import sys

from pulumi import automation as auto

folder, project, steps = sys.argv[1:]


def plain(changes):
    return {str(getattr(kind, "value", kind)): count for kind, count in (changes or {}).items()}


def run(do, program):
    stack = auto.create_or_select_stack(
        "test",
        project_name=project,
        program=lambda: runpy.run_path(program) and None,
        opts=auto.LocalWorkspaceOptions(work_dir=folder),
    )
    try:
        if do == "up":
            done = stack.up()
            return {
                "changes": plain(done.summary.resource_changes),
                "outputs": {name: {"value": output.value, "secret": output.secret} for name, output in done.outputs.items()},
                "said": done.stdout + done.stderr,
            }
        if do == "preview":
            done = stack.preview(expect_no_changes=True)
            return {"changes": plain(done.change_summary), "said": done.stdout + done.stderr}
        done = stack.destroy()
        return {"changes": plain(done.summary.resource_changes), "said": done.stdout + done.stderr}
    except auto.CommandError as error:
        return {"error": str(error)}


print(json.dumps([run(step["do"], step["program"]) for step in json.loads(steps)]))
