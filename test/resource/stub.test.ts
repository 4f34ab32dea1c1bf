import { approvalStub, qualificationStub } from "../../provider/resource/stub";

test("the text that stands in every state never changes", () => {
  expect(qualificationStub).toBe('exports.handler=()=>require("pulumi-partnercenter/dynamic").handler(1);');
  expect(Buffer.from(qualificationStub).length).toBe(71);
  expect(approvalStub).toBe('exports.handler=()=>require("pulumi-partnercenter/dynamic").approvalHandler(1);');
  expect(Buffer.from(approvalStub).length).toBe(79);
});
