import { parseObject } from "../provider/json";

test("only an object counts", () => {
  expect(parseObject('{"a":[1]}')).toEqual({ a: [1] });
  for (const text of ["", "x", "1", "null", "[]", '"a"', "{"]) expect(parseObject(text)).toBeUndefined();
});
