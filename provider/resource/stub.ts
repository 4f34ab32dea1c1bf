/**
 * The whole `__provider` of each resource: text in the state that Pulumi's dynamic-provider process evaluates. It never changes
 * (a golden test holds its bytes): the state keeps the text of the release that wrote it, and changing it
 * would update every resource of every user (facts: pulumi §0.1).
 */
export const qualificationStub = 'exports.handler=()=>require("pulumi-partnercenter/dynamic").handler(1);';
export const approvalStub = 'exports.handler=()=>require("pulumi-partnercenter/dynamic").approvalHandler(1);';
