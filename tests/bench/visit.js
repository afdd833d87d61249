// One visit of one page by a slow phone, in a browser that has never been there, or has been there once.
import { chromium } from '@playwright/test';
import { browserPath } from '../support/browser.js';

/** How long a page may take before the visit counts as failed. */
const LIMIT_MS = 90_000;
/** So long without a byte, and the page has finished fetching what it wants to keep. */
const QUIET_MS = 2_500;

/**
 * @typedef {object} Visit
 * @property {number} paint first contentful paint, ms since navigation
 * @property {number} usable the first control is drawn and its page's scripts have run, ms since navigation
 * @property {number} wireKB over the wire until usable, handshakes and all
 * @property {number} scriptKB of it, scripts
 * @property {number} requests until usable
 * @property {number} cpuMs main thread, until usable and half a second more
 */

/** Runs in the page, before anything of its own: reports the frame after the one in which the control appeared. */
const lookFor = (/** @type {string} */ selector) => {
	if (window !== window.top) return;
	const look = () => {
		const control = document.querySelector(selector);
		if (!control?.checkVisibility()) {
			requestAnimationFrame(look);
			return;
		}
		const report = () => /** @type {any} */ (window).benchUsable(String(performance.now()));
		requestAnimationFrame(() => setTimeout(report));
	};
	requestAnimationFrame(look);
};

/**
 * @param {string} profile folder
 * @param {{ pin: string, cpu: number }} settings
 */
export const openBrowser = (profile, { pin }) =>
	chromium.launchPersistentContext(profile, {
		...(browserPath() ? { executablePath: /** @type {string} */ (browserPath()) } : {}),
		viewport: { width: 360, height: 740 },
		isMobile: true,
		hasTouch: true,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			`--ignore-certificate-errors-spki-list=${pin}`,
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
		],
	});

/**
 * @param {import('@playwright/test').BrowserContext} browser
 * @param {{ port: number, ready: string, cpu: number, link: import('./link.js').Link }} page
 * @returns {Promise<Visit>}
 */
export async function visit(browser, { port, ready, cpu, link }) {
	const page = await browser.newPage();
	const devtools = await browser.newCDPSession(page);
	await devtools.send('Network.enable');
	await devtools.send('Runtime.enable');
	await devtools.send('Runtime.addBinding', { name: 'benchUsable' });
	await devtools.send('Performance.enable', { timeDomain: 'timeTicks' });
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });

	/** @type {Set<string>} */
	const scripts = new Set();
	let scriptBytes = 0;
	let requests = 0;
	devtools.on('Network.requestWillBeSent', ({ request: { url } }) => {
		if (url.startsWith('https:')) requests += 1;
	});
	devtools.on('Network.responseReceived', ({ requestId, type }) => {
		if (type === 'Script') scripts.add(requestId);
	});
	devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (scripts.has(requestId)) scriptBytes += encodedDataLength;
	});

	const before = link.received();
	/** @type {Promise<Omit<Visit, 'cpuMs' | 'paint'>>} */
	const usable = new Promise((resolve, reject) => {
		const limit = setTimeout(
			() => reject(new Error(`nothing usable (${ready}) in ${LIMIT_MS} ms`)),
			LIMIT_MS,
		);
		devtools.on('Runtime.bindingCalled', ({ name, payload }) => {
			if (name !== 'benchUsable') return;
			clearTimeout(limit);
			resolve({
				usable: Number(payload),
				wireKB: (link.received() - before) / 1_024,
				scriptKB: scriptBytes / 1_024,
				requests,
			});
		});
	});
	await page.addInitScript(lookFor, ready);
	await page.goto(`https://localhost:${port}/`, { waitUntil: 'commit', timeout: LIMIT_MS });
	const seen = await usable;
	await page.waitForTimeout(500);
	const paint = await page.evaluate(
		() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
	);
	const { metrics } = await devtools.send('Performance.getMetrics');
	const busy = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
	return { ...seen, paint: paint ?? NaN, cpuMs: busy * 1_000 };
}

/** Waits until the service worker is ready and nothing more is fetched. */
export async function settled(
	/** @type {import('@playwright/test').BrowserContext} */ browser,
	/** @type {import('./link.js').Link} */ link,
) {
	const page = browser.pages().at(-1);
	const limit = Date.now() + LIMIT_MS;
	const active = () =>
		page?.evaluate(
			async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated',
		);
	while (Date.now() < limit) {
		if (Date.now() - link.lastAt() > QUIET_MS && (await active())) return true;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return false;
}

/** What the browser keeps for offline use: every body in the caches, base64. */
export const keptBodies = (/** @type {import('@playwright/test').BrowserContext} */ browser) =>
	/** @type {import('@playwright/test').Page} */ (browser.pages().at(-1)).evaluate(async () => {
		/** @type {{ url: string, body: string }[]} */
		const kept = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const answer = await cache.match(request);
				const bytes = new Uint8Array((await answer?.arrayBuffer()) ?? new ArrayBuffer(0));
				let text = '';
				for (const byte of bytes) text += String.fromCharCode(byte);
				kept.push({ url: request.url, body: btoa(text) });
			}
		}
		return kept;
	});
