import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT_SITES, markToSite, parseOwnSite, sitesFor, siteToMark } from '.';

describe('the list of pages', () => {
	it('is the one app.html carries, in the same order, and its first is where the plain link leads', () => {
		const shell = readFileSync('src/app.html', 'utf8');
		const list = /const SITES = '([^']+)'/.exec(shell)?.[1]?.split(' ');
		expect(list?.map((address) => `https://${address}`)).toEqual(EXIT_SITES.map(({ address }) => address));
		expect(shell).toContain(`href="${EXIT_SITES[0].address}"`);
	});

	it('is a list of plain https pages, each once', () => {
		for (const { address } of EXIT_SITES)
			expect(parseOwnSite(address, 'rosebay.test')).toEqual({ ok: true, value: address });
		expect(new Set(EXIT_SITES.map(({ address }) => address)).size).toBe(EXIT_SITES.length);
		expect(EXIT_SITES.length).toBeLessThanOrEqual(35);
	});

	it('offers weather, news, reading and a search page in every language', () => {
		for (const language of ['en', 'es', 'ar', 'fr']) {
			const kinds = sitesFor(language, EXIT_SITES[0]).map(({ kind }) => kind);
			expect([...new Set(kinds)].sort()).toEqual(['news', 'reading', 'search', 'weather']);
		}
	});

	it('goes on offering what is chosen after the language has changed', () => {
		const chosen = markToSite('c');
		expect(chosen.language).toBe('fr');
		expect(sitesFor('ar', chosen)).toContain(chosen);
	});

	it('is kept as one character, the same for ever', () => {
		for (const site of EXIT_SITES) {
			expect(siteToMark(site)).toHaveLength(1);
			expect(markToSite(siteToMark(site))).toBe(site);
		}
		expect(siteToMark(EXIT_SITES[0])).toBe('1');
		expect(markToSite('d').address).toBe('https://fr.wikipedia.org/');
		for (const strange of [null, '', '0', '-1', 'z', 'https://evil.example', '1e9'])
			expect(EXIT_SITES).toContain(markToSite(strange));
		expect(markToSite(null)).toBe(EXIT_SITES[0]);
	});
});

describe('an address of her own', () => {
	const HERE = 'rosebay.test:3000';
	it.each([
		['example.org', 'https://example.org/'],
		[' https://Example.org/Path ', 'https://example.org/Path'],
		['https://example.org/a?name=Maria#me', 'https://example.org/a'],
		['صفحة.قطر', 'https://xn--ogbhx2c.xn--wgbl6a/'],
	])('%s will do', (typed, address) => {
		expect(parseOwnSite(typed, HERE)).toEqual({ ok: true, value: address });
	});

	it.each([
		['', 'Empty'],
		['   ', 'Empty'],
		['hello', 'NotAnAddress'],
		['hello there', 'NotAnAddress'],
		['https://', 'NotAnAddress'],
		['javascript://example.org/%0aalert(1)', 'NotAnAddress'],
		['javascript:alert(1)', 'NotAnAddress'],
		['data:text/html,x', 'NotAnAddress'],
		['about:blank', 'NotAnAddress'],
		['http://example.org', 'NotSecure'],
		['https://maria:secret@example.org', 'NotPlain'],
		['https://example.org:8443/', 'NotPlain'],
		['https://192.168.1.1/', 'NotPlain'],
		['https://[::1]/', 'NotPlain'],
		[`https://example.org/${'x'.repeat(200)}`, 'TooLong'],
		['https://rosebay.test:3000/', 'Here'],
	])('%s is refused: %s', (typed, type) => {
		expect(parseOwnSite(typed, HERE)).toEqual({ ok: false, error: { type } });
	});
});
