// What Pulumi loads for `--policy-pack node_modules/pulumi-partnercenter/policy`.
require("../dist/policy/pack").start();
