// The figures of the quick exit (SAFETY): how soon the screen is covered on a slow phone, how soon the tab is elsewhere
// while the page hangs, and that after random walks nothing leads back. The exit site is a server of this machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserPath } from '../support/browser.js';
import { localhostCertificate } from './certificate.js';
import { startRosebay } from './rosebay.js';
import { exitPoint, walk } from './walks.js';

const SITE = 'www.bbc.com';
const SLOW_CPU = 6;
const HANG_MS = 4_000;
const MOST = { coverP95: 100, awayP95: 500, returns: 0, entries: 0 };

const percentile = (/** @type {number[]} */ values, /** @type {number} */ part) =>
	[...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)] ?? NaN;

/** Stands where the exit leads to; tells when its page was drawn. */
const startSite = (/** @type {{ key: string, cert: string }} */ certificate) =>
	new Promise(
		(
			/** @type {(site: { port: number, drawn: () => Promise<number>, close: () => void }) => void} */ resolve,
		) => {
			/** @type {((at: number) => void) | undefined} */
			let tell;
			const server = createServer(certificate, (incoming, outgoing) => {
				const at = new URL(incoming.url ?? '/', `https://${SITE}`).searchParams.get('drawn');
				if (at) tell?.(Number(at));
				outgoing.setHeader('content-type', 'text/html');
				outgoing.end(
					'<!doctype html><title>Weather</title><link rel="icon" href="data:,"><h1>Weather</h1><script>requestAnimationFrame(() => setTimeout(() => { new Image().src = "/x?drawn=" + (performance.timeOrigin + performance.now()) }))</script>',
				);
			});
			server.listen(0, '127.0.0.1', () => {
				const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
				resolve({
					port,
					drawn: () => new Promise((done) => (tell = done)),
					close: () => {
						server.closeAllConnections();
						server.close();
					},
				});
			});
		},
	);

const shownApp = async (
	/** @type {import('@playwright/test').BrowserContext} */ context,
	/** @type {string} */ url,
) => {
	const page = await context.newPage();
	await page.goto(url);
	await page.locator('h1').first().waitFor();
	return page;
};

/** Both halves note the time of what they see on one clock: the frame the finger, the page its own next drawn frame. */
const NOTE = () => {
	const now = () => performance.timeOrigin + performance.now();
	if (window !== window.top) {
		addEventListener(
			'pointerdown',
			({ timeStamp }) => console.debug(`down ${performance.timeOrigin + timeStamp}`),
			true,
		);
		return;
	}
	const drawn = () => requestAnimationFrame(() => setTimeout(() => console.debug(`covered ${now()}`)));
	new MutationObserver(() => {
		if (document.documentElement.classList.contains('covered')) drawn();
	}).observe(document, { subtree: true, attributeFilter: ['class'] });
};

const noted = async (/** @type {import('@playwright/test').Page} */ page, /** @type {string} */ what) => {
	const message = await page.waitForEvent('console', (line) => line.text().startsWith(what));
	return Number(message.text().slice(what.length + 1));
};

/** From the finger's touch to the drawn cover, on a phone six times slower. */
async function measureCover(
	/** @type {import('@playwright/test').Browser} */ browser,
	/** @type {string} */ url,
	/** @type {number} */ runs,
) {
	const context = await browser.newContext({
		hasTouch: true,
		isMobile: true,
		viewport: { width: 360, height: 740 },
	});
	await context.addInitScript(NOTE);
	const page = await shownApp(context, url);
	const point = await exitPoint(page);
	const devtools = await context.newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
	for (const frame of page.frames().slice(1)) {
		const itsOwn = await context.newCDPSession(frame).catch(() => null);
		await itsOwn?.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
	}
	/** @type {number[]} */
	const samples = [];
	for (let run = 0; run < runs; run += 1) {
		await page.waitForTimeout(200 + Math.random() * 100);
		const seen = Promise.all([noted(page, 'down'), noted(page, 'covered')]);
		await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
		const [down, covered] = await seen;
		samples.push(covered - down);
		await devtools.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
		await page.locator('#cover').waitFor({ state: 'hidden' });
	}
	await context.close();
	return samples;
}

