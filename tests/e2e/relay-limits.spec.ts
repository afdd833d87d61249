/** What `npm run soak` does for long, here for a moment: guessing, a flood, a full disk, many who wait. */
import { expect, test } from '@playwright/test';
import { disk } from '../soak/disk';
import { enumeration } from '../soak/enumeration';
import { flood } from '../soak/flood';
import { streams } from '../soak/streams';

test.setTimeout(300_000);

test('ten thousand random ids find nothing in a relay that holds something', async () => {
	expect(await enumeration(10_000)).toBe(true);
});

test('a flood into one log is refused, and the others are served all the while', async () => {
	expect(await flood(3, false)).toBe(true);
});

test('a full disk says 507, loses nothing, and takes again when there is room', async () => {
	expect(await disk()).toBe(true);
});

test('hundreds wait at once, cost little, and are all there', async () => {
	expect(await streams(500)).toBe(true);
});
