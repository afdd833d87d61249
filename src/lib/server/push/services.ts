/**
 * Which addresses a wake may be sent to. An endpoint comes from whoever asks, and a server that posts wherever it is told
 * can be turned against its own network: so only the push services browsers use, by name, over https, and, where the
 * operator says so, a service of their own. Nothing is asked of the network here.
 */

/** Chrome and its kin (two names), Firefox, Safari, Edge. A dot at the beginning: any name below it. */
const KNOWN = [
	'fcm.googleapis.com',
	'jmt17.google.com',
	'.push.services.mozilla.com',
	'.push.apple.com',
	'.notify.windows.com',
] as const;

/** Origins an operator names, e.g. `https://push.example.org`; plain http only on this machine. Their addresses may be private. */
export function parseServices(text: string): string[] | null {
	const origins: string[] = [];
	for (const one of text.split(/[\s,]+/).filter((part) => part !== '')) {
		if (!URL.canParse(one)) return null;
		const { origin, protocol, hostname, href } = new URL(one);
		const local = ['localhost', '127.0.0.1'].includes(hostname);
		if (href !== `${origin}/` || (protocol !== 'https:' && !(protocol === 'http:' && local))) return null;
		origins.push(origin);
	}
	return origins;
}

export interface Endpoint {
	url: URL;
	/** Named by the operator: may be an address of their own network. */
	own: boolean;
}

/** The endpoint, if a wake may be sent there; else `null`. */
export function parseEndpoint(text: string, own: readonly string[]): Endpoint | null {
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
	if (own.includes(url.origin)) return { url, own: true };
	const known = KNOWN.some((name) =>
		name.startsWith('.') ? url.hostname.endsWith(name) : url.hostname === name,
	);
	return known && url.protocol === 'https:' && url.port === '' ? { url, own: false } : null;
}
