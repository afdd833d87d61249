/** Whether an address belongs to the open internet. For names that are known to be public, as a second line. */
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { lookup } from 'node:dns';

const inside = new BlockList();
for (const [net, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
] as const)
	inside.addSubnet(net, bits, 'ipv4');
/** All that is in use of IPv6 begins with 001; the rest, and what stands for an IPv4 address, is not asked. */
const outside = new BlockList();
outside.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20],
] as const)
	inside.addSubnet(net, bits, 'ipv6');

export function isPublic(address: string): boolean {
	const family = isIP(address);
	if (family === 4) return !inside.check(address, 'ipv4');
	return family === 6 && outside.check(address, 'ipv6') && !inside.check(address, 'ipv6');
}

/** `dns.lookup` that finds public addresses only: the connection goes to what was looked at, not to a second answer. */
export const lookUpPublic: LookupFunction = (name, options, done) => {
	lookup(name, { ...options, all: true }, (error, found) => {
		const open = error ? [] : found.filter(({ address }) => isPublic(address));
		const [first] = open;
		if (first === undefined) {
			done(error ?? Object.assign(new Error('No public address'), { code: 'ENOTFOUND' }), '', 0);
			return;
		}
		if (options.all === true) done(null, open);
		else done(null, first.address, first.family);
	});
};
