#!/usr/bin/env node
// `npx rosebay ...`: runs the built command line, building it first when it is not there yet.
import { join } from 'node:path';
import process from 'node:process';
import { buildCli, cliIsBuilt, importBuilt, root } from './build.js';

process.env['ROSEBAY_DATA'] ??= join(root, 'data');

if (!cliIsBuilt() && !(await buildCli())) {
	process.stderr.write(
		'Rosebay is not built yet and could not be built here. Run "npm ci", then "npm run build".\n',
	);
	process.exit(1);
}
const { run } = await importBuilt('cli/rosebay.js');
const { exit } = await run(process.argv.slice(2), process.env, {
	out: (/** @type {string} */ text) => process.stdout.write(text),
	err: (/** @type {string} */ text) => process.stderr.write(text),
});
process.exitCode = exit;
