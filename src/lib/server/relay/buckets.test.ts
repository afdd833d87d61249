import { expect, test } from 'vitest';
import { AddressKeys, Buckets } from './buckets';

test('a burst, then a steady pace, each key for itself', () => {
	let now = 0;
	const buckets = new Buckets({ burst: 3, perSecond: 0.5 }, () => now);
	expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 2]);
	expect(buckets.take('b')).toBe(0);
	now += 1_000;
	expect(buckets.take('a')).toBe(1);
	now += 1_000;
	expect([1, 2].map(() => buckets.take('a'))).toEqual([0, 2]);
	now += 1e9;
	expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 2]);
});

test('a clock set back gives nothing and takes nothing', () => {
	let now = 1e9;
	const buckets = new Buckets({ burst: 2, perSecond: 1 }, () => now);
	buckets.take('a');
	now = 0;
	expect([1, 2].map(() => buckets.take('a'))).toEqual([0, 1]);
	buckets.sweep();
	now = 1_000;
	expect(buckets.take('a')).toBe(0);
});

test('any number of keys takes a bounded room', () => {
	const buckets = new Buckets({ burst: 1, perSecond: 1 }, () => 0);
	for (let key = 0; key < 60_000; key += 1) buckets.take(String(key));
	expect(buckets.take('59999')).toBeGreaterThan(0);
	expect(buckets.take('0')).toBe(0);
});

test('an address is a key that changes every day; a household of IPv6 addresses is one', () => {
	let now = 0;
	const keys = new AddressKeys(() => now);
	const same = (...addresses: string[]) => new Set(addresses.map((address) => keys.of(address))).size;
	expect(same('192.0.2.1', '::ffff:192.0.2.1', '192.0.2.1')).toBe(1);
	expect(same('192.0.2.1', '192.0.2.2')).toBe(2);
	expect(
		same('2001:db8:1:2:3:4:5:6', '2001:DB8:1:2::9', '2001:0db8:0001:0002:ffff::', '2001:db8:1:2::1%eth0'),
	).toBe(1);
	expect(same('2001:db8:1:2::1', '2001:db8:1:3::1', '::1', 'fe80::1')).toBe(4);
	expect(same('', 'unknown', ':::::', '1:2:3:4:5:6:7:8:9::')).toBeGreaterThan(1);
	const today = keys.of('192.0.2.1');
	expect(today).not.toContain('192');
	now += 86_400_000;
	expect(keys.of('192.0.2.1')).not.toBe(today);
});
