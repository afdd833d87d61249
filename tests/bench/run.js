// `npm run bench -- boot [--runs 5] [--network slow4g|slow3g|fast] [--json FILE] [--lighthouse]`
import { parseArgs } from 'node:util';
import { browserPath } from '../support/browser.js';
import { boot } from './boot.js';

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: {
		runs: { type: 'string' },
		network: { type: 'string' },
		json: { type: 'string' },
		lighthouse: { type: 'boolean' },
	},
});

/** @type {Record<string, typeof boot | undefined>} */
const BENCHES = { boot };
const bench = BENCHES[positionals[0] ?? 'boot'];
if (!bench || !browserPath()) {
	console.error(bench ? 'No browser found: see npm test.' : `Benches: ${Object.keys(BENCHES).join(', ')}`);
	process.exit(1);
}
const clean = await bench({
	...(values.runs ? { runs: Number(values.runs) } : {}),
	...(values.network ? { network: values.network } : {}),
	...(values.json ? { json: values.json } : {}),
	lighthouse: values.lighthouse ?? false,
});
process.exit(clean ? 0 : 1);
