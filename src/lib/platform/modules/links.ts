/**
 * Addresses in plain text. Modules have no markup, so an author writes an address as it is; the player shows its host and asks
 * before anything is opened. Whatever could lead elsewhere than it reads stays text.
 */

export type Segment =
	| { type: 'text'; text: string }
	/** `host` in ASCII (punycode where there are other letters), as it is to be shown; `url` is what would be opened. */
	| { type: 'link'; text: string; host: string; url: string };

/** From `https://` to the next blank or sign that stands in no address. */
const CANDIDATE = /https:\/\/[^\s\p{C}<>"'`\\^{|}«»“”‘’„]+/giu;
/** A sentence's own signs at its end; closing brackets only where more are closed than opened in the address. */
const SENTENCE_END = /[.,;:!?…،؛؟。、]+$/u;
const CLOSING = /[)\]]$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

const many = (text: string, sign: string) => text.split(sign).length;

function withoutEnd(address: string): string {
	for (let text = address; ;) {
		const closing = CLOSING.exec(text)?.[0];
		const isOfSentence =
			closing !== undefined && many(text, closing) > many(text, closing === ')' ? '(' : '[');
		const shorter = isOfSentence ? text.slice(0, -1) : text.replace(SENTENCE_END, '');
		if (shorter === text) return text;
		text = shorter;
	}
}

/**
 * Where this address leads, or null when it is not plainly one host on the web: a user name in front of it, a port, an IP
 * address, a percent sign or an unusual dot in the host, one name without a dot.
 */
export function hostOf(address: string): { host: string; url: string } | null {
	const written = /^https:\/\/([^/?#]*)/i.exec(address)?.[1];
	if (written === undefined || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(written)) return null;
	let url: URL;
	try {
		url = new URL(address);
	} catch {
		return null;
	}
	const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
	if (!plain || !HOST.test(url.hostname)) return null;
	// What reads as ASCII must be the very host; other letters come out as xn--, which nobody takes for another name.
	const ascii = /^[\x21-\x7e]*$/.test(written);
	if (ascii ? written.toLowerCase() !== url.hostname : !url.hostname.includes('xn--')) return null;
	return { host: url.hostname, url: url.href };
}

/** A text as its segments, in order; their texts together are the text. */
export function linksIn(text: string): Segment[] {
	const segments: Segment[] = [];
	let from = 0;
	const upTo = (to: number) => {
		if (to > from) segments.push({ type: 'text', text: text.slice(from, to) });
		from = to;
	};
	for (const { 0: candidate, index } of text.matchAll(CANDIDATE)) {
		const address = withoutEnd(candidate);
		const found = hostOf(address);
		// Behind a letter it is the end of another word: xhttps://
		if (found === null || /[\p{L}\p{N}]$/u.test(text.slice(from, index))) continue;
		upTo(index);
		segments.push({ type: 'link', text: address, ...found });
		from = index + address.length;
	}
	upTo(text.length);
	return segments;
}
