/** An address she types herself. Pure; what it refuses has words of its own. */
import { failed, ok, type Result } from '$protocol/result';

/** `NotPlain`: with a name, a password or a port in it, or a machine's number instead of a name. */
export type OwnSiteError = { type: 'Empty' | 'NotAnAddress' | 'NotSecure' | 'NotPlain' | 'TooLong' | 'Here' };

const LONGEST = 200;

/**
 * The address as the exit will use it. `https://` may be left out. What comes after `?` or `#` is dropped: it may name her,
 * or what she searched for.
 * @param here this app's own host, to which leaving must not lead
 */
export function parseOwnSite(typed: string, here: string): Result<string, OwnSiteError> {
	const text = typed.trim();
	if (text === '') return failed({ type: 'Empty' });
	const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	if (!URL.canParse(address)) return failed({ type: 'NotAnAddress' });
	const { protocol, hostname, host, username, password, port, origin, pathname } = new URL(address);
	if (protocol === 'http:') return failed({ type: 'NotSecure' });
	if (protocol !== 'https:') return failed({ type: 'NotAnAddress' });
	if (host === here) return failed({ type: 'Here' });
	if (username || password || port || hostname.startsWith('[') || /^[\d.]+$/.test(hostname))
		return failed({ type: 'NotPlain' });
	if (!/^([^.]+\.)+[a-z][a-z\d-]+$/.test(hostname)) return failed({ type: 'NotAnAddress' });
	const whole = `${origin}${pathname}`;
	return whole.length > LONGEST ? failed({ type: 'TooLong' }) : ok(whole);
}
