/** When reminders ring: from what her phone asks for, through the relay and its own looking, to the push service. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { World, type Device } from '../../../../tests/support/channel-world';
import { figure } from '../../../../tests/support/figure';
import { startPushService, type PushService } from '../../../../tests/support/push-service';
import { newWake } from './identity';
import { askToBeWoken } from './ask';
import type { WakeMoment } from './times';

const MINUTE = 60_000;
const STEP = 2 * MINUTE;

let service: PushService;
let world: World;
let phone: Device;
beforeEach(async () => {
	service = await startPushService();
	world = new World([service.origin]);
	phone = await world.device();
});
afterEach(async () => {
	await world.close();
	await service.close();
});

/** Minutes from now at which a push went out, while this long goes by at the relay. */
async function ringsWithin(minutes: number): Promise<number[]> {
	const rings: number[] = [];
	for (world.ahead = 0; world.ahead <= minutes * MINUTE; world.ahead += STEP)
		for (let sent = await world.wake(); sent > 0; sent -= 1) rings.push(world.ahead / MINUTE);
	world.ahead = 0;
	return rings;
}

test(
	'each rings once, within the hour before its moment, and before what it is about',
	{ timeout: 60_000 },
	async () => {
		const start = Date.now();
		const inMinutes = [75, 150, 225, 300, 390];
		const moments = inMinutes.map((minutes) => ({
			at: start + minutes * MINUTE,
			until: start + (minutes + 60) * MINUTE,
		}));
		const wake = { ...newWake(), told: [] };
		const asked = await askToBeWoken(phone, wake, moments, service.subscribe());
		expect(asked.ok && asked.value.map(({ at }) => at)).toEqual(moments.map(({ at }) => at));
		const rings = await ringsWithin(400);
		expect(service.faults).toEqual([]);
		expect(service.pushes.every(({ opened }) => opened.length === 0)).toBe(true);
		const early = inMinutes.map((minutes, at) => minutes - (rings[at] ?? NaN));
		figure(
			'reminders ring, minutes before the moment she chose',
			`${String(Math.min(...early))} to ${String(Math.max(...early))}`,
			'0 to 60',
		);
		expect(rings).toHaveLength(moments.length);
		expect(Math.min(...early)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...early)).toBeLessThanOrEqual(60);
	},
);

test(
	'one chosen ten minutes before its moment rings before the appointment',
	{ timeout: 60_000 },
	async () => {
		const start = Date.now();
		const moments: WakeMoment[] = [{ at: start + 10 * MINUTE, until: start + 70 * MINUTE }];
		const wake = newWake();
		const subscription = service.subscribe();
		const asked = await askToBeWoken(phone, wake, moments, subscription);
		if (!asked.ok) throw new Error(asked.error.type);
		// Opened again before it rang: it is not lost, and not moved.
		const again = await askToBeWoken(phone, { ...wake, told: asked.value }, moments, subscription);
		expect(again).toEqual(asked);
		const rings = await ringsWithin(90);
		expect(rings).toHaveLength(1);
		expect(rings[0]).toBeLessThan(30);
	},
);
