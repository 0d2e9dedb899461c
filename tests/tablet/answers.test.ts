// What a choice means, and what is kept of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { itemOf } from "../../tablet/answers.ts";

test("a number, a code and a reason for none each keep their kind", () => {
  assert.deepEqual(itemOf("n:4"), { value: 4 });
  assert.deepEqual(itemOf("s:keep"), { value: "keep" });
  assert.deepEqual(itemOf("d:rather_not"), { declined: "rather_not" });
});
