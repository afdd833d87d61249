// Which browser the tests drive: one named in CHROME_PATH, else Playwright's own, else the system's Chromium.
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @returns {string | undefined} Path of a browser that exists, or undefined when there is none. */
export function browserPath() {
	const candidates = [process.env.CHROME_PATH, chromium.executablePath(), ...SYSTEM];
	return candidates.find((path) => path && existsSync(path));
}

/** How it is started: nothing the app might ask of another host leaves this machine, and such a try fails at once. */
export const BROWSER_ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--no-first-run',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];
