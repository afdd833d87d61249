import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
	DEVIATIONS,
	playwrightOutcomes,
	readScoreboard,
	requirementIds,
	summary,
	unshown,
	VERDICTS,
	vitestOutcomes,
} from '../asvs/scoreboard.js';
import { figure } from '../support/figure';

const entries = readScoreboard();

test('every requirement of ASVS 5.0.0 stands in the scoreboard once, in its order', () => {
	expect(requirementIds()).toHaveLength(345);
	expect(entries.map(({ id }) => id)).toEqual(requirementIds());
});

test('each has a verdict and a reason; a pass has tests, nothing else needs them', () => {
	figure('OWASP ASVS 5.0.0', summary(entries), 'every requirement said, every pass shown');
	for (const { id, verdict, reason, tests } of entries) {
		expect(VERDICTS, id).toContain(verdict);
		expect(reason, id).toMatch(/^\S.{10,}\.$/);
		if (verdict === 'pass') expect(tests.length, id).toBeGreaterThan(0);
		else expect(tests, id).toEqual([]);
	}
});

test('what deviates was declared in advance, and is never called a pass', () => {
	expect(entries.filter(({ verdict }) => verdict === 'deviation').map(({ id }) => id)).toEqual(DEVIATIONS);
});

test('each test it names is there', () => {
	const missing = entries.flatMap(({ id, tests }) =>
		tests
			.filter(({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title))
			.map(({ file, title }) => `${id}: ${file}#${title}`),
	);
	expect(missing).toEqual([]);
});

test('a pass is held against what ran: missing and red tests are told', () => {
	const claimed = [
		{ id: '1.1.1', verdict: 'pass' as const, reason: '', tests: [{ file: 'a.test.ts', title: 'holds' }] },
		{
			id: '1.1.2',
			verdict: 'pass' as const,
			reason: '',
			tests: [{ file: 'tests/e2e/b.spec.ts', title: '' }],
		},
	];
	const unit = {
		testResults: [
			{
				name: `${process.cwd()}/a.test.ts`,
				assertionResults: [{ fullName: 'it holds well', status: 'passed' }],
			},
		],
	};
	const e2e = (ok: boolean) => ({
		suites: [
			{
				file: 'b.spec.ts',
				title: 'b.spec.ts',
				specs: [],
				suites: [{ file: 'b.spec.ts', title: 'inner', specs: [{ title: 'x', ok }] }],
			},
		],
	});
	expect(unshown(claimed, [...vitestOutcomes(unit), ...playwrightOutcomes(e2e(true))])).toEqual([]);
	expect(unshown(claimed, playwrightOutcomes(e2e(false)))).toEqual([
		'1.1.1: no test "holds" ran in a.test.ts',
		'1.1.2: not green: tests/e2e/b.spec.ts, "inner x"',
	]);
});
