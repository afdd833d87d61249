// `npm run bench -- boot [--runs 5] [--network slow4g|slow3g|fast] [--json FILE] [--lighthouse]`
// `npm run bench -- vault [--runs 5] [--records 10000] [--json FILE]`
// `npm run bench -- relay [--runs 3] [--seconds 6] [--clients 64] [--only bare,embedded] [--json FILE]`
// `npm run bench -- modules [--runs 15] [--json FILE]`
// `npm run bench -- find [--sizes 1000,10000,100000] [--runs 3] [--beside FILE] [--json FILE]`
// `npm run bench -- exit [--runs 30] [--json FILE]`
import { parseArgs } from 'node:util';
import { browserPath } from '../support/browser.js';
import { boot } from './boot.js';
import { exit } from './exit.js';
import { find } from './find.js';
import { modules } from './modules.js';
import { relay } from './relay.js';
import { vault } from './vault.js';

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: {
		runs: { type: 'string' },
		network: { type: 'string' },
		json: { type: 'string' },
		lighthouse: { type: 'boolean' },
		records: { type: 'string' },
		seconds: { type: 'string' },
		clients: { type: 'string' },
		only: { type: 'string' },
		sizes: { type: 'string' },
		beside: { type: 'string' },
	},
});

/** @typedef {Parameters<typeof boot>[0] & Parameters<typeof exit>[0] & Parameters<typeof find>[0] & Parameters<typeof vault>[0] & Parameters<typeof relay>[0] & Parameters<typeof modules>[0]} Options */
/** @type {Record<string, ((options: Options) => Promise<boolean>) | undefined>} */
const BENCHES = { boot, exit, find, modules, relay, vault };
const bench = BENCHES[positionals[0] ?? 'boot'];
if (!bench || (bench !== relay && !browserPath())) {
	console.error(bench ? 'No browser found: see npm test.' : `Benches: ${Object.keys(BENCHES).join(', ')}`);
	process.exit(1);
}
const clean = await bench({
	...(values.runs ? { runs: Number(values.runs) } : {}),
	...(values.records ? { records: Number(values.records) } : {}),
	...(values.seconds ? { seconds: Number(values.seconds) } : {}),
	...(values.clients ? { clients: Number(values.clients) } : {}),
	...(values.sizes ? { sizes: values.sizes } : {}),
	...(values.beside ? { beside: values.beside } : {}),
	...(values.only ? { only: values.only } : {}),
	...(values.network ? { network: values.network } : {}),
	...(values.json ? { json: values.json } : {}),
	lighthouse: values.lighthouse ?? false,
});
process.exit(clean ? 0 : 1);
