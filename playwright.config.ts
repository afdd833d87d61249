import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, browserPath } from './tests/support/browser.js';

const executablePath = browserPath();

export default defineConfig({
	testDir: 'tests/e2e',
	timeout: 120_000,
	expect: { timeout: 15_000 },
	// One more than processors: tests wait a good deal, for a lock that thinks and for a relay that holds its answer.
	workers: 3,
	fullyParallel: false,
	forbidOnly: true,
	// Once more where it counts: what then passes is named at the end of `npm test` as unsteady, to be mended.
	retries: process.env['CI'] ? 1 : 0,
	reporter: 'list',
	use: {
		viewport: { width: 360, height: 740 },
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: BROWSER_ARGS,
		},
	},
});
