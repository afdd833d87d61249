/** What an operator reads of an import's problems: nothing of it is left out, and nothing in it is more than text. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PAYLOADS } from '../../../../../tests/support/payloads';
import { run } from '../../cli';
import { Desk } from '../testing/files';
import { escaped, reviewPage } from './page';
import { cell, reviewLines, reviewOf, runsOf, type Report } from './review';

vi.setConfig({ testTimeout: 60_000 });

const REPORT: Report = {
	...{ region: 'old-town', services: 3, groups: 1, skippedMore: 0 },
	addresses: {
		...{ coarsened: 2, withheld: 0 },
		services: [{ id: '7', name: 'Safe house', only: 'town', because: 'its name says "safe house"' }],
	},
	groupsFound: [{ id: '8', name: 'Circle', by: 'term', what: '1312 Support Groups' }],
	groupsDoubted: [{ id: '9', name: 'Bills', what: 'PN-8100' }],
	skipped: [
		{ file: 'b.csv', row: 9, reason: 'no name' },
		...[4, 2, 3, 12].map((row) => ({ file: 'a.csv', row, reason: 'no such service' })),
		{ file: 'b.csv', row: 2, reason: 'no such service' },
	],
	warnings: [
		{ reason: 'no such day', count: 40, examples: [{ file: 'a.csv', row: 3, value: '03/04/2024' }] },
	],
};

test('every row stands under its reason and its file, the most frequent reason first', () => {
	expect(reviewOf(REPORT).leftOut).toEqual([
		{
			...{ reason: 'no such service', count: 5, examples: [] },
			files: [
				{ file: 'a.csv', rows: [2, 3, 4, 12] },
				{ file: 'b.csv', rows: [2] },
			],
		},
		{ reason: 'no name', count: 1, examples: [], files: [{ file: 'b.csv', rows: [9] }] },
	]);
	expect(runsOf([2, 3, 4, 12, 14, 14, 15])).toEqual([
		[2, 4],
		[12, 12],
		[14, 15],
	]);
	expect(runsOf([])).toEqual([]);
	const page = reviewPage(reviewOf(REPORT));
	expect(page).toContain('<td>2–4, 12</td>');
	expect(page).toContain('40 × <bdi>no such day</bdi>');
	expect(page).toContain('<bdi>Safe house</bdi>');
	expect(page).toContain(' 1 more are not listed.');
	expect(page).toContain('1 × by <bdi>a term</bdi>');
	expect(page).toContain('<bdi>1312 Support Groups</bdi>');
	expect(page).toContain('1 × not marked: only a term says so');
});

test('the table has a line for each, and no cell that a spreadsheet would run', () => {
	const lines = [...reviewLines(REPORT)].join('').split('\r\n');
	expect(lines).toHaveLength(1 + 6 + 1 + 1 + 2 + 1 + 1);
	expect(lines[1]).toBe('left out,no name,b.csv,9,,1');
	expect(lines.at(-5)).toBe('only the town is told,"its name says ""safe house""",7,,Safe house,1');
	for (const formula of ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', ' =1'])
		expect(cell(formula), formula).toMatch(/^"?'/);
	expect(cell(-5)).toBe('-5');
	expect(cell('a\r\nb')).toBe('a b');
});

test('whatever somebody wrote is text on the page, and the page lets nothing else run', () => {
	const report = (text: string): Report => ({
		...REPORT,
		region: text,
		addresses: {
			coarsened: 0,
			withheld: 1,
			services: [{ id: text, name: text, only: 'nothing', because: text }],
		},
		groupsFound: [{ id: text, name: text, by: text, what: text }],
		groupsDoubted: [{ id: text, name: text, what: text }],
		skipped: [{ file: text, row: 1, reason: text }],
		warnings: [{ reason: text, count: 1, examples: [{ file: text, row: 1, value: text }] }],
	});
	const tags = (page: string) => page.match(/<[^>]*>/g);
	const plain = tags(reviewPage(reviewOf(report('harmless'))));
	for (const payload of PAYLOADS) {
		const page = reviewPage(reviewOf(report(payload)));
		expect(tags(page), payload).toEqual(plain);
		expect(escaped(payload)).not.toMatch(/[<>"'\u202a-\u202e\u2066-\u2069]/);
	}
	expect(plain?.filter((tag) => tag.startsWith('<script'))).toEqual(['<script>']);
	expect(reviewPage(reviewOf(REPORT))).toMatch(
		/content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/,
	);
});

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});
afterEach(() => {
	desk.clear();
});
async function rosebay(...words: string[]) {
	let [out, err] = ['', ''];
	const { exit } = await run(
		['directory', ...words],
		{ ROSEBAY_DATA: desk.data },
		{ out: (text) => void (out += text), err: (text) => void (err += text) },
	);
	return { exit, out, err };
}

test('an import is reviewed from what it kept: a page, a table, and nothing is written over', async () => {
	const folder = desk.put({
		'services.csv': 'id,name,description\n1,Support group,For everyone\n2,Food,\n3,,\n',
		'rosebay-rules.json': '{"name":"Old Town","sample":true,"zone":"Europe/Rome"}',
	});
	const page = join(folder, 'problems.html');
	expect((await rosebay('review', 'old-town', page)).exit).toBe(1);
	expect((await rosebay('import', folder, '--region', 'old-town')).exit).toBe(0);
	expect(await rosebay('review', 'old-town', page)).toMatchObject({ exit: 0, err: '' });
	expect(readFileSync(page, 'utf8')).toContain('services.csv');
	// It names confidential services: for this account alone.
	expect(statSync(page).mode & 0o077).toBe(0);
	const table = join(folder, 'problems.csv');
	expect((await rosebay('review', 'old-town', table)).exit).toBe(0);
	expect(readFileSync(table, 'utf8')).toMatch(/^what,reason,file,row,value,count\r\nleft out,/);

	writeFileSync(page, 'mine');
	const again = await rosebay('review', 'old-town', page);
	expect(again).toMatchObject({ exit: 1, err: expect.stringContaining('there already') as string });
	expect(readFileSync(page, 'utf8')).toBe('mine');
	expect((await rosebay('review', 'old-town', join(folder, 'problems.txt'))).exit).toBe(2);
	expect((await rosebay('review', 'old-town')).exit).toBe(2);
});
