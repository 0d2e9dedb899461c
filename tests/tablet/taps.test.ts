// Taps of trembling hands.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Taps } from "../../tablet/taps.ts";

test("the first tap counts", () => assert.equal(new Taps().counts(0), true));

test("a second tap within 400 ms does not count, a later one does", () => {
  const taps = new Taps();
  assert.deepEqual([0, 100, 399, 400, 500, 800].map((at) => taps.counts(at)), [true, false, false, true, false, true]);
});

test("a tap that does not count does not lengthen the wait", () => {
  const taps = new Taps();
  taps.counts(0);
  taps.counts(390);
  assert.equal(taps.counts(410), true);
});

test("taps in the first 300 ms of a screen do not count", () => {
  const taps = new Taps();
  taps.screenCame(1_000);
  assert.deepEqual([1_000, 1_299, 1_300].map((at) => taps.counts(at)), [false, false, true]);
});
