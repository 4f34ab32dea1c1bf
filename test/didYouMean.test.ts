import { didYouMean } from "../provider/didYouMean";

test.each<[string, string]>([
  ["readonly", "; did you mean readOnly?"],
  ["read_only", "; did you mean readOnly?"],
  ["tenantID", "; did you mean tenantId?"],
  ["refreshTokenDat", "; did you mean refreshTokenDate?"],
  ["refreshtoken", "; did you mean refreshToken?"],
  ["nothing", ""],
])("%s%s", (typed, phrase) => {
  expect(didYouMean(typed, ["refreshTokenDate", "refreshToken", "tenantId", "readOnly"])).toBe(phrase);
});
