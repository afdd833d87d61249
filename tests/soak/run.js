// `npm run soak [-- kills restarts enumeration flood disk streams] [--short]`: what takes too long for `npm test`, on real
// processes, a real PostgreSQL and real disks. Each prints its figures; with `--short` it is what `npm test` runs.
// Needs `npm run build` before. KILLS, RESTARTS, IDS, FLOOD_SECONDS, STREAMS change how much.
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: { short: { type: 'boolean' } },
});
const { module } = await runnerImport('./tests/soak/soak.ts', { configFile: false });
const { soak } = /** @type {{ soak: (which: string[], short: boolean) => Promise<boolean> }} */ (module);
process.exit((await soak(positionals, values.short ?? false)) ? 0 : 1);
