/**
 * The lint that holds the walls is itself tested: each violation in support/planted.ts is planted as text in a file that
 * does not exist, and must be caught by the rule that is there for it. A wall without an entry there may fall unseen.
 */
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { allowed, arrows, powers, words, type Planted } from '../support/planted';

// Types are left out: a file that does not exist has none. The walls look at names.
let eslint: ESLint;
beforeAll(() => {
	eslint = new ESLint({ overrideConfig: [ts.configs.disableTypeChecked] });
});

const rulesBroken = async ({ at, code }: Omit<Planted, 'rule'>) => {
	const [result] = await eslint.lintText(code, { filePath: at });
	return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
};

describe.each([
	['who may import whom', arrows],
	['which power lives where', powers],
	['words', words],
])('%s', (_, planted) => {
	it.each(planted)(
		'$what is caught',
		async (violation) => {
			expect(await rulesBroken(violation)).toContain(violation.rule);
		},
		60_000,
	);
});

describe('what belongs there passes', () => {
	it.each(allowed)(
		'$what',
		async (code) => {
			expect(await rulesBroken(code)).toEqual([]);
		},
		60_000,
	);
});