/** From the press to the other site's drawn page, while the app's page hangs. */
async function measureAway(
	/** @type {import('@playwright/test').Browser} */ browser,
	/** @type {string} */ url,
	/** @type {number} */ runs,
	/** @type {{ drawn: () => Promise<number> }} */ site,
) {
	/** @type {number[]} */
	const samples = [];
	for (let run = 0; run < runs; run += 1) {
		const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
		const page = await shownApp(context, url);
		const { x, y } = await exitPoint(page);
		const devtools = await context.newCDPSession(page);
		await devtools.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
		const hanging = page.waitForEvent('console', (line) => line.text() === 'hanging');
		await page.evaluate((ms) => {
			setTimeout(() => {
				console.debug('hanging');
				const end = Date.now() + ms;
				while (Date.now() < end);
			});
		}, HANG_MS);
		await hanging;
		await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
		const drawn = site.drawn();
		const pressed = performance.timeOrigin + performance.now();
		const press = { x, y, button: /** @type {const} */ ('left'), clickCount: 1 };
		void devtools.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...press }).catch(() => undefined);
		samples.push((await drawn) - pressed);
		await context.close();
	}
	return samples;
}

/**
 * @param {{ runs?: number, walks?: number, seed?: number, json?: string }} options
 * @returns {Promise<boolean>} whether every figure held
 */
export async function exit({ runs = 30, walks = 40, seed = 1, json = 'test-results/bench-exit.json' }) {
	const say = (/** @type {string} */ line) => console.log(line);
	const certificate = localhostCertificate();
	const site = await startSite(certificate);
	const data = mkdtempSync(join(tmpdir(), 'rosebay-bench-'));
	const rosebay = await startRosebay(data);
	const url = `http://localhost:${rosebay.port}`;
	const browser = await chromium.launch({
		...(browserPath() ? { executablePath: /** @type {string} */ (browserPath()) } : {}),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			`--ignore-certificate-errors-spki-list=${certificate.pin}`,
			`--host-resolver-rules=MAP ${SITE}:443 127.0.0.1:${site.port}, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
		],
	});
	try {
		say(
			`exit: cover at CPU /${SLOW_CPU} and away while hung ${HANG_MS} ms, ${runs} runs each; ${walks} walks, seed ${seed}`,
		);
		const cover = await measureCover(browser, url, runs);
		const away = await measureAway(browser, url, runs, site);
		/** @type {import('./walks.js').Walk[]} */
		const walked = [];
		for (let number = 0; number < walks; number += 1) {
			const done = await walk(browser, url, seed * 1_000 + number, number);
			walked.push(done);
			if (done.returns || done.entries || done.error) say(`  walk ${number}: ${JSON.stringify(done)}`);
		}
		const row = (/** @type {string} */ name, /** @type {(string | number)[]} */ cells) =>
			name.padEnd(22) + cells.map((cell) => String(cell).padStart(8)).join('');
		say(`\n${row('ms', ['n', 'p50', 'p95', 'max'])}`);
		for (const [name, samples] of /** @type {const} */ ([
			['cover', cover],
			['away while hung', away],
		])) {
			const parts = [0.5, 0.95, 1].map((part) => percentile(samples, part).toFixed(0));
			say(row(name, [samples.length, ...parts]));
		}
		const sum = (/** @type {(each: import('./walks.js').Walk) => number} */ of) =>
			walked.reduce((total, each) => total + of(each), 0);
		const is = {
			coverP95: percentile(cover, 0.95),
			awayP95: percentile(away, 0.95),
			returns: sum(({ returns }) => returns),
			entries: sum(({ entries }) => entries),
		};
		const stuck = walked.filter(({ error }) => error !== undefined).length;
		const states = [...new Set(walked.map(({ state }) => state))].map(
			(state) => `${state} ${walked.filter((each) => each.state === state).length}`,
		);
		say(`\n${row('walks', [walked.length])}  (${states.join(', ')})`);
		say('');
		for (const [name, most] of Object.entries(MOST)) {
			const value = is[/** @type {keyof typeof MOST} */ (name)];
			say(
				`${name.padEnd(22)}${value.toFixed(0).padStart(8)}  target <= ${most}  ${value <= most ? 'held' : 'MISSED'}`,
			);
		}
		const [load = NaN] = loadavg();
		say(
			`${'load of the machine'.padEnd(22)}${load.toFixed(1).padStart(8)}  the times mean little above its cores`,
		);
		say(`${'walks that got stuck'.padEnd(22)}${String(stuck).padStart(8)}`);
		mkdirSync(join(json, '..'), { recursive: true });
		writeFileSync(
			json,
			JSON.stringify(
				{ at: new Date().toISOString(), load, runs, seed, is, targets: MOST, cover, away, walked },
				null,
				'\t',
			),
		);
		say(`\n${json}`);
		return (
			stuck === 0 &&
			Object.entries(MOST).every(([name, most]) => is[/** @type {keyof typeof MOST} */ (name)] <= most)
		);
	} finally {
		await browser.close();
		site.close();
		rosebay.stop();
		rmSync(data, { recursive: true, force: true });
	}
}
