import { expect, it } from 'vitest';
import { hostOf, linksIn } from './links';

const hosts = (text: string) => linksIn(text).flatMap((one) => (one.type === 'link' ? [one.host] : []));
const shown = (text: string) => linksIn(text).flatMap((one) => (one.type === 'link' ? [one.text] : []));

it('finds addresses in a text, without the signs around them, and loses nothing of it', () => {
	const texts: [string, string[]][] = [
		['See https://example.org.', ['https://example.org']],
		['(https://example.org/a_(b)), then', ['https://example.org/a_(b)']],
		[
			'https://example.org/a, https://example.com/b?c=d#e!',
			['https://example.org/a', 'https://example.com/b?c=d#e'],
		],
		['«https://example.org»', ['https://example.org']],
		['انظر https://example.org/ar، ثم', ['https://example.org/ar']],
		['HTTPS://Example.ORG/A', ['HTTPS://Example.ORG/A']],
		['one\nhttps://example.org\ntwo', ['https://example.org']],
		['[https://example.org].', ['https://example.org']],
		['no address here', []],
		['', []],
	];
	for (const [text, links] of texts) {
		expect(shown(text), text).toEqual(links);
		expect(
			linksIn(text)
				.map((one) => one.text)
				.join(''),
		).toBe(text);
	}
	expect(hosts('HTTPS://Example.ORG/A')).toEqual(['example.org']);
});

it('shows other letters as what they are', () => {
	expect(hosts('https://аррӏе.com/')).toEqual(['xn--80ak6aa92e.com']);
	expect(hosts('https://münchen.de')).toEqual(['xn--mnchen-3ya.de']);
});

it('leaves as text whatever could lead elsewhere than it reads', () => {
	const tricks = [
		'http://example.org',
		'https://user@example.org',
		'https://example.org@evil.example',
		'https://user:password@example.org',
		'https://example.org:8443/',
		'https://example.org:443/',
		'https://192.0.2.1/',
		'https://0xC0000201/',
		'https://3221225985/',
		'https://[2001:db8::1]/',
		'https://localhost/',
		'https://example',
		'https://example.org./',
		'https://exam%70le.org/',
		'https:\\\\example.org',
		'https://example。org/',
		'https://ｅxample.org/',
		'https://ex\u00adample.org/',
		'https://-example.org/',
		'https://example..org/',
		'https://xn--/',
		'https:///example.org',
		'javascript:alert(1)//https://',
		'xhttps://example.org',
		'data:text/html,https',
	];
	for (const text of tricks) {
		// What is left of one after a hidden character is an address no more than before it.
		const found = linksIn(text).filter((one) => one.type === 'link' && one.host.endsWith('example.org'));
		expect(found, text).toEqual([]);
		expect(
			linksIn(text)
				.map((one) => one.text)
				.join(''),
		).toBe(text);
	}
	expect(hostOf('https://example.org/path?x#y')).toEqual({
		host: 'example.org',
		url: 'https://example.org/path?x#y',
	});
});

it('is quick on any text of a block', () => {
	const long = ['https://'.repeat(150), `https://${'a.'.repeat(590)}`, `https://a.org/${')'.repeat(1_180)}`];
	for (const text of long) {
		const best = Math.min(
			...[1, 2, 3].map(() => {
				const began = performance.now();
				linksIn(text);
				return performance.now() - began;
			}),
		);
		expect(best).toBeLessThan(50);
	}
});
