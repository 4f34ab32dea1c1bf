// One shard, for whoever runs `pulumi` on a single stack: Pulumi Deployments, the Kubernetes Operator, you. `partnercenter fleet` does without it.
module.exports = require("pulumi-partnercenter/customers").declareShard(__dirname);
