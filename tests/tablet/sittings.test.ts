// When a rest is offered.

import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf } from "../../tablet/sittings.ts";

const times = (count: number, sitting: number) => Array.from({ length: count }, () => sitting);
const sizes = (sittings: number[]) => {
  const parts = partsOf(sittings);
  return [...new Set(parts)].map((part) => parts.filter((one) => one === part).length);
};

test("parts count on where sittings were not shown", () => {
  assert.deepEqual(partsOf([1, 1, 3, 3, 5]), [1, 1, 2, 2, 3]);
  assert.deepEqual(partsOf([2, 2]), [1, 1]);
  assert.deepEqual(partsOf([]), []);
});

test("the last questions go with the sitting before them, and nobody comes back in an earlier part", () => {
  assert.deepEqual(partsOf([1, 2, 2, 1, 1]), [1, 2, 2, 2, 2]);
  assert.deepEqual(partsOf([1, 2, 1, 3, 1, 2]), [1, 2, 2, 3, 3, 3]);
});

test("a long sitting gets a rest after ten, and none before one or two last questions", () => {
  assert.deepEqual(sizes(times(18, 4)), [10, 8]);
  assert.deepEqual(sizes([...times(6, 1), ...times(25, 2)]), [6, 10, 10, 5]);
  assert.deepEqual(sizes(times(12, 1)), [12]);
  assert.deepEqual(sizes(times(13, 1)), [10, 3]);
});
