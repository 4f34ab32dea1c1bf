/** What Pulumi complains about, without what the SDK adds of its command: `code: …`, `stdout: …`, `stderr: …`, and the same once more in `err?: …`. */
export function complaintIn(message: string): string {
  const [, version] = /no resource plugin 'pulumi-resource-partnercenter' found in the workspace at version v(\S+)/.exec(message) ?? [];
  if (version !== undefined) {
    return `The plugin serves this stack, and Pulumi does not find its version ${version} here. Install it: npx partnercenter plugin install. Nothing was run.`;
  }
  if (message.includes("unexpected end of JSON input")) {
    return (
      "Pulumi cannot read the state of a stack: the file is cut off, as a full disk leaves it. Where the backend is a folder, look into .pulumi/stacks/PROJECT: put STACK.json.bak in " +
      "the place of STACK.json. Where that is cut off, too, take STACK.json away, and its lock in .pulumi/locks: what Partner Center lists is then adopted without a request."
    );
  }
  const [, complaint = message] = /^ stderr: (?:Command failed with .*\n)?([\s\S]*?)\n err\?:/m.exec(message) ?? [];
  return complaint.replace(/^(?:error: )?|\n(?:Updating|Previewing|Refreshing|Destroying) \([\s\S]*$/g, "").trim() || message;
}
